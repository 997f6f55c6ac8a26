"""Keep a copy of everything that a newsroom publishes. Standard library only.

    python mirror.py https://news.example/api/v1/ copy.json

The first run loads every list; each later one asks what changed since, and takes over that alone.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

Row = dict[str, Any]
AT_ONCE = 200


class Mirror:
    """A copy of all rows, each whole, by type and id.

    `since` is the number of the last change that it has. `veil` is a mark of the names that were
    withheld when it was loaded.
    """

    def __init__(self, api: str) -> None:
        """Take the address of the API, with a slash at its end."""
        self.api = api
        self.rows: dict[str, dict[str, Row]] = {}
        self.since = 0
        self.veil = ""

    def load(self) -> None:
        """Load every list. What changes meanwhile is followed afterwards, as any change is."""
        feed = self.fetch("changes/", limit=1)
        rows: dict[str, dict[str, Row]] = {}
        for resource in self.fetch("")["resources"].values():
            page = self.fetch(resource["url"], expand="document", page_size=AT_ONCE, count="none")
            while True:
                for row in page["results"]:
                    rows.setdefault(row["type"], {})[row["id"]] = row
                if page["next"] is None:
                    break
                page = self.fetch(page["next"])
        self.rows, self.since, self.veil = rows, feed["head"], feed["veil"]

    def follow(self) -> int:
        """Take over what changed; return how many changes there were.

        Where a name was withheld or disclosed, texts differ that no change tells of: all is loaded.
        """
        followed = 0
        while True:
            feed = self.fetch("changes/", since=self.since, limit=AT_ONCE, expand="document")
            if feed["veil"] != self.veil:
                self.load()
                continue
            for change in feed["results"]:
                self._take(change)
            self.since = feed["next_since"]
            followed += len(feed["results"])
            if len(feed["results"]) < AT_ONCE:
                return followed

    def _take(self, change: Row) -> None:
        """Keep the row as it is now; drop it where it is gone, withdrawn or merged."""
        rows = self.rows.setdefault(change["type"], {})
        if change["document"] is None:
            rows.pop(change["id"], None)
        else:
            rows[change["id"]] = change["document"]

    def fetch(self, address: str, **parameters: Any) -> Any:
        """Return the answer at an address, or at a path of the API; wait where asked to wait."""
        url = address if address.startswith("http") else self.api + address
        if parameters:
            url = f"{url}?{urlencode(parameters)}"
        while True:
            try:
                with urlopen(url, timeout=60) as answer:  # noqa: S310 - whose API is asked
                    return json.load(answer)
            except HTTPError as refused:
                if refused.code not in (429, 503):
                    raise
                time.sleep(int(refused.headers.get("Retry-After") or 1))


def main(api: str, file: str) -> None:
    """Bring the copy in a file up to date; make it where there is none.

    The file is replaced at the end: cut off before, it is as it was.
    """
    mirror, path = Mirror(api), Path(file)
    if path.exists():
        kept = json.loads(path.read_text(encoding="utf-8"))
        mirror.rows, mirror.since, mirror.veil = kept["rows"], kept["since"], kept["veil"]
    else:
        mirror.load()
    mirror.follow()
    kept = {"rows": mirror.rows, "since": mirror.since, "veil": mirror.veil}
    written = path.with_name(f"{path.name}.part")
    written.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    written.replace(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
