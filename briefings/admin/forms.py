"""Forms of the desk: refusals in words, no query for a choice that is known, fields of buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, Q, UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from briefings.checks.future import future_dates
from briefings.models import Citation, Identity, Published, Record, Source
from briefings.models.date_fields import PartialDateFormField

# A key as an address or a form has it, which the database can hold.
KEY = re.compile(r"[0-9]{1,18}")
# The condition of a constraint that only rows not retracted are bound by.
STANDING = Q(retraction_reason="")


class KeysOnlyMixin:
    """What came back as a choice and is no key is not looked up: the field says that it is none."""

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """Return the chosen options."""
        keys = [key for key in value if not key or KEY.fullmatch(key)]
        return super().optgroups(name, keys, attrs)  # type: ignore[misc, no-any-return]


class AutocompleteSeveral(KeysOnlyMixin, AutocompleteSelectMultiple):
    """Several choices found by typing."""


class Autocomplete(KeysOnlyMixin, AutocompleteSelect):
    """A choice found by typing; `known`, where it is the one chosen, is shown without a query."""

    known: Model | None = None

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        """Return the chosen option; the others are looked up as the editor types."""
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attrs)
        return [(None, [self.create_option(name, value[0], str(self.known), True, 0)], 0)]


class DeskForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that shows what an action refused, and asks the database for no choice it knows.

    Under a partial date stands what it means, in words. `beside` names, for a constraint, the field
    beside which its fault is said; `contradictions` are said beside fields, by the form's prefix.
    """

    refusals: ClassVar[tuple[str, ...]] = ()
    contradictions: ClassVar[dict[str, list[tuple[str, str]]]] = {}
    beside: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Autocomplete):
                widget.known = self.instance._state.fields_cache.get(name)
            if isinstance(field, PartialDateFormField) and (date := getattr(self.instance, name)):
                field.help_text = str(date)

    def _get_validation_exclusions(self) -> set[str]:
        """Let constraints see what is not typed: what the database makes, as the days of a date.

        So they see a retraction, since what was retracted stands in no other row's way.
        """
        made = {field.name for field in self._meta.model._meta.fields if field.generated}
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions - made - {"retraction_reason"}

    def _update_errors(self, errors: ValidationError) -> None:
        """Say what a constraint refuses beside its field, where that is typed."""
        fields = {
            str(constraint.get_violation_error_message()): self.beside[constraint.name]
            for constraint in self._meta.model._meta.constraints
            if self.beside.get(constraint.name) in self.fields
        }
        faults = getattr(errors, "error_dict", {})
        for fault in faults.pop(NON_FIELD_ERRORS, ()):
            faults.setdefault(fields.get(fault.message, NON_FIELD_ERRORS), []).append(fault)
        super()._update_errors(errors)  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; adds the refusals, if this form was refused before."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for reason in self.refusals:
            self.add_error(None, reason)
        for field, words in self.contradictions.get(self.prefix or "", ()):
            self.add_error(field, words)
        return cleaned

    def _post_clean(self) -> None:
        """Take over what was typed; says beside its field what lies ahead and cannot yet be."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            for field, words in future_dates(self.instance, timezone.now()):
                self.add_error(field if field in self.fields else None, words)


# What one label names; a group of choices has a label for each.
NAMED = (forms.TextInput, forms.CheckboxInput, forms.Textarea, forms.Select)


class ChildFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """The child rows of a record; a fault of one is said on that row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Add the key of the parent, which a parent that is still to be saved cannot fill.

        In a table no field has a label of its own: each says its name to who does not see the head.
        """
        super().add_fields(form, index)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, NAMED):
                widget.attrs.setdefault("aria-label", str(form[name].label))
        if self.instance.pk is None:
            exclusions = form._get_validation_exclusions
            form._get_validation_exclusions = lambda: exclusions() | {self.fk.name}

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        """Return what the constraint says of two rows that it does not allow side by side."""
        for constraint in self.model._meta.constraints:  # type: ignore[union-attr]
            if {*unique_check} == {*getattr(constraint, "fields", ())}:
                return str(constraint.get_violation_error_message())
        return super().get_unique_error_message(unique_check)

    def clean(self) -> None:
        """Refuse two new rows that only one constraint with a condition keeps apart."""
        super().clean()
        for constraint in self.model._meta.constraints:  # type: ignore[union-attr]
            if isinstance(constraint, UniqueConstraint) and constraint.condition == STANDING:
                self.refuse_twins(constraint)

    def refuse_twins(self, constraint: UniqueConstraint) -> None:
        """Say on the second of two rows that not both may stand."""
        names = [name for name in constraint.fields if name != self.fk.name]
        seen = set()
        for form in self.forms:
            row = form.instance
            if form in self.deleted_forms or row.retraction_reason or not form.is_valid():
                continue
            key = tuple(getattr(row, self.model._meta.get_field(name).attname) for name in names)  # type: ignore[union-attr]
            if None not in key and key in seen:
                form.add_error(None, constraint.get_violation_error_message())
            seen.add(key)


class IdentityFormSet(ChildFormSet):
    """Rows that belong to the identity of the record on the page."""

    def __init__(self, *, instance: Record, **kwargs: Any) -> None:
        self.record = instance
        super().__init__(instance=instance.identity if instance.pk else Identity(), **kwargs)

    def save(self, commit: bool = True) -> Any:
        """Save the rows for the identity that the record has by now."""
        self.instance = self.record.identity
        return super().save(commit)


class MomentField(forms.DateTimeField):
    """A moment typed in the newsroom's time zone."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "class": "desk-input"}, format="%Y-%m-%dT%H:%M"
    )


class ReturnForm(forms.Form):
    """Words to the author."""

    note = forms.CharField(label="What to change", widget=UnfoldAdminTextareaWidget({"rows": 3}))


class PeriodForm(forms.Form):
    """From when until when."""

    start = MomentField(label="From")
    end = MomentField(label="Until (empty: open)", required=False)


class EmbargoForm(forms.Form):
    """From when, if not at once."""

    start = MomentField(label="Not before (empty: at once)", required=False)


class RetractionForm(forms.Form):
    """Why something is taken back; it decides what readers are told.

    What the form begins with says who reads the note (`note_is_read`).
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
    """A new slug; `Record.slug` checks it."""

    slug = forms.CharField(label="New address", widget=UnfoldAdminTextInputWidget)


class SourcedForm(forms.Form):
    """What a button enters, and on whose word: a source comes after the fields in `field_order`."""

    source = forms.ModelChoiceField(
        label="Source",
        queryset=Source.objects.all(),
        required=False,
        widget=Autocomplete(Citation._meta.get_field("source"), admin.site),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].widget.known = self.initial.get("source")
