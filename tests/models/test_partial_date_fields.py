"""A partial date on a model: stored as its text, refused as nonsense, asked about its days."""

from datetime import date

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.migrations.writer import MigrationWriter
from django.db.models import Q
from django.forms import modelform_factory
from django.test.utils import isolate_apps

from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.date_questions import (
    certainly_between,
    certainly_on,
    on_every_day,
    on_some_day,
    possibly_between,
    possibly_on,
)
from briefings.models.dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def envoys(db):
    """A throwaway table: an envoy and the day of arrival."""
    with isolate_apps("briefings"):

        class Envoy(models.Model):
            name = models.TextField()
            arrived = PartialDateField(null=True, blank=True)
            arrived_days = DaysField("arrived")

            class Meta:
                app_label = "briefings"
                constraints = [partial_date_is_valid("arrived")]

            def __str__(self):
                return self.name

        with connection.schema_editor() as editor:
            editor.create_model(Envoy)
        yield Envoy


@pytest.fixture
def arrivals(envoys):
    """One envoy for each kind of partial date, and one whose arrival is unknown."""
    texts = [
        *("1999", "2000", "2000-05", "2000-05-17", "2000-05-01", "2000-04~", "1999-12/2000-05-03"),
        *("2000-05/..", "../2000-05", "../2000-04", "2001/..", "2000-05-30~", "9999", "0001~"),
    ]
    envoys.objects.bulk_create(envoys(name=t, arrived=PartialDate.parse(t)) for t in texts)
    envoys.objects.create(name="unknown", arrived=None)
    return envoys.objects.order_by("name")


def test_a_date_is_stored_and_read_letter_for_letter(envoys):
    envoys.objects.create(name="Anson Burlingame", arrived=PartialDate.parse("1861-03/..~"))

    found = envoys.objects.get()

    assert found.arrived == PartialDate.parse("1861-03/..~")
    assert found.arrived_days == DateRange(date(1861, 2, 1), None)


def test_unknown_is_null_and_has_no_days(envoys):
    envoys.objects.create(name="Anson Burlingame", arrived=None)
    envoys.objects.create(name="Caleb Cushing", arrived="")

    assert envoys.objects.filter(arrived=None, arrived_days=None).count() == 2


@pytest.mark.parametrize("text", ["1861", "1861-03-05~", "../1861", None])
def test_the_check_lets_a_date_and_the_unknown_in(envoys, text):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO briefings_envoy (name, arrived) VALUES ('Seward', %s)", [text])

    assert envoys.objects.count() == 1


