"""Articles, their editions, and what belongs to an edition."""

import factory
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from briefings.models import (
    Article,
    Byline,
    CarriedOver,
    Correction,
    Edition,
    EditionTopic,
    FixChoice,
    Mention,
)
from tests.factories.records import OfficialFactory, TopicFactory


class ArticleFactory(factory.django.DjangoModelFactory):
    """Make an article without an edition."""

    class Meta:
        model = Article

    slug = factory.Sequence(lambda n: f"a-visit-to-beijing-{n}")


class EditionFactory(factory.django.DjangoModelFactory):
    """Make a draft of a new article."""

    class Meta:
        model = Edition

    article = factory.SubFactory(ArticleFactory)
    number = factory.LazyAttribute(lambda edition: edition.article.editions.count() + 1)
    headline = "A visit to Beijing"
    based_on = factory.LazyAttribute(
        lambda edition: edition.article.editions.order_by("number").last()
    )


class BylineFactory(factory.django.DjangoModelFactory):
    """Make the byline of a draft."""

    class Meta:
        model = Byline

    edition = factory.SubFactory(EditionFactory)
    name = "Martha Gellhorn"


class EditionTopicFactory(factory.django.DjangoModelFactory):
    """Make a topic of a draft."""

    class Meta:
        model = EditionTopic

    edition = factory.SubFactory(EditionFactory)
    topic = factory.SubFactory(TopicFactory)


class CarriedOverFactory(factory.django.DjangoModelFactory):
    """Say that a draft has the changes of another draft of its article."""

    class Meta:
        model = CarriedOver

    edition = factory.SubFactory(EditionFactory)
    carried = factory.LazyAttribute(lambda row: EditionFactory(article=row.edition.article))


class FixChoiceFactory(factory.django.DjangoModelFactory):
    """Say that nobody has chosen about a draft, which lacks another of its article."""

    class Meta:
        model = FixChoice

    edition = factory.SubFactory(EditionFactory)
    fix = factory.LazyAttribute(lambda row: EditionFactory(article=row.edition.article))


class MentionFactory(factory.django.DjangoModelFactory):
    """Make a draft's mention of an official."""

    class Meta:
        model = Mention

    class Params:
        record = factory.SubFactory(OfficialFactory)

    edition = factory.SubFactory(EditionFactory)
    article = factory.SelfAttribute("edition.article")
    identity = factory.SelfAttribute("record.identity")
    position = 0


class CorrectionFactory(factory.django.DjangoModelFactory):
    """Make a correction of an official's record."""

    class Meta:
        model = Correction

    class Params:
        record = factory.SubFactory(OfficialFactory)

    identity = factory.SelfAttribute("record.identity")
    kind = Correction.Kind.CORRECTION
    words = "An earlier version misspelt the name."


def approved(edition: Edition, live_period: DateTimeTZRange) -> Edition:
    """Approve the edition unless it is, and give it `live_period`; return it."""
    edition.approved_at = edition.approved_at or timezone.now()
    edition.live_period = live_period
    edition.save()
    return edition
