"""The demo's own people, one for each role that a piece passes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User


@dataclass(frozen=True)
class Staff:
    """The demo's people: who writes, who enters and publishes records, who approves."""

    reporter: User
    editor: User
    publisher: User


def enter_staff(people: Mapping[str, dict[str, Any]]) -> Staff:
    """Return the demo's accounts, created if missing, each in the group of its role.

    Nobody can sign in as one of them: they have no password.
    """
    staff = {}
    for role, names in people.items():
        staff[role], made = User.objects.get_or_create(
            username=names["username"], defaults={**names, "password": make_password(None)}
        )
        if made:
            staff[role].groups.set(Group.objects.filter(name=role))
    return Staff(**staff)
