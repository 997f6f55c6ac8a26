"""What the public may see of an article's editions: the live one's words, and earlier ones'."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypedDict
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from briefings.addresses import absolute
from briefings.bodies import AttributedWords, Target, resolve_links, with_valid_speakers
from briefings.documents.images import file_url
from briefings.documents.mentions import Mention, of_identity, resource_url
from briefings.documents.statements import said_in
from briefings.documents.values import Address, Id, Moment, moment
from briefings.models import Article, Edition, Identity, Image
from briefings.models import Mention as Mentioned
from briefings.veil import Veil

# What an edition says itself. Where it is read whole the veil passes these unchanged, until an
# editor marks the edition: they are as somebody approved them.
OWN_WORDS = ("headline", "standfirst", "dateline_place", "body")


class Byline(TypedDict):
    """Who wrote it, where from."""

    name: str
    place: str | None


class Heading(TypedDict):
    """A line of the table of contents."""

    level: int
    text: str
    anchor: Annotated[str, "The id of the heading in the body's HTML"]


class Body(TypedDict):
    """The text of an edition, as HTML with its links to records resolved, and plain."""

    html: str
    text: str
    contents: list[Heading]


class HeroImage(TypedDict):
    """The picture over an article: `url` is its JSON, `file_url` the picture; sizes are pixels."""

    id: Id
    url: Address
    file_url: Address
    width: int
    height: int
    alt: str
    caption: str | None
    credit: str


class EditionInShort(TypedDict):
    """One of the editions that readers were shown."""

    number: int
    live_from: Moment


class SupersededEdition(TypedDict):
    """What an article said before."""

    number: int
    headline: str
    standfirst: str | None
    live_from: Moment
    live_until: Moment
    word_count: int
    web_url: Address
    body: Body


@dataclass(frozen=True)
class Reading:
    """What the public sees at one moment of what editions name and quote."""

    named: Mapping[int, tuple[Mention, Sequence[UUID]]]
    said: Mapping[UUID, AttributedWords]

    @classmethod
    def of(
        cls, editions: Sequence[Edition], at: datetime, coming: Collection[UUID] = ()
    ) -> Reading:
        """Return what the editions name and quote; two queries, three where one quotes anything.

        Statements with the ids `coming` count as public.
        """
        in_order = Mentioned.objects.order_by("position", "identity")
        prefetch_related_objects([*editions], Prefetch("mentions", in_order))
        keys = {each.identity_id for edition in editions for each in edition.mentions.all()}
        keys |= {edition.about_id for edition in editions if edition.about_id}
        public: Any = Identity.objects.live(at).labelled(at).with_former_ids()
        named = {
            identity.pk: (of_identity(identity), [identity.public_id, *identity.former_ids])
            for identity in public.filter(pk__in=keys)
        }
        return cls(named, said_in([edition.rendered for edition in editions], at, coming=coming))

    def about(self, edition: Edition) -> Mention | None:
        """Return the record that an edition is about; None for none and for one not public."""
        short, _ = self.named.get(edition.about_id or 0, (None, ()))
        return short

    def mentions(self, edition: Edition) -> list[Mention]:
        """Return the records that an edition names, in the order of their first places."""
        return [short for short, _ in self._of(edition)]

    def body(self, edition: Edition) -> Body:
        """Return the text with speakers as they stand and links to where records are."""
        targets = {
            public_id: Target(short["label"] or "", short["web_url"])
            for short, public_ids in self._of(edition)
            if short["web_url"]
            for public_id in public_ids
        }
        html = with_valid_speakers(edition.rendered, self.said)
        return {
            "html": resolve_links(html, targets),
            "text": edition.plain_text,
            "contents": edition.contents,
        }

    def _of(self, edition: Edition) -> list[tuple[Mention, Sequence[UUID]]]:
        keys = [each.identity_id for each in edition.mentions.all()]
        return [self.named[key] for key in keys if key in self.named]


def in_short(edition: Edition) -> EditionInShort:
    """Return when an edition went live."""
    period: Any = edition.live_period
    return {"number": edition.number, "live_from": moment(period.lower)}


def bylines(edition: Edition) -> list[Byline]:
    """Return who wrote an edition; they were fetched."""
    return [{"name": each.name, "place": each.place or None} for each in edition.bylines.all()]


def hero_image(image: Image | None, at: datetime) -> HeroImage | None:
    """Return the picture over an article; None for none and for one not public."""
    if image is None or not image.is_live(at):
        return None
    return {
        "id": str(image.public_id),
        "url": resource_url("image", image.public_id),
        "file_url": file_url(image),
        "width": image.width,
        "height": image.height,
        "alt": image.alt,
        "caption": image.caption or None,
        "credit": image.credit,
    }


def veiled(told: Mapping[str, Any], edition: Edition, veil: Veil) -> dict[str, Any]:
    """Return what is told of an edition read whole with names blank, but for its own words."""
    own = veil.for_edition(edition.pk)
    words = {name: own.data(told[name]) for name in OWN_WORDS if name in told}
    blank: dict[str, Any] = veil.data(told)
    return {**blank, **words}


def superseded(public_id: UUID, at: datetime, veil: Veil) -> list[dict[str, Any]]:
    """Return the editions of an article that were live before the one that is, newest first.

    They are read from the tables each time: few ask for them, and an article's document would be
    several times as large with them. Three queries, four where one quotes anything.
    """
    of_article = Edition.objects.filter(article__in=Article.objects.filter(public_id=public_id))
    past = of_article.superseded(at).order_by("-live_period").select_related("article")
    editions = [*past]
    reading = Reading.of(editions, at)
    return [veiled(_superseded(edition, reading), edition, veil) for edition in editions]


def _superseded(edition: Edition, reading: Reading) -> SupersededEdition:
    period: Any = edition.live_period
    path = reverse("edition", args=[edition.article.slug, edition.number])
    return {
        "number": edition.number,
        "headline": edition.headline,
        "standfirst": edition.standfirst or None,
        "live_from": moment(period.lower),
        "live_until": moment(period.upper),
        "word_count": edition.word_count,
        "web_url": absolute(path),
        "body": reading.body(edition),
    }
