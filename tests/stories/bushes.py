"""Two records of the 41st president of the United States, and all that the API tells of them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from briefings.api.urls import RESOURCES
from briefings.models import Edition, Official, Tenure
from tests.factories import (
    ExternalIdentifierFactory,
    MeetingFactory,
    OfficeFactory,
    OfficialFactory,
    OfficialNameFactory,
    ParticipantFactory,
    TenureFactory,
    since,
)
from tests.stories.desk import drafted, published

WHY = "Both are the 41st president."
# What tells when something was last told, which a merge and its undo do.
TOLD = {"version", "updated_at", "content_updated_at"}

WHY = "Both are the 41st president."
# What tells when something was last told, which a merge and its undo do.
TOLD = {"version", "updated_at", "content_updated_at"}


def live() -> dict[str, Any]:
    """Return what makes a row public."""
    return {"live_period": since(timezone.now() - timedelta(hours=1))}


def survivor() -> Official:
    """Return the record that is to survive: vice president, and president."""
    person = OfficialFactory(full_name="George H. W. Bush", slug="bush-george-h-w", **live())
    ExternalIdentifierFactory(record=person, scheme="historian", value="bush-george-h-w")
    for title, started in (("Vice President", "1981-01-20"), ("President", "1989-01-20")):
        office = OfficeFactory(title=title, slug=title.lower().replace(" ", "-"), **live())
        TenureFactory(official=person, office=office, started=started, **live())
    return person


def twin_of(bush: Official) -> Official:
    """Return his other record: president again, and director of central intelligence."""
    name = "George Herbert Walker Bush"
    person = OfficialFactory(full_name=name, slug="bush-george-herbert-walker", **live())
    ExternalIdentifierFactory(record=person, scheme="historian", value="bush-george-herbert-walker")
    ExternalIdentifierFactory(record=person, scheme="viaf", value="108259")
    OfficialNameFactory(official=person, name="Джордж Буш", script="Cyrl")
    president = Tenure.objects.get(office__title="President").office
    TenureFactory(official=person, office=president, started="1989-01-20", **live())
    director = OfficeFactory(title="Director of Central Intelligence", slug="director", **live())
    TenureFactory(official=person, office=director, started="1976-01-30", **live())
    both = MeetingFactory(slug="malta", **live())
    for official in (bush, person):
        ParticipantFactory(meeting=both, official=official, **live())
    ParticipantFactory(meeting=MeetingFactory(slug="helsinki", **live()), official=person, **live())
    return person


def edition_about(twin: Official, ana: User, cleo: User) -> Edition:
    """Return a live edition that is about his other record and links it."""
    body = f'<p>He met <a data-record="{twin.public_id}">Bush</a>.</p>'
    return published(drafted(ana, body=body, slug="malta", about=twin.identity), cleo)


def told(client: Client) -> dict[str, Any]:
    """Return all that the API tells but the ledger: every row of every list, by its address."""
    return {row["url"]: without(row, TOLD) for row in rows(client)}


def rows(client: Client) -> Iterator[dict[str, Any]]:
    """Yield every row of every list, as its own address has it."""
    for name in RESOURCES:
        listed = client.get(f"/api/v1/{name}/", {"page_size": 100}).json()
        assert not listed["next"], name
        for row in listed["results"]:
            yield {"url": row["url"], **client.get(row["url"]).json()}


def without(answer: Any, names: set[str]) -> Any:
    """Return the answer without the fields of these names, at any depth."""
    if isinstance(answer, list):
        return [without(each, names) for each in answer]
    if isinstance(answer, dict):
        return {key: without(each, names) for key, each in answer.items() if key not in names}
    return answer
