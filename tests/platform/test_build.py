"""The name of the code that runs changes with the code, and with nothing else."""

from pathlib import Path

from newsroom.build import build_of


def test_the_same_code_has_the_same_name_wherever_it_lies(tmp_path: Path) -> None:
    for machine in ("london", "paris"):
        (tmp_path / machine).mkdir()
        (tmp_path / machine / "ledger.py").write_text("head = 1")
        (tmp_path / machine / "notes.txt").write_text(machine)

    assert build_of(tmp_path / "london") == build_of(tmp_path / "paris")


def test_other_code_has_another_name(tmp_path: Path) -> None:
    (tmp_path / "ledger.py").write_text("head = 1")
    before = build_of(tmp_path)

    (tmp_path / "ledger.py").write_text("head = 2")

    assert build_of(tmp_path) != before
