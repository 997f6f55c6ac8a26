"""Forms of the desk: refusals as errors, choices without queries, and the forms of buttons."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, Q, UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from briefings.admin.dates import MomentField
from briefings.admin.form_data import WORDS, inner_widget, is_sent
from briefings.checks.future import future_dates
from briefings.models import Identity, Published, Record
from briefings.models.record_types import RECORD_TYPES

# A primary key in an address or a form that the database can hold.
KEY = re.compile(r"[0-9]{1,18}")
# The condition of constraints that do not bind retracted rows.
NOT_RETRACTED = Q(retraction_reason="")


class KeysOnlyMixin:
    """A choice that is no key is not looked up: the field reports it as invalid."""

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """Return the chosen options."""
        keys = [key for key in value if not key or KEY.fullmatch(key)]
        return super().optgroups(name, keys, attrs)  # type: ignore[misc, no-any-return]


class AutocompleteSeveral(KeysOnlyMixin, AutocompleteSelectMultiple):
    """Several choices with autocompletion."""


class Autocomplete(KeysOnlyMixin, AutocompleteSelect):
    """A choice with autocompletion; if `known` is the one chosen, it is shown without a query."""

    known: Model | None = None

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """Return the chosen option alone: the others are looked up as the editor types."""
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attrs)
        chosen = self.create_option(name, value[0], self.called(self.known), True, 0)
        return [(None, [chosen], 0)]

    def called(self, row: Any) -> str:
        """Return what a row is called."""
        return str(row)


def with_kind(record: Identity, label: str | None) -> str:
    """Return a record's name with its kind: “Kai Li (detainee)”; an article without one by slug."""
    kind = RECORD_TYPES[record.type].model._meta.verbose_name
    return f"{label or record.slug} ({kind})"


class RecordChoice(Autocomplete):
    """A choice of a record of any type, but for the one with the key `without`."""

    known: Identity | None
    without: int | None = None

    def get_url(self) -> str:
        """Return the address that finds them."""
        url = reverse("admin:briefings_identity_offered")
        return f"{url}?without={self.without}" if self.without else url

    def called(self, row: Any) -> str:
        """Return the name with the kind."""
        return with_kind(row, row.label)


class RefusalsMixin:
    """A form that shows, as errors, why what was sent with it was refused."""

    refusals: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; add the refusals."""
        form: Any = self
        cleaned: dict[str, Any] = super().clean() or form.cleaned_data  # type: ignore[misc]
        for reason in self.refusals:
            form.add_error(None, reason)
        return cleaned


def or_enter_person(words: str = "") -> Any:
    """Return the help text of a choice of officials: the way on for who looks in vain."""
    asked = '{} Not in the record? <a href="{}" target="_blank">Enter the person</a> first.'
    return lazy(format_html, SafeString)(asked, words, reverse_lazy("admin:briefings_official_add"))


class DeskForm(RefusalsMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A form of the desk: it shows refusals, and queries no choice that is known already.

    `constraint_fields` maps a constraint to the field at which its error is shown. `contradictions`
    are errors at fields, by form prefix.
    """

    contradictions: ClassVar[dict[str, list[tuple[str, str]]]] = {}
    constraint_fields: ClassVar[dict[str, str]] = {}

    class Meta:
        labels: ClassVar = WORDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = inner_widget(field.widget)
            if isinstance(widget, Autocomplete):
                widget.known = self.instance._state.fields_cache.get(name)
            sent = (name, self.data, self.files, self.prefix or "")
            if self.is_bound and self.instance.pk and not is_sent(self, *sent):
                field.disabled = True  # it was not on the page that was sent: it stays as stored

    @property
    def is_changed(self) -> bool:
        """Whether it was sent with something typed that is not as stored. No query."""
        return self.is_bound and self.has_changed()

    def _get_validation_exclusions(self) -> set[str]:
        """Let constraints see generated columns, and the retraction, which some depend on."""
        made = {field.name for field in self._meta.model._meta.fields if field.generated}
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions - made - {"retraction_reason"}

    def _update_errors(self, errors: ValidationError) -> None:
        """Move a constraint's error to its field, if the form has that."""
        fields = {
            str(constraint.get_violation_error_message()): self.constraint_fields[constraint.name]
            for constraint in self._meta.model._meta.constraints
            if self.constraint_fields.get(constraint.name) in self.fields
        }
        faults = getattr(errors, "error_dict", {})
        for fault in faults.pop(NON_FIELD_ERRORS, ()):
            faults.setdefault(fields.get(fault.message, NON_FIELD_ERRORS), []).append(fault)
        super()._update_errors(errors)  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; add the contradictions found when it was sent."""
        cleaned = super().clean()
        for field, words in self.contradictions.get(self.prefix or "", ()):
            self.add_error(field, words)
        return cleaned

    def _post_clean(self) -> None:
        """Construct the instance; add an error for each impossible date in the future."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            for field, words in future_dates(self.instance, timezone.now()):
                self.add_error(field if field in self.fields else None, words)


