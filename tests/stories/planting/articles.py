"""Articles: one of each private state, and a public one with an edition of each."""

from datetime import datetime
from uuid import uuid4

from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions import editions, mending, publishing, text_checks, working_copies
from briefings.actions.working_copies import DeskPage, Sent
from briefings.models import Article, Edition, Official, Source, StaleSentence, Topic
from tests.stories.desk import approved, drafted, next_draft, published
from tests.stories.planting.marks import MARK, PROBE, SUPERSEDED, Plant, marked
from tests.stories.planting.records import RECORDS, cite


def plant_articles(found: Plant, ana: User, cleo: User, ahead: datetime) -> None:
    """Plant articles of each private state, and a public one with an edition of each."""
    official = found.public[Official]
    link = f'<p>A word of <a data-record="{official.public_id}">{MARK} {PROBE}</a>.</p>'
    hidden = Topic.objects.get(slug="topic-entered")

    def write(edition: Edition, mark: str = MARK) -> Edition:
        for name, words in marked(Edition, mark).items():
            setattr(edition, name, words)
        edition.body, edition.about = link.replace(MARK, mark), official.identity
        edition.save()
        edition.bylines.create(name=f"{mark} {PROBE}", place=mark)
        edition.edition_topics.get_or_create(topic=found.public[Topic])
        if edition.number > 1:
            edition.corrections.create(
                identity=edition.article.identity, kind="correction", words=mark
            )
        return edition

    def type_only(edition: Edition) -> None:
        """Type into the page of an edition, and of a new meeting, and save neither."""
        typed = {name: [words] for name, words in marked(Edition).items() if isinstance(words, str)}
        for page in (DeskPage("edition", edition.pk), DeskPage("meeting", None)):
            sent = Sent(uuid4(), 1)
            working_copies.keep(by=ana, page=page, sent=sent, typed=typed, label=MARK)

    def first(state: str) -> Edition:
        edition = write(drafted(ana, slug=f"article-{state}", headline=MARK))
        found.note(edition.article, private=True, ever=state.startswith("withdrawn"))
        return edition

    first("drafted")
    editions.submit(by=ana, edition=first("in-review"))
    editions.take_back(by=ana, edition=editions.submit(by=ana, edition=first("taken-back")))
    approved(first("on-hold"), cleo)
    publishing.schedule(by=cleo, edition=approved(first("scheduled"), cleo), start=ahead)
    for reason in ("wrong", "legal"):
        article = published(first(f"withdrawn-{reason}"), cleo).article
        note = MARK if reason == "legal" else ""
        publishing.withdraw(by=cleo, article=article, reason=reason, note=note)

    superseded = published(
        write(drafted(ana, slug="blinken-in-beijing", headline=SUPERSEDED), SUPERSEDED), cleo
    )
    article = superseded.article
    live = next_draft(
        article, ana, headline="Blinken in Beijing", standfirst="", dateline_place="", about=None
    )
    live.body = "<p>Words for everybody.</p>" + "".join(
        f'<p><a data-record="{row.public_id}">a name</a></p>'
        for row in (row for model in RECORDS for row in found.hidden(model))
    )
    live.bylines.all().delete()
    live.edition_topics.create(topic=hidden)
    live.save()
    for source in found.hidden(Source).filter(retraction_reason="legal"):
        cite(source, edition=live)
    dismiss_all(live, cleo)
    found.public[Article] = published(live, cleo).article
    found.note(article, private=False)
    forced = published(drafted(ana, slug="a-typo", headline="A typo", body="<p>Tpyo.</p>"), cleo)
    words = {"headline": "A typo", "standfirst": forced.standfirst, "body": "<p>Typo.</p>"}
    reason = f"{MARK} {PROBE}"
    mending.mend(by=cleo, article=forced.article, seen=1, words=words, reason=reason)
    found.note(forced.article, private=False)
    type_only(found.public[Article].editions.get(number=2))
    write(next_draft(article, ana))
    editions.submit(by=ana, edition=write(next_draft(article, ana)))
    approved(write(next_draft(article, ana)), cleo)
    later = approved(write(next_draft(article, ana)), cleo)
    publishing.schedule(by=cleo, edition=later, start=ahead)
    StaleSentence.objects.create(
        edition=live,
        paragraph=1,
        start=0,
        words_start=0,
        words_end=1,
        sentence=f"{MARK} {PROBE}",
        kind=StaleSentence.Kind.OFFICE,
        row_type="official",
        public_id=official.public_id,
        was=MARK,
        told=MARK,
        seq=1,
    )


def dismiss_all(edition: Edition, by: User) -> None:
    """Dismiss what the checks find in an edition: it names what is under embargo."""
    piece = text_checks.piece_of(edition, by, timezone.now())
    for finding in text_checks.check(edition, piece).open:
        text_checks.dismiss_finding(
            by=by, edition=edition, piece=piece, key=finding.key, reason=f"{MARK} {PROBE}"
        )
