"""A record changes: the pieces whose words that touches are listed, each with its sentence."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from procrastinate.contrib.django import app
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.article_import import import_article
from briefings.actions.backdating import back_date
from briefings.actions.jobs import put_job
from briefings.actions.merging import merge
from briefings.actions.records import publish, reinstate, retract
from briefings.actions.stale import call_true, look_at_prose
from briefings.models import (
    Citation,
    CustodyEvent,
    Detention,
    LookedAt,
    Official,
    Source,
    StaleSentence,
    Statement,
)
from tests.factories import row_of
from tests.jobs import done
from tests.stories.desk import drafted, next_draft, published
from tests.stories.held import held, link, listed, live, released

pytestmark = pytest.mark.django_db
BRIEFING = Path(settings.BASE_DIR).parent / "shared" / "seed" / "000_db8be95cf9b85aca.txt"


@pytest.fixture
def li() -> Detention:
    """Return the detention of somebody who is held."""
    return held()


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


def test_a_death_in_custody_is_not_called_free(ana: User, cleo: User, li: Detention) -> None:
    published(drafted(ana, body=f"<p>{link(li.detainee, 'Kai Li')} is held.</p>"), cleo)
    look_at_prose()

    released(li, cleo, kind="died")
    [row] = look_at_prose()

    assert (row.was, row.told) == ("held", "dead")


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


def test_records_that_no_piece_names_are_not_read(
    cleo: User, django_assert_max_num_queries: Any
) -> None:
    """An import may bring thousands of them."""
    people = [held(f"Person Number{number}") for number in range(20)]
    look_at_prose()
    for detention in people:
        released(detention, cleo)

    with django_assert_max_num_queries(20):
        assert look_at_prose() == []


def test_an_edition_without_the_sentence_mends_it_and_one_with_it_does_not(
    ana: User, cleo: User, li: Detention
) -> None:
    held = f"<p>{ASKED.replace('Kai Li', link(li.detainee, 'Kai Li'))}</p>"
    first = published(drafted(ana, body=f"<p>A tpyo.</p>{held}"), cleo)
    look_at_prose()
    released(li, cleo)
    look_at_prose()

    second = published(next_draft(first.article, ana, body=f"<p>A typo.</p>{held}"), cleo)
    look_at_prose()
    assert listed() == [ASKED]
    assert StaleSentence.objects.open(timezone.now()).get().edition == second

    published(next_draft(first.article, ana, body="<p>A typo.</p><p>Kai Li is free.</p>"), cleo)
    look_at_prose()
    assert listed() == []


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


@pytest.mark.skipif(not BRIEFING.exists(), reason="the seed briefing stands beside the checkout")
def test_the_seed_briefing_lists_exactly_what_says_that_kai_li_is_detained(
    demo: None, ana: User, ben: User, cleo: User, dev: User
) -> None:
    """Nothing is listed of the demo as it is loaded, nor of anybody who was not released."""
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


def test_the_worker_looks_each_minute(ana: User, cleo: User, li: Detention) -> None:
    published(drafted(ana, body=f"<p>{link(li.detainee, 'Kai Li')} is held.</p>"), cleo)
    look_at_prose()
    released(li, cleo)
    periodic = app.periodic_registry.periodic_tasks.values()
    assert [each.cron for each in periodic if each.task.name == "stale.look"] == ["* * * * *"]

    put_job("stale.look", timestamp=0)
    done()

    assert listed() == ["Kai Li is held."]
