"""Withhold a name at the desk: every text that still contains it, and what to do about each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from briefings.actions import Refused, withholding
from briefings.actions.merging import record_of
from briefings.admin import states
from briefings.admin.base import DeskAdmin, PanelLink, desk_url, user_of
from briefings.admin.buttons import refuse_invalid
from briefings.admin.rows import whole_of
from briefings.models import Correction, Detainee, Edition, NameMark, Published, Slug
from briefings.withheld import Place, looked_for, places, still_said, texts, withheld

TEMPLATE = "admin/briefings/withheld.html"


class BlankingForm(forms.Form):
    """What of a name is blanked in other texts."""

    blanked = forms.ChoiceField(
        label="What is left blank in lists, searches and files",
        choices=Detainee.Blanked.choices,
        widget=UnfoldAdminSelectWidget,
    )


class WithholdingForm(BlankingForm):
    """The description in place of the name, and what of the name is blanked in other texts."""

    description = forms.CharField(
        label="What readers are told: “An American teacher”",
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
    )
    field_order = ("description", "blanked")


class WithholdingAdmin(DeskAdmin):
    """The page of a person whose name can be withheld; another page lists where the name stands."""

    def get_urls(self) -> list[URLPattern]:
        """Return also the address of where the name stands."""
        view = self.admin_site.admin_view(self.name_view)
        return [
            path("<path:object_id>/name/", view, name="briefings_detainee_name"),
            *super().get_urls(),
        ]

    def links(self, request: HttpRequest, row: Detainee) -> list[PanelLink]:
        """Return also the way to where the name stands."""
        links = super().links(request, row)
        if not user_of(request).has_perm("briefings.publish_identity"):
            return links
        label = "Where the name still appears" if row.name_withheld else "Withhold the name …"
        return [*links, PanelLink(label, name_address(row))]

    def name_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show every text that contains the name; a POST withholds it or deals with one text."""
        if not user_of(request).has_perm("briefings.publish_identity"):
            raise PermissionDenied
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404(object_id)
        reasons: list[str] = []
        if request.method == "POST":
            try:
                done = self._do_pressed(request, row)
            except Refused as refused:
                reasons = refused.reasons
            else:
                self.message_user(request, done, messages.SUCCESS)
                return HttpResponseRedirect(name_address(row))
        return self._render_name_page(request, row, reasons)

    def _do_pressed(self, request: HttpRequest, row: Detainee) -> str:
        """Run the pressed button's action and return a message; raises `Refused`."""
        by = user_of(request)
        pressed, kind, key = [*request.POST.get("_press", "").split(":"), "", ""][:3]
        if pressed == "withhold":
            form: forms.Form = WithholdingForm(request.POST)
            refuse_invalid(form)
            withholding.withhold_name(by=by, detainee=row, **form.cleaned_data)
            return "The name is withheld. Below is every place that still says it."
        if pressed == "blank":
            form = BlankingForm(request.POST)
            refuse_invalid(form)
            withholding.set_blanking(by=by, detainee=row, **form.cleaned_data)
            return "Saved: what is left blank."
        model = next((each for each in texts() if each._meta.model_name == kind), None)
        place = model._default_manager.filter(pk=key).first() if model and key.isdecimal() else None
        if place is None:
            raise Refused(["This place is gone: somebody has changed it meanwhile."])
        if pressed == "forget" and isinstance(place, Slug):
            withholding.forget_address(by=by, detainee=row, slug=place)
            return "The address is forgotten: nothing is there any more."
        reason = request.POST.get(f"reason-{kind}-{key}", "")
        withholding.mark_place(by=by, detainee=row, row=place, reason=reason)
        return "It is marked: readers see there that a name is withheld."

    def _render_name_page(
        self, request: HttpRequest, row: Detainee, reasons: list[str]
    ) -> HttpResponse:
        row.refresh_from_db()
        proposed = row.blanked or withholding.default_blanking(row)
        alone = (row.blanked if row.name_withheld else proposed) == Detainee.Blanked.ALONE
        found = places(looked_for(Detainee.objects.filter(pk=row.pk), alone=alone))
        opened = [place for place in found if not place.marked]
        initial = {"description": row.description, "blanked": proposed}
        sent = request.POST if request.POST.get("_press") == "withhold" else None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Where the name still appears: {row}"
            if row.name_withheld
            else f"Withhold the name: {row}",
            "original": row,
            "original_url": desk_url(row),
            "reasons": reasons,
            "count": len(opened),
            "groups": [*place_groups(opened)],
            "marks": [*describe_marks(row)],
            "blanks_nothing": row.blanked == Detainee.Blanked.NOTHING,
            "withheld": row.name_withheld,
            "undecided": row.name_withheld and not row.blanked and row.live_period is None,
            "form": BlankingForm(initial={"blanked": row.blanked or Detainee.Blanked.WHOLE})
            if row.name_withheld
            else WithholdingForm(sent, initial=initial),
        }
        return TemplateResponse(request, TEMPLATE, context, status=422 if reasons else 200)


