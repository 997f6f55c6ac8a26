"""A record changes: the pieces whose words that touches are listed, each with its sentence."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.article_import import import_article
from briefings.actions.backdating import back_date
from briefings.actions.merging import merge
from briefings.actions.publishing import schedule
from briefings.actions.records import publish, reinstate, retract
from briefings.actions.seeding import seed
from briefings.actions.stale import call_true, look_at_prose
from briefings.actions.statuses import update_status
from briefings.models import (
    Citation,
    CustodyEvent,
    Detainee,
    Detention,
    LookedAt,
    Meeting,
    Office,
    Official,
    PartialDate,
    Participant,
    Source,
    StaleSentence,
    Statement,
    StatusChange,
    Tenure,
    Visit,
)
from tests.factories import row_of, since
from tests.stories.desk import approved, drafted, next_draft, published

pytestmark = pytest.mark.django_db
BRIEFING = Path(settings.BASE_DIR).parent / "shared" / "seed" / "000_db8be95cf9b85aca.txt"


def live(**more: Any) -> dict[str, Any]:
    """Return what makes a row public."""
    return {"live_period": since(timezone.now() - timedelta(minutes=1)), **more}


def link(record: Any, words: str) -> str:
    """Return a link of a body."""
    return f'<a data-record="{record.public_id}">{words}</a>'


def listed() -> list[str]:
    """Return the sentences that are listed."""
    rows = StaleSentence.objects.open(timezone.now()).soonest_first()
    return [row.sentence for row in rows]


@pytest.fixture
def li() -> Detention:
    """Return the detention of somebody who is held."""
    person = row_of(Detainee, full_name="Kai Li", short_name="Li", **live())
    detention = row_of(Detention, detainee=person, **live())
    row_of(CustodyEvent, detention=detention, **live())
    return detention


def released(detention: Detention, by: User, **more: Any) -> CustodyEvent:
    """Return the event by which somebody is free, public at once."""
    with acting(by=by, action="enter"):
        return row_of(
            CustodyEvent,
            detention=detention,
            kind="released",
            status="free",
            on="2024-11-27",
            **live(**more),
        )


TRUE_OF_ITS_DAY = "Kai Li was arrested at the airport in 2016."
HELD = "Kai Li is still held in Shanghai."
ASKED = "The families of Kai Li and of others called for their release."


def test_a_release_lists_the_sentences_that_say_held(ana: User, cleo: User, li: Detention) -> None:
    name = link(li.detainee, "Kai Li")
    body = "".join(
        f"<p>{words.replace('Kai Li', name)}</p>" for words in (TRUE_OF_ITS_DAY, HELD, ASKED)
    )
    published(drafted(ana, body=f"{body}<p>Li likes chess.</p>"), cleo)
    look_at_prose()

    released(li, cleo)
    found = look_at_prose()

    assert [row.sentence for row in found] == listed() == [HELD, ASKED]
    assert {(row.kind, row.was, row.told) for row in found} == {("custody", "held", "free")}
    assert [row.parts[1] for row in found] == ["Kai Li is still held", "release"]


def test_what_words_do_not_rest_on_lists_nothing_and_reads_no_text(
    ana: User, cleo: User, li: Detention, django_assert_max_num_queries: Any
) -> None:
    published(drafted(ana, body=f"<p>{link(li.detainee, 'Kai Li')} is held.</p>"), cleo)
    look_at_prose()

    with acting(by=cleo, action="edit"):
        li.detainee.biography = "A businessman from Long Island."
        li.detainee.save()
    with django_assert_max_num_queries(12):
        assert look_at_prose() == []
    with acting(by=cleo, action="enter"):
        row_of(CustodyEvent, detention=li, kind="tried", status="", on="2017-08", **live())

    assert look_at_prose() == []


def test_it_is_listed_once_whoever_looks_again(ana: User, cleo: User, li: Detention) -> None:
    published(drafted(ana, body=f"<p>{link(li.detainee, 'Kai Li')} is held.</p>"), cleo)
    look_at_prose()
    mark = LookedAt.objects.get().seq
    released(li, cleo)

    assert len(look_at_prose()) == 1
    assert look_at_prose() == []
    LookedAt.objects.update(seq=mark)
    assert look_at_prose() == []
    assert StaleSentence.objects.count() == 1


def test_what_the_record_tells_again_is_listed_no_more(
    ana: User, ben: User, cleo: User, dev: User, li: Detention
) -> None:
    published(drafted(ana, body=f"<p>{link(li.detainee, 'Kai Li')} is held.</p>"), cleo)
    look_at_prose()
    event = released(li, cleo)
    look_at_prose()

    retract(by=ben, row=event, reason="wrong")
    look_at_prose()
    assert listed() == []

    reinstate(by=dev, row=event)
    look_at_prose()
    assert listed() == ["Kai Li is held."]


def test_still_true_stays_so_until_the_record_tells_something_else(
    ana: User, ben: User, cleo: User, li: Detention
) -> None:
    published(drafted(ana, body=f"<p>{link(li.detainee, 'Kai Li')} is held.</p>"), cleo)
    look_at_prose()
    event = released(li, cleo)
    [row] = look_at_prose()

    call_true(by=ben, rows=[row], reason="By another country now.")
    assert listed() == []
    with acting(by=cleo, action="edit"):
        event.note = "At noon."
        event.save()
    look_at_prose()

    assert listed() == []


def test_an_edition_without_the_sentence_mends_it_and_one_with_it_does_not(
    ana: User, cleo: User, li: Detention
) -> None:
    held = f"<p>{link(li.detainee, 'Kai Li')} is held.</p>"
    first = published(drafted(ana, body=f"<p>A tpyo.</p>{held}"), cleo)
    look_at_prose()
    released(li, cleo)
    look_at_prose()

    second = published(next_draft(first.article, ana, body=f"<p>A typo.</p>{held}"), cleo)
    look_at_prose()
    assert listed() == ["Kai Li is held."]
    assert StaleSentence.objects.open(timezone.now()).get().edition == second

    published(next_draft(first.article, ana, body="<p>A typo.</p><p>Kai Li is free.</p>"), cleo)
    look_at_prose()
    assert listed() == []


@pytest.fixture
def qin() -> Tenure:
    """Return the tenure of a minister."""
    office = row_of(
        Office, title="Minister of foreign affairs", other_titles=["Foreign minister"], **live()
    )
    person = row_of(Official, full_name="Qin Gang", short_name="Qin", **live())
    told = {"started": "2022-12-30", "end_status": "current", **live()}
    return row_of(Tenure, official=person, office=office, **told)


TITLES = (
    "Foreign minister {} spoke in June.",
    "{} is the foreign minister.",
    "{}, foreign minister since December, was the host.",
    "{} was glad.",
)


def resigns(tenure: Tenure, by: User) -> None:
    """End a tenure today."""
    with acting(by=by, action="end"):
        tenure.ended = PartialDate.of(timezone.localdate())
        tenure.end_status = "ended"
        tenure.save()


def test_a_resignation_lists_what_is_told_of_the_present(
    ana: User, cleo: User, qin: Tenure
) -> None:
    """A title is of the day of the piece: he was the minister then."""
    name = link(qin.official, "Qin Gang")
    body = "".join(f"<p>{words.format(name)}</p>" for words in TITLES)
    published(drafted(ana, body=body, dateline_on=date(2023, 6, 18)), cleo)
    look_at_prose()

    resigns(qin, cleo)
    found = look_at_prose()

    assert [row.sentence for row in found] == [
        "Qin Gang is the foreign minister.",
        "Qin Gang, foreign minister since December, was the host.",
    ]
    assert {(row.was, row.told) for row in found} == {("Minister of foreign affairs", "")}


def test_in_a_scheduled_piece_his_title_is_stale_as_well(
    ana: User, cleo: User, qin: Tenure, tomorrow: datetime
) -> None:
    name = link(qin.official, "Qin Gang")
    body = "".join(f"<p>{words.format(name)}</p>" for words in TITLES)
    edition = approved(drafted(ana, body=body), cleo)
    schedule(by=cleo, edition=edition, start=tomorrow)
    look_at_prose()

    resigns(qin, cleo)

    assert len(look_at_prose()) == 3
    assert listed()[0] == "Foreign minister Qin Gang spoke in June."


def test_a_tenure_retracted_as_wrong_lists_the_title_of_its_day(
    ana: User, ben: User, cleo: User, qin: Tenure
) -> None:
    body = f"<p>Foreign minister {link(qin.official, 'Qin Gang')} spoke.</p><p>Qin smiled.</p>"
    published(drafted(ana, body=body, dateline_on=date(2023, 6, 18)), cleo)
    look_at_prose()

    retract(by=ben, row=qin, reason="wrong")

    assert [row.sentence for row in look_at_prose()] == ["Foreign minister Qin Gang spoke."]


def test_a_fact_retracted_lists_the_sentence_that_cites_its_source(
    ana: User, ben: User, cleo: User, li: Detention
) -> None:
    source = row_of(Source, **live())
    event = row_of(CustodyEvent, detention=li, kind="designated", status="", on="2018", **live())
    row_of(Citation, official=None, custodyevent=event, source=source)
    note = f'<sup data-source="{source.public_id}"></sup>'
    name = link(li.detainee, "Kai Li")
    published(
        drafted(ana, body=f"<p>{name} came.{note} {name} stayed.</p><p>They went.{note}</p>"), cleo
    )
    look_at_prose()

    retract(by=ben, row=event, reason="hoax")
    [row] = look_at_prose()
    assert (row.sentence, row.kind, row.told) == ("Kai Li came.", "fact", "hoax")

    reinstate(by=cleo, row=event)
    look_at_prose()
    assert listed() == []


def test_a_source_and_a_statement_retracted_list_who_cites_and_quotes_them(
    ana: User, ben: User, cleo: User
) -> None:
    source = row_of(Source, **live())
    biden = row_of(Official, full_name="Joe Biden", **live())
    said = row_of(Statement, official=biden, words="We will not give in.", **live())
    note = f'<sup data-source="{source.public_id}"></sup>'
    quoted, words = f'data-statement="{said.public_id}"', "We will not give in."
    block = f"<blockquote {quoted}><p>{words}</p></blockquote>"
    words = f"He said: “<q {quoted}>{words}</q>”"
    published(drafted(ana, body=f"<p>So it is.{note} Or not.</p><p>{words}</p>{block}"), cleo)
    look_at_prose()

    retract(by=ben, row=source, reason="hoax")
    retract(by=ben, row=said, reason="wrong")
    look_at_prose()

    assert listed() == [
        "So it is.",
        "He said: “We will not give in.”",
        "We will not give in.",
    ]


def test_a_hoax_retracted_as_a_whole_lists_every_sentence_that_names_it(
    ana: User, ben: User, cleo: User, li: Detention
) -> None:
    name = link(li.detainee, "Kai Li")
    published(drafted(ana, body=f"<p>{name} came. Nobody saw him.</p><p>Li likes chess.</p>"), cleo)
    look_at_prose()

    retract(by=ben, row=li.detainee, reason="hoax")
    look_at_prose()

    assert listed() == ["Kai Li came.", "Li likes chess."]


def test_a_new_name_lists_the_sentences_with_the_old_one(ana: User, cleo: User) -> None:
    xi = row_of(Official, full_name="Xi Jingping", short_name="Xi", **live())
    published(drafted(ana, body=f"<p>{link(xi, 'Xi Jingping')} came.</p><p>Xi went.</p>"), cleo)
    look_at_prose()

    with acting(by=cleo, action="edit"):
        xi.full_name = "Xi Jinping"
        xi.save()
    [row] = look_at_prose()

    assert (row.sentence, row.parts[1], row.kind) == ("Xi Jingping came.", "Xi Jingping", "name")


def test_a_record_merged_into_one_of_another_name_is_listed(ana: User, cleo: User) -> None:
    xi = row_of(Official, full_name="Xi Jinping", short_name="Xi", **live())
    again = row_of(Official, full_name="Xi Jingping", short_name="Xi", **live())
    published(drafted(ana, body=f"<p>{link(again, 'Xi Jingping')} came.</p><p>Xi went.</p>"), cleo)
    look_at_prose()

    merge(by=cleo, survivor=xi, merged=again, reason="One person.")
    look_at_prose()

    assert listed() == ["Xi Jingping came."]


@pytest.fixture
def talks() -> Meeting:
    """Return a meeting that is expected."""
    meeting = row_of(Meeting, title="Talks in Beijing", on="2023-06-19", **live())
    for name, short in (("Antony Blinken", "Blinken"), ("Wang Yi", "Wang")):
        person = row_of(Official, full_name=name, short_name=short, **live())
        row_of(Participant, meeting=meeting, official=person, **live())
    row_of(StatusChange, meeting=meeting, status="expected", on="2023-06-10", **live())
    return meeting


@pytest.mark.parametrize("status", ["cancelled", "postponed", "held"])
def test_a_meeting_that_is_off_or_over_lists_who_says_that_it_is_to_come(
    ana: User, ben: User, cleo: User, talks: Meeting, status: str
) -> None:
    blinken, wang = (row.official for row in talks.participants.order_by("pk"))
    body = (
        f"<p>The {link(talks, 'talks in Beijing')} are due to begin at nine.</p>"
        f"<p>On Monday {link(blinken, 'Blinken')} is due to see {link(wang, 'Wang Yi')}.</p>"
        "<p>Blinken and Wang know each other. Blinken will see nobody else.</p>"
    )
    published(drafted(ana, body=body, dateline_on=date(2023, 6, 18)), cleo)
    look_at_prose()

    update_status(by=ben, of=talks, status=status, on=PartialDate.parse("2023-06-19"))
    look_at_prose()

    assert listed() == [
        "The talks in Beijing are due to begin at nine.",
        "On Monday Blinken is due to see Wang Yi.",
    ]


def test_other_talks_of_the_two_are_left_alone(
    ana: User, ben: User, cleo: User, talks: Meeting
) -> None:
    blinken, wang = (row.official for row in talks.participants.order_by("pk"))
    body = f"<p>{link(blinken, 'Blinken')} will meet {link(wang, 'Wang Yi')}.</p>"
    published(drafted(ana, body=body, dateline_on=date(2022, 6, 18)), cleo)
    look_at_prose()

    update_status(by=ben, of=talks, status="cancelled", on=PartialDate.parse("2023-06-18"))

    assert look_at_prose() == []


def test_a_visit_that_is_off_lists_arrives_today(
    ana: User, ben: User, cleo: User, tomorrow: datetime
) -> None:
    visit = row_of(Visit, title="Blinken in Beijing", starts=tomorrow.date().isoformat(), **live())
    blinken = row_of(Official, full_name="Antony Blinken", short_name="Blinken", **live())
    row_of(Participant, meeting=None, visit=visit, official=blinken, **live())
    row_of(StatusChange, meeting=None, visit=visit, status="confirmed", on="2023-06-10", **live())
    body = f"<p>{link(blinken, 'Blinken')} arrives today.</p><p>Blinken has been there before.</p>"
    edition = approved(drafted(ana, body=body, about=visit.identity), cleo)
    schedule(by=cleo, edition=edition, start=tomorrow)
    look_at_prose()

    today = PartialDate.of(timezone.localdate())
    update_status(by=ben, of=visit, status="cancelled", on=today)
    look_at_prose()

    assert listed() == ["Blinken flies to Beijing", "Blinken arrives today."]


@pytest.mark.skipif(not BRIEFING.exists(), reason="the seed briefing stands beside the checkout")
def test_the_seed_briefing_lists_exactly_what_says_that_kai_li_is_detained(
    ana: User, ben: User, cleo: User, dev: User
) -> None:
    """Nothing is listed of the demo as it is loaded, nor of anybody who was not released."""
    seed(directory=settings.BASE_DIR / "seeds", report=lambda line: None)
    draft = import_article(
        by=ana, filename=BRIEFING.name, data=BRIEFING.read_bytes(), headline="Limited hopes"
    )
    for statement in draft.statements:
        publish(by=cleo, row=statement)
    period = TimestamptzRange(datetime(2023, 6, 18, 12, tzinfo=UTC), None)
    back_date(by=cleo, edition=draft.edition, period=period)
    assert look_at_prose() == []
    release = CustodyEvent.objects.get(detention__detainee__slug="kai-li", kind="exchanged")
    retract(by=ben, row=release, reason="wrong")
    assert look_at_prose() == []

    reinstate(by=dev, row=release)

    assert sorted((row.edition.headline, row.parts[1]) for row in look_at_prose()) == [
        ("Blinken in Beijing to reopen lines that went quiet", "release"),
        ("Limited hopes", "detention of"),
    ]
