"""A small newsroom with something on every page: a visit, two ministers, a correction."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from briefings import ledger
from briefings.bodies import render
from briefings.models import (
    Article,
    Byline,
    Citation,
    Correction,
    Country,
    Edition,
    EditionTopic,
    Mention,
    Office,
    Official,
    OfficialName,
    PartialDate,
    Record,
    Source,
    Succession,
    Tenure,
    Topic,
)
from briefings.models.record_types import RECORD_TYPES
from briefings.models.statuses import Status
from tests.factories import approved, between, row_of, since
from tests.pages.detained import populate
from tests.pages.engagements import receive

ARRIVAL = datetime(2023, 6, 18, 6, 20, tzinfo=UTC)
RECORDED = ARRIVAL - timedelta(days=30)
SLUG = "blinken-lands-in-beijing"
BODY = (
    "<h2>Four meetings</h2><p>{qin} received him.{note}</p>"
    "<h2>Low expectations</h2><p>{china} is <b>patient</b> &amp; says so.</p>"
)
# What is asked of the pages that answer for a day.
ASKED = {
    "home": "?as_of=2023-06-18",
    "officials": "?as_of=2023-06-18&office_kind=foreign_minister",
    "official": "?as_of=2023-06-18",
    "offices": "?as_of=2023-06",
    "office": "?as_of=2023-06-18",
    "country": "?as_of=2023-06-18",
    "visited": f"?status__in={','.join(Status.values)}",
    "visits": "?as_of=2023-06&host_country=china",
    "visit": "?as_of=2023-06-19",
    "meetings": "?as_of=2023-06-18&status=held",
    "meeting": "?as_of=2023-06-19",
    "place": "?as_of=2023-06-18",
    "detainees": "?as_of=2023-06-18",
    "detainee": "?as_of=2023-06-18",
}
WITH_PAGES = {kind.model: kind for kind in RECORD_TYPES.values() if kind.has_page}
LISTS = {kind.plural: f"/{kind.plural}/" for kind in WITH_PAGES.values()}
PAGES = (
    *("home", "search", "visited", "edition"),
    *LISTS,
    *(kind.name for kind in WITH_PAGES.values()),
)


@dataclass
class Newsroom:
    """What was published, and what it rests on."""

    china: Country
    ministry: Office
    qin: Official
    wang: Official
    taiwan: Topic
    source: Source
    article: Article
    first: Edition
    second: Edition
    others: list[Record] = field(default_factory=list)

    @property
    def pages(self) -> dict[str, str]:
        """The address of a page of every sort, by what it shows."""
        told = (self.article, self.qin, self.ministry, self.china, self.taiwan, *self.others)
        pages = {
            "home": "/",
            "search": "/search/?q=qin+gang",
            "visited": "/visited/",
            "edition": f"/articles/{SLUG}/editions/1/",
            **LISTS,
        }
        for row in told:
            kind = WITH_PAGES[type(row)]
            pages[kind.name] = f"{LISTS[kind.plural]}{row.slug}/"
        return {name: url + ASKED.get(name, "") for name, url in pages.items()}


def open_newsroom() -> Newsroom:
    """Publish a briefing on Qin Gang, its correction two days later, and the record around it."""
    live = {"live_period": since(RECORDED)}
    china = row_of(Country, name="China", slug="china", code="CN", **live)
    empire = row_of(Country, name="Great Qing", slug="great-qing", last_year=1912, **live)
    row_of(Succession, predecessor=empire, successor=china)
    ministry = row_of(
        Office,
        title="Foreign minister",
        slug="foreign-minister-of-china",
        kind=Office.Kind.FOREIGN_MINISTER,
        country=china,
        **live,
    )
    source = row_of(
        Source,
        publisher="Xinhua",
        title="A new minister appointed",
        url="https://news.example/qin",
        published_on=PartialDate.parse("2022-12-30"),
        **live,
    )
    qin = official("Qin Gang", "秦刚", china)
    wang = official("Wang Yi", "王毅", china)
    held(qin, ministry, "2022-12-30", "2023-07-25", source)
    held(wang, ministry, "2013-03", "2022-12-30", source)
    held(wang, ministry, "2023-07-25", None, source)
    guest = official("Ann Guest", "安", empire)
    nora = populate(china, empire, [qin, guest], source, live)
    taiwan = row_of(Topic, name="Taiwan", slug="taiwan", description="The island.", **live)
    article = row_of(Article, slug=SLUG)
    first = wording(article, "Blinken lands in Beijing", qin, china, taiwan, source)
    second = wording(
        article, "Blinken lands in Beijing to reopen a line", qin, china, taiwan, source
    )
    row_of(
        Correction,
        identity_id=article.identity_id,
        edition=second,
        words="The first edition called Wang Yi the foreign minister.",
    )
    approved(first, between(ARRIVAL, ARRIVAL + timedelta(days=2)))
    approved(second, since(ARRIVAL + timedelta(days=2)))
    article.refresh_from_db()
    newsroom = Newsroom(china, ministry, qin, wang, taiwan, source, article, first, second)
    newsroom.others += receive(newsroom, live)
    newsroom.others.append(nora)
    newsroom.others += [
        row_of(model, **live)
        for model, kind in WITH_PAGES.items()
        if kind.name not in newsroom.pages
    ]
    ledger.read_state()
    return newsroom


def official(name: str, native: str, country: Country) -> Official:
    """Return an official who is live, with a name in native script."""
    slug = name.lower().replace(" ", "-")
    row: Official = row_of(
        Official,
        full_name=name,
        sort_name=name,
        short_name=name.split()[0],
        slug=slug,
        country=country,
        born=PartialDate.parse("1953-10"),
        live_period=since(RECORDED),
    )
    row_of(
        OfficialName,
        official=row,
        name=native,
        language="zh",
        script="Hans",
        kind=OfficialName.Kind.NATIVE,
    )
    return row


def held(
    official: Official, office: Office, start: str, end: str | None, source: Source | None = None
) -> Tenure:
    """Return a live tenure with a source, current where it has no end."""
    tenure: Tenure = row_of(
        Tenure,
        official=official,
        office=office,
        started=PartialDate.parse(start),
        ended=PartialDate.parse(end) if end else None,
        end_status=Tenure.EndStatus.ENDED if end else Tenure.EndStatus.CURRENT,
        live_period=since(RECORDED),
    )
    if source is not None:
        row_of(Citation, source=source, official=None, tenure=tenure)
    return tenure


def wording(
    article: Article, headline: str, qin: Official, china: Country, taiwan: Topic, source: Source
) -> Edition:
    """Return a draft about Qin Gang, with all that approval makes of its body."""
    body = BODY.format(
        qin=link(qin, "Qin Gang"),
        china=link(china, "China"),
        note=f'<sup data-source="{source.public_id}"></sup>',
    )
    rendering = render(body)
    edition: Edition = row_of(
        Edition,
        article=article,
        headline=headline,
        standfirst="Washington wants channels that outlast the next crisis.",
        body=body,
        about=qin.identity,
        dateline_place="Beijing",
        dateline_on=date(2023, 6, 18),
        rendered=rendering.html,
        contents=[
            {"level": heading.level, "text": heading.text, "anchor": heading.anchor}
            for heading in rendering.contents
        ],
        plain_text=rendering.text,
        word_count=rendering.words,
    )
    row_of(Byline, edition=edition, name="Martha Gellhorn", place="Beijing")
    row_of(EditionTopic, edition=edition, topic=taiwan)
    row_of(Mention, edition=edition, record=qin, position=1)
    row_of(Mention, edition=edition, record=china, position=2)
    row_of(Citation, source=source, official=None, edition=edition, place=1)
    return edition


def link(record: Record, words: str) -> str:
    """Return a record link as bodies store it."""
    return f'<a data-record="{record.public_id}">{words}</a>'
