"""`migrate` on databases that are there: of before, unchanged, with other triggers than today's."""

import socket
from typing import Any

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from briefings.models import Office, Official
from briefings.models.triggers.installing import install_triggers
from newsroom import demo
from tests.ledger import sql

pytestmark = pytest.mark.server

OF_TRIGGERS = """
    SELECT 'trigger', oid::text, xmin::text FROM pg_trigger WHERE NOT tgisinternal
    UNION SELECT 'function', oid::text, xmin::text FROM pg_proc WHERE proname LIKE 'pgtrigger%'
"""
LOCKED = """
    SELECT relation::regclass::text FROM pg_locks JOIN pg_class ON pg_class.oid = relation
    WHERE pid = pg_backend_pid() AND relkind = 'r' AND mode <> 'AccessShareLock'
        AND relname LIKE 'briefings%'
"""
PLANNED_ANEW = """
    SELECT proname FROM pg_proc WHERE proname LIKE 'pgtrigger%'
        AND proconfig IS DISTINCT FROM '{plan_cache_mode=auto,enable_seqscan=off}'
"""


def rows(query: str) -> list[tuple[Any, ...]]:
    """Return what the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def named(table: str, name: str) -> str:
    """Return what the database calls a trigger of a table."""
    [found] = [
        trigger.get_pgid(model)
        for model, trigger in pgtrigger.registered()
        if (model._meta.db_table, trigger.name) == (table, name)
    ]
    return found


def installed() -> set[str]:
    """Return the triggers that the database has as the models have them."""
    return {
        trigger.get_pgid(model)
        for model, trigger in pgtrigger.registered()
        if trigger.get_installation_status(model) == ("INSTALLED", True)
    }


@pytest.fixture
def database_of_before(transactional_db: None) -> None:
    """The database as it stood before version 0.1.0, as far as its migrations tell."""
    migrations = MigrationRecorder(connection).migration_qs
    migrations.filter(app="briefings").delete()
    for name in ("0001_the_house", "0002_the_rooms"):
        migrations.create(app="briefings", name=name)


def test_a_database_of_before_is_refused_and_left_as_it_is(database_of_before: None) -> None:
    before = rows("SELECT app, name FROM django_migrations ORDER BY id")

    with pytest.raises(CommandError, match=r"\AThis database is older than version 0\.1\.0.+\Z"):
        call_command("migrate", verbosity=0, interactive=False)

    assert rows("SELECT app, name FROM django_migrations ORDER BY id") == before


def test_the_demo_says_so_in_one_line(
    database_of_before: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody wrote in it is not thrown away unasked."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        monkeypatch.setenv("PORT", str(probe.getsockname()[1]))

    with pytest.raises(SystemExit) as ended:
        demo.main()

    said = str(ended.value)
    assert said.startswith("This database is older than version 0.1.0")
    assert "`make clean` removes the demo's" in said
    assert "\n" not in said


@pytest.mark.django_db
def test_nothing_is_made_anew_where_nothing_differs() -> None:
    before = rows(OF_TRIGGERS)

    call_command("migrate", verbosity=0, interactive=False)

    assert len(before) > 500
    assert sorted(rows(OF_TRIGGERS)) == sorted(before)
    assert rows(LOCKED) == []


@pytest.mark.django_db
def test_triggers_that_differ_are_made_as_the_models_have_them() -> None:
    """One is lost, one was another, one is of a model that declares it no more."""
    official, office = Official._meta.db_table, Office._meta.db_table
    lost, other = named(official, "versioned"), named(office, "kept")
    whole = installed()
    sql(f"DROP TRIGGER {lost} ON {official}")()
    sql(f"COMMENT ON TRIGGER {other} ON {office} IS 'of before'")()
    sql(f"ALTER FUNCTION {other}() RESET ALL")()
    sql(
        f"CREATE TRIGGER pgtrigger_gone BEFORE INSERT ON {office}"
        f" FOR EACH ROW EXECUTE FUNCTION {other}()"
    )()
    assert whole - installed() == {lost, other}

    install_triggers("default")

    assert installed() == whole
    assert len(whole) == len(pgtrigger.registered())
    assert rows("SELECT tgname FROM pg_trigger WHERE tgname = 'pgtrigger_gone'") == []
    assert {table for (table,) in rows(LOCKED)} == {official, office}
    assert rows(PLANNED_ANEW) == []


@pytest.mark.django_db
def test_no_trigger_is_made_on_the_way() -> None:
    """`migrate briefings 0002` has tables, and nothing that the triggers call."""
    [last] = MigrationLoader(connection).graph.leaf_nodes("briefings")
    MigrationRecorder(connection).record_unapplied(*last)
    trigger = named(Official._meta.db_table, "versioned")
    sql(f"DROP TRIGGER {trigger} ON {Official._meta.db_table}")()

    install_triggers("default")

    assert rows(f"SELECT 1 FROM pg_trigger WHERE tgname = '{trigger}'") == []
