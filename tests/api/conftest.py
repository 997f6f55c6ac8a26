"""A small world, published an hour ago, and a client that reads it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from briefings import ledger
from briefings.api.urls import RESOURCES
from briefings.models import (
    Article,
    Byline,
    Citation,
    Country,
    Edition,
    EditionTopic,
    ExternalIdentifier,
    Mention,
    Office,
    Official,
    OfficialName,
    Organization,
    PartialDate,
    Source,
    Tenure,
    Topic,
)
from tests.api.cases import Cases, published_cases
from tests.api.detained import detained
from tests.api.met import met
from tests.factories import approved, row_of, since
from tests.standing import standing

BASE = "/api/v1/"


@dataclass
class World:
    """One live row of every resource, and how they hang together."""

    china: Country
    party: Organization
    minister: Office
    qin: Official
    tenure: Tenure
    taiwan: Topic
    source: Source
    article: Article
    edition: Edition
    published: datetime
    others: dict[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, Any]:
        """The row of each resource, by the resource's name in addresses."""
        return {
            "articles": self.article,
            "officials": self.qin,
            "offices": self.minister,
            "tenures": self.tenure,
            "countries": self.china,
            "organizations": self.party,
            "topics": self.taiwan,
            "sources": self.source,
            **self.others,
        }


@standing
def world() -> World:
    """Publish an article about Qin Gang, China's foreign minister, and all that it rests on.

    The ledger has told of it: what a test does next is a change of its own.
    """
    hour_ago = timezone.now().replace(microsecond=0) - timedelta(hours=1)
    live = {"live_period": since(hour_ago)}
    china = row_of(Country, name="China", slug="china", code="CN", **live)
    party = row_of(Organization, name="Communist Party of China", country=china, **live)
    minister = row_of(
        Office,
        title="Foreign minister",
        slug="foreign-minister-of-china",
        kind=Office.Kind.FOREIGN_MINISTER,
        country=china,
        **live,
    )
    qin = row_of(
        Official,
        full_name="Qin Gang",
        slug="qin-gang",
        sort_name="Qin Gang",
        country=china,
        born=PartialDate.parse("1966-03"),
        **live,
    )
    row_of(OfficialName, official=qin, name="秦刚", language="zh", script="Hans")
    row_of(OfficialName, official=qin, name="Chin Kang", kind="misspelling", shown=False)
    row_of(ExternalIdentifier, record=qin, value="Q7267489")
    tenure = row_of(
        Tenure,
        official=qin,
        office=minister,
        started=PartialDate.parse("2022-12-30"),
        ended=PartialDate.parse("2023-07-25"),
        end_status=Tenure.EndStatus.ENDED,
        **live,
    )
    taiwan = row_of(Topic, name="Taiwan", slug="taiwan", **live)
    source = row_of(Source, publisher="Xinhua", published_on=PartialDate.parse("2022-12"), **live)
    row_of(Citation, source=source, official=qin, quote="Qin Gang was appointed.")
    row_of(Citation, source=source, official=None, tenure=tenure)
    article = row_of(Article, slug="blinken-in-beijing")
    edition = row_of(
        Edition,
        article=article,
        headline="Blinken meets Qin in Beijing",
        standfirst="Five and a half hours of talks.",
        about=qin.identity,
        rendered=f'<p><a data-record="{qin.public_id}">Qin Gang</a> received him.</p>',
        plain_text="Qin Gang received him.",
        word_count=4,
    )
    row_of(Byline, edition=edition, name="Martha Gellhorn", place="Beijing")
    row_of(EditionTopic, edition=edition, topic=taiwan)
    row_of(Mention, edition=edition, record=qin)
    row_of(Mention, edition=edition, record=china, position=1)
    row_of(Citation, source=source, official=None, edition=edition)
    approved(edition, since(hour_ago))
    article.refresh_from_db()
    world = World(china, party, minister, qin, tenure, taiwan, source, article, edition, hour_ago)
    world.others |= detained(qin, source, **live)
    world.others |= met(qin, taiwan, source, **live)
    world.others["places"] = world.others["exchanges"].place
    world.others |= {
        name: row_of(resource.filterset_class._meta.model, **live)
        for name, resource in RESOURCES.items()
        if name not in world.rows
    }
    ledger.read_state()
    return world


@standing
def cases() -> Cases:
    """Publish invented cases of custody an hour ago."""
    return published_cases()


Get = Callable[..., Any]


@pytest.fixture
def get(client: Client) -> Get:
    """Return a function that reads an address below the API's base, with its parameters."""

    def read(path: str = "", headers: dict[str, str] | None = None, **parameters: Any) -> Any:
        url = path if path.startswith(("/", "http")) else BASE + path
        return client.get(url, parameters, headers=headers)

    return read


@pytest.fixture
def ids(get: Get) -> Callable[..., list[str]]:
    """Return a function that reads a list and gives the ids of its rows."""

    def read(path: str, **parameters: Any) -> list[str]:
        answer = get(path, **parameters)
        assert answer.status_code == 200, answer.content
        return [row["id"] for row in answer.json()["results"]]

    return read


def moment(year: int, month: int, day: int) -> datetime:
    """Return midnight of a day, UTC."""
    return datetime(year, month, day, tzinfo=UTC)


@pytest.fixture
def live(world: World) -> dict[str, Any]:
    """Return the period in which the world's rows are public."""
    return {"live_period": since(world.published)}
