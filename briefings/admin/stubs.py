"""Stubs, made from the editor of a body: asked for, compared with what there is, entered."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse

from briefings.actions.article_import import UNMERGED
from briefings.actions.refusals import Refused
from briefings.actions.stubs import Stub, enter_stub, why_not_enter_stub
from briefings.actions.writing import editions_shown_to
from briefings.admin.base import user_of
from briefings.admin.forms import KEY
from briefings.models import Country, Official, Organization
from briefings.search.similar import similar_records

KINDS: dict[str, tuple[str, type[Stub]]] = {
    "official": ("Person", Official),
    "organization": ("Organization", Organization),
}


def stubs(request: HttpRequest) -> JsonResponse:
    """Return what a new stub is asked; enter it if the form is sent.

    The answer has `made`, the record; or `near`, records with a name like it, unless these are
    `confirmed` to be others; or `reasons`, with the status 422, why it is refused.
    """
    return _entered(request) if request.method == "POST" else JsonResponse(_asked())


def _asked() -> dict[str, Any]:
    countries = Country.objects.filter(UNMERGED).order_by("name", "pk").values_list("pk", "name")
    return {
        "kinds": [[kind, label] for kind, (label, _) in KINDS.items()],
        "countries": [*map(list, countries)],
    }


def _entered(request: HttpRequest) -> JsonResponse:
    by, sent = user_of(request), request.POST
    kind, name = sent.get("kind", ""), " ".join(sent.get("name", "").replace("\0", "").split())
    if reasons := why_not_enter_stub(by, kind, name):
        return JsonResponse({"reasons": reasons}, status=422)
    model = KINDS[kind][1]
    if " ".join(sent.get("confirmed", "").split()) != name and (
        near := similar_records(model, name)
    ):
        return JsonResponse({"near": [_named(record) for record in near]})
    try:
        made = enter_stub(
            by=by,
            kind=kind,
            name=name,
            country=Country.objects.filter(UNMERGED, pk=_key(sent.get("country", ""))).first(),
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
    country = record.country.name if record.country else ""
    return {"id": str(record.public_id), "label": str(record), "note": country}
