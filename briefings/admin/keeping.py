"""What the script of a desk page tells while somebody types: what is typed, and who is there.

It is answered in JSON, also when it is refused: nobody reads a page here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import RequestDataTooBig
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from briefings.actions import Refused
from briefings.actions.working_copies import (
    ELSEWHERE,
    FINISHED,
    LATE,
    PRESENT_FOR,
    TOO_LONG,
    DeskPage,
    NotKept,
    Sent,
    be_present,
    discard,
    keep,
    leave,
)
from briefings.admin.base import DeskAdmin, user_of
from briefings.admin.forms import KEY
from briefings.admin.states import moment, person
from briefings.admin.working_copies import BEGAN, NEW, OPENING, parse_began, parse_opening
from briefings.models import Presence

# What the script tells the refusals apart by.
CODES = {ELSEWHERE: "elsewhere", FINISHED: "finished", LATE: "late"}
SIGNED_OUT = "You are signed out."
NOT_YOURS = "You can no longer edit it."
UNREADABLE = "This cannot be read."
# Of a page: what the script sends that no form has.
OWN_FIELDS = {OPENING, BEGAN, "csrfmiddlewaretoken"}

View = Callable[..., HttpResponse]


def refusal(status: int, code: str, *reasons: str, **more: Any) -> JsonResponse:
    """Return the answer to a script that was refused."""
    return JsonResponse({"code": code, "reasons": reasons, **more}, status=status)


def for_script(view: View) -> View:
    """Return a view for the script of a page: it is given that page, and never cached.

    A caller who is signed out gets 401: the script tells, and goes on when they are back.
    """

    @wraps(view)
    def respond(request: HttpRequest, model: str, key: str) -> HttpResponse:
        if not admin.site.has_permission(request):
            return refusal(401, "signed_out", SIGNED_OUT)
        return view(request, *page_of(model, key))

    answered: Any = never_cache(require_POST(respond))
    answered.for_script = True  # the CSRF middleware shows it no page
    return answered  # type: ignore[no-any-return]


def page_of(model: str, key: str) -> tuple[DeskAdmin, DeskPage]:
    """Return the page of the desk for a model and key, "new" for a new row; raises `Http404`.

    Of a short form the model is followed by its button: "article-mend".
    """
    pages = {page.opts.model_name: page for page in admin.site._registry.values()}
    kind, _, button = model.partition("-")
    page = pages.get(kind)
    if not isinstance(page, DeskAdmin) or not (key == NEW or KEY.fullmatch(key)):
        raise Http404
    if button:
        page.button_alone(button, begins=key == NEW)
    return page, DeskPage(model, None if key == NEW else int(key))


def row_of(request: HttpRequest, admin_page: DeskAdmin, page: DeskPage) -> Model | None:
    """Return the row of a page, None for a new one (one query); raises `Http404` if it is gone."""
    if page.key is None:
        return None
    row: Model | None = admin_page.get_object(request, str(page.key))
    if row is None:
        raise Http404
    return row


@for_script
def keep_copy(request: HttpRequest, admin_page: DeskAdmin, page: DeskPage) -> HttpResponse:
    """Keep what is typed; 409 with a code if something else is kept, 413 if it is too long."""
    try:
        data = json.loads(request.body)
        sent = Sent(UUID(data["opening"]), int(data["number"]), parse_began(data["began"]))
        typed: dict[str, list[str]] = {}
        for name, value in data["typed"]:
            if name not in OWN_FIELDS:
                typed.setdefault(str(name), []).append(str(value))
        whose = data["user"]
    except RequestDataTooBig:
        return refusal(413, "too_long", TOO_LONG)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return refusal(400, "unreadable", UNREADABLE)
    if not 0 < sent.number < 2**31:
        return refusal(400, "unreadable", UNREADABLE)
    by = user_of(request)
    if whose != by.pk:
        return refusal(403, "somebody_else", f"You are signed in as {person(by)} now.")
    row = row_of(request, admin_page, page)
    _, _, button = page.model.partition("-")
    if not (
        admin_page.has_view_permission(request, row)
        if button
        else admin_page.has_add_permission(request)
        if row is None
        else admin_page.has_change_permission(request, row)
    ):
        return refusal(403, "not_yours", NOT_YOURS)
    label = str(row or f"New {admin_page.opts.verbose_name}")
    if button:
        done = admin_page.button_alone(button, begins=row is None).label
        label = f"{done}: {row}" if row else done
    try:
        at = keep(by=by, page=page, sent=sent, typed=typed, label=label)
    except NotKept as refused:
        other = f"{refused.copy.opening}:{refused.copy.number}"
        details = {"copy": other, "at": moment(refused.copy.at)}
        return refusal(409, CODES[refused.reason], refused.reason, **details)
    except Refused as refused:
        too_long = refused.reasons == [TOO_LONG]
        status, code = (413, "too_long") if too_long else (503, "again")
        return refusal(status, code, *refused.reasons)
    return JsonResponse({"at": at.isoformat()})


@for_script
def discard_copy(request: HttpRequest, admin_page: DeskAdmin, page: DeskPage) -> HttpResponse:
    """Discard what was kept by an opening; what its page has now is kept anew, by its own."""
    if (opening := parse_opening(request.POST.get("discard"))) is not None:
        discard(by=user_of(request), page=page, opening=opening)
    return JsonResponse({})


@for_script
def tell_presence(request: HttpRequest, admin_page: DeskAdmin, page: DeskPage) -> HttpResponse:
    """Note that the user is at the page, or has left it; return who else is there."""
    row, by, now = row_of(request, admin_page, page), user_of(request), timezone.now()
    if row is None or not admin_page.has_view_permission(request, row):
        return refusal(403, "not_yours", NOT_YOURS)
    opening, told = parse_opening(request.POST.get("opening")), request.POST.get("idle", "")
    if opening is None:
        return refusal(400, "unreadable", UNREADABLE)
    if "left" in request.POST:
        leave(by=by, model=page.model, key=row.pk, opening=opening)
        return JsonResponse({"people": []})
    idle = timedelta(seconds=min(int(told), 86_400) if KEY.fullmatch(told) else 0)
    be_present(by=by, model=page.model, key=row.pk, opening=opening, at=now, idle=idle)
    others = Presence.objects.of_page(page.model, row.pk).of_others(by)
    people = [
        {"name": person(one.by), "idle": int((now - one.active_at).total_seconds())}
        for one in others.heard_since(now - PRESENT_FOR).order_by("id")
    ]
    return JsonResponse({"people": people})


urlpatterns = [
    path("<slug:model>/<slug:key>/keep/", keep_copy, name="working_copy_keep"),
    path(
        "<slug:model>/<slug:key>/discard/",
        admin.site.admin_view(discard_copy),
        name="working_copy_discard",
    ),
    path("<slug:model>/<slug:key>/presence/", tell_presence, name="presence"),
]
