"""Names that are withheld: readers are told a description, and no address holds a name.

What other texts say of it is settled place by place: the text is changed, or the place marked.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet

from briefings.actions.acting import acting
from briefings.actions.locking import locked
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
from briefings.models.names import parts_told
from briefings.timelines.withheld import looked_for, said_in_row

SHORTEST = 4  # letters of a short name that may count alone


def why_not_withhold(detainee: Detainee, by: User) -> list[str]:
    """Return every reason why `by` cannot withhold the name."""
    reasons = _why_not_decide(by)
    if detainee.name_withheld:
        reasons.append("The name is withheld already.")
    return reasons


def withhold_name(*, by: User, detainee: Detainee, description: str, blanked: str = "") -> Detainee:
    """Let readers know a detainee by a description alone, under an address made from it.

    Every former address goes: what is lost is lost for good. What of the name is blank wherever
    else it stands is `blanked`, or what `blanks_proposed` says. Raises `Refused`.
    """
    with acting(by=by, action="withhold name", locking=detainee):
        detainee = locked(detainee)
        description = description.strip()
        reasons = why_not_withhold(detainee, by)
        if not description:
            reasons.append("Say what readers are told instead: “An American teacher”.")
        if told := name_parts_in(detainee, description):
            reasons.append(f"The description tells a part of the name: {', '.join(told)}.")
        if told := name_parts_in(detainee, detainee.occupation):
            reasons.append(f"The occupation tells a part of the name: {', '.join(told)}.")
        refuse_if(reasons)
        detainee.blanked = blanked or blanks_proposed(detainee)
        detainee.description, detainee.name_withheld = description, True
        detainee.slug = free_slug("detainee", description)
        detainee.save()
        return detainee


def decide_blanks(*, by: User, detainee: Detainee, blanked: str) -> Detainee:
    """Decide what of a withheld name is left blank where other texts say it. Raises `Refused`."""
    with acting(by=by, action="decide what is blank", locking=detainee):
        detainee = locked(detainee)
        reasons = _why_not_decide(by)
        if not detainee.name_withheld:
            reasons.append("The name is not withheld.")
        refuse_if(reasons)
        detainee.blanked = blanked
        detainee.save()
        return detainee


def blanks_proposed(detainee: Detainee) -> str:
    """Return what of a name should be left blank, from who else is called so (three queries).

    Nothing where the whole name is also that of somebody who is public; the short name alone only
    where nobody and nothing else of the record bears it.
    """
    named = ("full_name", "sort_name")
    whole = Q(*((f"{name}__iexact", detainee.full_name) for name in named), _connector=Q.OR)
    official = Official.objects.exclude(detainee=detainee).exclude(live_period=None)
    others = Detainee.objects.exclude(identity=detainee.identity_id)
    others = others.exclude(identity__merged_into=detainee.identity_id)
    if official.filter(whole).exists() or others.filter(whole, name_withheld=False).exists():
        return Detainee.Blanked.NOTHING
    word = {"iregex": rf"\m{re.escape(detainee.short_name)}\M"}
    called: list[QuerySet[Any]] = [
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
    shared = called[0].order_by().union(*(each.order_by() for each in called[1:]), all=True)
    short = len(detainee.short_name) < SHORTEST and detainee.short_name.isascii()
    return Detainee.Blanked.WHOLE if short or shared.exists() else Detainee.Blanked.ALONE


def why_not_restore(detainee: Detainee, by: User) -> list[str]:
    """Return every reason why `by` cannot tell the name again."""
    reasons = _why_not_decide(by)
    if not detainee.name_withheld:
        reasons.append("The name is not withheld.")
    return reasons


def restore_name(*, by: User, detainee: Detainee) -> Detainee:
    """Let readers know a detainee by name again, under an address made from it. Raises `Refused`.

    The address made from the description leads there; every text is told as it stands, and no mark
    is left.
    """
    with acting(by=by, action="restore name", locking=detainee) as at:
        detainee = locked(detainee)
        refuse_if(why_not_restore(detainee, by))
        detainee.name_withheld, detainee.blanked = False, ""
        detainee.slug = free_slug("detainee", detainee.full_name)
        detainee.save()
        _marks(detainee).update(ended_at=at)
        return detainee


def mark(*, by: User, detainee: Detainee, row: Model, reason: str) -> NameMark:
    """Settle a place that says the withheld name by leaving the name blank there for good.

    Who, when and why is kept. The row keeps its words. Raises `Refused`.
    """
    with acting(by=by, action="mark a place", reason=reason, locking=detainee) as at:
        detainee = locked(detainee)
        reasons = _why_not_decide(by)
        if not detainee.name_withheld:
            reasons.append("The name is not withheld.")
        elif detainee.blanked == Detainee.Blanked.NOTHING:
            reasons.append("Nothing is left blank of this name, which is another’s as well.")
        if not reason.strip():
            reasons.append("Say why the name is blank here.")
        kind = str(row._meta.model_name)
        if not said_in_row(looked_for(Detainee.objects.filter(pk=detainee.pk))[0], row):
            reasons.append("The name does not stand here.")
        if _marks(detainee).filter(kind=kind, row=row.pk).exists():
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
    """Let a former address of a record go that says the withheld name. Raises `Refused`.

    What is lost is lost for good: no link to it leads anywhere.
    """
    with acting(by=by, action="forget an address", locking=detainee):
        detainee = locked(detainee)
        reasons = _why_not_decide(by)
        if not detainee.name_withheld:
            reasons.append("The name is not withheld.")
        if slug.slug == slug.identity.slug:
            reasons.append("It is where the record is: change the address first.")
        elif not said_in_row(looked_for(Detainee.objects.filter(pk=detainee.pk))[0], slug):
            reasons.append("The name does not stand here.")
        refuse_if(reasons)
        slug.delete()


def _marks(detainee: Detainee) -> QuerySet[NameMark]:
    whose = Q(detainee=detainee) | Q(detainee__identity__merged_into=detainee.identity_id)
    return NameMark.objects.in_force().filter(whose)


def name_parts_in(detainee: Detainee, words: str) -> list[str]:
    """Return the parts of the detainee's names that stand in the words; queries the other names."""
    names = [detainee.full_name, detainee.short_name]
    if detainee.pk:
        names += detainee.names.values_list("name", flat=True)
    return parts_told(names, words)


def _why_not_decide(by: User) -> list[str]:
    if by.has_perm("briefings.publish_identity"):
        return []
    return ["Your role does not decide whose name is told: ask an editor."]
