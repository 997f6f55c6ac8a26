"""What a page of the desk may ask of the database: no more with 40 rows than with 10."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.admin.rows import PartAdmin
from briefings.models import (
    AgendaItem,
    Article,
    Byline,
    Citation,
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Edition,
    EditionTopic,
    Exchange,
    ExchangeSide,
    ExternalIdentifier,
    Identity,
    Image,
    Meeting,
    Nationality,
    Objective,
    Office,
    Official,
    OfficialName,
    Organization,
    Outcome,
    PartialDate,
    Participant,
    Place,
    ProposedMeeting,
    ProposedParticipant,
    Readout,
    Source,
    Statement,
    StatementSubject,
    StatusChange,
    Stop,
    Succession,
    Tenure,
    Topic,
    Visit,
)
from briefings.models.record_types import RECORD_TYPES
from tests.admin.conftest import Person, change_url
from tests.databases import analyse
from tests.factories import row_of

BUDGETS = tomllib.loads(
    (Path(__file__).parents[1] / "repository" / "query_budgets.toml").read_text(encoding="utf-8")
)
PLAIN: list[type[Model]] = [
    kind.model for kind in RECORD_TYPES.values() if kind.model is not Article
]
OF_MEETING: tuple[type[Model], ...] = (StatusChange, Readout, AgendaItem, Outcome)
CITING: tuple[type[Model], ...] = (Meeting, Visit, Participant, Objective, *OF_MEETING)
PIECE = (
    b"# Blinken in Beijing\n\nHe spoke to Wang Yi. China agreed.\n\n## What comes next\n\nTalks.\n"
)


def some(count: int) -> dict[type[Any], Any]:
    """Make `count` rows of every kind, and one of each with `count` child rows; return the ones."""
    country = row_of(Country, first_year=1912)
    one: dict[type[Any], Any] = {
        **{model: row_of(model) for model in PLAIN},
        Edition: row_of(Edition, about=country.identity),
        Official: row_of(Official, country=country),
        Office: row_of(Office, country=country, organization=row_of(Organization)),
        Country: country,
    }
    meeting, visit = one[Meeting], one[Visit]
    one[Participant] = row_of(Participant, meeting=meeting, official=one[Official])
    one |= {model: row_of(model, meeting=meeting) for model in OF_MEETING}
    one[Objective] = row_of(Objective, visit=visit)
    one[Tenure] = row_of(Tenure, official=one[Official], office=one[Office])
    one[Source] = row_of(Source)
    one[ProposedMeeting] = row_of(ProposedMeeting, visit=visit)
    one |= custody(count)
    for number in range(count):
        if number % 20 == 0:
            analyse()
        for model in PLAIN:
            row_of(model)
        edition = row_of(Edition, headline=f"A visit {number}")
        row_of(EditionTopic, edition=one[Edition], topic=row_of(Topic))
        row_of(Byline, edition=one[Edition], name=f"Martha {number}")
        row_of(Citation, official=None, edition=one[Edition])
        row_of(Citation, official=one[Official])
        row_of(Citation, official=None, tenure=one[Tenure])
        row_of(OfficialName, official=one[Official], name=f"Wang {number}")
        row_of(Tenure, official=one[Official], started=PartialDate.parse(f"{1800 + number}"))
        row_of(Succession, successor=country)
        row_of(Meeting, visit=visit, on="2001-01-01")
        row_of(Stop, visit=visit, place=row_of(Place))
        row_of(Objective, visit=visit)
        for proposal in (one[ProposedMeeting], row_of(ProposedMeeting)):
            met = row_of(ProposedParticipant, proposal=proposal, official=row_of(Official))
            met.candidates.add(row_of(Official))
        for whole in ({"meeting": meeting, "visit": None}, {"meeting": None, "visit": visit}):
            sitting = row_of(Participant, **whole)
            row_of(StatusChange, meeting=None, participant=sitting, status="present")
            for part in OF_MEETING:
                row_of(part, **whole)
        row_of(StatusChange, meeting=None, participant=one[Participant], status="expected")
        for fact in CITING:
            cited = {"official": None, str(fact._meta.model_name): one[fact]}
            row_of(Citation, **cited)
        for record in (edition.article, *(one[model] for model in PLAIN)):
            identity = record.identity_id
            row_of(ExternalIdentifier, identity_id=identity, value=f"{identity}-{number}")
    return one


def custody(count: int) -> dict[type[Any], Any]:
    """Make `count` custody events, statements and pictures; return one of each with child rows."""
    detainee = row_of(Detainee, official=row_of(Official))
    detention = row_of(Detention, detainee=detainee)
    exchange, statement = row_of(Exchange, place=row_of(Place)), row_of(Statement)
    event = row_of(CustodyEvent, detention=detention, place=row_of(Place))
    for number in range(count):
        row_of(DetaineeName, detainee=detainee, name=f"Ada {number}")
        row_of(Nationality, detainee=detainee)
        row_of(Detention, detainee=detainee)
        row_of(CustodyEvent, detention=detention, place=row_of(Place), on=f"{1800 + number}")
        row_of(CustodyEvent, kind="exchanged", status="free", exchange=exchange)
        row_of(ExchangeSide, exchange=exchange)
        row_of(StatementSubject, statement=statement)
        row_of(Statement)
        row_of(Image)
        row_of(Exchange)
        for fact in (detainee, event, exchange, statement):
            row_of(Citation, official=None, **{str(fact._meta.model_name): fact})
    return {
        type(row): row for row in (detainee, detention, event, exchange, statement, row_of(Image))
    }


@pytest.mark.server
@pytest.mark.parametrize("count", [10, 40])
def test_every_page_of_the_desk_keeps_its_budget(desk: Person, count: int) -> None:
    """No list, form, history or front page asks more of the database with more rows in it."""
    clare, one = desk("editor"), some(count)
    analyse()
    for_one, over = BUDGETS["desk"], []

    def ask(address: str, budget: int, **sent: Any) -> None:
        with CaptureQueriesContext(connection) as asked:
            response = clare.post(address, sent) if sent else clare.get(address)
        assert response.status_code == 200, (address, response.status_code)
        if len(asked) > budget:
            over.append(f"{address}: {len(asked)} queries, not {budget}")

    ask("/admin/", BUDGETS["desk_front"]["editor"])
    ask(reverse("admin:import_article"), for_one["import"])
    piece = SimpleUploadedFile("piece.md", PIECE)
    ask(reverse("admin:import_article"), for_one["import_proposals"], file=piece)
    ask(reverse("edition_preview", args=[one[Edition].pk]), for_one["preview"])
    for name, budget in BUDGETS["desk_lists"].items():
        ask(f"/admin/briefings/{name}/", budget)
        if name not in ("edition", "proposedmeeting"):
            ask(f"/admin/briefings/{name}/add/", BUDGETS["desk_new"]["most"])
    for model, row in one.items():
        name = str(model._meta.model_name)
        ask(change_url(row), BUDGETS["desk_forms"][name])
        ask(history_url(row), BUDGETS["desk_histories"][name])

    assert not over


def test_no_page_of_the_desk_is_without_a_budget() -> None:
    """Whatever is registered has a list, or belongs to another row; each has a form."""
    kinds = {
        str(model._meta.model_name): admin_of
        for model, admin_of in admin.site._registry.items()
        if model._meta.app_label == "briefings" and model is not Identity
    }
    listed = {name for name, each in kinds.items() if not isinstance(each, PartAdmin)}

    assert listed == {*BUDGETS["desk_lists"]}
    assert {*kinds} - {"article"} == {*BUDGETS["desk_forms"]} == {*BUDGETS["desk_histories"]}


def history_url(row: Model) -> str:
    """Return the address of the row's history."""
    return reverse(f"admin:briefings_{row._meta.model_name}_history", args=[row.pk])
