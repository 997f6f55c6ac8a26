"""A sheet of 400 meetings with 37 things wrong goes in in one sitting, and comes out again."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from briefings.api.urls import RESOURCES
from briefings.models import ImportUpload, Meeting, Official, Source
from tests.stories.hand_made import COUNT, FAULTS, record, sheet

# What is asked, by the value: which answer is given, and what is typed.
ANSWERS = {
    "Mood": ("None", ""),
    "Who: Henry Kisinger": ("Henry Kissinger", ""),
    "Who: Golda Meyer": ("Golda Meir", ""),
    "Who: Anatoly Dobrynin": ("Enter it as new", ""),
    "Who: American table tennis players": ("It is a group", ""),
    "Where: Bejing": ("Beijing", ""),
    "Where: Vladivostok": ("Enter it as new, in", "Soviet Union, Asia/Vladivostok"),
    "Date: 03/04/1974": ("The day", ""),
    "Date: 31 June 1973": ("Read it as", "30 June 1973"),
    "Date: soon": ("Leave these rows out", ""),
    "Time: 25:10": ("Read it as", "2.10 pm"),
    "time_zone: ": ("Read it as", "Europe/Paris"),
    "Kind: bilatteral": ("Read it as", "Bilateral"),
    "Where: Mos\N{ZERO WIDTH SPACE}cow": ("Read it as “Moscow”", ""),
    "Minutes: about 90": ("Read it as", "90"),
}
PROPOSED = ("keep ours", "Leave this row out", "Leave the row out")


class Sitting:
    """Somebody before the page of a sheet, who answers what it asks."""

    def __init__(self, by: User) -> None:
        self.client = Client()
        User.objects.filter(pk=by.pk).update(is_staff=True)
        by.refresh_from_db()
        self.client.force_login(by)
        self.asked: list[tuple[str, str | None]] = []

    def send_in(self, name: str, data: bytes, **more: str) -> None:
        """Send a file in."""
        file = SimpleUploadedFile(name, data)
        self._arrive(self.client.post("/admin/imports/new/", {"file": file, **more}, follow=True))

    def answer(self) -> None:
        """Answer everything that the page asks."""
        sent = {}
        for question in self.page.iter("fieldset"):
            legend = question.find("legend").text
            self.asked.append((legend, question.findtext("p/small")))
            wanted, typed = ANSWERS.get(legend, ("", ""))
            for option in question.xpath("div"):
                radio, label = option.find("input"), option.find("label").text
                if label.startswith(wanted) if wanted else label.endswith(PROPOSED):
                    sent[radio.get("name")] = radio.get("value")
                    if typed:
                        sent[option.xpath(".//input[not(@type='radio')]")[0].get("name")] = typed
                    break
            else:
                pytest.fail(f"nobody knows an answer to {legend}")
        self._arrive(self.client.post(self.address, sent, follow=True))

    def press(self, **button: str) -> None:
        """Press a button."""
        self._arrive(self.client.post(self.address, button, follow=True))

    @property
    def said(self) -> str:
        """The words of the page."""
        return " ".join(
            self.page.xpath("//*[@id='content' or self::main]")[0].text_content().split()
        )

    def _arrive(self, response: Any) -> None:
        assert response.status_code == 200, html.fromstring(response.content).text_content()
        if response.redirect_chain:
            self.address = response.redirect_chain[-1][0]
        self.page = html.fromstring(response.content.decode())


def told(client: Client) -> dict[str, list[Any]]:
    """Return all that the public API lists."""
    found: dict[str, list[Any]] = {}
    for name in RESOURCES:
        found[name] = []
        address = f"/api/v1/{name}/?page_size=100"
        while address:
            answer = client.get(address).json()
            found[name] += answer["results"]
            address = answer.get("next")
    return found


def test_a_sheet_goes_in_in_one_sitting_and_comes_out_again(ben: User, client: Client) -> None:
    record(ben)
    before = told(client)
    assert FAULTS == 37
    sitting = Sitting(ben)

    sitting.send_in("meetings 1971-74.csv", sheet(), publisher="The diary", title="Meetings")
    while "question" in sitting.said:
        sitting.answer()
        assert len(sitting.asked) < 30, sitting.asked
    assert len({*sitting.asked}) == len(sitting.asked), "something is asked twice"
    assert Meeting.objects.count() == 2, "the dry run wrote something"
    assert not Source.objects.exclude(live_period=None).exists()
    sitting.press(**{"import": "1"})

    # 400, without the one of "soon", two that we have, two doubles, and one without cells.
    assert Meeting.objects.count() == 2 + COUNT - 6
    assert ImportUpload.objects.count() == 1
    left_out = sitting.page.xpath("//a[contains(@href, 'left-out')]/@href")[0]
    rows = [*csv.DictReader(sitting.client.get(left_out).getvalue().decode().splitlines())]
    assert {row["row in the file"]: row["left out because"] for row in rows} == {
        "100": "Date: “soon” is left out",
        "160": "it is “Meeting of William Rogers and Zhou Enlai, 21 February 1972”, which we have",
        "161": "it is “Meeting of William Rogers and Zhou Enlai, 22 February 1972”, which we have",
        "170": "it says what row 169 says",
        "171": "it says what row 169 says",
        "180": "the row has 3 cells, the header 8",
    }
    talks = Meeting.objects.get(summary="From page 21 of the diary.")
    assert str(talks.starts_at) == "1971-03-05 11:30:00+00:00", "14:30 in Moscow"
    page = client.get(talks.get_absolute_url()).content.decode()
    assert "Henry Kissinger" in page
    assert "The diary" in page
    assert Official.objects.get(full_name="Anatoly Dobrynin").live_period is not None
    that_day = {"on_or_after": "1971-03-05", "on_or_before": "1971-03-05"}
    listed = client.get("/api/v1/meetings/", that_day).json()["results"]
    assert talks.slug in {each["slug"] for each in listed}

    sitting.address += "undo/"
    sitting.press()

    assert re.search(r"undone: 0 deleted, [\d,]{3,} retracted", sitting.said)
    assert told(client) == before
