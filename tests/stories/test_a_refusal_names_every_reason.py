"""Whoever is refused learns all that stands in the way, at once; nothing is written."""

from uuid import UUID

import pytest
from django.contrib.auth.models import User

from briefings.actions.editions import approve, create_article, start_edition, submit, take_back
from briefings.actions.publishing import hold, publish_now
from briefings.actions.refusals import Refused
from briefings.models import Article, Edition
from tests.stories.desk import changed, drafted, next_draft, person, published

NOBODY = UUID("0189f7e2-0000-7000-8000-000000000001")


def refusal(action: object, **arguments: object) -> list[str]:
    """Return the reasons why an action is refused."""
    with pytest.raises(Refused) as refused:
        action(**arguments)  # type: ignore[operator]
    return refused.value.reasons


def test_an_article_that_nobody_may_write_with_nothing_right(db: None) -> None:
    eve = person("Eve Lindqvist", "")

    reasons = refusal(
        create_article, by=eve, slug="Blinken flies", headline="B" * 201, section="gossip"
    )

    assert [reason.partition(":")[0] for reason in reasons] == [
        "Your role does not write articles.",
        "Slug",
        "Section",
        "Headline",
    ]
    assert not Article.objects.exists()


def test_an_approval_with_everything_missing(ana: User, ben: User, cleo: User) -> None:
    first = published(drafted(ana), cleo)
    draft = next_draft(first.article, ben, body="")
    published(next_draft(first.article, ana, headline="Blinken meets Qin"), cleo)

    assert refusal(approve, by=ben, edition=draft) == [
        "This edition is not in review: submit it first.",
        "Your role does not approve: ask a publisher.",
        "You wrote, changed or submitted it: somebody else must approve it.",
        "The body is empty.",
        "Edition 3 went live since this one was started from edition 1:"
        " carry its changes over first.",
    ]


def test_links_and_notes_that_lead_nowhere(ana: User, cleo: User) -> None:
    draft = drafted(
        ana,
        body=f'<p><a data-record="{NOBODY}">Qin</a><sup data-source="{NOBODY}"></sup></p>',
    )
    submit(by=ana, edition=draft)

    assert refusal(approve, by=cleo, edition=draft) == [
        f"A record link in the body leads nowhere: {NOBODY}.",
        f"A source note in the body leads nowhere: {NOBODY}.",
    ]
    draft.refresh_from_db()
    assert (draft.state, draft.rendered) == ("in_review", "")


def test_a_submission_twice_and_of_nothing(ana: User) -> None:
    draft = drafted(ana)
    submit(by=ana, edition=draft)
    changed(Edition.objects.get(pk=draft.pk), body=" ")

    assert refusal(submit, by=ana, edition=draft) == [
        "This edition is in review already.",
        "The body is empty.",
    ]


def test_taking_back_what_is_not_ones_own_or_not_in_review(ana: User, cleo: User) -> None:
    draft, eve = drafted(ana), person("Eve Lindqvist", "")

    assert refusal(take_back, by=ana, edition=draft) == ["This edition is not in review."]
    assert refusal(take_back, by=eve, edition=draft) == [
        "This edition is not in review.",
        "Your role does not write articles.",
    ]
    submit(by=ana, edition=draft)
    others = "Somebody else wrote it: an editor can return it."
    assert refusal(take_back, by=cleo, edition=draft) == [others]
    approve(by=cleo, edition=draft)
    final = "This edition is approved, and an approval cannot be undone."
    assert refusal(take_back, by=ana, edition=draft) == [final]
    assert refusal(take_back, by=cleo, edition=draft) == [final, others]
    draft.refresh_from_db()
    assert (draft.submitted_by, draft.approved_by) == (ana, cleo)


def test_a_draft_is_not_published_and_starts_nothing(ana: User, cleo: User) -> None:
    draft = drafted(ana)

    assert refusal(publish_now, by=ana, edition=draft) == [
        "Your role does not publish: ask a publisher.",
        "This edition is not approved.",
    ]
    assert refusal(hold, by=cleo, edition=draft) == ["This edition is not scheduled."]
    assert refusal(start_edition, by=ana, article=draft.article) == [
        "No edition of this article is approved yet: edit its draft instead."
    ]


def test_a_draft_is_not_the_beginning_of_another(ana: User, cleo: User) -> None:
    draft = next_draft(published(drafted(ana), cleo).article, ana)

    assert refusal(start_edition, by=ana, article=draft.article, from_=draft) == [
        "Edition 2 is still a draft: edit it instead."
    ]


def test_what_the_database_refuses_is_in_words_too(ana: User) -> None:
    drafted(ana)

    assert refusal(drafted, by=ana) == ["Another article has this slug."]


def test_what_is_live_or_over_is_not_published_again(ana: User, cleo: User) -> None:
    first = published(drafted(ana), cleo)
    assert refusal(publish_now, by=cleo, edition=first) == ["This edition is live."]
    assert refusal(hold, by=cleo, edition=first) == [
        "This edition has been live: withdraw the article instead."
    ]

    published(next_draft(first.article, ana), cleo)

    assert refusal(publish_now, by=cleo, edition=first) == [
        "This edition was live and has ended: start the next one from it."
    ]
