"""Names of the record without a link, and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from briefings.bodies.claims import OCCASIONS
from briefings.bodies.named import links_in
from briefings.bodies.names import PEOPLE
from briefings.bodies.sentences import quoted
from briefings.checks.texts.base import Found, Mend, Piece, Place, TextCheck
from briefings.models import Image, PartialDate, Source

LINKED = PEOPLE | OCCASIONS


def find_unlinked(piece: Piece) -> Iterator[Found]:
    """Yield the first place of each person, meeting and visit that the body names unlinked."""
    text = piece.text
    linked = {link.record for link in text.links}
    closed = [(link.paragraph, link.start, link.end) for link in text.links]
    running = [
        (number, block.text)
        for number, block in text.paragraphs
        if number > 0 and not block.is_heading
    ]
    last = [(number, *span) for number, words in running for span in quoted(words)]
    for link in text.names.find(running, last, closed)[0]:
        if link.type not in LINKED or link.record in linked:
            continue
        linked.add(link.record)
        place = Place(link.paragraph, link.start, link.end, link.text)
        mend = Mend(f"Link {link.label}", record=link.record)
        yield Found(f"The record has {link.label}: link it.", place, str(link.record), mend=mend)


def find_dead(piece: Piece) -> Iterator[Found]:
    """Yield links, source notes and pictures of the body to what is not in the record."""
    text = piece.text
    for number, start, end, record in links_in(text.paragraphs):
        if record not in text.targets:
            place = Place(number, start, end, text.words[number][start:end])
            yield Found("This link leads to no record: unlink it, or link another.", place)
    noted = text.noted
    known = {row.public_id for row in Source.objects.with_public_ids(noted) if noted}
    for source, number in noted.items():
        if source not in known:
            yield Found(
                "A source note in this paragraph leads to no source.",
                Place.of_paragraph(number, text.words[number]),
                str(source),
            )
    shown = text.pictures
    held = {row.public_id for row in Image.objects.with_public_ids(shown)} if shown else set()
    for image in shown:
        if image not in held:
            yield Found("A picture in the body is not in the record.", None, str(image))


def find_gone(piece: Piece) -> Iterator[Found]:
    """Yield the sources, noted or cited, whose page and archived copy are gone (one query)."""
    text = piece.text
    cited = Q(public_id__in=[*text.noted]) | Q(pk__in=piece.sources)
    gone: Any = Source.objects.with_dead_links().filter(cited).order_by("pk")
    for source in gone if text.noted or piece.sources else ():
        number = text.noted.get(source.public_id)
        place = None if number is None else Place.of_paragraph(number, text.words[number])
        since = PartialDate.of(localdate(source.link_failing_since))
        says = f"The page of “{source}” cannot be read since {since}: {source.link_problem}."
        yield Found(says, place, f"{source.public_id} {source.url} {source.archived_url}")


UNLINKED = TextCheck(
    "name-not-linked",
    "Known name not linked",
    "The piece is then not listed on that page.",
    find_unlinked,
)
DEAD_LINK = TextCheck(
    "dead-link",
    "Link that leads nowhere",
    "It cannot be approved with it.",
    find_dead,
)
GONE = TextCheck(
    "source-gone",
    "Source that is not there any more",
    "A reader cannot look it up: mend its address, or name an archived copy.",
    find_gone,
)
