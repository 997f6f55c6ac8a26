"""A large file is read in bounded memory."""

import subprocess
import sys
from pathlib import Path

import pytest

READING = r"""
import re, sys
from pathlib import Path
from briefings.tables import read
with open(sys.argv[1], "rb") as file:
    table = read("meetings", file)
    rows = sum(1 for _ in table.rows)
assert not table.faults, table.faults.in_words()
# Not what the system counts for the process: that begins with what its parent had.
peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
print(rows, int(peak[1]) // 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read as Linux tells it")
@pytest.mark.parametrize(("kind", "size"), [("csv", 200_000), ("xlsx", 20_000)])
def test_many_rows_stay_under_300_mb(kind: str, size: int, tmp_path: Path) -> None:
    """A workbook of 200,000 takes two minutes to make; it was measured once by hand."""
    path = tmp_path / f"meetings.{kind}"
    making = (
        "import sys\nfrom briefings.tables import write\n"
        "rows = ([f'meeting-{n}', '2023-06-18', 'Beijing', f'Round table {n} of many'] * 2"
        f" for n in range({size}))\n"
        "with open(sys.argv[1], 'wb') as file:\n"
        f"    write(rows, list('abcdefgh'), file, kind='{kind}')\n"
    )
    subprocess.run([sys.executable, "-c", making, str(path)], check=True)

    read = subprocess.run(
        [sys.executable, "-c", READING, str(path)], check=True, capture_output=True, text=True
    )

    rows, megabytes = map(int, read.stdout.split())
    assert rows == size
    assert megabytes < 300
