"""Working copies: what is typed on a page of the desk is kept, and offered when one comes back.

A script on the page sends what is typed every few seconds of change (`keeping`). Whoever opens the
page again is told what they had typed and not saved. Restoring it rebases it onto the rows as they
are stored by then, as if it were sent now (`rebasing`), but saves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from briefings.actions.refusals import refuse_if
from briefings.actions.working_copies import DeskPage, Sent, finish
from briefings.admin.conflicts import ConflictMixin
from briefings.admin.form_data import changed_fields, words_typed
from briefings.admin.forms import KEY
from briefings.admin.page_state import PageState, page_groups
from briefings.admin.rebasing import Rebase
from briefings.admin.states import moment
from briefings.models import WorkingCopy

RESTORE = "restore"
# The form fields in which a page tells its opening, and the copy that this began from.
OPENING, BEGAN = "_opening", "_began"
NEW = "new"
# Of a page that was sent, any copy that it kept may be replaced by the page shown instead.
LAST = 2**31 - 1
PUBLISHED = "{} was published after you had opened this page: others see at once what you save."
UNSEEN = (
    "You typed something on this page before that is neither saved nor in the form you sent:"
    " restore or discard it, above, then press again."
)
RESTORED = "Nothing is saved yet: look through it, then save."


class WorkingCopyMixin(ConflictMixin):
    """A page of the desk that keeps what is typed on it until it is saved."""

    def show_page(
        self, request: Any, object_id: str | None, respond: Callable[[], HttpResponse]
    ) -> HttpResponse:
        """Respond to a GET; with `?restore` what the user had typed is in the form.

        One query, and if there is a working copy those of reading the row.
        """
        page: Any = self
        desk_page, by = self.desk_page(object_id), request.user
        if desk_page is None:
            return respond()
        copy = WorkingCopy.objects.of_page(by, *desk_page).unsaved().first()
        request.working_copy = copy
        if copy is None:
            return respond()
        row = page.get_object(request, unquote(object_id)) if object_id else None
        if object_id and row is None:
            return self.show_typed(request, copy, by, None)
        if RESTORE not in request.GET:
            return respond()
        if row is not None and not page.has_change_permission(request, row):
            return self.show_typed(request, copy, by, row)
        return self.restore(request, copy, by, row, respond)

    def show_typed(
        self, request: Any, copy: WorkingCopy, by: User, row: Model | None
    ) -> HttpResponse:
        """Return the page with what was typed for a row that cannot be changed any more."""
        request.POST = form_values(copy.typed)
        return self.show_unsaved(request, str(copy.key), by, row)

    def restore(
        self,
        request: Any,
        copy: WorkingCopy,
        by: User,
        row: Model | None,
        respond: Callable[[], HttpResponse],
    ) -> HttpResponse:
        """Show the form as if the copy had been sent now; whatever that would save is undone."""
        request.method = "POST"  # the form takes what was typed, not what is stored
        request.POST, request._files = form_values(copy.typed), MultiValueDict()
        with transaction.atomic():
            if row is not None:
                groups = self.lock_groups(request, row)
                shown = PageState.read(request.POST)
                rebase = Rebase(groups, shown, request.POST, request.FILES, by)
                request.rebase, request.POST = rebase, rebase.data
                for published in rebase.published:
                    messages.warning(request, PUBLISHED.format(published))
            request.restored = copy
            request.refusals = (RESTORED,)  # so that the form is shown, however valid it is
            response = respond()
            transaction.set_rollback(True)
        messages.info(request, f"What you had typed by {moment(copy.at)} is here. {RESTORED}")
        return response

    def refuse_if_unseen(self, request: Any, row: Model) -> None:
        """Raise `Refused` if the user has typed and kept words that the form sent has not; a query.

        A button might put the row where they can no longer be saved.
        """
        refuse_if([UNSEEN] if self.unseen_copy(request, row) else [])

    def unseen_copy(self, request: Any, row: Model | None) -> WorkingCopy | None:
        """Return what the user has kept of a page and not sent with its form; one query."""
        page = DeskPage(str(self.opts.model_name), row.pk if row else None)  # type: ignore[attr-defined]
        sent = parse_opening(request.POST.get(OPENING)), parse_began(request.POST.get(BEGAN))
        return WorkingCopy.objects.of_page(request.user, *page).unseen_by(*sent).first()

    def finish_copy(
        self, request: Any, object_id: str | None, response: HttpResponse
    ) -> HttpResponse:
        """Return the response; if the page was saved, forget what it has kept (three queries).

        What it sends late is refused.
        """
        shown_again = "adminform" in (getattr(response, "context_data", None) or {})
        page, opening = self.desk_page(object_id), parse_opening(request.POST.get(OPENING))
        if page is not None and opening is not None and not shown_again:
            began = parse_began(request.POST.get(BEGAN))
            finish(by=request.user, page=page, sent=Sent(opening, 0, began))
        return response

    def desk_page(self, object_id: str | None) -> DeskPage | None:
        """Return which page an address is; None if its key is none."""
        model = str(self.opts.model_name)  # type: ignore[attr-defined]
        if object_id is None:
            return DeskPage(model, None)
        key = unquote(object_id)
        return DeskPage(model, int(key)) if KEY.fullmatch(key) else None

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Render the form with what the script needs, and the offer of what was typed before."""
        restored = getattr(request, "restored", None)
        if restored is not None:
            show_without_faults(context)
        if request.POST:
            retype_for_buttons(context, request.POST)
        context["working_copy"] = self.copy_context(request, context, restored)
        return super().render_change_form(request, context, *args, **kwargs)

    def copy_context(
        self, request: Any, context: dict[str, Any], restored: WorkingCopy | None
    ) -> dict[str, Any]:
        """Return the addresses that the script uses, what the page began from, and the offer."""
        page: Any = self
        row = context.get("original")
        may = page.has_change_permission(request, row) if row else page.has_add_permission(request)
        model, key = str(page.opts.model_name), row.pk if row else NEW
        sent = request.method == "POST" and restored is None
        copy = self.unseen_copy(request, row) if sent else getattr(request, "working_copy", None)
        began, offered = restored, None
        if copy is not None and restored is None:
            differs = [*self.differing(request, context, copy)] if may else [""]
            began, offered = (None, copy) if differs else (copy, None)
        return {
            "keep": reverse("working_copy_keep", args=[model, key]) if may else "",
            "discard": reverse("working_copy_discard", args=[model, key]),
            "presence": reverse("presence", args=[model, key]) if row else "",
            "user": request.user.pk,
            "began": f"{began.opening}:{began.number}" if began else sent_opening(request),
            "unsaved": sent and (offered is None or has_changed(context)),
            "offered": offered,
            "at": moment(offered.at) if offered else "",
            "differs": ", ".join(differs) if offered else "",
            "readable": may,
            "restore": f"?{with_restore(request)}",
        }

    def differing(self, request: Any, context: dict[str, Any], copy: WorkingCopy) -> Iterator[str]:
        """Yield the label of each field and group of rows that restoring would change."""
        form, shown = context["adminform"].form, context["inline_admin_formsets"]
        formsets = [each.formset for each in shown]
        typed = form_values(copy.typed)
        if context.get("original") is not None:
            editable = [bool(each.has_change_permission) for each in shown]
            groups = page_groups(form, formsets, editable)
            typed = Rebase(
                groups, PageState.read(typed), typed, MultiValueDict(), request.user
            ).data
        yield from (str(form[name].label) for name in changed_fields(form, typed))
        for formset in formsets:
            if rows_differ(formset, typed):
                yield str(formset.model._meta.verbose_name_plural).capitalize()
        for offer in context.get("panel", {}).get("offers", ()):
            if words_typed(offer.form, typed):
                yield str(offer.button.label)


