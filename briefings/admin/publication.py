"""Who will see a row that is entered, and when: said, and chosen where it can be, before Save.

An editor's new row on a public record is public at once unless something else is chosen. What a
reporter enters waits for an editor, a custody event for a second person. No row is seen before what
it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.contrib.auth.models import User
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from briefings.actions.facts import NOW, Publication, When
from briefings.admin.forms import DeskForm, MomentField
from briefings.admin.states import moment, of_row
from briefings.models import Article, CustodyEvent, Exchange, Published, Record
from briefings.models.base import PublishedFact
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.belonging import FACTS, parents_of

Choices = tuple[tuple[str, str], ...]
NOBODY = "nobody outside the desk sees it"
SECOND = "It waits for a second person: until somebody else approves it, nobody outside sees it."


@dataclass(frozen=True)
class Audience:
    """What a form says of who will see a row; `choices` are empty where there is nothing to choose.

    `chosen` is what is chosen where nobody chooses.
    """

    said: str
    choices: Choices = ()
    chosen: str = When.KEPT


def where(whole: Model) -> str:
    """Return where a row of something is shown."""
    return f"on the page of {whole}, and in the API"


def is_seen(whole: Published, at: datetime) -> bool:
    """Return whether readers see something at `at`: a fact, with all that it is published with."""
    if isinstance(whole, PublishedFact):
        return any(at in period for period in whole.public_periods or ())
    return whole.is_live(at)


def outlook(
    model: type[Model], row: Published | None, whole: Published | None, by: User, at: datetime
) -> Audience:
    """Return who will see a row of a model when `by` saves it; None is a new row.

    `whole` is what the row belongs to, None where nobody knows yet. Nothing is queried.
    """
    if row is not None and (row.live_period is not None or row.retraction_reason):
        said = of_row(row, at)
        change = " Readers see at once what you change here." if row.is_live(at) else ""
        return Audience(f"{said[0].upper()}{said[1:]}.{change}")
    if model in (CustodyEvent, Exchange):
        return Audience(SECOND)
    if not by.has_perm("briefings.publish_identity"):
        return Audience(f"Until an editor publishes it, {NOBODY}.")
    if whole is not None and whole.retraction_reason:
        return Audience(f"{whole} was retracted: {NOBODY}.")
    if whole is not None and whole.live_period is None:
        called = whole if whole.pk else "the record"
        return Audience(
            f"It becomes public with {called}. Until somebody publishes that, {NOBODY}."
        )
    kept = f"Kept as entered: until an editor publishes it, {NOBODY}."
    now, later = _seen_from(whole, at)
    choices = ((When.NOW, now), (When.LATER, later), (When.KEPT, kept))
    return Audience("", choices, When.NOW if row is None else When.KEPT)


def _seen_from(whole: Published | None, at: datetime) -> tuple[str, str]:
    """Return what publishing a row now, and later, means."""
    if whole is None:
        shown = "on the pages of what it belongs to, where those are public, and in the API"
        return (
            f"Public now: readers see it at once {shown}.",
            f"Not before the moment below: readers see it then {shown}.",
        )
    start = whole.live_period.lower if whole.live_period is not None else at
    if start > at:
        return (
            f"Public with {whole}: readers see it from {moment(start)}, as they do that.",
            f"Not before the moment below, nor before {moment(start)}, when {whole} is public.",
        )
    if not is_seen(whole, at):
        return (
            f"Public now: readers see it as soon as {whole} and what that belongs to are public.",
            f"Not before the moment below, nor before what {whole} belongs to is public.",
        )
    return (
        f"Public now: readers see it at once {where(whole)}.",
        f"Not before the moment below: readers see it then {where(whole)}.",
    )


class PublicationWidget(forms.MultiWidget):
    """A choice of who will see a row, in words, with the moment that one of them needs."""

    outlook = Audience("")

    def __init__(self) -> None:
        super().__init__({"when": forms.RadioSelect, "start": MomentField.widget})

    def decompress(self, value: Publication | None) -> list[Any]:
        """Return the choice, and the moment."""
        return [value.when, value.start] if value else [self.outlook.chosen, None]

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the sentence, or the choices with a sentence each."""
        context = self.get_context(name, value, attrs)
        return render_to_string(
            "admin/briefings/publication.html", {**context, "said": self.outlook.said}
        )


