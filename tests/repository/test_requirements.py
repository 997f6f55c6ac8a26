"""Dependencies: each has its reason, all are locked by hash, no lock names a host."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "base": PROJECT["dependencies"],
    "shared": PROJECT["dependencies"] + EXTRAS["shared"],
    "demo": PROJECT["dependencies"] + EXTRAS["demo"],
    "dev": PROJECT["dependencies"] + EXTRAS["demo"] + EXTRAS["dev"],
}


def lock(name: str) -> str:
    """Return the text of a lock file."""
    return Path(ROOT, "requirements", f"{name}.txt").read_text(encoding="utf-8")


def locked(name: str) -> dict[str, list[str]]:
    """Return the versions that a lock file names, by package (several: one for each platform)."""
    versions: dict[str, list[str]] = {}
    for package, version in re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock(name), re.MULTILINE
    ):
        versions.setdefault(canonicalize_name(package), []).append(version)
    return versions


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name: str) -> None:
    """Where packages come from is the machine's affair."""
    assert not re.findall(r"\S*://\S*|--(?:extra-)?index\S*|--find-links.*|^-[if] .*", lock(name))


@pytest.mark.parametrize("name", LOCKS)
def test_everything_locked_has_a_hash(name: str) -> None:
    """pip refuses a file in which one is missing."""
    entries = re.split(r"^(?=\w)", lock(name), flags=re.MULTILINE)[1:]

    assert entries
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(name: str) -> None:
    """`make lock` was run after the last change of pyproject.toml."""
    versions = locked(name)

    for wanted in map(Requirement, LOCKS[name]):
        found = versions.get(canonicalize_name(wanted.name), [])
        assert any(wanted.specifier.contains(version) for version in found), wanted


def test_the_locks_agree() -> None:
    """What is tested is what runs."""
    dev = locked("dev")

    for name in ("base", "shared", "demo"):
        assert {p: v for p, v in locked(name).items() if dev[p] != v} == {}


def test_every_dependency_has_its_reason() -> None:
    """The reason stands beside it, so that it goes when the reason goes."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = [*PROJECT["dependencies"], *(each for extra in EXTRAS.values() for each in extra)]

    bare = [word for word in wanted if not re.search(re.escape(f'"{word}",') + r" +# \w", text)]

    assert not bare


def test_what_is_installed_is_whole() -> None:
    """The locks are installed as they stand: pip adds nothing that they lack."""
    checked = subprocess.run(
        [sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout
