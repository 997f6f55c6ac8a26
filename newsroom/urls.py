"""Every address of the project."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from briefings.admin.sign_ins import sign_in
from briefings.pages.previews import EditionPreview, PhonePreview

handler400 = "briefings.pages.errors.bad_request"
handler404 = "briefings.pages.errors.not_found"
handler500 = "newsroom.refusals.failed"

# Public pages for the desk only, under its addresses because sign-ins exist there only.
previews = [
    path(
        "editions/<int:pk>/",
        admin.site.admin_view(EditionPreview.as_view()),
        name="edition_preview",
    ),
    path(
        "editions/<int:pk>/phone/",
        admin.site.admin_view(PhonePreview.as_view()),
        name="phone_preview",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/preview/", include(previews)),
    path("admin/imports/", include("briefings.admin.imports")),
    path("admin/near-addresses/", include("briefings.admin.addresses")),
    path("admin/stale/", include("briefings.admin.stale")),
    path("admin/working-copies/", include("briefings.admin.keeping")),
    path("admin/jobs/", include("briefings.admin.jobs")),
    path("admin/search/", include("briefings.admin.search")),
    path("admin/login/", sign_in),
    path("admin/", admin.site.urls),
    path("api/", include("briefings.api.urls")),
    path("", include("briefings.pages.urls")),
]
