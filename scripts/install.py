"""Install a file of hash-locked requirements, and tell of it in a few lines.

    python scripts/install.py requirements/demo.txt

pip says over a hundred lines, which nobody needs unless it fails: then all of them are shown.
"""

import subprocess
import sys
import time
from pathlib import Path

PIP = ("install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off")
LOCKED = ("--require-hashes", "--no-deps", "--requirement")
HAVING = ("Collecting ", "Processing ", "Requirement already satisfied: ")
PARTS = 4  # how often it is told how far it is


def main(requirements: Path) -> int:
    """Return pip's exit code; print how far it is, and all that it said where it fails."""
    began, had = time.monotonic(), 0
    said: list[str] = []
    lines = requirements.read_text(encoding="utf-8").splitlines()
    wanted = sum("==" in line for line in lines if line[:1].isalnum())
    told = {wanted * part // PARTS for part in range(1, PARTS)} - {0, wanted}
    say(f"Installing {wanted} packages of {requirements}, the first time in a few minutes …")
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
            if line.startswith(HAVING) and had in told:
                say(f"  {had} of {wanted} are here …")
            elif line.startswith("Installing collected packages"):
                say("  all are here, unpacking …")
    if pip.returncode:
        say(f"{''.join(said)}\nThe installation failed; pip's words stand above.")
    else:
        say(f"Installed in {time.monotonic() - began:.0f} seconds.")
    return pip.returncode


def say(line: str) -> None:
    """Print the line at once, for whoever waits at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
