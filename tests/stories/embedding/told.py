"""What the API tells of every row, and where two such accounts differ.

Read as the resources read, all rows of one at once; a request for each would take six times as long.
"""

from collections.abc import Iterator
from typing import Any

from django.test import RequestFactory
from rest_framework.request import Request

from briefings import ledger
from briefings.api.base import Resource
from briefings.api.urls import RESOURCES

# What tells when something was last told.
TOLD = {"version", "updated_at", "content_updated_at"}
Account = dict[str, dict[str, Any]]


def account() -> Account:
    """Return every row of every list as its own address tells it, by public id."""
    return {
        row["id"]: row
        for resource in RESOURCES.values()
        for row in _rows(resource, ledger.read_state())
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
    if resource.get_object is Resource.get_object:
        rows = view.detailed(view.get_queryset())
        yield from view.discreet(view.get_serializer(rows, many=True).data)
        return
    for row in resource.queryset.live(state.at):  # type: ignore[attr-defined]
        view = _asked(resource, "retrieve", state, row.public_id)
        whole = view.discreet(view.get_serializer(view.get_object()).data)
        if resource.row_type == "article":
            view = _asked(resource, "versions", state, row.public_id)
            whole["versions"] = view.versions(view.request).data
        yield whole


def _asked(
    resource: type[Resource], action: str, state: ledger.LedgerState, key: object = None
) -> Any:
    """Return the view as it stands before it answers."""
    view: Any = resource()
    view.setup(Request(RequestFactory().get("/")), id=key)
    view.request, view.action, view.ledger_state = view.request, action, state
    view.format_kwarg = None
    return view