def has_changed(context: Mapping[str, Any]) -> bool:
    """Return whether the form that was sent has something else than is stored."""
    formsets = (each.formset for each in context["inline_admin_formsets"])
    pressed = [offer.form for offer in context.get("panel", {}).get("offers", ())]
    forms_sent = (form for form in pressed if form.is_bound)
    retyped = any(form.retyped for form in pressed)
    return retyped or any(
        each.has_changed() for each in (context["adminform"].form, *formsets, *forms_sent)
    )


def page_url(model: str, key: int | None) -> str:
    """Return the address of a page of the desk; with NULL that of a new row.

    Of a short form the model is followed by its button: "article-mend".
    """
    kind, _, button = model.partition("-")
    name = f"admin:briefings_{kind}"
    if button:
        where = [button] if key is None else [key, button]
        return reverse(f"{name}_{'begin' if key is None else 'do'}", args=where)
    return reverse(f"{name}_add") if key is None else reverse(f"{name}_change", args=[key])


def form_values(typed: Mapping[str, Sequence[str]]) -> QueryDict:
    """Return what was typed as a browser would have sent it."""
    values = QueryDict(mutable=True)
    for name, sent in typed.items():
        values.setlist(name, [*sent])
    return values


def rows_differ(formset: Any, typed: QueryDict) -> bool:
    """Return whether restoring would add, change or delete a row of the formset."""
    total = typed.get(f"{formset.prefix}-TOTAL_FORMS", "")
    for number in range(int(total) if KEY.fullmatch(total) else 0):
        prefix = formset.add_prefix(number)
        if number < len(formset.forms):
            form = formset.forms[number]
            if f"{prefix}-DELETE" in typed or changed_fields(form, typed):
                return True
        elif any(name.startswith(f"{prefix}-") and typed[name] for name in typed):
            return True
    return False