class PublicationField(forms.MultiValueField):
    """When a row becomes public; where nothing was to be chosen it is what follows by itself."""

    widget: PublicationWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.ChoiceField(choices=When.choices, required=False),
            MomentField(required=False),
        )
        super().__init__(
            fields, require_all_fields=False, required=False, widget=PublicationWidget(), **kwargs
        )
        self.label = "Publication"

    def look(self, seen: Audience) -> None:
        """Say who will see the row, and let that be chosen."""
        self.widget.outlook = seen
        cast(forms.RadioSelect, self.widget.widgets[0]).choices = seen.choices
        self.initial = Publication(When(seen.chosen)) if seen.choices else None

    def compress(self, values: Sequence[Any]) -> Publication:
        """Return what was chosen; raises `ValidationError` for a moment that is missing or past."""
        when, start = [*values, None, None][:2]
        if when == When.LATER and start is None:
            raise forms.ValidationError("Say from which moment on readers see it.")
        if when == When.LATER and start <= timezone.now():
            raise forms.ValidationError("That moment has passed: choose “public now”.")
        chosen = When(when or self.widget.outlook.chosen)
        return Publication(chosen, start if chosen == When.LATER else None)

    def comparable(self, typed: Sequence[Any]) -> tuple[str, Any]:
        """Return what was chosen, or what follows by itself, to be compared with another's."""
        when = typed[0] or self.widget.outlook.chosen
        return str(when), typed[1] if when == When.LATER else None

    def in_words(self, value: tuple[str, Any]) -> str:
        """Return what was chosen, as an editor reads it."""
        return " ".join(map(str, filter(None, (dict(When.choices).get(value[0]), value[1]))))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another choice was made than the one the form began with."""
        when = (data or [""])[0]
        return bool(when) and when != self.widget.outlook.chosen


class FactForm(DeskForm):
    """A row that states a fact, and who will see it; `by` types on the page of `whole`."""

    by: ClassVar[User]
    whole: ClassVar[Published | None] = None

    publication = PublicationField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("publication"), PublicationField):
            row = self.instance if self.instance.pk else None
            field.look(outlook(self._meta.model, row, self.whole, self.by, timezone.now()))
            self.initial["publication"] = field.initial


class PublicationForm(forms.Form):
    """What a button enters, and who will see it, by what the form begins with (`outlook`)."""

    publication = PublicationField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("publication"), PublicationField):
            field.look(self.initial.pop("outlook", Audience("")))
            self.initial["publication"] = field.initial


def chosen_in(form: Any) -> Publication:
    """Return what was chosen in a form that was sent: public now where nothing was to be."""
    chosen: Publication | None = getattr(form, "cleaned_data", {}).get("publication")
    return chosen or NOW


def told_after(row: Published, at: datetime) -> str:
    """Return what became of a row that was saved just now, read as the database has it."""
    if row.live_period is None:
        return f"{row}: entered. Until it is published, {NOBODY}."
    if row.live_period.lower > at:
        return f"{row}: readers see it from {moment(row.live_period.lower)}."
    if not is_seen(row, at):
        return f"{row}: public as soon as what it belongs to is; until then {NOBODY}."
    return f"{row}: public. Readers see it now."


def belonging(model: type[Model], typed: Callable[[str], str | None]) -> Published | None:
    """Return what a new row will belong to, by the keys in an address; one query for each.

    `typed` returns what stands there for a foreign key.
    """
    if str(model._meta.model_name) not in FACTS:
        return None
    for name in parents_of(model):
        key = typed(name)
        if key and key.isdecimal():
            parent: Any = model._meta.get_field(name).related_model
            return parent._default_manager.filter(pk=key).first()  # type: ignore[no-any-return]
    return None


def note_is_read(row: Any, at: datetime) -> str:
    """Return where readers see the note of a retraction or a withdrawal."""
    hidden = " For safety, privacy or a legal order they see no note, and no name."
    if isinstance(row, Published) and row.live_period is not None and row.live_period.lower > at:
        return "Readers never saw it: they see no note."
    if isinstance(row, Article):
        return f"Readers see this note beside the reason, where the piece stood.{hidden}"
    if isinstance(row, Record) and RECORD_TYPES[row.identity.type].nameless:
        return "Readers do not see this note: of a detainee they are told the reason alone."
    if isinstance(row, PublishedFact):
        return (
            "Readers see this note beside the reason, on the page of what it belongs to and on the"
            f" front page.{hidden}"
        )
    return f"Readers see this note beside the reason, where it stood.{hidden}"
