"""The audience of a row that is being entered: shown, and chosen if possible, before saving.

An editor's new row on a public record is public at once, unless the editor chooses otherwise. A
reporter's row waits for an editor, a custody event for a second person. No row is public before
what it belongs to.
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
from django.utils.text import capfirst

from briefings.actions.facts import NOW, Publication, When
from briefings.admin.buttons import ButtonForm
from briefings.admin.dates import MomentField, newsroom_clock
from briefings.admin.forms import DeskForm
from briefings.admin.states import moment, of_row
from briefings.models import Article, CustodyEvent, Exchange, Published, Record
from briefings.models.base import PublishedFact
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers.belonging import FACTS, parents_of

Choices = tuple[tuple[str, str], ...]
UNASKED = "unasked"  # sent by a page that had nothing to choose
NOBODY = "nobody outside the desk sees it"
ASK = "What it belongs to was published after you opened this page: choose who sees it."
NEEDS_SECOND_PERSON = (
    "It waits for a second person: until somebody else approves it, nobody outside sees it."
)


@dataclass(frozen=True)
class Audience:
    """Who will see a row and when: a sentence, or `choices` if the editor can choose.

    `chosen` is the default choice.
    """

    sentence: str
    choices: Choices = ()
    chosen: str = When.KEPT


def place_shown(whole: Model) -> str:
    """Return where a row that belongs to `whole` is shown, in words."""
    return f"on the page of {whole}, and in the API"


def is_seen(whole: Published, at: datetime) -> bool:
    """Return whether readers see a row at `at`, which for a fact needs all that it belongs to."""
    if isinstance(whole, PublishedFact):
        return any(at in period for period in whole.public_periods or ())
    return whole.is_live(at)


def audience_of(
    model: type[Model], row: Published | None, whole: Published | None, by: User, at: datetime
) -> Audience:
    """Return who will see a row when `by` saves it. No query.

    `row` is None for a new row; `whole` is what it belongs to, None if that is not known yet.
    """
    if row is not None and (row.live_period is not None or row.retraction_reason):
        change = " Readers see at once what you change here." if row.is_live(at) else ""
        return Audience(f"{capfirst(of_row(row, at))}.{change}")
    if model in (CustodyEvent, Exchange):
        return Audience(NEEDS_SECOND_PERSON)
    if not by.has_perm("briefings.publish_identity"):
        return Audience(f"Until an editor publishes it, {NOBODY}.")
    if whole is not None and whole.retraction_reason:
        return Audience(f"{whole} was retracted: {NOBODY}.")
    if whole is not None and whole.live_period is None:
        record = whole if whole.pk else "the record"
        return Audience(
            f"It becomes public with {record}. Until somebody publishes that, {NOBODY}."
        )
    kept = f"Kept as entered: until an editor publishes it, {NOBODY}."
    now, later = _seen_from(whole, at)
    choices = ((When.NOW, now), (When.LATER, later), (When.KEPT, kept))
    return Audience("", choices, When.NOW if row is None else When.KEPT)


def _seen_from(whole: Published | None, at: datetime) -> tuple[str, str]:
    """Return the sentences that explain publishing a row now, and later."""
    if whole is None:
        shown = "on the pages of what it belongs to, where those are public, and in the API"
        return (
            f"Public now: readers see it at once {shown}.",
            f"Not before the moment below: readers see it then {shown}.",
        )
    start = whole.live_period.lower if whole.live_period is not None else at
    if start > at:
        return (
            f"Public together with {whole}, from {moment(start)}.",
            f"Not before the moment below, nor before {moment(start)}, when {whole} is public.",
        )
    if not is_seen(whole, at):
        return (
            f"Public now: readers see it as soon as {whole} and what that belongs to are public.",
            f"Not before the moment below, nor before what {whole} belongs to is public.",
        )
    return (
        f"Public now: readers see it at once {place_shown(whole)}.",
        f"Not before the moment below: readers see it then {place_shown(whole)}.",
    )


class PublicationWidget(forms.MultiWidget):
    """The choices of who will see a row, with the moment that one of them needs."""

    audience = Audience("")

    def __init__(self) -> None:
        super().__init__({"when": forms.RadioSelect, "start": MomentField.widget})

    def decompress(self, value: Publication | None) -> list[Any]:
        """Return the choice and the moment."""
        return [value.when, value.start] if value else [self.audience.chosen, None]

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the audience's sentence as HTML, or the choices."""
        context = self.get_context(name, value, attrs)
        return render_to_string(
            "admin/briefings/publication.html",
            {
                **context,
                "sentence": self.audience.sentence,
                "unasked": UNASKED,
                "clock": newsroom_clock(),
            },
        )