# Widgets with one label; a group of choices has a label for each.
LABELLED_WIDGETS = (forms.TextInput, forms.CheckboxInput, forms.Textarea, forms.Select)


class ChildFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """The child rows of a record; an error is shown at its row.

    `sentence_of` returns a saved row in a sentence; each form has it as `sentence`, for templates.
    """

    sentence_of: ClassVar[Callable[[Any], str]] = str

    def add_fields(self, form: Any, index: int | None) -> None:
        """Add the parent's key, and exclude it from validation while the parent is not saved.

        Fields in a table have no labels: each gets one for screen readers.
        """
        super().add_fields(form, index)
        form.sentence = partial(type(self).sentence_of, form.instance)
        for name, field in form.fields.items():
            widget = inner_widget(field.widget)
            if isinstance(widget, LABELLED_WIDGETS):
                widget.attrs.setdefault("aria-label", str(form[name].label))
        if self.instance.pk is None:
            exclusions = form._get_validation_exclusions
            form._get_validation_exclusions = lambda: exclusions() | {self.fk.name}

    def total_form_count(self) -> int:
        """Return the number of rows, no more than were sent: a form may claim thousands."""
        claimed: int = super().total_form_count()
        if not self.is_bound:
            return claimed
        begins = f"{self.prefix}-"
        names = (name.removeprefix(begins) for name in self.data if name.startswith(begins))
        return min(claimed, len({name.partition("-")[0] for name in names}))

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        """Return the constraint's own message about two rows that it does not allow."""
        for constraint in self.model._meta.constraints:  # type: ignore[union-attr]
            if {*unique_check} == {*getattr(constraint, "fields", ())}:
                return str(constraint.get_violation_error_message())
        return super().get_unique_error_message(unique_check)

    def clean(self) -> None:
        """Check two new rows against unique constraints on rows not retracted; Django does not."""
        super().clean()
        for constraint in self.model._meta.constraints:  # type: ignore[union-attr]
            if isinstance(constraint, UniqueConstraint) and constraint.condition == NOT_RETRACTED:
                self.refuse_duplicates(constraint)

    def refuse_duplicates(self, constraint: UniqueConstraint) -> None:
        """Add an error to the second of two rows that the constraint does not allow together."""
        names = [name for name in constraint.fields if name != self.fk.name]
        keys = set()
        for form in self.forms:
            row = form.instance
            if form in self.deleted_forms or row.retraction_reason or not form.is_valid():
                continue
            key = tuple(getattr(row, self.model._meta.get_field(name).attname) for name in names)  # type: ignore[union-attr]
            if None not in key and key in keys:
                form.add_error(None, constraint.get_violation_error_message())
            keys.add(key)


class IdentityFormSet(ChildFormSet):
    """Child rows that point at the record's identity."""

    def __init__(self, *, instance: Record, **kwargs: Any) -> None:
        self.record = instance
        super().__init__(instance=instance.identity if instance.pk else Identity(), **kwargs)

    def save(self, commit: bool = True) -> Any:
        """Save the rows for the record's identity, which a new record has only now."""
        self.instance = self.record.identity
        return super().save(commit)


class ReturnForm(forms.Form):
    """A note to the author of a returned edition."""

    note = forms.CharField(label="What to change", widget=UnfoldAdminTextareaWidget({"rows": 3}))


class PeriodForm(forms.Form):
    """From which moment until which."""

    start = MomentField(label="From")
    end = MomentField(label="Until (empty: open)", required=False)


class EmbargoForm(forms.Form):
    """From which moment; empty means at once."""

    start = MomentField(label="Not before (empty: at once)", required=False)


class RetractionForm(forms.Form):
    """The reason for a retraction or withdrawal, which decides what readers are told, and a note.

    The initial value `note_is_read` is a sentence about who reads the note.
    """

    reason = forms.ChoiceField(
        label="Reason",
        choices=[("", "Choose…"), *Published.RetractionReason.choices],
        widget=UnfoldAdminSelectWidget,
        error_messages={"required": "Choose why: it decides what readers are told."},
    )
    note = forms.CharField(
        label="Note", required=False, widget=UnfoldAdminTextareaWidget({"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = self.initial.get("note_is_read", "")


class SlugForm(forms.Form):
    """A new slug; the action validates it."""

    slug = forms.CharField(label="New address", widget=UnfoldAdminTextInputWidget)
