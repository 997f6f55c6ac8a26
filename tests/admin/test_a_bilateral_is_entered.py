"""A new bilateral on its short form is public at once by those who may publish."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from briefings.models import Meeting, Official
from tests.admin.conftest import Person, public, text_of
from tests.factories import row_of, since


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_a_new_bilateral_is_public_at_once_by_those_who_may(desk: Person, role: str) -> None:
    person, address = desk(role), "/admin/briefings/meeting/do/bilateral/"
    two = [row_of(Official, live_period=since(timezone.now())).pk for _ in range(2)]
    typed = {"officials": two, "on": "2023-06-18", "kind": "bilateral", "status": "held"}
    sent = {f"bilateral-{name}": value for name, value in typed.items()}

    offered = person.open(address).xpath("//button[@name='bilateral-publish']")
    page = text_of(person.send(address, **sent, **{"bilateral-publish": "on"}))

    assert len(offered) == (role == "editor")
    if role == "reporter":
        assert "Your role does not publish records: ask an editor." in page
        assert not Meeting.objects.exists()
        return
    assert "Entered with its participants. It is public." in page
    meeting = Meeting.objects.get()
    rows: list[Any] = [meeting, meeting.statuses.get(), *meeting.participants.all()]
    assert all(public(row) for row in rows)
    person.send(address, **sent | {"bilateral-on": "2023-06-19"})
    assert not public(Meeting.objects.exclude(pk=meeting.pk).get())
