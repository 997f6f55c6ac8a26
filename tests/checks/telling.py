"""Records that a text tells of, the fields of an edition with that text, and links to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from briefings.models import (
    Article,
    CustodyEvent,
    Detainee,
    Detention,
    Edition,
    Link,
    Meeting,
    Office,
    Official,
    OfficialName,
    Source,
    StatusChange,
    Tenure,
)
from tests.factories import row_of, since
from tests.models.pairs.stale import listed

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
DAY = datetime(2023, 6, 18, tzinfo=UTC).date()
WHOLE = {
    "headline": "A secretary of state in Beijing",
    "standfirst": "Two days of talks, and a long list of what was not to be agreed on.",
}


def xi() -> Official:
    """Return the record of a president, with a misspelling that is common."""
    xi = row_of(Official, full_name="Xi Jinping", short_name="Xi")
    row_of(OfficialName, official=xi, name="Xi Jinpin", kind="misspelling")
    return xi


def pompeo() -> Official:
    """Return the record of somebody who was secretary of state until January 2021."""
    official = row_of(Official, full_name="Mike Pompeo", short_name="Pompeo")
    office = row_of(Office, title="Secretary of State")
    dates = {"started": "2018-04-26", "ended": "2021-01-20", "end_status": "ended"}
    row_of(Tenure, official=official, office=office, **dates)
    return official


def li() -> Detainee:
    """Return the record of a detainee who is held on the day of the piece."""
    detainee = row_of(Detainee, full_name="Kai Li", short_name="Li")
    row_of(CustodyEvent, detention=row_of(Detention, detainee=detainee), on="2016-09")
    return detainee


def dinner(status: str, on: str = "2023-06-18") -> Meeting:
    """Return a meeting with a status, called “Working dinner”."""
    meeting = row_of(Meeting, title="Working dinner", on=on)
    row_of(StatusChange, meeting=meeting, status=status, on="2023-06-01")
    return meeting


def link(row: Any, words: str) -> str:
    """Return a link to a record."""
    return f'<a data-record="{row.public_id}">{words}</a>'


def body(*paragraphs: str) -> dict[str, Any]:
    """Return the fields of an edition with a body of paragraphs."""
    return {"body": "".join(f"<p>{words}</p>" for words in paragraphs)}


def picture(alt: str, caption: str) -> dict[str, Any]:
    """Return the fields of an edition with a picture."""
    image = f'<img src="/media/a.png" alt="{alt}">'
    return {"body": f"<figure>{image}<figcaption>{caption}</figcaption></figure>"}


def embargoed(hours: int) -> Official:
    """Return the record of somebody who is public in some hours."""
    begins = timezone.now() + timedelta(hours=hours)
    return row_of(Official, full_name="Ada Vance", short_name="Vance", live_period=since(begins))


def near(slug: str) -> dict[str, Any]:
    """Enter another article, the piece is called a-visit."""
    row_of(Article, slug=slug)
    return {}


def freed(hours: int, on: str = "2023-06-17") -> Detainee:
    """Return the record of a detainee whose release is public in some hours."""
    detainee = li()
    Detention.objects.update(live_period=since(LONG_AGO))
    CustodyEvent.objects.update(live_period=since(LONG_AGO))
    begins = timezone.now() + timedelta(hours=hours)
    of = {"detention": Detention.objects.get(), "live_period": since(begins), "on": on}
    row_of(CustodyEvent, kind="released", status="free", **of)
    return detainee


def appointed(hours: int) -> Official:
    """Return the record of a minister whose office is public in some hours."""
    begins = timezone.now() + timedelta(hours=hours)
    official = row_of(Official, full_name="Ada Vance", short_name="Vance")
    office = row_of(Office, title="Finance minister")
    of = {"official": official, "office": office, "live_period": since(begins)}
    row_of(Tenure, started="2023-06-01", end_status="current", **of)
    return official


def called_off(hours: int) -> Meeting:
    """Return a meeting that was cancelled, which is public in some hours."""
    meeting = dinner("expected")
    begins = timezone.now() + timedelta(hours=hours)
    of = {"meeting": meeting, "on": "2023-06-10", "live_period": since(begins)}
    row_of(StatusChange, status="cancelled", **of)
    return meeting


def out_of_date(body: str) -> dict[str, Any]:
    """Return the fields of a draft with this body, to mend an edition of which a sentence is."""
    live = {"approved_at": LONG_AGO, "live_period": since(LONG_AGO)}
    base = row_of(Edition, **live)
    listed(base, words_end=14)
    return {"article": base.article, "body": body}


def cited(status: int, archived: str = "", *, noted: bool = True) -> dict[str, Any]:
    """Return the fields of an edition with a note of a source whose page answered so."""
    source = row_of(Source, url="https://a.example/", archived_url=archived)
    problem = "The page is gone" if status == 404 else ""
    now = timezone.now()
    since = now if problem else None
    Link.objects.create(
        url=source.url, status=status, problem=problem, checked_at=now, failing_since=since
    )
    if not noted:
        return {"cites": source}
    return body(f'They met.<sup data-source="{source.public_id}">1</sup>')
