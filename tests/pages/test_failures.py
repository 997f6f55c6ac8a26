"""A failure of ours has a page like any other, which asks nothing of the database."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from lxml import html

from newsroom.urls import urlpatterns as of_the_site


def failing(request: HttpRequest) -> HttpResponse:
    """Fail as nobody foresaw."""
    raise RuntimeError("a fault of ours")


urlpatterns = [path("failing/", failing), *of_the_site]
handler500 = "newsroom.refusals.failed"


@pytest.mark.urls(__name__)
def test_a_failure_has_a_page_and_says_nothing_of_itself(
    db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = Client(raise_request_exception=False).get("/failing/")

    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 500
    assert page.xpath("string(//h1)") == "Something went wrong here, not with you"
    assert page.xpath("//header//a[@href='/officials/']")
    assert not page.xpath("//link[@rel='canonical']")
    assert "a fault of ours" not in answer.content.decode()