def name_address(row: Detainee) -> str:
    """Return the address of the page that lists where a name stands."""
    return reverse("admin:briefings_detainee_name", args=[row.pk])


def withheld_names_still_said() -> Iterator[tuple[str, str, str]]:
    """Yield each text that still contains a withheld name: label, words, the page to go to."""
    at = timezone.now()
    for place in still_said(withheld()):
        (column, words), *_ = place.said
        person = place.person.detainee
        yield label_of(place.row, at), f"{person}: {column}, “{words}”", name_address(person)


def place_groups(found: Sequence[Place]) -> Iterator[dict[str, Any]]:
    """Yield the places by kind, each with label, words, where to change it, and advice."""
    at = timezone.now()
    for model, of_kind in groupby(found, key=lambda place: type(place.row)):
        yield {
            "title": str(model._meta.verbose_name_plural).capitalize(),
            "places": [
                {
                    "key": f"{place.kind}:{place.row.pk}",
                    "field": f"reason-{place.kind}-{place.row.pk}",
                    "label": label_of(place.row, at),
                    "said": place.said,
                    "url": page_of(place.row),
                    "way": advice_for(place.row, at),
                    "forget": isinstance(place.row, Slug),
                }
                for place in of_kind
            ],
        }


def label_of(row: Any, at: datetime) -> str:
    """Return a place's label at the desk, with whether the public sees it."""
    if isinstance(row, Edition):
        return f"{row}, {states.of_edition(row, at)}"
    if isinstance(row, Slug):
        return f"A former address of “{row.identity}”"
    if isinstance(row, Published):
        return f"{row}, {states.of_row(row, at)}"
    return str(row)


def advice_for(row: Any, at: datetime) -> str:
    """Return what to do about a place other than marking it."""
    if isinstance(row, Edition):
        if row.approved_at is None:
            return "Take the name out of the draft."
        if row.live_period and not row.live_period.isempty and at in row.live_period:
            return "Write the next edition without it; then mark this one, which stays readable."
        return "It was approved and cannot be changed: only a mark blanks it."
    if isinstance(row, Correction):
        return "A correction cannot be changed: lists blank it, and a mark says that this is meant."
    if isinstance(row, Slug):
        return "Forget it: no old link leads there any more."
    return "Take the name out where it is written."


def page_of(row: Any) -> str | None:
    """Return the address of the desk page where a place is changed; None if there is none."""
    if admin.site.is_registered(type(row)):
        return desk_url(row)
    if getattr(row, "identity_id", None):
        return page_of(record_of(row.identity))
    return page_of(whole) if (whole := whole_of(row)) is not None else None


def describe_marks(row: Detainee) -> Iterator[str]:
    """Yield a sentence for each mark: what was marked, by whom, when and why."""
    found = NameMark.objects.in_force().filter(detainee=row).select_related("marked_by")
    for mark in found.order_by("-marked_at"):
        by, at = states.person(mark.marked_by), states.moment(mark.marked_at)
        yield f"{mark.kind.capitalize()} {mark.row}: marked by {by} on {at}: {mark.reason}"
