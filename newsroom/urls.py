"""Every address of the project."""

from django.urls import include, path

handler400 = "briefings.pages.base.bad_request"
handler404 = "briefings.pages.base.not_found"

urlpatterns = [
    path("", include("briefings.pages.urls")),
]
