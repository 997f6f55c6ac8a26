"""The pages of imports, merges, duplicates, proposals and checks: axe finds nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page

from briefings.actions.merging import merge
from briefings.imports.sheets.uploads import confirm, undo_with_source, upload
from briefings.models import (
    ImportRun,
    ImportUpload,
    Official,
    ProposedMeeting,
    ProposedParticipant,
    Tenure,
)
from tests.admin.conftest import change_url
from tests.browser.axe import violations
from tests.browser.conftest import Seat
from tests.factories import row_of
from tests.stories.desk import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MEETINGS = "Date,Who,Mood\n5 March 1971,Golda Meir,cold\nsoon,Golda Meyer,\n"


def sent_in(by: User, name: str, text: str) -> ImportUpload:
    """Send a file in."""
    return upload(by=by, name=name, data=text.encode(), table=name.partition(".")[0])


def imported(by: User, text: str) -> ImportRun:
    """Import a table of officials."""
    run = confirm(by=by, upload=sent_in(by, "officials.csv", text))
    assert run is not None
    return run


def pages(publisher: User) -> dict[str, str]:
    """Return the address of every page to look at, with something on it."""
    reporter = person("Nellie Bly", "reporter")
    golda = row_of(Official, full_name="Golda Meir")
    asked = sent_in(publisher, "meetings.csv", MEETINGS)
    ready = sent_in(publisher, "officials.csv", "name,biography\nWilly Brandt,A mayor.\n")
    run = imported(publisher, "name\nOlof Palme\nEdward Heath\n")
    waits = imported(reporter, "name\nAnwar Sadat\n")
    undone = imported(publisher, "name\nZhou Enlai\n")
    undo_with_source(by=publisher, run=undone)
    survivor, merged = row_of(Official, full_name="Andrei Gromyko"), row_of(Official)
    merge(by=publisher, survivor=survivor, merged=merged, reason="One man.")
    double = row_of(Official, full_name="Golda Meyer")
    proposal = row_of(ProposedMeeting)
    row_of(ProposedParticipant, proposal=proposal, official=golda)
    row_of(ProposedParticipant, proposal=proposal).candidates.add(survivor)
    doubtful = row_of(Tenure, official=golda, started="1901", ended="1969", end_status="ended")
    merging = reverse("admin:briefings_official_merge", args=[double.pk])
    return {
        "front": "/admin/",
        "list": reverse("imports"),
        "list, nothing found": f"{reverse('imports')}?q=nothing",
        "upload": reverse("import_upload"),
        "columns": reverse("import_columns"),
        "questions": reverse("import_sheet", args=[asked.pk]),
        "dry run": reverse("import_sheet", args=[ready.pk]),
        "result": reverse("import_run", args=[run.pk]),
        "result that waits": reverse("import_run", args=[waits.pk]),
        "undo": reverse("import_undo", args=[run.pk]),
        "undone": reverse("import_run", args=[undone.pk]),
        "merge, found": merging,
        "merge, shown": f"{merging}?survivor={golda.pk}",
        "part": reverse("admin:briefings_official_part", args=[merged.pk]),
        "proposals": reverse("admin:briefings_proposedmeeting_changelist"),
        "proposal": change_url(proposal),
        "doubtful": change_url(doubtful),
        "of a doubtful one": change_url(golda),
        "short form": reverse("admin:briefings_meeting_begin", args=["bilateral"]),
        "short form, folded": reverse("admin:briefings_office_begin", args=["take_office"]),
    }


def test_axe_finds_no_violation(seat: Seat) -> None:
    page, publisher = seat("publisher", bypass_csp=True)
    found = []
    for name, address in pages(publisher).items():
        page.goto(address)
        found += [(name, *each) for each in looked_at(page)]
    page.goto("/admin/briefings/official/add/")
    page.fill("[name=full_name]", "Golda Mejer")
    page.click("[name=_continue]")
    page.wait_for_selector("text=may be entered already")
    found += [("duplicate", *each) for each in looked_at(page)]

    assert not found, "\n".join(map(str, found))


def looked_at(page: Page) -> list[tuple[str, ...]]:
    """Return what is wrong with the page on a phone by day, on a desk by night."""
    page.wait_for_function(
        "!document.querySelector('.select2-hidden-accessible:not([data-named])')"
    )
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found: list[tuple[str, ...]] = []
    settings: list[tuple[int, Any]] = [(390, "light"), (1280, "dark")]
    for width, scheme in settings:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        # The desk asks for the scheme once, as a page loads: after that, its switch is pressed.
        page.evaluate(f"Alpine.$data(document.documentElement).switchTheme('{scheme}')")
        page.wait_for_selector(f"html.{scheme}")
        page.wait_for_timeout(200)  # until the colours have changed
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [(str(width), f"{over} px wider than the screen")] if over > 0 else []
        found += [(f"{width} {scheme}", *each) for each in violations(page)]
    return found
