"""What an answer says of its own freshness: validators, and how long caches may keep it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, time
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from briefings.ledger import Standing

MAX_AGE, SHARED_MAX_AGE, STALE_WHILE_REVALIDATE = 60, 300, 60
MISSING_MAX_AGE = 30  # seconds, all of them


@dataclass(frozen=True)
class Validator:
    """What tells one answer at one address from the next.

    The ledger's head stands for all records, so that no name, withdrawal or new row that an answer
    shows can change under an old validator; the day stands for what is computed of today.
    """

    etag: str
    last_modified: int | None

    def confirms(self, request: HttpRequest) -> bool:
        """Return whether the client holds this answer."""
        response = get_conditional_response(request, self.etag, self.last_modified)
        return response is not None and response.status_code == 304

    @property
    def headers(self) -> dict[str, str]:
        """The answer's `ETag` and, where it can be said, `Last-Modified`."""
        headers = {"ETag": self.etag}
        if self.last_modified is not None:
            headers["Last-Modified"] = http_date(self.last_modified)
        return headers


def validator(request: HttpRequest, standing: Standing) -> Validator:
    """Return the validator of the answer to a request while the ledger stands so."""
    today = timezone.localdate(standing.at)
    query = urlencode(sorted(request.GET.lists()), doseq=True)
    told = f"{settings.BUILD} {standing.head} {today} {request.get_host()}{request.path}?{query}"
    etag = f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'
    midnight = timezone.make_aware(datetime.combine(today, time()))
    modified = int(max(standing.head_at or midnight, midnight).timestamp())
    # While the second runs, another change may still fall into it: then only the ETag tells.
    return Validator(etag, modified if modified < int(standing.at.timestamp()) else None)


def cache_control(standing: Standing) -> str:
    """Return how long an answer may be kept: never past the next change that the clock brings."""
    left = _seconds_left(standing)
    control = f"public, max-age={min(MAX_AGE, left)}, s-maxage={min(SHARED_MAX_AGE, left)}"
    if left > SHARED_MAX_AGE + STALE_WHILE_REVALIDATE:
        control += f", stale-while-revalidate={STALE_WHILE_REVALIDATE}"
    return control


def cache_control_of_missing(standing: Standing) -> str:
    """Return how long "there is nothing here" may be kept."""
    return f"public, max-age={min(MISSING_MAX_AGE, _seconds_left(standing))}"


def _seconds_left(standing: Standing) -> int:
    if standing.next_due_at is None:
        return 86_400
    return int((standing.next_due_at - standing.at).total_seconds())
