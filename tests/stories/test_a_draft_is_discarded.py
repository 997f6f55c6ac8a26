"""A draft that nobody wants is thrown away, and an article with its only one."""

import pytest
from django.contrib.auth.models import User

from briefings.actions.discarding import discard
from briefings.actions.editions import submit
from briefings.actions.refusals import Refused
from briefings.models import Article
from tests.stories.desk import drafted, next_draft, published


def test_the_article_goes_with_its_only_draft(ana: User) -> None:
    discard(by=ana, edition=drafted(ana))

    assert not Article.objects.exists()


def test_the_article_stays_with_what_was_approved(ana: User, cleo: User) -> None:
    first = published(drafted(ana), cleo)

    discard(by=ana, edition=next_draft(first.article, ana))

    assert list(first.article.editions.all()) == [first]


def test_who_comes_too_late_is_told_so(ana: User, ben: User) -> None:
    draft = drafted(ana)
    discard(by=ana, edition=draft.article.editions.get())

    for late in (discard, submit):
        with pytest.raises(Refused) as refused:
            late(by=ben, edition=draft)
        assert refused.value.reasons == ["Somebody has deleted it meanwhile."]


@pytest.mark.django_db(transaction=True)
def test_an_article_that_another_is_about_stays(ana: User) -> None:
    visit = drafted(ana)
    drafted(ana, slug="what-beijing-wants", about=visit.article.identity)

    with pytest.raises(Refused) as refused:
        discard(by=ana, edition=visit)
    assert refused.value.reasons == ["Something else still names it."]
    assert Article.objects.filter(pk=visit.article_id).exists()
