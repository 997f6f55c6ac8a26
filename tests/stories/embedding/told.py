"""What the API tells of every row, and where two such accounts differ.

Read as the resources read, without HTTP, all rows of a type at once; documents are made anew, since
a stored one stands until the ledger tells otherwise.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.test import RequestFactory
from rest_framework.request import Request

from briefings import ledger
from briefings.api.base import Resource
from briefings.api.documents import DocumentResource
from briefings.api.urls import RESOURCES
from briefings.documents import store
from briefings.models import Article, Document

# What tells when something was last told.
TOLD = {"version", "updated_at", "content_updated_at"}
# What of a document is told on no day alone.
CHAINS = "chains"
Account = dict[str, dict[str, Any]]


def account() -> Account:
    """Return every row of every list as its own address tells it, by public id."""
    state = ledger.read_state()
    Document.objects.all().delete()
    return {
        str(row["id"]): row for resource in RESOURCES.values() for row in _rows(resource, state)
    }


def differences(before: Account, after: Account) -> dict[str, set[str]]:
    """Return the ids of the rows that differ, each with the fields that do.

    A row that came or went differs in no field.
    """
    found: dict[str, set[str]] = {}
    for key in {*before, *after}:
        one, other = before.get(key), after.get(key)
        if one is None or other is None:
            found[key] = set()
        elif fields := {name for name in one if name not in TOLD and one[name] != other[name]}:
            found[key] = fields
    return found


def _rows(resource: type[Resource], state: ledger.LedgerState) -> Iterator[dict[str, Any]]:
    view = _asked(resource, "retrieve", state)
    if isinstance(view, DocumentResource):
        ids = [*view.get_queryset().values_list("public_id", flat=True)]
        for stored in store.read(view.documents, ids, state):
            document = json.loads(stored)
            chains = {name: document[name] for name in view.documents.chains}
            yield {**view.documents.told(stored, view.asked_of), CHAINS: chains}
    else:
        for row in view.queryset.live(state.at):
            yield _article(resource, state, row)


def _article(
    resource: type[Resource], state: ledger.LedgerState, article: Article
) -> dict[str, Any]:
    """Return an article with its former editions, as they are told below its address."""
    view = _asked(resource, "retrieve", state, article)
    whole: dict[str, Any] = view.discreet(view.get_serializer(view.get_object()).data)
    view = _asked(resource, "versions", state, article)
    return {**whole, "versions": view.versions(view.request).data}


def _asked(
    resource: type[Resource], action: str, state: ledger.LedgerState, row: Any = None
) -> Any:
    """Return the view of a resource as it stands before it answers."""
    view: Any = resource()
    view.setup(Request(RequestFactory().get("/")), id=row and row.public_id)
    view.action, view.ledger_state, view.format_kwarg = action, state, None
    return view
