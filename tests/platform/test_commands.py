"""`make`'s commands where they cannot work: one line that says why, and an exit code."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.sources import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def fresh_clone(tmp_path: Path) -> Path:
    """A checkout without an environment, as far as `make` looks at it, in a path with a space."""
    clone = tmp_path / "the foreign desk"
    clone.mkdir()
    shutil.copy(ROOT / "Makefile", clone)
    (clone / "requirements").mkdir()
    (clone / "requirements" / "demo.txt").touch()
    return clone


def python_that_says(clone: Path, prelude: str) -> str:
    """Return a Python of which the prelude is true."""
    path = clone / "python"
    path.write_text(
        f'#!/bin/sh\n[ "$1" = -c ] && exec "{sys.executable}" -c "{prelude}\n$2"\nexit 9\n'
    )
    path.chmod(0o755)
    return f"PYTHON={path}"


def make(clone: Path, *words: str) -> list[str]:
    """Return what a failing `make` says, without the line that make itself adds."""
    # What `make test` hands down to a make inside it makes that one say more.
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    run = subprocess.run(
        ["make", "--silent", *words],
        cwd=clone,
        env=outside,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    return [line for line in run.stderr.splitlines() if not line.startswith("make: ***")]


def test_an_older_python_is_refused(fresh_clone: Path) -> None:
    older = python_that_says(fresh_clone, "import sys; sys.version_info = (3, 9, 2)")

    [line] = make(fresh_clone, "run", older)

    assert line.startswith("Python 3.11 or newer is needed")
    assert line.endswith("is 3.9: name another with PYTHON=.")


def test_a_python_without_venv_is_refused(fresh_clone: Path) -> None:
    """As Debian's is without python3-venv."""
    bare = python_that_says(fresh_clone, "import sys; sys.modules['ensurepip'] = None")

    [line] = make(fresh_clone, "run", bare)

    assert "lacks its venv module: install it (Debian: apt install python3-venv)" in line


def test_no_python_at_all_is_said(fresh_clone: Path) -> None:
    [line] = make(fresh_clone, "run", "PYTHON=python-of-nobody")

    assert line.startswith("There is no python-of-nobody: install Python 3.11 or newer")


def demo(**environment: str) -> subprocess.CompletedProcess[str]:
    """Start the demo where it cannot get as far as its database."""
    return subprocess.run(
        [sys.executable, "-m", "newsroom.demo"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "NEWSROOM_DEMO": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_taken_port_is_said_before_anything_is_done() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        run = demo(PORT=str(port))

    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == f"Port {port} is taken: make run PORT={port + 1}\n"


def test_a_port_that_is_none_is_refused() -> None:
    run = demo(PORT="http")

    assert run.returncode == 1
    assert run.stderr == "PORT is 'http': set it to a whole number from 1 to 65535\n"


def test_a_database_that_cannot_be_reached_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]

    run = demo(PORT=str(free), DATABASE_URL=f"postgres://desk:s3cret@127.0.0.1:{free}/newsroom")

    assert run.returncode == 1
    assert run.stderr.startswith("The database of DATABASE_URL cannot be used: ")
    assert run.stderr.count("\n") == 1
    assert "s3cret" not in run.stderr


def test_without_a_database_the_tests_end_with_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-n0", "tests/platform/test_database_url.py"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"postgres://desk@127.0.0.1:{free}/newsroom"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert "The tests have no database: " in run.stdout + run.stderr
    assert "Traceback" not in run.stdout + run.stderr
