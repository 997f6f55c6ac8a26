"""What is typed and kept is its owner's alone; refusals in JSON; and who has a page open."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from briefings import limits
from briefings.actions.working_copies import PRESENT_FOR
from briefings.models import Edition, Official, Presence, WorkingCopy
from tests.admin.conftest import Desk, Person, change_url
from tests.admin.test_sessions_end import OURS, Browser, browser  # noqa: F401
from tests.admin.typed import keep, typed_on
from tests.factories import row_of
from tests.stories.desk import drafted


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


@pytest.fixture
def draft(clare: Desk) -> Edition:
    """Return a draft of Clare's."""
    return drafted(clare.person, slug="blinken-in-beijing", headline="Blinken in Beijing")


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"user": 0}, 403, "somebody_else"),
        ({"opening": "none"}, 400, "unreadable"),
        ({"number": 2**31}, 400, "unreadable"),
        ({"typed": {"headline": "x"}}, 400, "unreadable"),
        ({"typed": [["body", "x" * limits.WORKING_COPY]]}, 413, "too_long"),
        ({"typed": [["body", "x" * 9 * 1024 * 1024]]}, 413, "too_long"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_json(
    sent: dict[str, Any], status: int, code: str, clare: Desk, draft: Edition
) -> None:
    answer = keep(clare, "edition", draft.pk, {}, **sent)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not WorkingCopy.objects.exists()


def test_who_may_not_change_keeps_nothing(clare: Desk, desk: Person, draft: Edition) -> None:
    stranger = desk("reporter")
    live = row_of(Official, full_name="Qin Gang", live_period=(timezone.now(), None))
    typed = typed_on(clare, draft, headline="Mine")

    assert keep(stranger, "edition", draft.pk, typed).status_code == 404
    assert keep(stranger, "official", live.pk, {"full_name": "Qin"}).status_code == 403
    assert keep(clare, "edition", "new", typed).status_code == 403
    assert keep(clare, "user", "new", typed).status_code == 404
    assert clare.get(reverse("working_copy_keep", args=["edition", draft.pk])).status_code == 405
    clare.logout()
    assert keep(clare, "edition", draft.pk, typed).json()["code"] == "signed_out"
    assert not WorkingCopy.objects.exists()


def test_nobody_else_reads_what_is_kept(clare: Desk, desk: Person, draft: Edition) -> None:
    mark = "Nobody knows of this yet"
    keep(clare, "edition", draft.pk, typed_on(clare, draft, headline=mark, body=f"<p>{mark}</p>"))
    other = desk("administrator")
    change = change_url(draft)
    pages = [
        *("/admin/", change, f"{change}?restore=1", change.replace("change", "history")),
        *("/admin/briefings/edition/", change_url(draft.article), "/admin/?q=Nobody+knows"),
        "/admin/briefings/edition/?q=Nobody",
    ]

    assert mark in clare.get(f"{change}?restore=1").content.decode()
    for address in pages:
        assert mark not in other.get(address).content.decode()
    for public in ("/", "/search/?q=nobody", "/api/v1/search/?q=nobody", "/api/v1/articles/"):
        assert mark not in other.get(public).content.decode()
    other.post(reverse("working_copy_discard", args=["edition", draft.pk]), {"discard": "x"})
    assert WorkingCopy.objects.unsaved().count() == 1


def test_others_see_who_has_the_page_open_and_for_how_long_idle(
    clare: Desk, desk: Person, draft: Edition
) -> None:
    other, address = desk("publisher"), reverse("presence", args=["edition", draft.pk])
    first, second, others = {"opening": uuid4()}, {"opening": uuid4()}, {"opening": uuid4()}
    assert clare.post(address, first | {"idle": "240"}).json() == {"people": []}

    (seen,) = other.post(address, others | {"idle": "0"}).json()["people"]
    assert (seen["name"], 239 <= seen["idle"] <= 242) == (clare.person.get_full_name(), True)
    Presence.objects.filter(by=clare.person).update(heard_at=timezone.now() - PRESENT_FOR)
    assert other.post(address, others).json() == {"people": []}

    clare.post(address, first)
    clare.post(address, second)
    clare.post(address, first | {"left": "1"})  # the other window still has it open
    assert len(other.post(address, others).json()["people"]) == 1
    clare.post(address, second | {"left": "1"})
    assert other.post(address, others).json() == {"people": []}
    assert desk("reporter").post(address, others).status_code == 404
    assert other.post(address).status_code == 400


def test_an_open_page_alone_does_not_prolong_a_session(
    browser: Browser,  # noqa: F811
) -> None:
    official = row_of(Official)
    browser.get("/admin/")
    session = browser.session
    session["seen_at"] = 0
    session.save()
    end = Session.objects.get().expire_date
    told = {"origin": OURS, "x-csrftoken": browser.cookies["csrftoken"].value}

    answer = browser.post(
        reverse("presence", args=["official", official.pk]), {"opening": uuid4()}, headers=told
    )
    assert (answer.status_code, browser.session["seen_at"]) == (200, 0)
    assert Session.objects.get().expire_date == end

    browser.get("/admin/")
    assert browser.session["seen_at"] > 0


@pytest.mark.parametrize("lost", ["sessionid", "csrftoken"])
def test_a_script_without_session_or_token_is_told_so_and_shown_no_page(
    lost: str,
    browser: Browser,  # noqa: F811
) -> None:
    official = row_of(Official)
    address = reverse("working_copy_keep", args=["official", official.pk])
    token = browser.cookies["csrftoken"].value
    del browser.cookies[lost]
    told = {"origin": OURS, "x-csrftoken": token}

    answer = browser.post(address, "{}", content_type="application/json", headers=told)

    assert answer.status_code == {"sessionid": 401, "csrftoken": 403}[lost]
    assert b'name="kept"' not in answer.content


def test_keeping_costs_little(clare: Desk, draft: Edition) -> None:
    """Eleven queries, however long the text; the second time it is only replaced."""
    opening, typed = str(uuid4()), typed_on(clare, draft, body="<p>x</p>" * 1000)
    keep(clare, "edition", draft.pk, typed, opening=opening)

    with CaptureQueriesContext(connection) as asked:
        keep(clare, "edition", draft.pk, typed, opening=opening, number=2)

    assert len(asked) <= 11, "\n".join(each["sql"][:200] for each in asked)
