"""A session ends, or its token is lost, while somebody types: what was sent is given back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from briefings.admin import sign_ins
from briefings.admin.sign_ins import SIGNED_IN_AT
from briefings.models import Country, Image, Official
from newsroom.middleware import SEEN_AT
from tests.admin.conftest import change_url, text_of
from tests.admin.test_statements_and_images import IMAGE, SHOWN, picture
from tests.factories import row_of

LOGIN = "/admin/login/"
OURS = "http://testserver"


class Browser(Client):
    """A browser that checks tokens, keeps cookies, and sends the forms of the pages it is shown."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)

    def shown(self, response: Any) -> Any:
        """Return a response as a tree."""
        return html.fromstring(response.content.decode())

    def send(self, page: Any, **typed: Any) -> Any:
        """Send the page's form with what is typed; return the response."""
        form = next(
            form
            for form in page.forms
            if form.method.lower() == "post" and form.action != "/admin/logout/"
        )
        fields: dict[str, list[Any]] = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value)
        return self.post(form.action, fields | typed, headers={"origin": OURS})

    def sign_in(self, page: Any, **typed: Any) -> Any:
        """Sign in by the form of the page."""
        return self.send(page, **{"username": "clare", "password": "pass"} | typed)


def fields_of(page: Any, name: str) -> dict[str, Any]:
    """Return the fields of a form, with those that stand elsewhere on its page."""
    form = next(form for form in page.forms if form.get("id") == name)
    elsewhere = {
        field.get("name"): field.get("value", "")
        for field in page.iter("input", "textarea", "select")
        if field.get("form") == name and field.get("name")
    }
    fields = dict(form.form_values()) | elsewhere
    return {name: value for name, value in fields.items() if "__prefix__" not in name}


@pytest.fixture
def browser(db: None) -> Browser:
    """Return the browser of an editor who is signed in."""
    clare = User.objects.create_user("clare", password="pass", is_staff=True)
    clare.groups.add(Group.objects.get(name="editor"))
    browser = Browser()
    assert browser.sign_in(browser.shown(browser.get(LOGIN))).status_code == 302
    return browser


@pytest.fixture
def typed(browser: Browser) -> dict[str, Any]:
    """Return the form of an official as Clare is about to send it, with new words."""
    official = row_of(Official, full_name="Qin Gang")
    fields = fields_of(browser.shown(browser.get(change_url(official))), "official_form")
    return fields | {"biography": "He was ambassador\nin Washington before."}


def post(browser: Browser, typed: dict[str, Any], origin: str = OURS) -> Any:
    """Send the form of the one official."""
    return browser.post(change_url(Official.objects.get()), typed, headers={"origin": origin})


@pytest.mark.parametrize("lost", [["sessionid"], ["csrftoken"], ["sessionid", "csrftoken"]])
def test_what_was_sent_comes_back_and_is_saved(
    lost: list[str], browser: Browser, typed: dict[str, Any]
) -> None:
    for cookie in lost:
        del browser.cookies[cookie]

    response = post(browser, typed)
    page = browser.shown(response)
    if "sessionid" in lost:
        assert "You were signed out before this was saved." in text_of(page)
        page = browser.shown(browser.sign_in(page))
    assert "He was ambassador" in text_of(page)
    assert Official.objects.get().biography == ""
    assert browser.send(page).status_code == 302
    assert Official.objects.get().biography.splitlines() == [
        "He was ambassador",
        "in Washington before.",
    ]


def test_a_session_that_ended_in_the_database_loses_nothing(
    browser: Browser, typed: dict[str, Any]
) -> None:
    Session.objects.all().delete()

    page = browser.shown(browser.sign_in(browser.shown(post(browser, typed))))
    browser.send(page)

    assert Official.objects.get().biography


def test_a_sign_in_in_another_window_loses_nothing(browser: Browser, typed: dict[str, Any]) -> None:
    """Signing in gives new tokens: the form that was open before has an old one."""
    another = Browser()
    another.sign_in(another.shown(another.get(LOGIN)))
    browser.cookies.update(another.cookies)

    browser.send(browser.shown(post(browser, typed)))

    assert Official.objects.get().biography


def test_a_wrong_password_keeps_what_was_sent(browser: Browser, typed: dict[str, Any]) -> None:
    del browser.cookies["sessionid"]

    page = browser.shown(post(browser, typed))
    for _ in range(2):
        page = browser.shown(browser.sign_in(page, password="wrong"))
    browser.send(browser.shown(browser.sign_in(page)))

    assert Official.objects.get().biography


