"""A body made ready with what it takes from the record, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from briefings.bodies import Attribution, EmbeddedPicture, Rendering, embedded_in, render
from briefings.models import Edition, Identity, Image, Source, Statement, Tenure
from briefings.models.base import if_live
from briefings.models.days import Match
from briefings.timelines import tenures_of


def rendered(edition: Edition, at: datetime, *, coming: Iterable[UUID] = ()) -> Rendering:
    """Return the edition's body made ready with the statements and pictures live at `at`.

    The statements with the ids `coming` will be, with the edition: they count too. Queries only for
    what the body names: three times at most.
    """
    named = embedded_in(edition.body)
    statements = attributions((*named.quoted, *named.said), at, coming=coming)
    return render(edition.body, statements, pictures(named.pictures, at))


def attributions(
    ids: Iterable[UUID], at: datetime, *, coming: Iterable[UUID] = ()
) -> dict[UUID, Attribution]:
    """Return whose words the statements with these ids are, as far as they are live or `coming`.

    An official speaks in the offices possibly held on the day of the words, in none where that is
    not one day. Two queries at most.
    """
    ids = [*ids]
    shown = Q(pk__in=Statement.objects.live(at).known_as(ids)) | Q(public_id__in=[*coming])
    known = Statement.objects.known_as(ids).filter(shown).with_speakers()
    statements = [*known] if ids else []
    officials = [s.official.identity_id for s in statements if s.official is not None]
    tenures = tenures_of(officials, at) if officials else []
    return {one.public_id: _attribution(one, tenures, at) for one in statements}


def _attribution(statement: Statement, tenures: list[Tenure], at: datetime) -> Attribution:
    speaker = statement.official or statement.organization
    meeting = if_live(statement.meeting, at)
    said_on = statement.said_on
    day = None
    if said_on is not None and said_on.earliest == said_on.latest:
        day = said_on.earliest
    today = localdate(at)
    offices = [
        tenure.office.title if held == Match.CERTAINLY else f"possibly {tenure.office.title}"
        for tenure in tenures
        if tenure.official_id == statement.official_id and (held := tenure.held(day, today))
    ]
    return Attribution(
        words=statement.words,
        speaker=str(speaker or statement.attribution),
        record=speaker.identity.public_id if speaker is not None else None,
        office=", ".join(offices),
        occasion=str(meeting) if meeting is not None else within(statement.occasion),
        meeting=meeting.identity.public_id if meeting is not None else None,
        day=""
        if said_on is None or (meeting is not None and meeting.on == said_on)
        else str(said_on),
        form=statement.get_form_display().lower(),
    )


def within(words: str) -> str:
    """Return words as they stand within a sentence: a first word in capitals stays."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def pictures(ids: Iterable[UUID], at: datetime) -> dict[UUID, EmbeddedPicture]:
    """Return the pictures with these ids that are live, as pages show them (one query)."""
    ids = [*ids]
    return {
        image.public_id: EmbeddedPicture(
            image.get_absolute_url(),
            image.width,
            image.height,
            image.alt,
            image.caption,
            image.credit,
        )
        for image in (Image.objects.live(at).known_as(ids) if ids else ())
    }


def why_not_ready(rendering: Rendering, at: datetime) -> list[str]:
    """Return a reason for each thing in the body that leads nowhere, or to a picture kept back.

    A record link may lead to a record that is not public yet: its words are plain until then. What
    is asked of the statements that it quotes stands in `quotations`.
    """
    named = rendering.embedded
    said = Statement.objects.known_as((*named.quoted, *named.said))
    shown = Image.objects.known_as(named.pictures)
    sought = (
        ("record link", rendering.mentions, _ids(Identity, rendering.mentions)),
        ("source note", rendering.sources, _ids(Source, rendering.sources)),
        ("quotation", (*named.quoted, *named.said), {row.public_id for row in said}),
        ("picture", named.pictures, {image.public_id for image in shown}),
    )
    reasons = [
        f"A {noun} in the body leads nowhere: {id_}."
        for noun, ids, found in sought
        for id_ in ids
        if id_ not in found
    ]
    live = pictures(named.pictures, at)
    return reasons + [
        f"A picture in the body is not published: {image}."
        for image in shown
        if image.public_id not in live
    ]


def _ids(model: type[Identity] | type[Source], ids: tuple[UUID, ...]) -> set[UUID]:
    return {*model._default_manager.in_bulk(ids, field_name="public_id")}
