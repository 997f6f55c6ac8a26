"""The people at the desk, and a browser without a screen: it sends back the form it was shown."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from briefings.admin.sign_ins import SIGNED_IN_AT
from newsroom.middleware import SEEN_AT

Person = Callable[[str], "Desk"]


class Desk(Client):
    """One person's browser at the desk; `shown` is the page whose form was last sent."""

    def __init__(self, person: User) -> None:
        super().__init__()
        self.person = person
        self.force_login(person)
        session = self.session
        # The session is not noted as seen, once a minute, by whichever page is asked then.
        session[SIGNED_IN_AT] = session[SEEN_AT] = int(time.time()) + 3600
        session.save()

    def open(self, row: Model | str) -> Any:
        """Return the page of a row, or of an address, as a tree."""
        self.address = row if isinstance(row, str) else change_url(row)
        response = self.get(self.address)
        assert response.status_code == 200, (response.status_code, response.get("Location"))
        return html.fromstring(response.content.decode())

    def send(self, row: Model | str, **typed: Any) -> Any:
        """Open the page, type into its form, send it, and return the page that follows."""
        self.shown = self.open(row)
        return self.send_shown(self.shown, row, **typed)

    def send_shown(self, page: Any, row: Model | str, **typed: Any) -> Any:
        """Type into the form of a page that was opened before, and return the page that follows."""
        self.address = row if isinstance(row, str) else change_url(row)
        sent = sent_by(page)
        pressed = typed.get("_press")
        if pressed and page.xpath(f"//*[@id='offer-{pressed}']/details"):
            untypable = [name for name in typed if name != "_press" and name not in sent]
            assert not untypable, f"nobody can type {untypable}"
        response = self.post(self.address, sent | typed, follow=True)
        assert response.status_code == 200, response.status_code
        self.arrived = response.redirect_chain[-1][0] if response.redirect_chain else self.address
        return html.fromstring(response.content.decode())

    def delete_row(self, row: Model) -> Any:
        """Open the page that asks whether to delete a row, confirm, and return what follows."""
        address = change_url(row).replace("/change/", "/delete/")
        page = html.fromstring(self.get(address).content.decode())
        asking = (dict(form.form_values()) for form in page.forms if "post" in form.fields)
        sent = next(asking, {"post": "yes"})
        return self.post(address, sent, follow=True)

    def press(self, row: Model | str, button: str, **typed: Any) -> Any:
        """Press a button of the panel, after typing what it asks, and return what follows."""
        asked = {f"{button}-{name}": value for name, value in typed.items()}
        return self.send(row, _press=button, **asked)


def sent_by(page: Any) -> dict[str, Any]:
    """Return what a browser sends for the form of a page in which nothing is typed."""
    form = next(form for form in page.forms if form.get("id", "").endswith("_form"))
    sent = dict(form.form_values())
    sent |= {
        field.get("name"): field.get("value", "")
        for field in page.iter("input", "textarea", "select")
        if field.get("form") == form.get("id")
        and field.get("name")
        and (field.get("type") != "radio" or field.get("checked") is not None)
    }
    for name in [name for name in sent if "__prefix__" in name]:
        del sent[name]
    for field in page.iter("textarea"):  # a browser sends no first line break
        if field.get("name") in sent:
            sent[field.get("name")] = (field.text or "").removeprefix("\n")
    return sent


def change_url(row: Model) -> str:
    """Return the address of the row's page."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def text_of(page: Any) -> str:
    """Return the words of a page with single spaces."""
    return " ".join(page.text_content().split())


def panels(front: Any) -> dict[str, str]:
    """Return what the front page shows to be waiting: titles, with how many each counts."""
    found = front.xpath("//*[@class='desk-queues']/section/header")
    return {header.find("h2").text: header.find("span").text for header in found}


def nothing_waiting(front: Any) -> list[str]:
    """Return the titles of the user's queues in which nothing waits."""
    [line] = front.xpath("//*[@class='desk-nothing']") or [None]
    return [] if line is None else text_of(line).partition(": ")[2].rstrip(".").split("; ")


def public(row: Any) -> bool:
    """Return whether the row, as the database has it, is live now by its own period."""
    row.refresh_from_db()
    return bool(row.is_live(timezone.now()))


@pytest.fixture
def desk(db: None) -> Person:
    """Return a function that seats a new person of a role at the desk."""

    def seat(role: str) -> Desk:
        person = User.objects.create(
            username=f"{role}.{User.objects.count()}", is_staff=True, last_name="Hollingworth"
        )
        person.groups.add(Group.objects.get(name=role))
        return Desk(person)

    return seat