def show_without_faults(context: dict[str, Any]) -> None:
    """Let the forms show what was typed without a word about its faults: nobody has sent it."""
    formsets = [each.formset for each in context["inline_admin_formsets"]]
    for form in (context["adminform"].form, *(form for each in formsets for form in each.forms)):
        form._errors = ErrorDict()
    for formset in formsets:
        formset._errors, formset._non_form_errors = [{} for _ in formset.forms], ErrorList()
    context["errors"] = ErrorList()


def retype_for_buttons(context: dict[str, Any], typed: QueryDict) -> None:
    """Type into the buttons' forms what had been typed there, and open those with words."""
    for offer in context.get("panel", {}).get("offers", ()):
        offer.form.retyped = words_typed(offer.form, typed)
        offer.form._bound_fields_cache.clear()  # they hold what they were shown with
        for name in offer.form.fields:
            if (sent := typed.get(offer.form.add_prefix(name))) is not None:
                offer.form.initial[name] = sent


def with_restore(request: HttpRequest) -> str:
    """Return the page's query string with the word that restores."""
    asked = request.GET.copy()
    asked[RESTORE] = "1"
    return asked.urlencode()


def sent_opening(request: HttpRequest) -> str:
    """Return the copy that a page was sent with, from which the page shown instead goes on."""
    opening = parse_opening(request.POST.get(OPENING, ""))
    return f"{opening}:{LAST}" if opening else ""


def parse_opening(text: Any) -> UUID | None:
    """Return an opening's id; None if the text is none."""
    try:
        return UUID(text)
    except (ValueError, TypeError, AttributeError):
        return None


def parse_began(text: Any) -> tuple[UUID, int] | None:
    """Return opening and number of a copy, written with a colon between; None if it is none."""
    opening, _, number = str(text or "").partition(":")
    found = parse_opening(opening)
    known = found is not None and KEY.fullmatch(number) and int(number) <= LAST
    return (found, int(number)) if known and found else None
