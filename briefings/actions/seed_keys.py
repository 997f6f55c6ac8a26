"""How the demo newsroom's files name records, sources and statements: by slug or by key."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import models

from briefings.models import Record, Source, Statement

RECORD_LINK = re.compile(r"\[\[(?P<type>[a-z]+):(?P<slug>[a-z0-9-]+)\|(?P<words>[^\]]+)\]\]")
STATEMENT = re.compile(r'data-statement="(?P<key>[a-z0-9-]+)"')
SOURCE_NOTE = re.compile(r"\[\^(?P<key>[a-z0-9-]+)\]")


def public_id_of(model: type[models.Model], key: str) -> UUID:
    """Return the public id of the exchange or statement with this key: the same every time."""
    return uuid5(NAMESPACE_URL, f"seeds/{model._meta.model_name}s.toml#{key}")


def link_records(
    body: str, *, record: Callable[[str, str], Record], source: Callable[[str], Source]
) -> str:
    """Return the body with public ids in place of slugs and keys; raises `Refused`.

    In a file a link is `[[official:wang-yi|Wang]]`, a note `[^bbc-2023-06-19]`, and a quotation has
    the key of its statement. `record` finds a record by type and slug, `source` a source by key.
    """

    def statement(found: re.Match[str]) -> str:
        return f'data-statement="{public_id_of(Statement, found["key"])}"'

    def link(found: re.Match[str]) -> str:
        public_id = record(found["type"], found["slug"]).public_id
        return f'<a data-record="{public_id}">{found["words"]}</a>'

    def note(found: re.Match[str]) -> str:
        return f'<sup data-source="{source(found["key"]).public_id}"></sup>'

    return STATEMENT.sub(statement, SOURCE_NOTE.sub(note, RECORD_LINK.sub(link, body)))
