"""The page that makes a draft from a file: upload, look at the suggestions, accept."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import slugify
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from briefings.actions import Refused
from briefings.actions.importing import import_article, recognise_file
from briefings.admin.base import address, editor
from briefings.bodies import DirectQuote, Document, Suggestion, Suggestions, UnreadableFile
from briefings.limits import ARTICLE_BYTES
from briefings.tables.faults import shortened

SALT = "briefings.admin.importing"


class ArticleUploadForm(forms.Form):
    """A file to make a draft from."""

    file = forms.FileField(
        help_text="Text, Markdown, HTML or Word (.docx), up to 5 MB.",
        widget=UnfoldAdminFileFieldWidget,
    )


class AcceptanceForm(forms.Form):
    """The suggestions that an editor accepts, and the words that the file may lack."""

    upload = forms.CharField(widget=forms.HiddenInput)
    headline = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)
    slug = forms.SlugField(max_length=120, widget=UnfoldAdminTextInputWidget)


@dataclass(frozen=True)
class SuggestionLine:
    """One suggestion on the page. One without a key is to be read, not accepted."""

    text: str
    detail: str
    key: str = ""
    chosen: bool = True


def import_page(request: HttpRequest) -> HttpResponse:
    """Show the upload, then the suggestions; write the draft with those accepted.

    A file that cannot be read and a refusal are said on the page, and nothing is written.
    """
    if not request.user.has_perm("briefings.add_article"):
        raise PermissionDenied
    if request.method != "POST":
        return show(request, form=ArticleUploadForm())
    if "upload" in request.POST:
        return accept(request)
    form = ArticleUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, form=form)
    file = form.cleaned_data["file"]
    if file.size > ARTICLE_BYTES:
        form.add_error("file", f"{file.name} has more than 5 MB.")
        return show(request, form=form)
    data = file.read()
    try:
        document, suggestions = recognise_file(file.name, data)
    except UnreadableFile as unreadable:
        form.add_error("file", str(unreadable))
        return show(request, form=form)
    kept = signing.dumps(
        {"name": file.name, "data": b64encode(data).decode("ascii")}, salt=SALT, compress=True
    )
    begun = {
        "upload": kept,
        "headline": suggestions.title,
        "slug": slugify(suggestions.title)[:120].strip("-"),
    }
    return show(
        request,
        form=AcceptanceForm(initial=begun),
        file=file.name,
        suggestions=suggestions,
        document=document,
    )


def accept(request: HttpRequest) -> HttpResponse:
    """Write the draft, or show the suggestions again with what was refused."""
    try:
        kept = signing.loads(request.POST["upload"], salt=SALT)
    except signing.BadSignature as error:
        raise PermissionDenied from error
    name, data = kept["name"], b64decode(kept["data"])
    form, accepted = AcceptanceForm(request.POST), set(request.POST.getlist("accepted"))
    if form.is_valid():
        try:
            imported = import_article(
                by=editor(request),
                filename=name,
                data=data,
                headline=form.cleaned_data["headline"],
                slug=form.cleaned_data["slug"],
                accepted=accepted,
            )
        except Refused as refused:
            form.add_error(None, refused.reasons)
        except UnreadableFile as unreadable:
            form.add_error(None, str(unreadable))
        else:
            for official in imported.officials:
                messages.warning(
                    request, f"{official.full_name} was entered and is not public: complete it."
                )
            for statement in imported.statements:
                messages.warning(
                    request, f"{statement} – entered as a statement and not public: complete it."
                )
            messages.success(request, f"{name} is a draft now.")
            return HttpResponseRedirect(address(imported.edition))
    try:
        document, suggestions = recognise_file(name, data)
    except UnreadableFile as unreadable:
        form.add_error(None, str(unreadable))
        return show(request, form=form, file=name, accepted=accepted)
    return show(
        request, form=form, file=name, document=document, suggestions=suggestions, accepted=accepted
    )


def show(
    request: HttpRequest,
    *,
    form: forms.Form,
    file: str = "",
    suggestions: Suggestions | None = None,
    accepted: set[str] | None = None,
    document: Document | None = None,
) -> HttpResponse:
    """Answer with the page; a form with faults answers 422.

    Where the file could not be read again, what was `accepted` of it stays chosen.
    """
    found = (
        [("Chosen so far", [SuggestionLine(key, "", key) for key in sorted(accepted)])]
        if accepted
        else []
    )
    if suggestions is not None and document is not None:
        found = list(groups(suggestions, accepted, document.pictures))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"Import {file}" if file else "Import an article",
        "form": form,
        "groups": found,
    }
    template = "admin/briefings/import_article.html"
    return TemplateResponse(request, template, context, status=422 if form.errors else 200)


def groups(
    suggestions: Suggestions, accepted: set[str] | None, pictures: Sequence[str] = ()
) -> Iterator[tuple[str, list[SuggestionLine]]]:
    """Yield the titles of the page's groups, each with its lines; groups without any are left out.

    `pictures` are the addresses of those that the file shows.

    `accepted` are the keys chosen so far; None is all.
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

    head = [one for one in (suggestions.headline, suggestions.standfirst) if one is not None]
    named = {"headline": "as the headline", "standfirst": "as the standfirst"}
    found: list[tuple[str, list[SuggestionLine]]] = [
        ("Above the text", [line(one, detail=named.get(one.key, "")) for one in head]),
        ("Left out", [line(one) for one in suggestions.dropped]),
        (
            "Pictures that are not taken over: upload them under Images",
            [
                SuggestionLine(shortened(address) or "A picture within the file", "")
                for address in pictures
            ],
        ),
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
