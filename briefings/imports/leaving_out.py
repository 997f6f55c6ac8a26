"""Leaves out rows that cannot be imported, into files to be corrected and imported later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User

from briefings.imports.files import File
from briefings.imports.plans import ImportPlan
from briefings.imports.profiles import FileSpec, Profile
from briefings.imports.running import ImportRefused, plan
from briefings.imports.selecting import LEFT_OUT_COLUMNS, NONE_LEFT_OUT, LeftOut
from briefings.tables import Faults, FileRow


def rows_to_leave_out(
    *, by: User, files: Sequence[File], profile: Profile
) -> tuple[LeftOut, ImportPlan]:
    """Return the rows to leave out, with reasons, and the plan of an import without them.

    A row that names one of them is left out too, as the tenure of an official; of two states that
    succeed each other the other is imported. Plans the import once, and once more for each step
    from row to row. Raises `ImportRefused` for faults of whole files: in a header, or where a file
    cannot be read any further.
    """
    left_out: LeftOut = NONE_LEFT_OUT
    while True:
        done = plan(by=by, files=files, profile=profile, left_out=left_out)
        if not done.faults:
            return left_out, done
        more = done.faults.rows.keys() - left_out.keys()
        if done.faults.of_files or not more:
            raise ImportRefused(done)
        left_out = {**left_out, **done.faults.rows}
        for file in files:
            left_out = _with_companions(file, profile.specs[file.sheet], left_out)


def _with_companions(file: File, spec: FileSpec, left_out: LeftOut) -> LeftOut:
    """Return what is left out, with the companions of the file's rows."""
    out = {number for name, number in left_out if name == file.name}
    if not out:
        return left_out
    file.bytes.seek(0)
    rows: list[FileRow] = [*file.read(Faults(), unchecked=out).rows]
    found: Mapping[int, str] = spec.companions(rows, out)
    return {**{(file.name, number): why for number, why in found.items()}, **left_out}


def left_out_table(file: File, left_out: LeftOut) -> tuple[list[str], list[list[str]]]:
    """Return columns and rows left out of a file, with number and reason added.

    Cells beyond the columns of the header stay at the end of their row.
    """
    header, *rows = [
        (number, cells)
        for number, cells in file.records()
        if number == 1 or (file.name, number) in left_out
    ]
    kept = [place for place, name in enumerate(header[1]) if name.strip() not in LEFT_OUT_COLUMNS]
    width = len(header[1])
    table = []
    for number, cells in rows:
        cells += [""] * (width - len(cells))
        own = [cells[place] for place in kept]
        table.append([*own, str(number), left_out[file.name, number], *cells[width:]])
    return [*(header[1][place] for place in kept), *LEFT_OUT_COLUMNS], table
