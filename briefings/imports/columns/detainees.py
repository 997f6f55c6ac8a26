"""The table of detainees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.imports.columns.persons import complete_names
from briefings.imports.formats import FORMER_IDS, ID, SLUG, BrokenRule, Format, Values, of, part
from briefings.models import Detainee, DetaineeName, Nationality
from briefings.models.names import matching_name_parts


def _label(values: Values) -> str:
    """Return the label, which the address is made from: without a withheld name."""
    return str(values.get("description" if values.get("name_withheld") else "full_name", ""))


def _keeps_name_withheld(row: Any) -> Iterator[BrokenRule]:
    if not row.name_withheld:
        return
    if not row.description:
        yield "description", "whose name is withheld is described instead"
    for column in ("slug", "description", "occupation"):
        if matching_name_parts(
            [row.full_name, row.short_name, row.sort_name], getattr(row, column)
        ):
            yield column, "the name is withheld: no part of it may stand here"


DETAINEES = Format(
    "detainees",
    Detainee,
    (
        *(ID, SLUG, FORMER_IDS),
        of(Detainee, "full_name", "The whole name.", required=True),
        of(Detainee, "short_name", "As in a second mention; if left empty, the last word of it."),
        of(Detainee, "sort_name", "As in “Swidan, Mark”; if left empty, made likewise."),
        part("other_names", "Other names of the person.", DetaineeName, "detainee", "name"),
        part("nationalities", "Countries of citizenship.", Nationality, "detainee", "country"),
        of(Detainee, "name_withheld", "Whether readers are told the description alone."),
        of(Detainee, "description", "As in “an American teacher”; it names nobody."),
        of(Detainee, "occupation", "What the person does."),
        of(Detainee, "employer", "For whom."),
        of(Detainee, "official", "The official whom the person is."),
        of(Detainee, "born", "When the person was born."),
        of(Detainee, "biography", "A few sentences."),
    ),
    label=_label,
    complete=complete_names,
    rules=_keeps_name_withheld,
)
