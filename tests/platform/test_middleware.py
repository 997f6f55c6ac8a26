"""Public addresses set no cookie and say what a page may load; the desk has its sign-ins."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path

from newsroom.middleware import at_the_desk


def front_page(request: HttpRequest) -> HttpResponse:
    """Answer as a careless page would, with all that sets a cookie where it can."""
    if at_the_desk(request):
        get_token(request)
    signed_in = hasattr(request, "user") or hasattr(request, "session")
    return HttpResponse(f"signed in: {signed_in}")


def own_policy(request: HttpRequest) -> HttpResponse:
    """Answer with a policy of the view's own."""
    return HttpResponse(headers={"Content-Security-Policy": "default-src 'self'"})


def nothing_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address where there is nothing."""
    return HttpResponse("Nothing here", status=404)


handler404 = nothing_there
urlpatterns = [
    path("", front_page),
    path("own/", own_policy),
    path("admin/desk/", front_page),
]
pytestmark = pytest.mark.urls(__name__)


def test_a_public_page_sets_no_cookie_and_varies_by_none(client: Client) -> None:
    client.cookies["sessionid"] = "left over"

    response = client.get("/")

    assert response.content == b"signed in: False"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_desk_has_sessions_and_tokens(client: Client) -> None:
    response = client.get("/admin/desk/")

    assert response.content == b"signed in: True"
    assert response.cookies["csrftoken"]["path"] == "/admin/"


def test_the_desk_refuses_a_form_without_its_token() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"origin": "https://elsewhere.example"})

    assert strict.post("/admin/desk/").status_code == 403
    assert strict.post("/").status_code == 200


def test_a_public_page_loads_from_its_own_site_alone(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_the_desks_policy_is_looser_and_stays_there(client: Client) -> None:
    policy = client.get("/admin/desk/").headers["Content-Security-Policy"]

    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy


def test_a_page_that_is_not_found_has_the_policy_too(client: Client) -> None:
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_view_may_say_its_own_policy(client: Client) -> None:
    assert client.get("/own/").headers["Content-Security-Policy"] == "default-src 'self'"
