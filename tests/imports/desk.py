"""Files on a desk, and what an import of them does."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from briefings.imports.exporting import exported
from briefings.imports.files import File
from briefings.imports.plans import ImportPlan
from briefings.imports.profiles import OWN, Profile
from briefings.imports.running import ImportRefused, plan, run
from briefings.models import ImportRun
from briefings.tables import write

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the Historian's files stand beside the checkout, in ../shared/data"
)

COUNTRIES = "id,name,code,predecessors\nru,Russia,RU,su\nsu,Soviet Union,,\ncn,China,CN,\n"
OFFICES = "id,title,kind,country\nfm,Foreign Minister of China,foreign_minister,cn\n"
OFFICIALS = "id,full_name,sort_name,other_names,country,born\nqin,Qin Gang,Qin Gang,秦刚,cn,1966\n"
TENURES = (
    "id,official,office,started,ended,ended_note\nqin-fm,qin,fm,2022-12-30,2023-07-25,removed\n"
)
ALL = {
    "countries": COUNTRIES,
    "offices": OFFICES,
    "officials": OFFICIALS,
    "tenures": TENURES,
}

Texts = Mapping[str, str | bytes]


def files_of(texts: Texts, profile: Profile = OWN) -> list[File]:
    """Return the texts as files, named as their tables are.

    Those of a source get the columns that they lack: a test writes those that it is about.
    """
    return [
        File(
            f"{name}.csv",
            name,
            io.BytesIO(text if isinstance(text, bytes) else in_full(text, profile, name).encode()),
        )
        for name, text in texts.items()
    ]


def in_full(text: str, profile: Profile, name: str) -> str:
    """Return a table of a source with all columns that its files have."""
    if profile is OWN:
        return text
    rows = [*csv.DictReader(io.StringIO(text))]
    written = io.StringIO()
    writer = csv.DictWriter(written, profile.specs[name].columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def imported(by: User, texts: Texts, profile: Profile = OWN) -> tuple[ImportPlan, ImportRun | None]:
    """Import files."""
    return run(by=by, files=files_of(texts, profile), profile=profile)


def planned(by: User, texts: Texts, profile: Profile = OWN) -> ImportPlan:
    """Say what an import would do."""
    return plan(by=by, files=files_of(texts, profile), profile=profile)


def refused(
    by: User, texts: Texts, profile: Profile = OWN
) -> list[tuple[str, int | None, str, str]]:
    """Return file, row, column and rule of every fault for which an import is refused."""
    with pytest.raises(ImportRefused) as caught:
        imported(by, texts, profile)
    return [(each.file, each.row, each.column, each.rule) for each in caught.value.plan.faults]


def given_back(sheet: str, profile: Profile = OWN) -> bytes:
    """Return a table as it is exported."""
    columns, rows = exported(sheet, profile)
    file = io.BytesIO()
    write(rows, columns, file, kind="csv")
    return file.getvalue()
