"""Stubs, made from the editor of a body: asked for, compared with what there is, entered.

`COMPLETE` is the button on a stub's own page.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse

from briefings.actions.article_import import UNMERGED
from briefings.actions.refusals import Refused
from briefings.actions.stubs import (
    KINDS,
    complete_stub,
    enter_stub,
    known_zone,
    why_not_complete,
    why_not_enter_stub,
)
from briefings.actions.writing import editions_shown_to
from briefings.admin.base import user_of
from briefings.admin.buttons import Button, FormValues
from briefings.admin.forms import KEY
from briefings.models import Country, Detainee, MaybeStub
from briefings.search.similar import similar_records

LABELS = {
    "official": "Person",
    "organization": "Organization",
    "place": "Place",
    "detainee": "Detainee",
}


def complete(by: User, row: Any, values: FormValues) -> None:
    """Say that the stub is complete."""
    complete_stub(by=by, row=row)


COMPLETE = Button(
    "complete",
    "Complete",
    "It is complete, and can be published.",
    lambda row, by, at: why_not_complete(row, by),
    complete,
    concerns=lambda row: isinstance(row, MaybeStub) and row.stub,
    leads=True,
)


def stubs(request: HttpRequest) -> JsonResponse:
    """Return what a new stub is asked; enter it if the form is sent.

    The answer has `made`, the record; or `near`, records with a name like it, unless these are
    `confirmed` to be others; or `zones`, if the time zone of a place is to be chosen; or `reasons`,
    with the status 422, why it is refused.
    """
    return _entered(request) if request.method == "POST" else JsonResponse(_asked())


def _asked() -> dict[str, Any]:
    countries = Country.objects.filter(UNMERGED).order_by("name", "pk").values_list("pk", "name")
    return {
        "kinds": [*map(list, LABELS.items())],
        "countries": [*map(list, countries)],
    }


def _entered(request: HttpRequest) -> JsonResponse:
    by, sent = user_of(request), request.POST
    kind, name = sent.get("kind", ""), " ".join(sent.get("name", "").replace("\0", "").split())
    country = Country.objects.filter(UNMERGED, pk=_key(sent.get("country", ""))).first()
    if reasons := why_not_enter_stub(by, kind, name, country):
        return JsonResponse({"reasons": reasons}, status=422)
    if " ".join(sent.get("confirmed", "").split()) != name and (
        near := similar_records(KINDS[kind], name)
    ):
        return JsonResponse({"near": [_named(record) for record in near]})
    time_zone = sent.get("time_zone", "")
    if kind == "place" and not (time_zone or known_zone(country)):
        return JsonResponse({"zones": sorted(available_timezones())})
    try:
        made = enter_stub(
            by=by,
            kind=kind,
            name=name,
            country=country,
            time_zone=time_zone,
            edition=editions_shown_to(by).filter(pk=_key(sent.get("edition", ""))).first(),
        )
    except Refused as refused:
        return JsonResponse({"reasons": refused.reasons}, status=422)
    return JsonResponse({"made": _named(made)})


def _key(typed: str) -> int:
    """Return the key that was sent; 0, which no row has, if it is none."""
    return int(typed) if KEY.fullmatch(typed) else 0


def _named(record: Any) -> dict[str, str]:
    """Return a record as the editor links it."""
    if isinstance(record, Detainee):
        note = "; ".join(record.nationalities.values_list("name", flat=True))
        return {"id": str(record.public_id), "label": record.public_name, "note": note}
    note = record.country.name if record.country else ""
    return {"id": str(record.public_id), "label": str(record), "note": note}
