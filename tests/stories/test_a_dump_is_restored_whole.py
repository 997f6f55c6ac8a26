"""A dump of the database, restored elsewhere, holds every row of every table."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions.mails import post_mail
from briefings.actions.merging import merge
from briefings.actions.working_copies import DeskPage, Sent, be_present, keep
from briefings.models import (
    Detainee,
    Dismissal,
    Document,
    ImportUpload,
    JobFailure,
    Link,
    LookedAt,
    NameMark,
    Published,
    Tenure,
)
from tests.factories import (
    FACTORIES,
    DetaineeFactory,
    EditionFactory,
    ImageFactory,
    ImportedRowFactory,
    MentionFactory,
    OfficeFactory,
    OfficialFactory,
    ProposedParticipantFactory,
    TenureFactory,
    UserFactory,
    approved,
    since,
)
from tests.models.pairs.stale import listed
from tests.stories.desk import person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ELSEWHERE = "restored_elsewhere"


def command(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on the tests' server."""
    [psql, *to_server], environment = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, []
    )
    beside_psql = Path(psql).with_name(program)
    path = str(beside_psql) if beside_psql.is_absolute() else shutil.which(program)
    if path is None:
        pytest.skip(f"There is no {program} here.")
    to_server.remove(connection.settings_dict["NAME"])
    subprocess.run(
        [path, *to_server, *arguments],
        env=os.environ | (environment or {}),
        check=True,
        timeout=120,
    )


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Return the name of an empty database."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {ELSEWHERE} TEMPLATE template0")
    yield ELSEWHERE
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {ELSEWHERE} WITH (FORCE)")


def fill() -> None:
    """Make a draft of every model, a published row of each that can be, and a live article."""
    now = timezone.now()
    for model, factory in FACTORIES.items():
        factory()
        if issubclass(model, Published):
            factory(live_period=since(now))
    TenureFactory(
        official=OfficialFactory(born="1957~", live_period=since(now)),
        office=OfficeFactory(live_period=since(now)),
        started="2021-01",
        end_status="ended",
        ended="2025-01-20/..",
        live_period=since(now),
    )
    row = ImportedRowFactory()
    ImportUpload.objects.create(
        by=row.run.by, name="meetings.csv", data=b"day\n", table="meetings", run=row.run
    )
    Dismissal.objects.create(
        check_name="long_tenures",
        facts="1830",
        tenure=Tenure.objects.first(),
        reason="It was so.",
        dismissed_by=person("Ana Duarte", "editor"),
    )
    finn, typed = person("Finn Berg", "editor"), {"title": ["Talks"]}
    page, opening = DeskPage("meeting", 7), uuid4()
    keep(by=finn, page=page, sent=Sent(opening, 1), typed=typed, label="Talks")
    be_present(by=finn, model="meeting", key=7, opening=opening, at=now, idle=timedelta())
    Document.objects.create(
        public_id=uuid4(), type="topic", seq=1, release=1, veil="", body="{}", item="{}"
    )
    Detainee.objects.filter(pk=DetaineeFactory().pk).update(
        name_withheld=True, description="A teacher", slug="a-teacher"
    )
    NameMark.objects.create(
        detainee=DetaineeFactory(),
        kind="edition",
        row=1,
        reason="The family asks for it.",
        marked_by=finn,
    )
    post_mail(to=UserFactory(email="ana@news.example"), subject="Stale", text="", occasion="7")
    JobFailure.objects.create(job=ProcrastinateJob.objects.get(), what="A mail", error="No.")
    listed()  # a stale sentence
    LookedAt.objects.create(pk=1)
    image = ImageFactory()
    image.renditions.create(width=480, original=image.file.name, file="renditions/made.webp")
    Link.objects.create(url="https://news.example/", checked_at=now, status=200)
    ProposedParticipantFactory().candidates.add(OfficialFactory())
    mention = MentionFactory(edition=EditionFactory())
    approved(mention.edition, since(now))
    bush, twin = OfficialFactory(full_name="George Bush"), OfficialFactory(full_name="Poppy Bush")
    merge(by=person("Cleo Marsh", "publisher"), survivor=bush, merged=twin, reason="They are one.")


def contents() -> dict[str, tuple[int, str | None]]:
    """Return how many rows each table has, and a digest of them."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(
                f"SELECT count(*), md5(string_agg(row::text, E'\\n' ORDER BY row::text))"
                f' FROM "{table}" AS row'
            )
            found[table] = cursor.fetchone()
    return found


def test_every_row_comes_back(elsewhere: str, tmp_path: Path) -> None:
    fill()
    before = contents()
    ours = {name: rows for name, (rows, _) in before.items() if name.startswith("briefings_")}
    assert all(ours.values()), "a table without rows shows nothing"

    dump = str(tmp_path / "newsroom.dump")
    command("pg_dump", "--format=custom", f"--file={dump}", connection.settings_dict["NAME"])
    command("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={elsewhere}", dump)
    connection.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", elsewhere)
        after = contents()
        connection.close()

    assert after == before
