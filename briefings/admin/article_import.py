"""The page that makes a draft from a file: upload it, review the suggestions, accept them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from briefings.actions import Refused
from briefings.actions.article_import import import_article, recognise_file
from briefings.actions.filing import (
    Candidate,
    Filing,
    candidates,
    nearly_the_same,
    propose_filing,
)
from briefings.actions.slugs import free_slug
from briefings.admin.base import desk_url, user_of
from briefings.admin.bodies import TOLD_DAY
from briefings.admin.dates import DayField
from briefings.admin.form_data import WORDS
from briefings.bodies import DirectQuote, Document, Suggestion, Suggestions, UnreadableFile
from briefings.limits import ARTICLE_BYTES
from briefings.models import Article, Identity
from briefings.tables.faults import shortened

SALT = "briefings.admin.article_import"
NOTHING = "Nothing in particular"
ALIKE = "Another article has nearly the same address:"


class ArticleUploadForm(forms.Form):
    """A file to make a draft from."""

    file = forms.FileField(
        help_text="Text, Markdown, HTML or Word (.docx), up to 5 MB.",
        widget=UnfoldAdminFileFieldWidget,
    )


class AcceptanceForm(forms.Form):
    """The uploaded file, signed, with the headline that it may lack, and what it is filed under.

    The choices of `about` are the records that the text may be about.
    """

    upload = forms.CharField(widget=forms.HiddenInput)
    headline = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)
    slug = forms.SlugField(
        label=WORDS["slug"],
        max_length=120,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="Leave empty to make it from the headline.",
    )
    section = forms.ChoiceField(choices=Article.Section, widget=UnfoldAdminSelectWidget)
    dateline_place = forms.CharField(
        max_length=120, required=False, widget=UnfoldAdminTextInputWidget
    )
    dateline_on = DayField(
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=TOLD_DAY,
    )
    about = forms.ModelChoiceField(
        Identity.objects.filter(merged_into=None), required=False, widget=UnfoldAdminSelectWidget
    )

    def offer(self, found: Iterable[Candidate]) -> AcceptanceForm:
        """Offer the records that the piece may be about, and the one chosen; return the form."""
        offered = {one.identity.pk: f"{one.identity.label}, {one.why}" for one in found}
        if chosen := getattr(self, "cleaned_data", {}).get("about"):
            offered.setdefault(chosen.pk, chosen.label)
        self.fields["about"].widget.choices = [("", NOTHING), *offered.items()]
        return self

    def filing(self) -> Filing:
        """Return what the editor chose, once the form is valid."""
        names = ("section", "dateline_place", "dateline_on", "about")
        return Filing(**{name: self.cleaned_data[name] for name in names})


@dataclass(frozen=True)
class SuggestionLine:
    """One suggestion on the page; without a key it cannot be accepted, only read."""

    text: str
    detail: str
    key: str = ""
    chosen: bool = True


def import_page(request: HttpRequest) -> HttpResponse:
    """Show the upload form, then the suggestions; then write the draft with those accepted.

    If the file cannot be read or the action is refused, the page says why; nothing is written.
    """
    if not request.user.has_perm("briefings.add_article"):
        raise PermissionDenied
    if request.method != "POST":
        return render_page(request, form=ArticleUploadForm())
    if "upload" in request.POST:
        return accept(request)
    form = ArticleUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render_page(request, form=form)
    file = form.cleaned_data["file"]
    if file.size > ARTICLE_BYTES:
        form.add_error("file", f"{file.name} has more than 5 MB.")
        return render_page(request, form=form)
    data = file.read()
    try:
        document, suggestions = recognise_file(file.name, data)
    except UnreadableFile as unreadable:
        form.add_error("file", str(unreadable))
        return render_page(request, form=form)
    upload = signing.dumps(
        {"name": file.name, "data": b64encode(data).decode("ascii")}, salt=SALT, compress=True
    )
    today = timezone.localdate()
    found = candidates(suggestions, today)
    initial = {
        "upload": upload,
        "headline": suggestions.title,
        "slug": free_slug("article", suggestions.title) if suggestions.title else "",
        **vars(propose_filing(suggestions, found, today)),
    }
    return render_page(
        request,
        form=AcceptanceForm(initial=initial).offer(found),
        file=file.name,
        suggestions=suggestions,
        document=document,
    )


def accept(request: HttpRequest) -> HttpResponse:
    """Write the draft and redirect to it, or show the suggestions again with the reasons."""
    try:
        upload = signing.loads(request.POST["upload"], salt=SALT)
    except signing.BadSignature as error:
        raise PermissionDenied from error
    name, data = upload["name"], b64decode(upload["data"])
    form, accepted = AcceptanceForm(request.POST), set(request.POST.getlist("accepted"))
    if form.is_valid():
        try:
            imported = import_article(
                by=user_of(request),
                filename=name,
                data=data,
                headline=form.cleaned_data["headline"],
                slug=form.cleaned_data["slug"]
                or free_slug("article", form.cleaned_data["headline"]),
                accepted=accepted,
                filing=form.filing(),
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
        except UnreadableFile as unreadable:
            form.add_error(None, str(unreadable))
        else:
            for row in (*imported.officials, *imported.statements):
                told = 'Entered with it, not public yet: <a href="{}">{}</a>. Complete it.'
                messages.warning(request, format_html(told, desk_url(row), row))
            for other in nearly_the_same(imported.edition.article, user_of(request)):
                told = format_html('{} <a href="{}">{}</a>.', ALIKE, desk_url(other), other.slug)
                messages.warning(request, told)
            messages.success(request, f"{name} is a draft now.")
            return HttpResponseRedirect(desk_url(imported.edition))
    try:
        document, suggestions = recognise_file(name, data)
    except UnreadableFile as unreadable:
        form.add_error(None, str(unreadable))
        return render_page(request, form=form.offer(()), file=name, accepted=accepted)
    return render_page(
        request,
        form=form.offer(candidates(suggestions, timezone.localdate())),
        file=name,
        document=document,
        suggestions=suggestions,
        accepted=accepted,
    )


def render_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    file: str = "",
    suggestions: Suggestions | None = None,
    accepted: set[str] | None = None,
    document: Document | None = None,
) -> HttpResponse:
    """Return the page; with status 422 if the form has errors.

    If the file could not be read again, the `accepted` suggestions stay chosen.
    """
    found = (
        [("Chosen so far", [SuggestionLine(key, "", key) for key in sorted(accepted)])]
        if accepted
        else []
    )
    if suggestions is not None and document is not None:
        found = list(suggestion_groups(suggestions, accepted, document.pictures))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"Import {file}" if file else "Import an article",
        "form": form,
        "groups": found,
    }
    template = "admin/briefings/import_article.html"
    return TemplateResponse(request, template, context, status=422 if form.errors else 200)


def suggestion_groups(
    suggestions: Suggestions, accepted: set[str] | None, pictures: Sequence[str] = ()
) -> Iterator[tuple[str, list[SuggestionLine]]]:
    """Yield the groups of suggestions, each with title and lines; empty groups are left out.

    `accepted` are the keys chosen so far; None is all. `pictures` are the addresses of the
    pictures in the file.
    """

    def line(one: Suggestion, text: str = "", detail: str = "") -> SuggestionLine:
        return SuggestionLine(
            text or one.text,
            detail or f"paragraph {one.paragraph}",
            one.key,
            accepted is None or one.key in accepted,
        )

    def quote(one: DirectQuote) -> SuggestionLine:
        if one.speaker is None:
            return SuggestionLine(f"“{one.text}”", "no speaker found")
        return line(one, f"“{one.text}”", ", ".join(filter(None, (one.speaker, one.occasion))))

    above = (suggestions.headline, suggestions.standfirst, suggestions.dateline)
    head = [one for one in above if one is not None]
    named = {one.key: f"as the {one.key}" for one in head}
    found: list[tuple[str, list[SuggestionLine]]] = [
        ("Above the text", [line(one, detail=named[one.key]) for one in head]),
        ("Left out", [line(one) for one in suggestions.dropped]),
        (
            "Pictures left out: upload them under Pictures",
            [
                SuggestionLine(shortened(address) or "A picture within the file", "")
                for address in pictures
            ],
        ),
        ("Topics", [line(one, one.label, f"“{one.text}”") for one in suggestions.topics]),
        ("Headings", [line(one) for one in suggestions.headings]),
        (
            "Links to records",
            [line(one, detail=f"to the {one.type} {one.label}") for one in suggestions.links],
        ),
        (
            "New officials, not public until completed",
            [
                line(one, one.name, ", ".join(filter(None, (one.title, one.country))))
                for one in suggestions.officials
            ],
        ),
        ("Statements, not public until completed", [quote(one) for one in suggestions.quotes]),
        (
            "Statements of unnamed speakers, not public until completed",
            [
                line(one, f"{one.text}: {one.words}", one.side or "side not said")
                for one in suggestions.attributions
            ],
        ),
        (
            "Names that are withheld: take them out",
            [
                SuggestionLine(one.text, f"readers are told “{one.label}”")
                for one in suggestions.withheld
            ],
        ),
        (
            "Not linked, since several bear the name",
            [SuggestionLine(one.text, " or ".join(one.labels)) for one in suggestions.ambiguous],
        ),
    ]
    return ((title, lines) for title, lines in found if lines)
