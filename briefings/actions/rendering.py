"""Render an edition's body with what it takes from the record; reasons why it cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from briefings.bodies import Attribution, EmbeddedPicture, Rendering, embedded_in, render
from briefings.models import Edition, Identity, Image, Source, Statement, Tenure
from briefings.models.base import if_live
from briefings.models.days import Match


def render_edition(edition: Edition, at: datetime, *, also_live: Iterable[UUID] = ()) -> Rendering:
    """Render the edition's body with the statements and pictures that are live at `at`.

    Statements with the ids `also_live` count as live: they are published with the edition. At most
    three queries, only for what the body names.
    """
    named = embedded_in(edition.body)
    statements = live_attributions((*named.quoted, *named.said), at, also_live=also_live)
    return render(edition.body, statements, live_pictures(named.pictures, at))


def live_attributions(
    ids: Iterable[UUID], at: datetime, *, also_live: Iterable[UUID] = ()
) -> dict[UUID, Attribution]:
    """Return who said the statements with these ids, and when, if they are live or `also_live`.

    An official has the offices possibly held on the day of the words; none if the day is not
    exactly known. At most two queries.
    """
    ids = [*ids]
    known = Statement.objects.with_public_ids(ids)
    shown = Q(pk__in=known.live(at)) | Q(public_id__in=[*also_live])
    known = known.filter(shown).with_speakers()
    statements = [*known] if ids else []
    officials = [s.official_id for s in statements if s.official_id is not None]
    tenures = _tenures_of(officials, at) if officials else []
    return {one.public_id: _attribution(one, tenures, at) for one in statements}


def _tenures_of(officials: Collection[int], at: datetime) -> list[Tenure]:
    """Return the live tenures of officials with these keys, without countries that are not live."""
    tenures = Tenure.objects.live(at).filter(official__in=officials).in_order()
    told = list(tenures.select_related("official", "office__country"))
    for tenure in told:
        tenure.office.country = if_live(tenure.office.country, at)
    return told


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
        occasion=str(meeting) if meeting is not None else lower_first(statement.occasion),
        meeting=meeting.identity.public_id if meeting is not None else None,
        day=""
        if said_on is None or (meeting is not None and meeting.on == said_on)
        else str(said_on),
        form=statement.get_form_display().lower(),
    )


def lower_first(words: str) -> str:
    """Return words to be used within a sentence: lower-case first, unless it is an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def live_pictures(ids: Iterable[UUID], at: datetime) -> dict[UUID, EmbeddedPicture]:
    """Return the live pictures with these ids, as pages show them (one query)."""
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
        for image in (Image.objects.live(at).with_public_ids(ids) if ids else ())
    }


def why_not_ready(rendering: Rendering, at: datetime) -> list[str]:
    """Return a reason for each reference in the body to nothing, or to an unpublished picture.

    A link to a record that is not public yet is allowed: it is plain text until then. Reasons about
    quoted statements are in `quotations`.
    """
    named = rendering.embedded
    statements = Statement.objects.with_public_ids((*named.quoted, *named.said))
    shown = Image.objects.with_public_ids(named.pictures)
    references = (
        ("record link", rendering.mentions, _ids(Identity, rendering.mentions)),
        ("source note", rendering.sources, _ids(Source, rendering.sources)),
        ("quotation", (*named.quoted, *named.said), {row.public_id for row in statements}),
        ("picture", named.pictures, {image.public_id for image in shown}),
    )
    reasons = [
        f"A {noun} in the body leads nowhere: {id_}."
        for noun, ids, found in references
        for id_ in ids
        if id_ not in found
    ]
    live = live_pictures(named.pictures, at)
    return reasons + [
        f"A picture in the body is not published: {image}."
        for image in shown
        if image.public_id not in live
    ]


def _ids(model: type[Identity] | type[Source], ids: tuple[UUID, ...]) -> set[UUID]:
    return {*model._default_manager.in_bulk(ids, field_name="public_id")}
