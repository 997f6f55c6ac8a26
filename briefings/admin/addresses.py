"""The form of a new article, which tells of addresses near to the one that is typed."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse_lazy
from js_asset import Script
from unfold.widgets import UnfoldAdminTextInputWidget

from briefings.actions.writing import articles_shown_to
from briefings.admin.base import user_of
from briefings.admin.forms import DeskForm
from briefings.checks.texts.complete import near_slugs
from briefings.models import Article


class NewArticleForm(DeskForm):
    """The form of a new article, with the headline of its first edition."""

    headline = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)

    class Meta(DeskForm.Meta):
        model = Article
        fields = ("slug", "section")
        widgets = {
            "slug": UnfoldAdminTextInputWidget({"data-near": reverse_lazy("near_addresses")})
        }

    class Media:
        js = (Script("js/desk-addresses.js", type="module"),)


def near_addresses(request: HttpRequest) -> JsonResponse:
    """Return the addresses near to `slug` of the articles that the user may know of, as JSON."""
    by = user_of(request)
    if not by.has_perm("briefings.add_article"):
        raise PermissionDenied
    return JsonResponse({"near": near_slugs(request.GET.get("slug", ""), articles_shown_to(by))})


urlpatterns = [path("", admin.site.admin_view(near_addresses), name="near_addresses")]
