"""Stubs: records entered from a text with a name and a country, to be completed later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from briefings.actions.acting import acting
from briefings.actions.locking import lock
from briefings.actions.names import person_names
from briefings.actions.refusals import field_errors, refuse_if
from briefings.actions.slugs import free_slug
from briefings.models import (
    Citation,
    Country,
    CustodyEvent,
    Detainee,
    Edition,
    MaybeStub,
    Nationality,
    Official,
    Organization,
    Place,
)

Stub = Official | Organization | Place | Detainee
KINDS: dict[str, type[Stub]] = {
    "official": Official,
    "organization": Organization,
    "place": Place,
    "detainee": Detainee,
}


def why_not_enter_stub(by: User, kind: str, name: str, country: Country | None) -> list[str]:
    """Return every reason why `by` cannot enter a stub of the kind with name and country."""
    reasons = []
    if kind not in KINDS:
        reasons.append("Choose a person, an organization, a place or a detainee.")
    elif not by.has_perm(f"briefings.add_{kind}"):
        reasons.append("Your role does not enter records.")
    if not name.strip():
        reasons.append("It needs a name.")
    if kind == "place" and country is None:
        reasons.append("A place needs its country.")
    return reasons


def known_zone(country: Country | None) -> str:
    """Return the time zone of all places of a country; "" if there are none or several."""
    zones = Place.objects.filter(country=country, retraction_reason="").order_by()
    found = [*zones.values_list("time_zone", flat=True).distinct()[:2]]
    return found[0] if len(found) == 1 else ""


def enter_stub(
    *,
    by: User,
    kind: str,
    name: str,
    country: Country | None,
    time_zone: str = "",
    edition: Edition | None = None,
) -> Stub:
    """Enter a stub, which is not public; its history says in which edition it was named.

    `kind` is a key of `KINDS`. The country of a detainee becomes a nationality. A place has the
    `time_zone`, or that of all places of its country. Raises `Refused`.
    """
    reason = f"Named in “{edition.headline}”" if edition else "Named in a text"
    name = " ".join(name.split())
    with acting(by=by, action="enter stub", reason=reason):
        refuse_if(why_not_enter_stub(by, kind, name, country))
        stub = KINDS[kind](slug=free_slug(kind, name), stub=True)
        if isinstance(stub, Official | Detainee):
            stub.full_name = name
            stub.short_name, stub.sort_name = person_names(name, country)
        else:
            stub.name = name
        if isinstance(stub, Place):
            stub.time_zone = time_zone or known_zone(country)
            refuse_if(field_errors(stub, "time_zone"))
        if not isinstance(stub, Detainee):
            stub.country = country
        stub.save()
        if isinstance(stub, Detainee) and country is not None:
            Nationality.objects.create(detainee=stub, country=country)
        return stub


def why_not_complete(row: Any, by: User) -> list[str]:
    """Return every reason why `by` cannot say that a stub is complete: what it lacks among them."""
    if not isinstance(row, MaybeStub) or not row.stub:
        return ["It is no stub."]
    may = by.has_perm(f"briefings.change_{row._meta.model_name}")
    return [*([] if may else ["Your role does not change records."]), *lacks(row)]


def lacks(row: Any) -> list[str]:
    """Return what a stub lacks before it can be published, each in a sentence (a few queries)."""
    return [*LACKS.get(type(row), _lacks_nothing)(row)]


def complete_stub(*, by: User, row: Any) -> Any:
    """Say that a stub is complete, so that it can be published. Raises `Refused`."""
    with acting(by=by, action="complete stub", locking=row):
        row = lock(row)
        refuse_if(why_not_complete(row, by))
        row.stub = False
        row.save(update_fields=["stub"])
        return row


def _official_lacks(row: Official) -> Iterator[str]:
    tenures = row.tenures.filter(retraction_reason="")
    if row.country_id is None and not tenures.exists():
        yield "Say of which country they are, or which office they hold."
    if not Citation.objects.filter(Q(official=row) | Q(tenure__in=tenures)).exists():
        yield "Cite a source for the person, or for an office they hold."


def _place_lacks(row: Place) -> Iterator[str]:
    if row.kind == Place.Kind.OTHER and row.latitude is None:
        yield "Say what kind of place it is, or enter its coordinates."


def _detainee_lacks(row: Detainee) -> Iterator[str]:
    if not row.citizenships.exists():
        yield "Say of which country they are a citizen."
    events = CustodyEvent.objects.filter(detention__detainee=row, retraction_reason="")
    if not events.exists():
        yield "Enter by whom they are or were held, and what is known of it: a custody event."
    of_events = Q(custodyevent__in=events) | Q(exchange__custody_events__in=events)
    if not Citation.objects.filter(Q(detainee=row) | of_events).exists():
        yield "Cite a source for the person, or for a custody event."


def _lacks_nothing(row: Any) -> Iterator[str]:
    return iter(())  # an organization may be of no one country


LACKS: dict[type[Any], Callable[[Any], Iterator[str]]] = {
    Official: _official_lacks,
    Place: _place_lacks,
    Detainee: _detainee_lacks,
}
