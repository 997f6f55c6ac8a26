"""Every address of the project."""

from django.urls import include, path

handler400 = "briefings.pages.errors.bad_request"
handler404 = "briefings.pages.errors.not_found"

urlpatterns = [
    path("", include("briefings.pages.urls")),
]
