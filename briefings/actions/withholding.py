"""Withhold a detainee's name: readers get a description, and no address contains the name.

Each other text that contains the name is dealt with by itself: it is changed, or it is marked, so
that the name is blanked there for good.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet

from briefings.actions.acting import acting
from briefings.actions.locking import lock
from briefings.actions.refusals import refuse_if
from briefings.actions.slugs import free_slug
from briefings.models import (
    Country,
    Detainee,
    NameMark,
    Official,
    Organization,
    Place,
    Slug,
    Topic,
)
from briefings.models.names import matching_name_parts
from briefings.withheld import looked_for, said_in_row

SHORTEST_ALONE = 4  # letters of a short name that may be blanked alone


def why_not_withhold(detainee: Detainee, by: User) -> list[str]:
    """Return every reason why `by` cannot withhold the name."""
    reasons = _why_not_by_role(by)
    if detainee.name_withheld:
        reasons.append("The name is withheld already.")
    return reasons


def withhold_name(*, by: User, detainee: Detainee, description: str, blanked: str = "") -> Detainee:
    """Withhold a detainee's name: readers get the description, and a slug is made from it.

    All former slugs are deleted for good. `blanked` says what of the name is blanked in other
    texts; "" takes `default_blanking`. Raises `Refused`.
    """
    with acting(by=by, action="withhold name", locking=detainee):
        detainee = lock(detainee)
        description = description.strip()
        reasons = why_not_withhold(detainee, by)
        if not description:
            reasons.append("Say what readers are told instead: “An American teacher”.")
        if parts := name_parts_in(detainee, description):
            reasons.append(f"The description contains a part of the name: {', '.join(parts)}.")
        if parts := name_parts_in(detainee, detainee.occupation):
            reasons.append(f"The occupation contains a part of the name: {', '.join(parts)}.")
        refuse_if(reasons)
        detainee.blanked = blanked or default_blanking(detainee)
        detainee.description, detainee.name_withheld = description, True
        detainee.slug = free_slug("detainee", description)
        detainee.save()
        return detainee


def set_blanking(*, by: User, detainee: Detainee, blanked: str) -> Detainee:
    """Set what of a withheld name is blanked in other texts. Raises `Refused`."""
    with acting(by=by, action="decide what is blank", locking=detainee):
        detainee = lock(detainee)
        reasons = _why_not_by_role(by)
        if not detainee.name_withheld:
            reasons.append("The name is not withheld.")
        refuse_if(reasons)
        detainee.blanked = blanked
        detainee.save()
        return detainee


def default_blanking(detainee: Detainee) -> str:
    """Return what of a name should be blanked, by who else has it (three queries).

    Nothing if the whole name is also that of somebody public. The short name alone only if nobody
    and nothing else in the record has it.
    """
    named = ("full_name", "sort_name")
    whole = Q(*((f"{name}__iexact", detainee.full_name) for name in named), _connector=Q.OR)
    official = Official.objects.exclude(detainee=detainee).exclude(live_period=None)
    others = Detainee.objects.exclude(identity=detainee.identity_id)
    others = others.exclude(identity__merged_into=detainee.identity_id)
    if official.filter(whole).exists() or others.filter(whole, name_withheld=False).exists():
        return Detainee.Blanked.NOTHING
    word = {"iregex": rf"\m{re.escape(detainee.short_name)}\M"}
    namesakes: list[QuerySet[Any]] = [
        rows.filter(**{f"{column}__{lookup}": asked for lookup, asked in word.items()}).values("pk")
        for rows, column in (
            (official, "full_name"),
            (others, "full_name"),
            (Country.objects.all(), "name"),
            (Place.objects.all(), "name"),
            (Organization.objects.all(), "name"),
            (Topic.objects.all(), "name"),
        )
    ]
    shared = namesakes[0].order_by().union(*(each.order_by() for each in namesakes[1:]), all=True)
    short = len(detainee.short_name) < SHORTEST_ALONE and detainee.short_name.isascii()
    return Detainee.Blanked.WHOLE if short or shared.exists() else Detainee.Blanked.ALONE


def why_not_disclose(detainee: Detainee, by: User) -> list[str]:
    """Return every reason why `by` cannot disclose the name."""
    reasons = _why_not_by_role(by)
    if not detainee.name_withheld:
        reasons.append("The name is not withheld.")
    return reasons


def disclose_name(*, by: User, detainee: Detainee) -> Detainee:
    """Disclose a withheld name again, with a slug made from it. Raises `Refused`.

    The slug made from the description redirects. Nothing is blanked any more, and all marks end.
    """
    with acting(by=by, action="restore name", locking=detainee) as at:
        detainee = lock(detainee)
        refuse_if(why_not_disclose(detainee, by))
        detainee.name_withheld, detainee.blanked = False, ""
        detainee.slug = free_slug("detainee", detainee.full_name)
        detainee.save()
        _marks_in_force(detainee).update(ended_at=at)
        return detainee


def mark_place(*, by: User, detainee: Detainee, row: Model, reason: str) -> NameMark:
    """Mark a row that contains the withheld name, so that the name is blanked there for good.

    Who, when and why is kept. The row keeps its words. Raises `Refused`.
    """
    with acting(by=by, action="mark a place", reason=reason, locking=detainee) as at:
        detainee = lock(detainee)
        reasons = _why_not_by_role(by)
        if not detainee.name_withheld:
            reasons.append("The name is not withheld.")
        elif detainee.blanked == Detainee.Blanked.NOTHING:
            reasons.append("Nothing is left blank of this name, which is another’s as well.")
        if not reason.strip():
            reasons.append("Say why the name is blank here.")
        kind = str(row._meta.model_name)
        if not said_in_row(looked_for(Detainee.objects.filter(pk=detainee.pk))[0], row):
            reasons.append("The name is not in this place.")
        if _marks_in_force(detainee).filter(kind=kind, row=row.pk).exists():
            reasons.append("This place is marked already.")
        refuse_if(reasons)
        return NameMark.objects.create(
            detainee=detainee,
            kind=kind,
            row=row.pk,
            reason=reason.strip(),
            marked_by=by,
            marked_at=at,
        )


def forget_address(*, by: User, detainee: Detainee, slug: Slug) -> None:
    """Delete a record's former slug that contains the withheld name, for good. Raises `Refused`.

    Links to it lead nowhere any more.
    """
    with acting(by=by, action="forget an address", locking=detainee):
        detainee = lock(detainee)
        reasons = _why_not_by_role(by)
        if not detainee.name_withheld:
            reasons.append("The name is not withheld.")
        if slug.slug == slug.identity.slug:
            reasons.append("It is where the record is: change the address first.")
        elif not said_in_row(looked_for(Detainee.objects.filter(pk=detainee.pk))[0], slug):
            reasons.append("The name is not in this place.")
        refuse_if(reasons)
        slug.delete()


def _marks_in_force(detainee: Detainee) -> QuerySet[NameMark]:
    whose = Q(detainee=detainee) | Q(detainee__identity__merged_into=detainee.identity_id)
    return NameMark.objects.in_force().filter(whose)


def name_parts_in(detainee: Detainee, words: str) -> list[str]:
    """Return the parts of the detainee's names that the words contain (one query)."""
    names = [detainee.full_name, detainee.short_name]
    if detainee.pk:
        names += detainee.names.values_list("name", flat=True)
    return matching_name_parts(names, words)


def _why_not_by_role(by: User) -> list[str]:
    if by.has_perm("briefings.publish_identity"):
        return []
    return ["Your role does not withhold or disclose names: ask an editor."]
