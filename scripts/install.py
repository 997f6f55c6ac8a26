"""Install a file of hash-locked requirements and print a few lines of progress.

    python scripts/install.py requirements/demo.txt

pip prints over a hundred lines; all of them are shown if it fails, none otherwise.
"""

import subprocess
import sys
import time
from pathlib import Path

PIP = ("install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off")
LOCKED = ("--require-hashes", "--no-deps", "--requirement")
HAVING = ("Collecting ", "Processing ", "Requirement already satisfied: ")
PARTS = 4  # progress is printed after each quarter of the packages


def main(requirements: Path) -> int:
    """Run pip and print its progress, and its whole output if it fails; return its exit code."""
    began, had = time.monotonic(), 0
    said: list[str] = []
    lines = requirements.read_text(encoding="utf-8").splitlines()
    wanted = sum("==" in line for line in lines if line[:1].isalnum())
    milestones = {wanted * part // PARTS for part in range(1, PARTS)} - {0, wanted}
    print_line(f"Installing {wanted} packages of {requirements}, the first time in a few minutes …")
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "pip", *PIP, *LOCKED, requirements],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            had += line.startswith(HAVING)
            if line.startswith(HAVING) and had in milestones:
                print_line(f"  {had} of {wanted} are here …")
            elif line.startswith("Installing collected packages"):
                print_line("  all are here, unpacking …")
    if pip.returncode:
        print_line(f"{''.join(said)}\nThe installation failed; pip's words stand above.")
    else:
        print_line(f"Installed in {time.monotonic() - began:.0f} seconds.")
    return pip.returncode


def print_line(line: str) -> None:
    """Print the line at once, for whoever waits at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
