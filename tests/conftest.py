"""What every test stands on: its database, the closed network, and what happens at commit."""

import gc
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import TransactionTestCase

from briefings import ledger
from briefings.actions.seeding import seed
from tests.databases import TestDatabase, analyse
from tests.exploring import load_profile
from tests.public_periods import wrong_periods
from tests.standing import STANDING, asked_by, standing
from tests.withheld_names import wrong_tellings

load_profile()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Connect once before any worker does, so that no server is one line and not a thousand.

    The process that starts the workers thereby keeps the embedded server up for all of them. That
    server need not be sure of the disk: a database is copied in a tenth of a second, not in one.
    """
    if hasattr(session.config, "workerinput"):
        return
    try:
        with psycopg.connect(**connection.get_connection_params(), autocommit=True) as server:
            if connection.settings_dict["ENGINE"] == "newsroom.embedded_postgres":
                server.execute("ALTER SYSTEM SET fsync = off")
                server.execute("SELECT pg_reload_conf()")
    except (OperationalError, psycopg.OperationalError) as error:
        pytest.exit(f"The tests have no database: {' '.join(str(error).split())}", returncode=1)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that begin with the same rows follow one another."""
    items.sort(key=asked_by)


def pytest_collection_finish() -> None:
    """Let no collection of garbage look again at the thousands of tests and modules.

    And let it look seldom: as often as usual it takes a seventh of the time of the desk's tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """Give this process a copy of the one migrated database.

    A test that commits (`TransactionTestCase`, `transactional_db`) is followed by a fresh copy,
    which keeps the rows that migrations made; Django's own flush would lose them.
    """
    worker: dict[str, str] = getattr(request.config, "workerinput", {})
    database = TestDatabase(worker.get("workerid", "alone"))
    with django_db_blocker.unblock():
        database.make()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: database.renew())
        yield
    with django_db_blocker.unblock():
        STANDING.end()
        database.drop()


@pytest.fixture
def _standing(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> None:
    """Let the rows stand that the test begins with."""
    with django_db_blocker.unblock():
        STANDING.change_to(asked_by(request.node))


@pytest.fixture
def _django_db_helper(_standing: None, _django_db_helper: None) -> None:
    """Begin the transaction of the test, within that of the rows that stand."""


@pytest.fixture(autouse=True)
def as_in_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test without the heads that a process knows of the ledger's parts."""
    monkeypatch.setattr("briefings.ledger._known", {})


@standing
def demo() -> None:
    """Load the demo newsroom; the ledger has told it."""
    seed(directory=settings.BASE_DIR / "seeds", report=print)
    connection.check_constraints()
    ledger.read_state()
    analyse()


@pytest.fixture
def at_commit(db: None) -> Callable[[], None]:
    """Return a function that fires the deferred triggers, as a commit would."""
    return connection.check_constraints


@pytest.fixture
def answers_kept(settings: Any) -> None:
    """Keep answers and their parts, as in earnest; other tests do without."""
    kept = {
        name: {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": f"{name} of {uuid4()}",
        }
        for name in ("answers", "parts")
    }
    settings.CACHES = {**settings.CACHES, **kept}


@pytest.fixture(autouse=True)
def _rows_keep_what_follows_from_others(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare what rows keep with what follows from other rows, where rows are written.

    When each fact is public, and whether a row tells a withheld name.
    """
    marked = request.node.get_closest_marker("django_db")
    asks = marked or {"db", "transactional_db"} & {*request.fixturenames}
    if not asks or request.path.parent.name not in ("models", "records", "stories", "admin"):
        yield
        return
    request.getfixturevalue("db")
    yield
    assert connection.needs_rollback or wrong_periods() + wrong_tellings() == []


@pytest.fixture(scope="session", autouse=True)
def _closed_network() -> Iterator[None]:
    """Refuse every connection but those of this machine: loopback and Unix sockets."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"The network is closed in tests; something asked for {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Chromium; where there is none the test is skipped, on CI it fails."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path:
        return path
    reason = "there is no Chromium: install it, or name it with CHROMIUM="
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
