"""HTTP validators and cache headers of an answer, and what is kept while it is fresh.

Kept answers are in Django's cache `answers`, what many answers show (counts, choices) in `parts`,
under a key made of the validator: what changes has another key, so nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.http import http_date

from briefings.addresses import absolute
from briefings.ledger import LedgerState

T = TypeVar("T")
# In seconds.
MAX_AGE, SHARED_MAX_AGE, STALE_WHILE_REVALIDATE, MISSING_MAX_AGE = 60, 300, 60, 30
A_DAY = 86_400
CLOCK_WINDOW = 300  # the age of what the clock moves: "under way", the day where a meeting is


@dataclass(frozen=True)
class Freshness:
    """The validators of one answer, and how long it stays the same.

    The ETag is made of:

    - the head of the part of the ledger that the answer rests on (`ledger.Scope`): no name,
      withdrawal or new row in it changes under an old validator;
    - the withheld names and what they hide, which the ledger does not tell of; hashed with a key
      of ours, so that nobody finds a name by guessing;
    - the day, for what is computed from today; the address; the release;
    - the moment, while a change is due that a transaction postpones: no later answer is the same.

    `last_modified` is None while its second lasts, because another change may fall into it, and
    where a withheld name blanks or ever hid anything. `seconds_left` runs until the next
    scheduled change.
    """

    etag: str
    last_modified: int | None
    seconds_left: int

    @classmethod
    def of(cls, request: HttpRequest, state: LedgerState, *, moving: bool = False) -> Freshness:
        """Return the freshness of the answer to a request in this state of the ledger.

        A `moving` answer changes by the clock too: it holds until the five minutes end.
        """
        today = timezone.localdate(state.at)
        query = urlencode(sorted(request.GET.lists()), doseq=True)
        address = absolute(f"{request.path}?{query}")
        midnight = timezone.make_aware(datetime.combine(today, time()))
        now = int(state.at.timestamp())
        began = now - now % CLOCK_WINDOW if moving else int(midnight.timestamp())
        head, head_at = state.scope_head or (state.head, state.head_at)
        alone = "" if state.is_settled else state.at
        content = f"{settings.BUILD} {head} {state.untold} {today} {began} {alone} {address}"
        modified = max(int((head_at or midnight).timestamp()), began)
        due = state.next_due_at
        is_told = modified < now and not (state.withheld or state.hidings or alone)
        return cls(
            etag=f'W/"{salted_hmac("briefings.freshness", content).hexdigest()[:24]}"',
            last_modified=modified if is_told else None,
            seconds_left=int((due - state.at).total_seconds()) if due else A_DAY,
        )

    def is_cached_by(self, request: HttpRequest) -> bool:
        """Return whether the request's validators say that the client has this answer."""
        response = get_conditional_response(request, self.etag, self.last_modified)
        return response is not None and response.status_code == 304

    def headers(self) -> dict[str, str]:
        """Return the validators, and a Cache-Control whose ages end with the next change."""
        left = self.seconds_left
        control = f"public, max-age={min(MAX_AGE, left)}, s-maxage={min(SHARED_MAX_AGE, left)}"
        if left > SHARED_MAX_AGE + STALE_WHILE_REVALIDATE:
            control += f", stale-while-revalidate={STALE_WHILE_REVALIDATE}"
        headers = {"Cache-Control": control, "ETag": self.etag}
        if self.last_modified is not None:
            headers["Last-Modified"] = http_date(self.last_modified)
        return headers

    def kept(self, kind: str = "") -> HttpResponse | None:
        """Return the answer as it was kept, without freshness headers; None if it is not.

        `kind` tells answers at one address apart, as by media type.
        """
        found = caches["answers"].get(self._key(kind)) if self.seconds_left > 0 else None
        return HttpResponse(found[0], headers=found[1]) if found else None

    def keep(self, answer: HttpResponseBase, kind: str = "") -> None:
        """Keep an answer of status 200, before it gets its freshness headers.

        It is kept for a day at most, as the day is part of the validator. Nothing is kept while a
        change is due that a transaction postpones: the validator does not cover that change yet.
        """
        if not isinstance(answer, HttpResponse) or answer.status_code != 200 or answer.cookies:
            return
        if self.seconds_left > 0 and len(answer.content) <= settings.LARGEST_KEPT_BYTES:
            kept = (answer.content, dict(answer.headers))
            caches["answers"].set(self._key(kind), kept, A_DAY)

    def _key(self, kind: str) -> str:
        return _name_in_cache(f"{self.etag} {kind}")

    def headers_of_missing(self) -> dict[str, str]:
        """Return the Cache-Control of a 404: for a short while only."""
        return {"Cache-Control": f"public, max-age={min(MISSING_MAX_AGE, self.seconds_left)}"}


def remembered(state: LedgerState, name: str, make: Callable[[], T]) -> T:
    """Return what `make` returns, made once for all who ask while their part of the ledger stands.

    What it reads is within that part. Never None. Nothing is kept while a change is due that a
    transaction postpones.
    """
    if not state.is_settled:
        return make()
    head, head_at = state.scope_head or (state.head, state.head_at)
    key = _name_in_cache(f"{settings.BUILD} {head} {head_at} {state.untold} {name}")
    found: T | None = caches["parts"].get(key)
    if found is None:
        found = make()
        caches["parts"].set(key, found, A_DAY)
    return found


def _name_in_cache(content: str) -> str:
    """Return a key that any cache takes, and that nobody makes who lacks our secret."""
    return salted_hmac("briefings.kept", content, algorithm="sha256").hexdigest()
