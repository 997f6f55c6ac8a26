"""Stale prose at the desk: the sentences that a change of the record has touched, and what to do.

On the dashboard, on a page of their own, and on the page of the edition that has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from briefings.actions import Refused, stale
from briefings.actions.publishing import hold, why_not_hold
from briefings.admin import states
from briefings.admin.base import desk_url, user_of
from briefings.admin.buttons import FormValues
from briefings.admin.queues import REVIEWS, SHOWN, WRITES, QueueItem, queue
from briefings.checks.texts.stale import STALE
from briefings.models import Edition, StaleSentence
from briefings.models.stale import StaleSentenceQuerySet

ON_PAGE = 100  # sentences


@dataclass(frozen=True)
class Sentence:
    """One sentence of a piece, with everything that changed about whom it names.

    `why` has a line for each. `row` is what is called still true with all the `rows`.
    """

    rows: Sequence[StaleSentence]

    @property
    def row(self) -> StaleSentence:
        """The first of its rows."""
        return self.rows[0]

    @property
    def why(self) -> list[str]:
        """What changed, a line for each record."""
        return [describe(row) for row in self.rows]


@dataclass(frozen=True)
class StalePiece:
    """An edition on the page of stale prose, with its sentences and the reasons against holding."""

    edition: Edition
    state: str
    url: str
    sentences: Sequence[Sentence]
    why_not_hold: Sequence[str]
    is_scheduled: bool


def shown_to(by: User, at: datetime) -> StaleSentenceQuerySet:
    """Return the open stale sentences for a user: a reporter's are those of their own pieces."""
    return _of(by, StaleSentence.objects.open(at).with_details().soonest_first())


def _of(by: User, rows: StaleSentenceQuerySet) -> StaleSentenceQuerySet:
    if by.has_perm(REVIEWS):
        return rows
    return rows.filter(Q(edition__created_by=by) | Q(edition__submitted_by=by))


def sentences(rows: Iterable[StaleSentence]) -> list[Sentence]:
    """Return the rows by their sentences, in their order."""
    by_place: dict[tuple[int, int, int], list[StaleSentence]] = {}
    for row in rows:
        by_place.setdefault((row.edition_id, row.paragraph, row.start), []).append(row)
    return [Sentence(rows) for rows in by_place.values()]


def describe(row: StaleSentence) -> str:
    """Return what changed and when, in a sentence."""
    return f"{row.what_changed} {_when(row)}"


def _when(row: StaleSentence) -> str:
    changed_at = getattr(row, "changed_at", None) or row.found_at
    return f"Changed {states.moment(changed_at)}."


@queue("Stale prose", needs=WRITES)
def stale_prose(by: User, at: datetime) -> Iterator[QueueItem]:
    """Yield the sentences that the record has made stale, of what goes live next first."""
    rows = sentences(shown_to(by, at)[: SHOWN * 4])
    for each in rows[:SHOWN]:
        yield _item(each, by, at)


def _item(each: Sentence, by: User, at: datetime) -> QueueItem:
    edition = each.row.edition
    hold_it = ("Hold", reverse("hold_stale", args=[edition.pk]))
    return QueueItem(
        edition.headline,
        " ".join((*each.why, f"{capfirst(states.of_edition(edition, at))}.")),
        f"{reverse('stale_prose')}#edition-{edition.pk}",
        "Look",
        beside=None if why_not_hold(edition, by, at) else hold_it,
        quote=each.row.parts,
    )


def of_edition(row: Edition) -> list[StaleSentence]:
    """Return the open stale sentences of an edition, of a draft those of the one that it mends.

    Queried once for each object.
    """
    known: list[StaleSentence] | None = row.__dict__.get("stale_of_edition")
    if known is None:
        found = StaleSentence.objects.open(timezone.now()).filter(edition=row.stale_as)
        known = row.__dict__["stale_of_edition"] = [*found.with_details().soonest_first()]
    return known


def panel_sentences(row: Edition) -> list[str]:
    """Return what the panel of an edition's page says of its stale sentences."""
    begins = "Stale" if row.approved_at else "To mend"
    return [
        f"{begins}: “{each.row.sentence}” {' '.join(each.why)}"
        for each in sentences(of_edition(row))
    ]


def ready_reason(rows: Iterable[StaleSentence]) -> str:
    """Return why an edition with these sentences is held, for its history; "" without any."""
    return " ".join(dict.fromkeys(row.what_changed for row in rows))


