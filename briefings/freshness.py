"""What an answer says of its own freshness, and the answers kept while they are fresh."""

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
from briefings.ledger import Standing

PARTS = 32  # of what is kept; one answer has one at most
# All in seconds.
MAX_AGE, SHARED_MAX_AGE, STALE_WHILE_REVALIDATE, MISSING_MAX_AGE = 60, 300, 60, 30
A_DAY = 86_400
A_WHILE = 300  # how old what the clock moves may be: "under way", the day where a meeting is


@dataclass(frozen=True)
class Freshness:
    """What tells one answer at one address from the next, and when the clock brings the next.

    The ledger's head stands for all records, so that no name, withdrawal or new row that an answer
    shows can change under an old validator; whose names are withheld, of which the ledger does not
    tell, stands beside it, under a key of ours so that nobody finds a name by guessing. The day
    stands for what is computed of today. The last modification is None while its second runs, since
    another change may still fall into it, and while a name is withheld. `window` is when the five
    minutes of the clock began in which the answer is made.
    """

    etag: str
    last_modified: int | None
    seconds_left: int
    window: int

    @classmethod
    def of(cls, request: HttpRequest, standing: Standing, *, moving: bool = False) -> Freshness:
        """Return that of the answer to a request while the ledger stands so.

        One that is `moving`, by the clock, holds for the five minutes of the clock that it is in.
        """
        today = timezone.localdate(standing.at)
        query = urlencode(sorted(request.GET.lists()), doseq=True)
        address = absolute(f"{request.path}?{query}")
        midnight = timezone.make_aware(datetime.combine(today, time()))
        now = int(standing.at.timestamp())
        window = now - now % A_WHILE
        began = window if moving else int(midnight.timestamp())
        told = f"{settings.BUILD} {standing.head} {standing.withheld} {today} {began} {address}"
        modified = max(int((standing.head_at or midnight).timestamp()), began)
        due = standing.next_due_at
        return cls(
            etag=f'W/"{salted_hmac("briefings.freshness", told).hexdigest()[:24]}"',
            last_modified=modified if modified < now and not standing.withheld else None,
            seconds_left=int((due - standing.at).total_seconds()) if due else A_DAY,
            window=window,
        )

    def held_by(self, request: HttpRequest) -> bool:
        """Return whether the client holds this answer."""
        response = get_conditional_response(request, self.etag, self.last_modified)
        return response is not None and response.status_code == 304

    def headers(self) -> dict[str, str]:
        """Return what an answer says: its validators, and an age that ends with the next change."""
        left = self.seconds_left
        control = f"public, max-age={min(MAX_AGE, left)}, s-maxage={min(SHARED_MAX_AGE, left)}"
        if left > SHARED_MAX_AGE + STALE_WHILE_REVALIDATE:
            control += f", stale-while-revalidate={STALE_WHILE_REVALIDATE}"
        headers = {"Cache-Control": control, "ETag": self.etag}
        if self.last_modified is not None:
            headers["Last-Modified"] = http_date(self.last_modified)
        return headers

    def headers_of_missing(self) -> dict[str, str]:
        """Return what "there is nothing here" says: for a short while only."""
        return {"Cache-Control": f"public, max-age={min(MISSING_MAX_AGE, self.seconds_left)}"}


class KeptAnswers:
    """The last answers that this process made, each under its validator, so that none is stale.

    They are all public: whoever may ask for one is answered so. An answer is kept for the five
    minutes of the clock that it was made in. `most` is how many bytes are kept at most; 0 keeps
    nothing. One answer takes a thirty-second part of that at most, so that pictures do not drive
    out pages. What was not asked for longest goes first. Safe from any thread.
    """

    def __init__(self, most: int) -> None:
        """Take how many bytes are kept."""
        self.most = most
        self._size = 0
        self._answers: OrderedDict[str, tuple[bytes, Mapping[str, str]]] = OrderedDict()
        self._lock = Lock()

    def find(self, freshness: Freshness, kind: str = "") -> HttpResponse | None:
        """Return the answer as it was made, without what was said of its freshness; else None.

        `kind` tells one answer at an address from another, such as its media type.
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
        """Keep a whole answer of which nothing is due, and before its freshness is said; no other.

        While a change is due that somebody is putting off, the validator does not tell of it.
        """
        if not isinstance(answer, HttpResponse) or answer.status_code != 200 or answer.cookies:
            return
        size = len(answer.content)
        if freshness.seconds_left <= 0 or size > self.most // PARTS:
            return
        with self._lock:
            self._drop(key := _key(freshness, kind))
            self._answers[key] = (answer.content, dict(answer.headers))
            self._size += size
            while self._size > self.most:
                self._drop(next(iter(self._answers)))

    def _drop(self, key: str) -> None:
        if key in self._answers:
            body, _ = self._answers.pop(key)
            self._size -= len(body)


def _key(freshness: Freshness, kind: str) -> str:
    return f"{freshness.etag} {freshness.window} {kind}"


KEPT = KeptAnswers(settings.KEPT_ANSWERS_BYTES)
