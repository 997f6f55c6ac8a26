"""No change of anything public is without its row, whichever way it is written."""

from collections.abc import Callable

import pytest
from django.db import connection

from briefings.models import Citation, Official, OfficialName, Tenure
from tests.factories import (
    CitationFactory,
    OfficeFactory,
    OfficialFactory,
    OfficialNameFactory,
    SourceFactory,
    SuccessionFactory,
    TenureFactory,
    since,
)
from tests.ledger import Reader, database_now, sql

pytestmark = [pytest.mark.django_db, pytest.mark.server]


@pytest.fixture
def qin() -> Official:
    """Return an official who is public."""
    return OfficialFactory(full_name="Qin Gang", live_period=since(database_now()))


def bulk_created() -> None:
    """Insert an official as an import does."""
    Official.objects.bulk_create(
        [OfficialFactory.build(full_name="Wang Yi", live_period=since(database_now()))]
    )


def inserted() -> None:
    """Insert an official past the ORM."""
    sql(
        "INSERT INTO briefings_official (slug, full_name, short_name, sort_name, biography,"
        " retraction_reason, retraction_note, live_period)"
        " VALUES ('wang-yi', 'Wang Yi', 'Wang', 'Wang Yi', '', '', '',"
        " tstzrange(statement_timestamp(), NULL))"
    )()


@pytest.mark.parametrize(
    "create",
    [
        lambda: OfficialFactory(full_name="Wang Yi", live_period=since(database_now())),
        bulk_created,
        inserted,
    ],
    ids=["save", "bulk_create", "SQL"],
)
def test_a_creation_is_told(create: Callable[[], None]) -> None:
    reader = Reader()
    create()
    assert reader.news() == [("official", "created")]


def saved(official: Official) -> None:
    """Change an official as a form does."""
    official.biography = "Foreign minister until July 2023."
    official.save()


def bulk_updated(official: Official) -> None:
    """Change an official as an import does."""
    official.biography = "Foreign minister until July 2023."
    Official.objects.bulk_update([official], ["biography"])


def updated(official: Official) -> None:
    """Change an official without reading it."""
    Official.objects.filter(pk=official.pk).update(biography="Foreign minister until July 2023.")


def altered(official: Official) -> None:
    """Change an official past the ORM."""
    sql("UPDATE briefings_official SET biography = 'Minister.' WHERE id = %s", official.pk)()


@pytest.mark.parametrize("change", [saved, bulk_updated, updated, altered])
def test_a_change_is_told(change: Callable[[Official], None], qin: Official) -> None:
    reader = Reader()
    change(qin)
    [told] = reader.changes()
    assert (told.type, told.op, told.fields) == ("official", "updated", ["biography"])
    assert (told.public_id, told.identity_id) == (qin.public_id, qin.identity_id)


CHILD_DEEDS: dict[str, Callable[[Official, OfficialName], object]] = {
    "save": lambda qin, _: OfficialNameFactory(official=qin, name="秦剛"),
    "bulk_create": lambda qin, _: OfficialName.objects.bulk_create(
        [OfficialName(official=qin, name="Ch'in Kang"), OfficialName(official=qin, name="Ts'in")]
    ),
    "update": lambda qin, _: qin.names.update(kind="native"),
    "SQL": lambda _, name: sql(
        "UPDATE briefings_officialname SET shown = false WHERE id = %s", name.pk
    )(),
    "delete": lambda _, name: name.delete(),
    "bulk delete": lambda qin, _: qin.names.all().delete(),
    "SQL delete": lambda _, name: sql(
        "DELETE FROM briefings_officialname WHERE id = %s", name.pk
    )(),
}


@pytest.mark.parametrize("deed", CHILD_DEEDS)
def test_a_change_of_a_plain_row_is_its_records(deed: str, qin: Official) -> None:
    name = OfficialNameFactory(official=qin, name="秦刚")
    reader = Reader()
    CHILD_DEEDS[deed](qin, name)
    [told] = reader.changes()
    assert (told.public_id, told.op, told.fields) == (qin.public_id, "updated", ["names"])


def test_a_plain_row_that_moves_is_a_change_of_both_records(qin: Official) -> None:
    wang = OfficialFactory(full_name="Wang Yi", live_period=since(database_now()))
    name = OfficialNameFactory(official=qin, name="王毅")
    reader = Reader()
    name.official = wang
    name.save()
    assert {change.public_id for change in reader.changes()} == {qin.public_id, wang.public_id}


def test_an_identifier_that_moves_is_a_change_of_both_records(qin: Official) -> None:
    wang = OfficialFactory(full_name="Wang Yi", live_period=since(database_now()))
    identifier = qin.identity.identifiers.create(scheme="wikidata", value="Q4422")
    reader = Reader()
    identifier.identity = wang.identity
    identifier.save()
    assert {change.public_id for change in reader.changes()} == {qin.public_id, wang.public_id}
    identifier.refresh_from_db()
    assert identifier.version == 2


def test_a_succession_is_a_change_of_both_countries() -> None:
    succession = SuccessionFactory()
    countries = (succession.predecessor, succession.successor)
    for country in countries:
        country.live_period = since(database_now())
        country.save()
    reader = Reader()
    succession.delete()
    assert {(change.public_id, *change.fields) for change in reader.changes()} == {
        (countries[0].public_id, "successors"),
        (countries[1].public_id, "predecessors"),
    }


def test_a_citation_is_a_change_of_what_rests_on_it(qin: Official) -> None:
    reader = Reader()
    citation = CitationFactory(official=qin)
    assert citation_of(citation).record_id == qin.identity_id
    [told] = reader.changes()
    assert (told.public_id, told.op, told.fields) == (qin.public_id, "updated", ["sources"])
    citation.delete()
    [told] = reader.changes()
    assert (told.public_id, told.fields) == (qin.public_id, ["sources"])


def test_a_citation_of_a_tenure_is_a_change_of_it_and_of_the_official(qin: Official) -> None:
    tenure = TenureFactory(
        official=qin,
        office=OfficeFactory(live_period=since(database_now())),
        live_period=since(database_now()),
    )
    reader = Reader()
    citation = CitationFactory(official=None, tenure=tenure)
    assert citation_of(citation).record_id == qin.identity_id
    assert {(change.public_id, *change.fields) for change in reader.changes()} == {
        (tenure.public_id, "sources"),
        (qin.public_id, "tenures"),
    }


def test_a_citation_goes_with_a_tenure_that_moves(qin: Official) -> None:
    wang = OfficialFactory(full_name="Wang Yi")
    citation = CitationFactory(official=None, tenure=TenureFactory(official=qin))
    Tenure.objects.update(official=wang)
    assert citation_of(citation).record_id == wang.identity_id


def test_a_source_is_told_by_itself() -> None:
    reader = Reader()
    source = SourceFactory(live_period=since(database_now()))
    assert reader.news() == [("source", "created")]
    source.title = "Principal officers"
    source.save()
    [told] = reader.changes()
    assert (told.type, told.op, told.fields) == ("source", "updated", ["title"])


def test_what_was_rolled_back_is_not_told(qin: Official) -> None:
    reader = Reader()
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        qin.biography = "Foreign minister until July 2023."
        qin.save()
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    assert reader.news() == []


def citation_of(citation: Citation) -> Citation:
    """Return the citation as the database has it."""
    return Citation.objects.get(pk=citation.pk)
