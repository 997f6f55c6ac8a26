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
from briefings.api.documents import Resource
from briefings.api.urls import RESOURCES
from briefings.documents import store
from briefings.documents.editions import superseded
from briefings.models import Document
from briefings.veil import Veil

# What tells when something was last told.
TOLD = {"version", "updated_at", "content_updated_at"}
# The document that the answer of a day is made of: its chains, and what pages alone show.
STORED = "stored"
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
    """Yield the rows of a type; an article with its former editions, as below its address."""
    view: Any = resource()
    view.setup(Request(RequestFactory().get("/")))
    view.action, view.ledger_state = "retrieve", state
    ids = [*view.get_queryset().values_list("public_id", flat=True)]
    for public_id, stored in store.by_id(view.documents, ids, state).items():
        document = json.loads(stored)
        told = view.documents.told(stored, view.asked_of)
        told[STORED] = {name: document[name] for name in document if name not in TOLD}
        if view.row_type == "article":
            told["versions"] = superseded(public_id, state.at, Veil.of(state.withheld))
        yield told