class HoldForm(forms.Form):
    """Why an edition is held: ready-made, so that it takes one click."""

    reason = forms.CharField(required=False, widget=forms.HiddenInput)


def hold_reason(row: Edition, by: User, at: datetime) -> FormValues:
    """Return the initial values of `HoldForm`."""
    return {"reason": ready_reason(of_edition(row))}


def stale_page(request: HttpRequest) -> HttpResponse:
    """Show every stale sentence; a POST holds or mends a piece, or calls a sentence still true."""
    by, at = user_of(request), timezone.now()
    if not by.has_perm(WRITES):
        raise PermissionDenied
    rows = shown_to(by, at)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_press(request, by, rows))
        except Refused as refused:
            refusals = refused.reasons
    found = [*rows[: ON_PAGE + 1]]
    context = {
        **admin.site.each_context(request),
        "title": "Stale prose",
        "pieces": [*_pieces(found[:ON_PAGE], by, at)],
        "more": len(found) > ON_PAGE,
        "called_true": [*_of(by, StaleSentence.objects.called_true(at)).with_details()[:SHOWN]],
        "why_not_true": stale.why_not_call_true(by),
        "refusals": refusals,
    }
    status = 422 if refusals else 200
    return TemplateResponse(request, "admin/briefings/stale.html", context, status=status)


def _pieces(rows: Iterable[StaleSentence], by: User, at: datetime) -> Iterable[StalePiece]:
    by_edition: dict[int, list[StaleSentence]] = {}
    for row in rows:
        by_edition.setdefault(row.edition_id, []).append(row)
    for own in by_edition.values():
        edition = own[0].edition
        yield StalePiece(
            edition=edition,
            state=states.of_edition(edition, at),
            url=desk_url(edition),
            sentences=sentences(own),
            why_not_hold=why_not_hold(edition, by, at),
            is_scheduled=bool(edition.live_period and edition.live_period.lower > at),
        )


def _press(request: HttpRequest, by: User, rows: StaleSentenceQuerySet) -> str:
    """Do what was pressed and return where to go next; raises `Refused`."""
    deed, _, key = str(request.POST.get("_press", "")).partition(":")
    if not key.isdecimal():
        raise Http404(deed)
    back = reverse("stale_prose")
    if deed == "true":
        reason = str(request.POST.get(f"reason-{key}", ""))
        stale.call_true(by=by, rows=_of_sentence(rows, int(key)), reason=reason)
        messages.success(request, "Still true: it is listed again if the record changes.")
        return back
    if deed == "untrue":
        called = _of(by, StaleSentence.objects.called_true(timezone.now()))
        stale.take_back(by=by, rows=_of_sentence(called, int(key)))
        messages.success(request, "Taken back: the sentence is listed again.")
        return back
    own = _some(rows.filter(edition=int(key)))
    edition = own[0].edition
    if deed == "hold":
        _hold(request, by, own)
        return back
    if deed == "mend":
        draft = stale.mend(by=by, edition=edition)
        messages.success(request, "A new draft, to mend what is stale.")
        return f"{desk_url(draft)}#{STALE.name}"
    raise Http404(deed)


@require_POST
def hold_page(request: HttpRequest, edition: int) -> HttpResponse:
    """Hold a piece from the dashboard, or say there every reason why not."""
    by = user_of(request)
    try:
        _hold(request, by, _some(shown_to(by, timezone.now()).filter(edition=edition)))
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    return HttpResponseRedirect(reverse("admin:index"))


def _hold(request: HttpRequest, by: User, rows: Sequence[StaleSentence]) -> None:
    edition = rows[0].edition
    hold(by=by, edition=edition, reason=ready_reason(rows))
    messages.success(request, f"On hold: {edition.headline}")


def _of_sentence(rows: StaleSentenceQuerySet, key: int) -> list[StaleSentence]:
    """Return those of the rows that are of the same sentence as one of them."""
    [row] = _some(rows.filter(pk=key))
    return [*rows.filter(edition=row.edition, paragraph=row.paragraph, start=row.start)]


def _some(rows: Any) -> list[StaleSentence]:
    """Return the rows; raises `Refused` if there are none any more."""
    found = [*rows]
    if not found:
        raise Refused(["Somebody has dealt with it meanwhile."])
    return found


urlpatterns = [
    path("", admin.site.admin_view(stale_page), name="stale_prose"),
    path("hold/<int:edition>/", admin.site.admin_view(hold_page), name="hold_stale"),
]
