"""What the script of a desk page sends while somebody types."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.urls import reverse

from tests.admin.conftest import Desk, sent_by


def keep(desk: Desk, model: str, key: Any, values: dict[str, Any], **more: Any) -> Any:
    """Send what is typed as the script of a page does; return the response."""
    fields = [
        [name, each]
        for name, value in values.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    sent = {"opening": str(uuid4()), "number": 1, "began": "", "user": desk.person.pk}
    body = json.dumps(sent | {"typed": fields} | more)
    address = reverse("working_copy_keep", args=[model, key])
    return desk.post(address, body, content_type="application/json")


def typed_on(desk: Desk, row: Any, **typed: Any) -> dict[str, Any]:
    """Return what the form of a page sends once something was typed."""
    return sent_by(desk.open(row)) | typed
