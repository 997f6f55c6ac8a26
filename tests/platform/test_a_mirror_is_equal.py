"""A mirror that loads all lists once and then follows `changes/` holds what the API tells."""

import json
import os
import runpy
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from briefings.models import Change, Detainee, Document, Topic
from briefings.models.spellings import Spellings
from tests.exploring import ASKED
from tests.factories import row_of
from tests.platform.servers import SiteServer
from tests.repository.sources import ROOT
from tests.stories.chance import BEGINNINGS, DEEDS, Deed, Writer, withholds_or_discloses
from tests.stories.embedding.newsroom import Newsroom

pytestmark = [
    pytest.mark.django_db(transaction=True),
    *(pytest.mark.sampled, pytest.mark.server, pytest.mark.slow),
]

RECIPE = runpy.run_path(str(ROOT / "docs" / "recipes" / "mirror.py"))
Mirror: Any = RECIPE["Mirror"]
WRITERS, DONE = 8, 2000 if ASKED else 200
# Another one each time in `make explore`; one that failed is given in the environment.
SEED = int(os.environ.get("SEED") or (time.time() if ASKED else 1))


class Counted(Mirror):
    """A mirror that counts how often it loads all lists."""

    loads = 0

    def load(self) -> None:
        """Load them."""
        self.loads += 1
        super().load()


@pytest.fixture
def api() -> Iterator[str]:
    """Return the address of the API of a server in a process of its own."""
    with SiteServer(alone=True, NEWSROOM_API_LIMIT="0") as server:
        yield f"{server.address}/api/v1/"


def test_by_the_changes_alone(api: str) -> None:
    """While no name is withheld nothing is loaded twice: what changed is told."""
    newsroom, mirror = Newsroom(), Counted(api)

    follow(mirror, newsroom, *DEEDS)

    assert differing(mirror, newsroom) == {}
    assert mirror.loads == 1


def test_a_withheld_name_stands_nowhere_in_it(api: str) -> None:
    newsroom, mirror = Newsroom(), Counted(api)

    follow(mirror, newsroom, *DEEDS, *[withholds_or_discloses] * 3)

    people = Detainee.objects.filter(name_withheld=True, identity__merged_into=None)
    if not people:
        Writer(newsroom, SEED).write(1, (withholds_or_discloses,))
    assert differing(mirror, newsroom) == {}
    assert mirror.loads > 1
    for person in people.all().prefetch_related("names"):
        names = Spellings([person.full_name, *(each.name for each in person.names.all())])
        # But for an article's own words, which are as they were approved until they are settled.
        for rows in (mirror.rows[kind] for kind in mirror.rows.keys() - {"article"}):
            assert not names.occur_in(json.dumps([*rows.values()], ensure_ascii=False))


def test_who_reads_its_file_meanwhile_has_a_whole_copy(api: str, tmp_path: Path) -> None:
    newsroom, file = Newsroom(), tmp_path / "copy.json"
    RECIPE["main"](api, str(file))
    topic = row_of(Topic, **newsroom.live)

    with file.open() as copy:
        RECIPE["main"](api, str(file))
        before, after = json.load(copy), json.loads(file.read_text())

    assert {*after["rows"]["topic"]} - {*before["rows"]["topic"]} == {str(topic.public_id)}
    assert [*tmp_path.iterdir()] == [file]


def follow(mirror: Counted, newsroom: Newsroom, *deeds: Deed) -> None:
    """Let the mirror follow while eight people write, and until what they scheduled has come."""
    mirror.load()
    crowd = [Writer(newsroom, SEED + number) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as threads:
        written = [threads.submit(each.write, DONE // WRITERS, deeds) for each in crowd]
        while not all(each.done() for each in written):
            mirror.follow()
        for each in written:
            each.result()
    done = sum((each.done for each in crowd), Counter[str]())
    assert done.total() > DONE / 2, sum((each.refused for each in crowd), Counter[str]())
    time.sleep(max(BEGINNINGS))


def differing(mirror: Counted, newsroom: Newsroom) -> dict[str, Any]:
    """Return the rows of the mirror that differ from what the API tells if all is made anew.

    Each has its fields that differ, and what the ledger told of it last.
    """
    Document.objects.all().delete()
    row_of(Topic, **newsroom.live)  # a change: no answer that was kept stands
    mirror.follow()
    loaded = Mirror(mirror.api)
    loaded.load()
    found = {}
    for kind in {*mirror.rows, *loaded.rows}:
        mine, theirs = mirror.rows.get(kind, {}), loaded.rows.get(kind, {})
        for key in {*mine, *theirs}:
            here, there = mine.get(key, {}), theirs.get(key, {})
            names = {name for name in {*here, *there} if here.get(name) != there.get(name)}
            if names:
                last = Change.objects.numbered().of(key).last()
                fields = {name: (here.get(name), there.get(name)) for name in names}
                found[f"{kind} {key}"] = (fields, last and (last.seq, last.op, last.fields), SEED)
    return found