@pytest.mark.parametrize("text", ["", "1861-02-30", "circa 1861", "1862/1861"])
def test_the_check_refuses_nonsense(envoys, text):
    with (
        pytest.raises(IntegrityError, match="envoy_arrived_is_a_partial_date"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO briefings_envoy (name, arrived) VALUES ('Seward', %s)", [text])


def test_the_check_is_valid_for_a_form_too(envoys):
    envoys(name="Seward", arrived=PartialDate.parse("1861-03")).full_clean()

    with pytest.raises(
        ValidationError, match="There is no 30 February 1861: February 1861 has 28 days"
    ):
        envoys(name="Seward", arrived="1861-02-30").full_clean()


def test_only_a_date_is_stored(envoys):
    with pytest.raises(ValidationError, match="write 1861-03-05 for 5 March 1861"):
        envoys.objects.create(name="Seward", arrived="5 March 1861")


def test_equality_is_asked_of_the_text_but_no_order(arrivals):
    assert [each.name for each in arrivals.filter(arrived=PartialDate.parse("2000"))] == ["2000"]
    assert [each.name for each in arrivals.filter(arrived__in=["2000", "1999"])] == ["1999", "2000"]

    with pytest.raises(FieldError, match="Unsupported lookup 'lt'"):
        arrivals.filter(arrived__lt="2000")


def test_days_sort_as_python_sorts_them(arrivals):
    known = arrivals.exclude(arrived=None)

    by_database = [each.arrived for each in known.order_by("arrived_days", "name")]

    assert by_database == sorted(
        (each.arrived for each in known), key=lambda each: (each.ordering_key, each.text)
    )


@pytest.mark.parametrize(
    "day",
    [
        date(2000, 5, 1),
        date(2000, 5, 17),
        date.min,
        date.max,
        *map(PartialDate.parse, ["2000-05", "2000", "2000-05-30~", "../2000-05", "2000-06/.."]),
    ],
    ids=str,
)
def test_a_question_about_a_day_is_answered_possibly_and_certainly(arrivals, day):
    known = list(arrivals.exclude(arrived=None))

    assert list(arrivals.filter(possibly_on("arrived", day))) == [
        each for each in known if each.arrived.possibly_on(day)
    ]
    assert list(arrivals.filter(certainly_on("arrived", day))) == [
        each for each in known if each.arrived.certainly_on(day)
    ]


def test_an_unknown_date_answers_no(arrivals):
    day = date(2000, 5, 1)

    assert not arrivals.filter(possibly_on("arrived", day), name="unknown").exists()
    assert arrivals.exclude(possibly_on("arrived", day)).filter(name="unknown").exists()


def test_on_or_after_and_on_or_before_read_the_interval(arrivals):
    def names(question: Q) -> set[str]:
        return {each.name for each in arrivals.filter(question)}

    may = date(2000, 5, 1), date(2000, 5, 31)

    assert names(certainly_between("arrived", may[0], None)) == {
        *("2000-05", "2000-05-17", "2000-05-01", "2000-05/..", "2000-05-30~", "2001/..", "9999")
    }
    assert names(certainly_between("arrived", None, may[1])) == {
        *("1999", "2000-05", "2000-05-17", "2000-05-01", "2000-04~", "1999-12/2000-05-03"),
        *("../2000-05", "../2000-04", "2000-05-30~", "0001~"),
    }
    assert names(possibly_between("arrived", *may)) == {
        *("2000", "2000-05", "2000-05-17", "2000-05-01", "2000-04~", "1999-12/2000-05-03"),
        *("2000-05/..", "../2000-05", "2000-05-30~"),
    }
    assert names(possibly_between("arrived", None, date(1, 1, 1))) == {
        *("../2000-05", "../2000-04", "0001~")
    }


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="2000-05-01 is before 2000-06-01"):
        possibly_between("arrived", date(2000, 6, 1), date(2000, 5, 1))


def test_a_state_is_asked_about_some_day_and_every_day(arrivals):
    may = PartialDate.parse("2000-05")

    some_day = arrivals.filter(on_some_day("arrived_days", may))
    every_day = arrivals.filter(on_every_day("arrived_days", may))

    assert {each.name for each in some_day} - {each.name for each in every_day} == {
        *("2000-05-17", "2000-05-01", "1999-12/2000-05-03", "2000-05-30~")
    }
    assert {each.name for each in every_day} == {
        *("2000", "2000-05", "2000-04~", "2000-05/..", "../2000-05")
    }


def test_an_editor_types_words_and_sees_words(envoys):
    form_class = modelform_factory(envoys, fields=["arrived"])
    envoy = envoys(name="Seward", arrived=PartialDate.parse("1861-03"))

    form = form_class({"arrived": "about March 1861"}, instance=envoy)

    assert 'value="March 1861"' in str(form_class(instance=envoy)["arrived"])
    assert form.is_valid()
    assert form.save().arrived == PartialDate.parse("1861-03~")


def test_a_form_knows_an_unchanged_date_and_leaves_out_an_empty_one(envoys):
    form_class = modelform_factory(envoys, fields=["arrived"])
    envoy = envoys(name="Seward", arrived=PartialDate.parse("1861-03"))

    assert not form_class({"arrived": "March 1861"}, instance=envoy).has_changed()
    assert form_class({"arrived": ""}, instance=envoy).save().arrived is None


def test_a_refused_date_stays_in_the_form_with_its_reason(envoys):
    form = modelform_factory(envoys, fields=["arrived"])({"arrived": "5.3.1861"})

    [words] = form.errors["arrived"]
    assert str(words).startswith(
        "5.3.1861: 5 March 1861 or 3 May 1861? Write the month as a word, or 1861-03-05. "
    )
    assert 'value="5.3.1861"' in str(form["arrived"])


def test_a_fixture_holds_the_text(envoys):
    field = envoys._meta.get_field("arrived")
    envoy = envoys(name="Seward", arrived=PartialDate.parse("1861-03"))

    python = serializers.serialize("python", [envoy, envoys(name="Burlingame")])

    assert [each["fields"]["arrived"] for each in python] == ["1861-03", None]
    assert field.to_python("1861-03") == envoy.arrived


def test_a_migration_names_the_source_alone():
    written, imports = MigrationWriter.serialize(DaysField("arrived"))

    assert written == "briefings.models.date_fields.DaysField('arrived')"
    assert imports == {"import briefings.models.date_fields"}
