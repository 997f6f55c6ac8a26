"""Slugs of new records: made from words, never one that another record has or had."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import count
from uuid import uuid4

from django.utils.text import slugify

from briefings.models import Record, Slug

PROVISIONAL = "to-be-named-"


def free_slug(type_: str, words: str) -> str:
    """Return a slug made from the words that no record of the type has or had."""
    wanted = slugify(words.replace("–", "-"))[:110].strip("-") or type_
    taken = set(
        Slug.objects.filter(type=type_, slug__startswith=wanted).values_list("slug", flat=True)
    )
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def first_slug(record: Record, words: str) -> str:
    """Return a slug for a new record; without words a provisional one, to be replaced soon."""
    if words:
        return free_slug(str(record._meta.model_name), words)
    return f"{PROVISIONAL}{uuid4().hex}"


def replace_provisional_slug(record: Record, words: str) -> None:
    """Replace a provisional slug in the transaction that made it, and delete every trace of it."""
    if not record.slug.startswith(PROVISIONAL):
        return
    provisional, record.slug = record.slug, free_slug(str(record._meta.model_name), words)
    record.save(update_fields=["slug"])
    Slug.objects.filter(identity=record.identity_id, slug=provisional).delete()


def free_slugs(type_: str, words: Sequence[str], redirects: Sequence[Collection[str]]) -> list[str]:
    """Return a slug for each of `words`: all different, none that a record of the type has or had.

    `redirects` are the further slugs that will lead to each record; no other record gets one of
    those. One query, and one for each slug that is taken.
    """
    wanted = [slugify(each.replace("–", "-"))[:110].strip("-") or type_ for each in words]
    slugs = Slug.objects.filter(type=type_)
    taken = set(slugs.filter(slug__in=wanted).values_list("slug", flat=True))
    for slug in [*taken]:
        taken.update(slugs.filter(slug__startswith=f"{slug}-").values_list("slug", flat=True))
    taken.update(*redirects)
    free = []
    for slug, own in zip(wanted, redirects, strict=True):
        numbered = (each for number in count(2) if (each := f"{slug}-{number}") not in taken)
        free.append(slug if slug not in taken or slug in own else next(numbered))
        taken.add(free[-1])
    return free
