"""Forms of the desk: refusals in words, no query for a choice that is known, fields of buttons."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from briefings.models import Identity, Published, Record


class DeskForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that shows what an action refused, and asks the database for no choice it knows."""

    refusals: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, AutocompleteSelect) and self.instance._meta.get_field(name):
                known = self.instance._state.fields_cache.get(name)
                field.widget.widget = known_choice(widget, known)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; adds the refusals, if this form was refused before."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for reason in self.refusals:
            self.add_error(None, reason)
        return cleaned


def known_choice(widget: AutocompleteSelect, known: Model | None) -> AutocompleteSelect:
    """Return the widget, showing the row `known` without a query while it is the one chosen."""
    ask = widget.optgroups

    def optgroups(name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        if known is None or value != [str(known.pk)]:
            return ask(name, value, attrs)
        option = widget.create_option(name, known.pk, str(known), True, 0)
        return [(None, [option], 0)]

    widget.optgroups = optgroups  # type: ignore[method-assign]
    return widget


class ChildFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """The child rows of a record; a fault of one is said on that row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Add the key of the parent, which a parent that is still to be saved cannot fill."""
        super().add_fields(form, index)
        if self.instance.pk is None:
            exclusions = form._get_validation_exclusions
            form._get_validation_exclusions = lambda: exclusions() | {self.fk.name}

    def clean(self) -> None:
        """Check the rules that take two rows of one parent, which no single row can see."""
        super().clean()
        for constraint in self.model._meta.constraints:
            names = getattr(constraint, "fields", ())
            if self.fk.name in names:
                self._refuse_repeated([name for name in names if name != self.fk.name], constraint)

    def _refuse_repeated(self, names: list[str], constraint: Any) -> None:
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            key = tuple(data.get(name) for name in names)
            if not data or data.get("DELETE") or None in key:
                continue
            if key in seen:
                form.add_error(NON_FIELD_ERRORS, constraint.get_violation_error_message())
            seen.add(key)


class IdentityFormSet(ChildFormSet):
    """Rows that belong to the identity of the record on the page."""

    def __init__(self, *args: Any, instance: Record | None = None, **kwargs: Any) -> None:
        self.record = instance
        known = instance is not None and instance.pk is not None
        super().__init__(*args, instance=instance.identity if known else Identity(), **kwargs)  # type: ignore[union-attr]

    def save(self, commit: bool = True) -> Any:
        """Save the rows for the identity that the record has by now."""
        if self.record is not None:
            self.instance = self.record.identity
        return super().save(commit)


class Moment(forms.DateTimeField):
    """A moment typed in the newsroom's time zone."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "class": "desk-input"}, format="%Y-%m-%dT%H:%M"
    )


class Note(forms.Form):
    """Words to the author."""

    note = forms.CharField(label="What to change", widget=UnfoldAdminTextareaWidget({"rows": 3}))


class Times(forms.Form):
    """From when until when."""

    start = Moment(label="From")
    end = Moment(label="Until (empty: open)", required=False)


class Embargo(forms.Form):
    """From when, if not at once."""

    start = Moment(label="Not before (empty: at once)", required=False)


class Reason(forms.Form):
    """Why something is taken back; it decides what readers are told."""

    reason = forms.ChoiceField(
        label="Reason", choices=Published.RetractionReason, widget=UnfoldAdminSelectWidget
    )
    note = forms.CharField(
        label="Note", required=False, widget=UnfoldAdminTextareaWidget({"rows": 2})
    )


class Address(forms.Form):
    """A new slug; `Record.slug` checks it."""

    slug = forms.CharField(label="New address", widget=UnfoldAdminTextInputWidget)
