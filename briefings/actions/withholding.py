"""Names that are withheld: readers are told a description, and no address holds a name."""

from __future__ import annotations

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.locking import locked
from briefings.actions.refusals import refuse_if
from briefings.actions.slugs import free_slug
from briefings.models import Detainee
from briefings.models.names import parts_told


def why_not_withhold(detainee: Detainee, by: User) -> list[str]:
    """Return every reason why `by` cannot withhold the name."""
    reasons = _why_not_decide(by)
    if detainee.name_withheld:
        reasons.append("The name is withheld already.")
    return reasons


def withhold_name(*, by: User, detainee: Detainee, description: str) -> Detainee:
    """Let readers know a detainee by a description alone, under an address made from it.

    Every former address goes: what is lost is lost for good. Raises `Refused`.
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
        detainee.description, detainee.name_withheld = description, True
        detainee.slug = free_slug("detainee", description)
        detainee.save()
        return detainee


def why_not_restore(detainee: Detainee, by: User) -> list[str]:
    """Return every reason why `by` cannot tell the name again."""
    reasons = _why_not_decide(by)
    if not detainee.name_withheld:
        reasons.append("The name is not withheld.")
    return reasons


def restore_name(*, by: User, detainee: Detainee) -> Detainee:
    """Let readers know a detainee by name again, under an address made from it. Raises `Refused`.

    The address made from the description leads there.
    """
    with acting(by=by, action="restore name", locking=detainee):
        detainee = locked(detainee)
        refuse_if(why_not_restore(detainee, by))
        detainee.name_withheld = False
        detainee.slug = free_slug("detainee", detainee.full_name)
        detainee.save()
        return detainee


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