class PublicationField(forms.MultiValueField):
    """When a row becomes public; the default if there is nothing to choose."""

    widget: PublicationWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.ChoiceField(choices=[*When.choices, (UNASKED, "")], required=False),
            MomentField(required=False),
        )
        super().__init__(
            fields, require_all_fields=False, required=False, widget=PublicationWidget(), **kwargs
        )
        self.label = "Publication"

    def show_audience(self, audience: Audience) -> None:
        """Show who will see the row, and offer the choices."""
        self.widget.audience = audience
        cast(forms.RadioSelect, self.widget.widgets[0]).choices = audience.choices
        self.initial = Publication(When(audience.chosen)) if audience.choices else None

    def compress(self, values: Sequence[Any]) -> Publication:
        """Return the choice; raises `ValidationError` for a moment that is missing or past.

        Also if readers would see a new row at once, and the page said nothing of the kind.
        """
        when, start = [*values, None, None][:2]
        audience = self.widget.audience
        if when == UNASKED:
            if audience.choices and audience.chosen == When.NOW:
                raise forms.ValidationError(ASK)
            when = None
        if when == When.LATER and start is None:
            raise forms.ValidationError("Say when readers will see it.")
        if when == When.LATER and start <= timezone.now():
            raise forms.ValidationError("That moment has passed: choose “public now”.")
        chosen = When(when or audience.chosen)
        return Publication(chosen, start if chosen == When.LATER else None)

    def comparable(self, typed: Sequence[Any]) -> tuple[str, Any]:
        """Return the choice, or the default, for comparison with another user's."""
        when = typed[0] if typed[0] not in ("", UNASKED) else self.widget.audience.chosen
        return str(when), typed[1] if when == When.LATER else None

    def display(self, value: tuple[str, Any]) -> str:
        """Return the choice as an editor reads it."""
        return " ".join(map(str, filter(None, (dict(When.choices).get(value[0]), value[1]))))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the choice is another than the default."""
        when = (data or [""])[0]
        return when not in ("", UNASKED, self.widget.audience.chosen)


class FactForm(DeskForm):
    """The form of a fact, with its publication; `by` is the user, `whole` what it belongs to."""

    by: ClassVar[User]
    whole: ClassVar[Published | None] = None

    publication = PublicationField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("publication"), PublicationField):
            row = self.instance if self.instance.pk else None
            field.show_audience(
                audience_of(self._meta.model, row, self.whole, self.by, timezone.now())
            )
            self.initial["publication"] = field.initial


class PublicationForm(ButtonForm):
    """The form of a button that enters a row, with its publication; initial value: `audience`."""

    folded: tuple[str, ...] = ("publication",)

    publication = PublicationField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("publication"), PublicationField):
            field.show_audience(self.initial.pop("audience", Audience("")))
            self.initial["publication"] = field.initial
        if not self.audience.choices:  # who will see it is told, not chosen
            self.folded = tuple(name for name in self.folded if name != "publication")

    @property
    def audience(self) -> Audience:
        """Who will see the row."""
        return cast(PublicationWidget, self.fields["publication"].widget).audience

    @property
    def says(self) -> str:
        """Who will see the row, unless something else is chosen among what is folded away."""
        return str(dict(self.audience.choices).get(self.audience.chosen, ""))


def chosen_publication(form: Any) -> Publication:
    """Return the choice in a form that was sent; public now if there was none to make."""
    chosen: Publication | None = getattr(form, "cleaned_data", {}).get("publication")
    return chosen or NOW


def describe_saved(row: Published, at: datetime) -> str:
    """Return a sentence about a row just saved, read anew: who sees it, and when."""
    if row.live_period is None:
        return f"{row}: entered. Until it is published, {NOBODY}."
    if row.live_period.lower > at:
        return f"{row}: readers see it from {moment(row.live_period.lower)}."
    if not is_seen(row, at):
        return f"{row}: public as soon as what it belongs to is; until then {NOBODY}."
    return f"{row}: public. Readers see it now."


def parent_in_query(model: type[Model], typed: Callable[[str], str | None]) -> Published | None:
    """Return what a new row will belong to, by a key in the query string; None if none is there.

    `typed` returns the query string's value for a foreign key. One query.
    """
    if str(model._meta.model_name) not in FACTS:
        return None
    for name in parents_of(model):
        key = typed(name)
        if key and key.isdecimal():
            parent: Any = model._meta.get_field(name).related_model
            return parent._default_manager.filter(pk=key).first()  # type: ignore[no-any-return]
    return None


def note_audience(row: Any, at: datetime) -> str:
    """Return a sentence: where readers see the note of a retraction or withdrawal."""
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