def test_files_come_back_too(browser: Browser) -> None:
    fields = fields_of(browser.shown(browser.get(IMAGE)), "image_form")
    del browser.cookies["sessionid"]

    sent = fields | SHOWN | {"file": picture()}
    page = browser.shown(browser.post(IMAGE, sent, headers={"origin": OURS}))
    page = browser.shown(browser.sign_in(page))
    assert "With flags.png." in text_of(page)
    del browser.cookies["sessionid"]  # once more, before it is sent
    page = browser.shown(browser.sign_in(browser.shown(browser.send(page))))
    assert "With flags.png." in text_of(page)
    browser.send(page)

    assert Image.objects.get().alt == SHOWN["alt"]


def test_a_file_that_does_not_fit_is_named(browser: Browser) -> None:
    large = SimpleUploadedFile("large.png", bytes(sign_ins.FILES_LIMIT + 1), "image/png")
    del browser.cookies["sessionid"]

    page = browser.shown(browser.post(IMAGE, SHOWN | {"file": large}, headers={"origin": OURS}))
    page = browser.shown(browser.sign_in(page))

    assert "large.png was too large to keep: choose it again" in text_of(page)
    assert SHOWN["alt"] in text_of(page)


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_what_another_site_sends_is_not_kept(
    cookie: str, origin: str, browser: Browser, typed: dict[str, Any]
) -> None:
    del browser.cookies[cookie]

    response = post(browser, typed, origin)

    assert response.status_code in (302, 403)
    assert b"He was ambassador" not in response.content
    assert b'name="kept"' not in response.content


def test_what_was_tampered_with_is_refused_in_words(browser: Browser) -> None:
    del browser.cookies["sessionid"]
    page = browser.shown(browser.get(LOGIN))

    response = browser.send(page, username="clare", password="pass", kept="tampered")

    assert response.status_code == 400
    assert "cannot be read any more" in text_of(browser.shown(response))


def test_a_session_ends_however_busy_it_is(browser: Browser) -> None:
    browser.get("/admin/")
    session = browser.session
    session[SIGNED_IN_AT] -= settings.SESSION_LASTS.total_seconds()
    session.save()

    assert browser.get("/admin/").headers["Location"] == f"{LOGIN}?next=/admin/"
    assert not Session.objects.exists()


def test_a_session_ends_when_nothing_is_asked(browser: Browser) -> None:
    """What is asked puts the end off; it is noted once a minute, not at every request."""
    browser.get("/admin/")
    session = browser.session
    session[SIGNED_IN_AT] -= 3600
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))
    browser.get("/admin/")
    end = Session.objects.get().expire_date
    age = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    assert timezone.now() + age - end < timedelta(seconds=30)
    seen = browser.session[SEEN_AT]
    browser.get("/admin/")
    assert browser.session[SEEN_AT] == seen

    Session.objects.update(expire_date=timezone.now())

    assert browser.get("/admin/").status_code == 302


def test_a_country_typed_by_two_is_not_overwritten_by_what_comes_back(browser: Browser) -> None:
    """What is sent again is compared like anything else: somebody may have saved meanwhile."""
    country = row_of(Country, name="China")
    fields = fields_of(browser.shown(browser.get(change_url(country))), "country_form")
    fields["name"] = "The name I typed"
    del browser.cookies["sessionid"]
    page = browser.shown(browser.post(change_url(country), fields, headers={"origin": OURS}))
    country.name = "Theirs"
    country.save()

    page = browser.shown(browser.sign_in(page))
    assert "Your words" in text_of(page)
    browser.send(page)

    country.refresh_from_db()
    assert country.name == "Theirs"


def test_a_picture_kept_while_something_is_chosen_outlasts_the_session(
    browser: Browser, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    image = row_of(Image, alt="A gate")
    address, before = change_url(image), image.file.name
    page = browser.shown(browser.get(address))
    Image.objects.filter(pk=image.pk).update(alt="A gate in Almaty")
    sent = fields_of(page, "image_form") | {"alt": "The gate", "file": picture()}
    asked = browser.shown(browser.post(address, sent, headers={"origin": OURS}))
    sent = fields_of(asked, "image_form") | {f"_choose-main-{image.pk}-alt": "yours"}
    del browser.cookies["sessionid"]

    page = browser.shown(browser.post(address, sent, headers={"origin": OURS}))
    page = browser.shown(browser.sign_in(page))
    assert browser.send(page).status_code == 302

    image.refresh_from_db()
    assert image.alt == "The gate"
    assert image.file.name != before
