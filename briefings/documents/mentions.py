"""The short form of a record: how every other document names it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, TypedDict
from uuid import UUID

from django.conf import settings

from briefings.addresses import path_of
from briefings.documents.values import Address, Id
from briefings.models import (
    CustodyEvent,
    Detainee,
    Detention,
    Exchange,
    Identity,
    Image,
    Participant,
    Readout,
    Row,
    Source,
    Statement,
    StatusChange,
    Tenure,
)
from briefings.models.record_types import RECORD_TYPES, page_path

PLURALS = {name: record_type.plural for name, record_type in RECORD_TYPES.items()} | {
    "tenure": "tenures",
    "source": "sources",
    "participant": "participants",
    "status-change": "status-changes",
    "readout": "readouts",
    "detention": "detentions",
    "custody-event": "custody-events",
    "exchange": "exchanges",
    "statement": "statements",
    "image": "images",
}
TYPES: dict[type[Row], str] = {
    **{record_type.model: name for name, record_type in RECORD_TYPES.items()},
    Tenure: "tenure",
    Source: "source",
    Participant: "participant",
    StatusChange: "status-change",
    Readout: "readout",
    Detention: "detention",
    CustodyEvent: "custody-event",
    Exchange: "exchange",
    Statement: "statement",
    Image: "image",
}
RECORD_TYPE_CHOICES = [(name, name) for name in RECORD_TYPES]
TYPE_CHOICES = [(name, name) for name in PLURALS]


class Mention(TypedDict):
    """A record in short; `label` and both addresses are copies: join by `id`."""

    id: Id
    type: Annotated[str, RECORD_TYPE_CHOICES]
    label: Annotated[str | None, "What it is called today; a copy: join by `id`"]
    url: Address
    web_url: Annotated[Address | None, "null: it has no page"]


def resource_url(type_: str, public_id: UUID) -> str:
    """Return the address of a row's JSON."""
    return f"{settings.NEWSROOM_ADDRESS}{path_of(f'api:{PLURALS[type_]}-detail', public_id)}"


def page_url(type_: str, slug: str) -> str | None:
    """Return the address of a record's page; None for a type that has none."""
    path = page_path(type_, slug)
    return None if path is None else f"{settings.NEWSROOM_ADDRESS}{path}"


def of_record(record: Any) -> Mention:
    """Return the short form of a record that is no article."""
    type_ = TYPES[type(record)]
    return {
        "id": str(record.public_id),
        "type": type_,
        "label": record.public_name if isinstance(record, Detainee) else str(record),
        "url": resource_url(type_, record.public_id),
        "web_url": page_url(type_, record.slug),
    }


def of_identity(identity: Identity) -> Mention:
    """Return the short form of any record; `label_at`, where it was asked for, is its label."""
    return {
        "id": str(identity.public_id),
        "type": identity.type,
        "label": getattr(identity, "label_at", identity.label) or None,
        "url": resource_url(identity.type, identity.public_id),
        "web_url": page_url(identity.type, identity.slug),
    }


def mention(record: Any, at: datetime) -> Mention | None:
    """Return the short form of a record or identity; None for none and for one not public."""
    if record is None or not record.is_live(at):
        return None
    return of_identity(record) if isinstance(record, Identity) else of_record(record)


def mentions(records: Iterable[Any], at: datetime) -> list[Mention]:
    """Return the short forms of the records or identities that are public."""
    return [short for record in records if (short := mention(record, at))]
