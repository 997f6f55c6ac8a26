"""Every address of the project."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

handler400 = "briefings.pages.errors.bad_request"
handler404 = "briefings.pages.errors.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/", include("briefings.api.urls")),
    path("", include("briefings.pages.urls")),
]
