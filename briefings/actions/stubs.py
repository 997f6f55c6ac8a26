"""Stubs: records entered from a text with a name and a country, to be completed later."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.names import person_names
from briefings.actions.refusals import refuse_if
from briefings.actions.slugs import free_slug
from briefings.models import Country, Edition, Official, Organization

Stub = Official | Organization


def why_not_enter_stub(by: User, kind: str, name: str) -> list[str]:
    """Return every reason why `by` cannot enter a stub of the kind with that name."""
    reasons = []
    if kind not in KINDS:
        reasons.append("Choose a person or an organization.")
    elif not by.has_perm(f"briefings.add_{kind}"):
        reasons.append("Your role does not enter records.")
    if not name.strip():
        reasons.append("It needs a name.")
    return reasons


def enter_stub(
    *, by: User, kind: str, name: str, country: Country | None, edition: Edition | None = None
) -> Stub:
    """Enter a stub, which is not public; its history says in which edition it was named.

    `kind` is "official" or "organization". Raises `Refused`.
    """
    reason = f"Named in “{edition.headline}”" if edition else "Named in a text"
    name = " ".join(name.split())
    with acting(by=by, action="enter stub", reason=reason):
        refuse_if(why_not_enter_stub(by, kind, name))
        return KINDS[kind](name, country)


def _person(name: str, country: Country | None) -> Official:
    short, sort = person_names(name, country)
    return Official.objects.create(
        full_name=name,
        short_name=short,
        sort_name=sort,
        slug=free_slug("official", name),
        country=country,
        stub=True,
    )


def _organization(name: str, country: Country | None) -> Organization:
    slug = free_slug("organization", name)
    return Organization.objects.create(name=name, slug=slug, country=country, stub=True)


KINDS: dict[str, Callable[[str, Country | None], Stub]] = {
    "official": _person,
    "organization": _organization,
}
