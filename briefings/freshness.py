"""HTTP validators and cache headers of an answer, and the answers kept while they are fresh."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from threading import Lock
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.http import http_date

from briefings.addresses import absolute
from briefings.ledger import LedgerState

PARTS = 32  # one answer may take this part of the kept bytes
# In seconds.
MAX_AGE, SHARED_MAX_AGE, STALE_WHILE_REVALIDATE, MISSING_MAX_AGE = 60, 300, 60, 30
A_DAY = 86_400
CLOCK_WINDOW = 300  # the age of what the clock moves: "under way", the day where a meeting is


@dataclass(frozen=True)
class Freshness:
    """The validators of one answer, and how long it stays the same.

    The ETag is made of:

    - the ledger's head, which covers all records: no name, withdrawal or new row changes under an
      old validator;
    - the withheld names, which the ledger does not tell of; hashed with a key of ours, so that
      nobody finds a name by guessing;
    - the day, for what is computed from today; the address; the release.

    `last_modified` is None while its second lasts, because another change may fall into it, and
    while a name is withheld. `seconds_left` runs until the next scheduled change. `window` is the
    start of the five minutes of the clock in which the answer is made.
    """

    etag: str
    last_modified: int | None
    seconds_left: int
    window: int

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
        window = now - now % CLOCK_WINDOW
        began = window if moving else int(midnight.timestamp())
        content = f"{settings.BUILD} {state.head} {state.withheld} {today} {began} {address}"
        modified = max(int((state.head_at or midnight).timestamp()), began)
        due = state.next_due_at
        return cls(
            etag=f'W/"{salted_hmac("briefings.freshness", content).hexdigest()[:24]}"',
            last_modified=modified if modified < now and not state.withheld else None,
            seconds_left=int((due - state.at).total_seconds()) if due else A_DAY,
            window=window,
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

    def headers_of_missing(self) -> dict[str, str]:
        """Return the Cache-Control of a 404: for a short while only."""
        return {"Cache-Control": f"public, max-age={min(MISSING_MAX_AGE, self.seconds_left)}"}


class KeptAnswers:
    """The latest public answers of this process, each under its validator: none is ever stale.

    An answer is kept until its five minutes of the clock end. At most `max_bytes` are kept (0 keeps
    nothing), and one answer takes at most a thirty-second part, so that pictures do not push out
    pages. The least recently used goes first. Safe for threads.
    """

    def __init__(self, max_bytes: int) -> None:
        """Keep at most so many bytes."""
        self.max_bytes = max_bytes
        self._size = 0
        self._answers: OrderedDict[str, tuple[bytes, Mapping[str, str]]] = OrderedDict()
        self._lock = Lock()

    def find(self, freshness: Freshness, kind: str = "") -> HttpResponse | None:
        """Return the answer without its freshness headers; None if it is not kept.

        `kind` tells answers at one address apart, as by media type.
        """
        if freshness.seconds_left <= 0:
            return None
        with self._lock:
            found = self._answers.get(key := _key(freshness, kind))
            if found is None:
                return None
            self._answers.move_to_end(key)
        body, headers = found
        return HttpResponse(body, headers=headers)

    def keep(self, freshness: Freshness, answer: HttpResponseBase, kind: str = "") -> None:
        """Keep an answer of status 200, before it gets its freshness headers.

        Nothing is kept while a change is due that a transaction postpones: the validator does not
        cover that change yet.
        """
        if not isinstance(answer, HttpResponse) or answer.status_code != 200 or answer.cookies:
            return
        size = len(answer.content)
        if freshness.seconds_left <= 0 or size > self.max_bytes // PARTS:
            return
        with self._lock:
            self._drop(key := _key(freshness, kind))
            self._answers[key] = (answer.content, dict(answer.headers))
            self._size += size
            while self._size > self.max_bytes:
                self._drop(next(iter(self._answers)))

    def _drop(self, key: str) -> None:
        if key in self._answers:
            body, _ = self._answers.pop(key)
            self._size -= len(body)


def _key(freshness: Freshness, kind: str) -> str:
    return f"{freshness.etag} {freshness.window} {kind}"


KEPT = KeptAnswers(settings.KEPT_ANSWERS_BYTES)
