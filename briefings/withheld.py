"""Where a name that is withheld still stands: every row of the record whose words say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CharField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from pghistory.models import Event

from briefings.models import Detainee, DetaineeName, NameMark, Slug
from briefings.models.date_fields import PartialDateField
from briefings.models.plain_text import TAG
from briefings.models.spellings import Spellings

# Columns of words in which no name is looked for, with why. Each other one is.
NOT_SEARCHED: Mapping[str, str] = {
    **dict.fromkeys(
        ("edition.rendered", "edition.contents", "edition.plain_text", "document.*"),
        "It is made from what is looked through.",
    ),
    **dict.fromkeys(
        ("identity.label", "identity.slug"),
        "It is a copy of what the record itself says.",
    ),
    **dict.fromkeys(
        (
            *("edition.returned_note", "custodyevent.forced_reason"),
            *("proposedmeeting.*", "proposedparticipant.*", "candidate.*", "dismissal.*"),
            *("importrun.*", "importupload.*", "importedrow.*", "movedreference.*", "merge.*"),
            *("namemark.*", "jobfailure.*", "link.*", "mail.*", "rendition.*"),
        ),
        "It is the desk's own, and never public.",
    ),
    "change.*": "It is kept by the database: ids, and the names of columns.",
}
ADDRESSES = (models.SlugField, models.URLField, models.FileField)
AROUND = 60  # letters of a text on either side of the name


@dataclass(frozen=True)
class Withheld:
    """Somebody whose name is looked for, by `names`; `own` are the keys of their own records."""

    detainee: Detainee
    names: Spellings
    own: frozenset[int]


@dataclass(frozen=True)
class Place:
    """A row that says a name: which of its columns do, each with the words around the name."""

    person: Withheld
    row: models.Model
    said: tuple[tuple[str, str], ...]
    marked: bool

    @property
    def kind(self) -> str:
        """The model of the row, in small letters."""
        return str(self.row._meta.model_name)


def withheld() -> list[Withheld]:
    """Return everybody whose name is withheld; three queries."""
    return looked_for(
        Detainee.objects.filter(name_withheld=True, identity__merged_into__isnull=True)
    )


def looked_for(people: QuerySet[Detainee], *, alone: bool | None = None) -> list[Withheld]:
    """Return the people with what their names are, also of records merged into them.

    Whether the short name counts alone is what was decided, unless `alone` says so. Three queries.
    """
    found = list(people.select_related("identity").prefetch_related("names"))
    survivors = [person.identity_id for person in found]
    merged = defaultdict(list)
    others = Detainee.objects.filter(identity__merged_into__in=survivors)
    for other in others.select_related("identity"):
        merged[other.identity.merged_into_id].append(other)
    told = []
    for person in found:
        records = [person, *merged[person.identity_id]]
        names = [name for each in records for name in (each.full_name, each.sort_name)]
        counts = person.blanked == Detainee.Blanked.ALONE if alone is None else alone
        short = [each.short_name for each in records] if counts else []
        spellings = Spellings([*names, *(name.name for name in person.names.all())], short)
        told.append(Withheld(person, spellings, frozenset(each.pk for each in records)))
    return told


def places(people: Sequence[Withheld]) -> list[Place]:
    """Return every row that says a name of one of the people, by kind, the latest first.

    One query that reads every text of the record, one for each kind of row that says a name, and
    one for the marks.
    """
    found = [
        (person, row, said)
        for row in _rows(people)
        for person in people
        if (said := said_in_row(person, row))
    ]
    of = NameMark.objects.in_force().filter(detainee__in={pk for each in people for pk in each.own})
    marks = set(of.values_list("detainee", "kind", "row")) if found else set()
    return [
        Place(
            person,
            row,
            said,
            any((own, row._meta.model_name, row.pk) in marks for own in person.own),
        )
        for person, row, said in found
    ]


def still_said(people: Sequence[Withheld]) -> list[Place]:
    """Return the places that nobody has settled: they say the name, and no mark stands there."""
    return [place for place in places(people) if not place.marked]


@cache
def texts() -> dict[type[models.Model], tuple[models.Field[Any, Any], ...]]:
    """Return the columns of words of every model of the record that are looked through."""
    found = {}
    for model in apps.get_app_config("briefings").get_models():
        if issubclass(model, Event) or f"{model._meta.model_name}.*" in NOT_SEARCHED:
            continue
        columns = tuple(
            field
            for field in words_of(model)
            if f"{model._meta.model_name}.{field.name}" not in NOT_SEARCHED
        )
        if columns:
            found[model] = columns
    return found


def words_of(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Yield the columns of a model that hold words: typed ones, none chosen or made of others."""
    for field in model._meta.concrete_fields:
        inner = field.base_field if isinstance(field, ArrayField) else field
        wordless = isinstance(field, PartialDateField | models.GeneratedField) or field.choices
        kinds = (models.CharField, models.TextField, models.FileField, models.JSONField)
        if isinstance(inner, kinds) and not wordless:
            yield field


def _rows(people: Sequence[Withheld]) -> Iterator[models.Model]:
    """Yield the rows that may say a name, each kind's the latest first."""
    pattern = "|".join(filter(None, (person.names.database_pattern() for person in people)))
    if not pattern:
        return
    arms = []
    for model, columns in texts().items():
        as_text = {f"{field.name}_words": Cast(field.name, TextField()) for field in columns}
        asked = Q(*((f"{name}__regex", pattern) for name in as_text), _connector=Q.OR)
        rows = model._default_manager.alias(**as_text).filter(asked).order_by()
        table = Value(str(model._meta.model_name), CharField())
        arms.append(rows.annotate(table=table).values_list("table", "pk"))
    keys: dict[str, list[int]] = {}
    for table, key in arms[0].union(*arms[1:], all=True):
        keys.setdefault(table, []).append(key)
    for model in texts():
        if pks := keys.get(str(model._meta.model_name)):
            rows = model._default_manager.filter(pk__in=pks).order_by("-pk")
            yield from rows.select_related("identity") if model is Slug else rows


def said_in_row(person: Withheld, row: Any) -> tuple[tuple[str, str], ...]:
    """Return which columns of a row say a name, each with the words around it.

    None of the person's own record, where the name is kept.
    """
    if isinstance(row, Detainee) and row.pk in person.own:
        return ()
    if isinstance(row, DetaineeName) and row.detainee_id in person.own:
        return ()
    if isinstance(row, Slug) and row.slug == row.identity.slug:
        return ()  # the record itself says so
    return tuple(
        (str(field.verbose_name), around(person.names, text, address=address))
        for field in texts()[type(row)]
        for address in (field.name == "slug" or isinstance(field, ADDRESSES),)
        for text in (_as_text(getattr(row, field.attname)),)
        if person.names.occur_in(text, address=address)
    )


def _as_text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_as_text, value))
    if isinstance(value, dict):
        return "\n".join(map(_as_text, value.values()))
    return "" if value is None else str(value)


def around(names: Spellings, text: str, *, address: bool = False) -> str:
    """Return the words of a text around the first place that says a name."""
    plain = TAG.sub("", text) if names.occur_in(TAG.sub("", text), address=address) else text
    [(start, end), *_] = names.spans(plain, address=address)
    first, last = max(0, start - AROUND), end + AROUND
    cut = " ".join(plain[first:last].split())
    return f"{'…' if first else ''}{cut}{'…' if last < len(plain) else ''}"
