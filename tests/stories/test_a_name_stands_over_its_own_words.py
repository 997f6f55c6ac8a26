"""What is said under a speaker's name is what the statement says, on the day that it is read."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from briefings.actions.article_import import import_article
from briefings.actions.editions import approve, submit
from briefings.actions.publishing import hold, publish_now, schedule, withdraw
from briefings.actions.quotations import QuotationResolution, resolve_quotation
from briefings.actions.records import publish, retract
from briefings.actions.refusals import Refused
from briefings.models import Correction, Edition, Statement
from tests.factories import OfficialFactory, StatementFactory
from tests.ledger import Reader
from tests.stories.desk import approved, changed, drafted, next_draft, published

pytestmark = pytest.mark.django_db
WORDS = "I hope to meet him again."
BRIEFING = Path(settings.BASE_DIR).parent / "shared" / "seed" / "000_db8be95cf9b85aca.txt"


@pytest.fixture
def hope(cleo: User) -> Statement:
    """What Biden, who is public, hopes; nobody has published it."""
    biden = publish(by=cleo, row=OfficialFactory(full_name="Joe Biden", short_name="Biden"))
    statement: Statement = StatementFactory(official=biden, words=WORDS, said_on="2023-06-17")
    return statement


def quoting(statement: Statement, words: str = WORDS) -> str:
    return (
        f'<p>Hope.</p><blockquote data-statement="{statement.public_id}"><p>{words}</p>'
        f"</blockquote><p>Again.</p>"
    )


def page_of(edition: Edition) -> str:
    return Client().get(f"/articles/{edition.article.slug}/").content.decode()


def answer_of(edition: Edition) -> str:
    answer = Client().get(f"/api/v1/articles/{edition.article.public_id}/").json()
    return str(answer["body"])


def under_words(html: str) -> str:
    """Return what stands under quotations, and over words in the running text."""
    return " ".join(re.findall(r"<figcaption>.*?</figcaption>|<q [^>]*>", html, re.DOTALL))


def said_anew(statement: Statement, words: str) -> None:
    statement.refresh_from_db()
    statement.words = words
    statement.save()


def period_of(statement: Statement) -> object:
    statement.refresh_from_db()
    return statement.live_period and statement.live_period.lower


# Which of two texts is right.


def test_other_words_than_the_statements_are_not_submitted_or_approved(
    ana: User, cleo: User, hope: Statement
) -> None:
    publish(by=cleo, row=hope)
    draft = drafted(ana, body=quoting(hope, "I hope never to meet him."))

    with pytest.raises(Refused) as refused:
        submit(by=ana, edition=draft)
    assert "I hope never to meet him." in str(refused.value)
    assert WORDS in str(refused.value)

    handed_in = submit(by=ana, edition=changed(draft, body=quoting(hope)))
    said_anew(hope, "I expect to meet him again.")
    with pytest.raises(Refused, match="Quotation 1 differs from"):
        approve(by=cleo, edition=handed_in)


def test_the_statements_words_are_put_into_the_piece(ana: User, hope: Statement) -> None:
    draft = drafted(ana, body=quoting(hope, "I hope never."))

    draft = resolve_quotation(by=ana, edition=draft, number=1, right=QuotationResolution.STATEMENT)

    assert draft.body == quoting(hope)


def test_the_pieces_words_are_put_into_the_statement_and_readers_are_told(
    ana: User, cleo: User, hope: Statement
) -> None:
    publish(by=cleo, row=hope)
    draft = drafted(cleo, body=quoting(hope, "I hope to meet Xi again."))
    right = QuotationResolution.QUOTATION
    with pytest.raises(Refused, match="say what readers are told"):
        resolve_quotation(by=cleo, edition=draft, number=1, right=right)

    told = "What he said of Xi was put right."
    resolve_quotation(by=cleo, edition=draft, number=1, right=right, correction=told)

    hope.refresh_from_db()
    assert hope.words == "I hope to meet Xi again."
    assert hope.official is not None
    assert Correction.objects.get().identity == hope.official.identity


def test_a_reporter_does_not_change_what_is_public(ana: User, cleo: User, hope: Statement) -> None:
    publish(by=cleo, row=hope)
    draft = drafted(ana, body=quoting(hope, "I hope never."))

    right = QuotationResolution.QUOTATION
    with pytest.raises(Refused, match="ask an editor"):
        resolve_quotation(by=ana, edition=draft, number=1, right=right, correction="It was wrong.")


def test_what_is_untied_names_nobody(ana: User, cleo: User, hope: Statement) -> None:
    draft = drafted(ana, body=quoting(hope, "I hope never."))

    draft = resolve_quotation(by=ana, edition=draft, number=1, right=QuotationResolution.UNTIED)
    live = published(draft, cleo)

    assert "I hope never." in page_of(live)
    assert "Joe Biden" not in under_words(page_of(live))


# What becomes of a piece that is out.


def test_the_name_goes_when_the_statement_is_changed_or_retracted(
    ana: User, cleo: User, hope: Statement
) -> None:
    publish(by=cleo, row=hope)
    live = published(drafted(ana, body=quoting(hope)), cleo)
    assert "Joe Biden</a>" in under_words(page_of(live))
    assert "Joe Biden" in answer_of(live)

    said_anew(hope, "I hope to meet him once.")
    assert WORDS in page_of(live)
    for shown in (page_of(live), answer_of(live)):
        assert "Joe Biden" not in under_words(shown)

    said_anew(hope, WORDS)
    assert "Joe Biden" in under_words(page_of(live))

    retract(by=cleo, row=hope, reason="wrong")
    assert WORDS in page_of(live)
    assert "Joe Biden" not in answer_of(live)


def test_an_edition_of_before_is_read_the_same_way(ana: User, cleo: User, hope: Statement) -> None:
    publish(by=cleo, row=hope)
    first = published(drafted(ana, body=quoting(hope)), cleo)
    published(next_draft(first.article, ana, body="<p>Nothing is quoted.</p>"), cleo)
    path = f"/articles/{first.article.slug}/editions/1/"
    versions = f"/api/v1/articles/{first.article.public_id}/versions/"
    for address in (path, versions):
        assert "Joe Biden" in under_words(Client().get(address).content.decode())

    retract(by=cleo, row=hope, reason="hoax")

    for address in (path, versions):
        assert "Joe Biden" not in under_words(Client().get(address).content.decode())


# Statements that become public with the piece.


def test_a_piece_is_not_approved_before_what_it_quotes_is_public(
    ana: User, cleo: User, hope: Statement
) -> None:
    running = f'<p>He said “<q data-statement="{hope.public_id}">meet him again</q>”.</p>'
    for body in (quoting(hope), running):
        draft = submit(by=ana, edition=drafted(ana, body=body, slug=f"piece-{len(body)}"))
        with pytest.raises(Refused, match="not published: Joe Biden: I hope to meet"):
            approve(by=cleo, edition=draft)


def test_the_statement_becomes_public_as_the_piece_does(
    ana: User, cleo: User, hope: Statement
) -> None:
    draft = submit(by=ana, edition=drafted(ana, body=quoting(hope)))
    edition = approve(by=cleo, edition=draft, with_statements=True)
    assert period_of(hope) is None  # the piece is on hold
    told = Reader()

    edition = publish_now(by=cleo, edition=edition)

    assert period_of(hope) == edition.live_period.lower
    assert "Joe Biden</a>" in under_words(page_of(edition))
    assert (hope.public_id, "created") in [(one.public_id, one.op) for one in told.changes()]


def test_it_follows_the_piece_to_another_moment_and_waits_while_it_is_on_hold(
    ana: User, cleo: User, hope: Statement
) -> None:
    draft = submit(by=ana, edition=drafted(ana, body=quoting(hope)))
    edition = approve(by=cleo, edition=draft, with_statements=True)
    tomorrow = timezone.now() + timedelta(days=1)

    schedule(by=cleo, edition=edition, start=tomorrow)
    assert period_of(hope) == tomorrow
    schedule(by=cleo, edition=edition, start=tomorrow + timedelta(days=2))
    assert period_of(hope) == tomorrow + timedelta(days=2)
    hold(by=cleo, edition=edition)
    assert period_of(hope) is None
    live = publish_now(by=cleo, edition=edition)
    assert period_of(hope) == live.live_period.lower


def test_it_is_called_off_with_the_article_and_stays_once_it_was_public(
    ana: User, cleo: User, hope: Statement
) -> None:
    first = published(drafted(ana), cleo)
    second = next_draft(first.article, ana, body=quoting(hope))
    second = approve(by=cleo, edition=submit(by=ana, edition=second), with_statements=True)
    schedule(by=cleo, edition=second, start=timezone.now() + timedelta(days=1))

    withdraw(by=cleo, article=first.article, reason="wrong")

    assert period_of(hope) is None


def test_of_two_pieces_the_first_takes_it_along(ana: User, cleo: User, hope: Statement) -> None:
    starts = [timezone.now() + timedelta(days=days) for days in (3, 1)]
    for number, start in enumerate(starts):
        draft = submit(by=ana, edition=drafted(ana, body=quoting(hope), slug=f"piece-{number}"))
        edition = approve(by=cleo, edition=draft, with_statements=True)
        schedule(by=cleo, edition=edition, start=start)
    assert period_of(hope) == starts[1]

    hold(by=cleo, edition=edition)

    assert period_of(hope) == starts[0]


def test_what_a_fix_is_carried_over_into_takes_it_along(
    ana: User, cleo: User, hope: Statement
) -> None:
    first = published(drafted(ana), cleo)
    tomorrow = timezone.now() + timedelta(days=1)
    quoted = next_draft(first.article, ana, body=quoting(hope) + "<p>More is planned.</p>")
    quoted = approve(by=cleo, edition=submit(by=ana, edition=quoted), with_statements=True)
    quoted = schedule(by=cleo, edition=quoted, start=tomorrow)
    fix = approved(next_draft(first.article, ana, from_=first, headline="Mended"), cleo)

    publish_now(by=cleo, edition=fix, choices={quoted.number: "carry"})

    made = first.article.editions.latest("number")
    assert made.publishes == [hope.public_id]
    assert period_of(hope) == made.live_period.lower == tomorrow
    hold(by=cleo, edition=made)
    assert period_of(hope) is None


def test_who_is_not_public_is_not_quoted_with_the_piece(ana: User, cleo: User) -> None:
    unseen = StatementFactory(official=OfficialFactory(full_name="Qin Gang"), words=WORDS)
    gone = StatementFactory(official=None, attribution="An official", words=WORDS)
    publish(by=cleo, row=gone)
    retract(by=cleo, row=gone, reason="hoax")

    for statement, why in ((unseen, "Qin Gang is not public"), (gone, "was retracted")):
        slug = f"piece-{statement.pk}"
        draft = submit(by=ana, edition=drafted(ana, body=quoting(statement), slug=slug))
        with pytest.raises(Refused, match=why):
            approve(by=cleo, edition=draft, with_statements=True)


@pytest.mark.skipif(not BRIEFING.exists(), reason="the seed briefing stands beside the checkout")
def test_the_seed_is_imported_approved_and_published_and_has_its_speaker(
    demo: None, ana: User, cleo: User
) -> None:
    edition = import_article(
        by=ana, filename=BRIEFING.name, data=BRIEFING.read_bytes(), headline="Limited hopes"
    ).edition
    assert edition.dateline_on == date(2023, 6, 18)  # of the visit: its offices are of that day
    submit(by=ana, edition=edition)
    with pytest.raises(Refused, match="not published: Joe Biden: I hope that in the coming months"):
        approve(by=cleo, edition=edition)

    edition = approve(by=cleo, edition=edition, with_statements=True)
    publish_now(by=cleo, edition=edition)

    page = page_of(edition)
    before, _, after = page.partition("I hope that in the coming months")
    assert after
    assert 'title="Joe Biden' in before[-200:]
