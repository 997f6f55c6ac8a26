"""The desk's page that makes a draft from a file."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from briefings.actions.roles import establish_roles
from briefings.models import Article, Edition, Official, Statement
from tests.factories import CountryFactory, OfficialFactory, UserFactory

PAGE = "/admin/briefings/article/import/"
TALKS = """The two ministers met for an hour and agreed on nothing in particular.

Talks in Lisbon

Portuguese Foreign Minister João Almeida received his guest on Monday. Nobody spoke to those who had
waited outside, and the delegation left for the airport at once without saying when it would return.
"""


@pytest.fixture
def ana(db: None) -> Client:
    """A reporter who is signed in."""
    establish_roles()
    user = UserFactory(username="ana", is_staff=True)
    user.groups.add(Group.objects.get(name="reporter"))
    client = Client()
    client.force_login(user)
    return client


def uploaded(client: Client, name: str = "talks.txt", data: bytes = TALKS.encode()):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data)})


def keys(page: str) -> list[str]:
    return re.findall(r'name="accepted" value="([^"]+)"', page)


def filed(page: str, slug: str) -> dict[str, object]:
    """Return the form of the page of suggestions, filled in, with nothing accepted."""
    return {"upload": kept(page), "headline": "An hour", "slug": slug, "section": "briefing"}


def kept(page: str) -> str:
    found: list[str] = re.findall(r'name="upload" value="([^"]+)"', page)
    return found[0]


def test_what_is_proposed_is_shown_and_nothing_is_written(ana: Client) -> None:
    CountryFactory(name="Portugal", slug="portugal", code="PT")

    page = uploaded(ana).content.decode()

    assert "Talks in Lisbon" in page
    assert "João Almeida" in page
    assert keys(page)
    assert not Article.objects.exists()
    assert not Official.objects.exists()


def test_only_what_is_accepted_is_written(ana: Client) -> None:
    page = uploaded(ana).content.decode()
    headings = [key for key in keys(page) if key.startswith("heading")]

    response = ana.post(PAGE, filed(page, "an-hour") | {"accepted": headings})

    edition = Edition.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/admin/briefings/edition/{edition.pk}/change/"
    assert "<h2>Talks in Lisbon</h2>" in edition.body
    assert edition.standfirst == ""
    assert not Official.objects.exists()


def test_a_quote_is_entered_as_a_statement_where_it_is_accepted(ana: Client) -> None:
    OfficialFactory(full_name="João Almeida", short_name="Almeida", slug="joao-almeida")
    said = "“We will meet again before the end of the summer,” said João Almeida."
    page = uploaded(ana, data=f"{TALKS}\n{said}\n".encode()).content.decode()
    [key] = [key for key in keys(page) if key.startswith("quote")]

    for number, accepted in enumerate(([], [key])):
        form = filed(page, f"an-hour-{number}") | {"accepted": accepted}
        assert ana.post(PAGE, form).status_code == 302

    statement = Statement.objects.get()
    assert statement.words == "We will meet again before the end of the summer"
    assert statement.live_period is None
    without, with_it = Edition.objects.order_by("pk")
    assert "data-statement" not in without.body
    assert f'<q data-statement="{statement.public_id}">We will meet again' in with_it.body


def test_an_unreadable_file_is_named_on_the_page(ana: Client) -> None:
    response = uploaded(ana, "minutes.txt", b"\x00\x01\x02")

    assert response.status_code == 422
    assert "minutes.txt" in response.content.decode()


def test_a_missing_headline_is_asked_for_and_the_choice_is_kept(ana: Client) -> None:
    page = uploaded(ana).content.decode()
    chosen = keys(page)[:1]

    again = ana.post(PAGE, {"upload": kept(page), "headline": "", "slug": "", "accepted": chosen})

    assert again.status_code == 422
    assert re.findall(r'value="([^"]+)" checked', again.content.decode()) == chosen
    assert not Article.objects.exists()


def test_an_upload_that_was_tampered_with_is_refused(ana: Client) -> None:
    page = uploaded(ana).content.decode()

    response = ana.post(PAGE, {"upload": kept(page)[:-1], "headline": "An hour", "slug": "an-hour"})

    assert response.status_code == 403


def test_who_does_not_write_articles_does_not_import(db: None) -> None:
    client = Client()
    client.force_login(UserFactory(username="guest", is_staff=True))

    assert client.get(PAGE).status_code == 403
