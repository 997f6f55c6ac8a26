"""What the first `make run` says while it installs: a few lines, and all of them if it fails."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.repository.sources import ROOT

pytestmark = pytest.mark.slow
STRINGERS = [f"stringer{number}" for number in range(8)]


def wheel(directory: Path, name: str) -> str:
    """Make an empty package that pip can install, and return its locked requirement."""
    path, info = directory / f"{name}-1.0-py3-none-any.whl", f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        tags = "Wheel-Version: 1.0\nGenerator: desk\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        file.writestr(f"{info}/WHEEL", tags)
        file.writestr(f"{info}/RECORD", "")
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def install(directory: Path, requirements: str) -> subprocess.CompletedProcess[str]:
    """Install the requirements from the directory alone, into a directory beside it."""
    (directory / "demo.txt").write_text(f"# made by make lock\n{requirements}")
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "install.py", "demo.txt"],
        cwd=directory,
        env={
            "PATH": os.environ["PATH"],
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(directory),
            "PIP_TARGET": str(directory / "installed"),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_progress_is_a_few_lines(tmp_path: Path) -> None:
    run = install(tmp_path, "".join(wheel(tmp_path, name) for name in STRINGERS))

    assert run.returncode == 0, run.stdout
    assert (tmp_path / "installed" / "stringer7-1.0.dist-info").is_dir()
    first, *middle, last = run.stdout.splitlines()
    assert first == "Installing 8 packages of demo.txt, the first time in a few minutes …"
    assert middle == [
        "  2 of 8 are here …",
        "  4 of 8 are here …",
        "  6 of 8 are here …",
        "  all are here, unpacking …",
    ]
    assert last.startswith("Installed in ")
    assert run.stderr == ""


def test_a_failure_is_shown_whole(tmp_path: Path) -> None:
    run = install(tmp_path, f"{wheel(tmp_path, 'stringer')}nobody==1.0 --hash=sha256:{'0' * 64}\n")

    assert run.returncode != 0
    assert "stringer-1.0-py3-none-any.whl" in run.stdout
    assert "No matching distribution found for nobody==1.0" in run.stdout
    assert run.stdout.endswith("The installation failed; pip's words stand above.\n")
