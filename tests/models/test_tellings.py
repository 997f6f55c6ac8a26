"""A row keeps whether it tells a withheld name, whatever happens to it or to what is near it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db import Error, transaction
from django.db.models import ForeignKey, Model
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.actions.merging import merge, undo
from briefings.actions.refusals import Refused
from briefings.imports.copying import copy_rows
from briefings.models import (
    AgendaItem,
    Citation,
    Correction,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Exchange,
    Meeting,
    Merge,
    Official,
    Outcome,
    Participant,
    Source,
    Statement,
    StatementSubject,
    Visit,
)
from tests.exploring import examples
from tests.factories import (
    DetaineeFactory,
    MeetingFactory,
    ObjectiveFactory,
    OfficialFactory,
    VisitFactory,
    row_of,
)
from tests.stories.desk import person
from tests.withheld_names import TELLING, wrong_tellings

pytestmark = [pytest.mark.django_db, pytest.mark.server]

NAMES = ("Quux Emeka", "Zorro Blue", "Ann-Lee Vex")
TEXTS = ("", "Of Quux", "Zorro wrote", "free-emekaquux", "Annlee", "Mr Blue", "A teacher")
# The facts that are cited, and the columns that are written: texts and foreign keys.
FACTS = (
    *("meeting", "visit", "participant", "objective", "agendaitem", "outcome", "statement"),
    *("detainee", "custodyevent", "exchange", "official"),
)
COLUMNS: dict[type[Model], tuple[str, ...]] = {
    Detainee: ("full_name", "short_name", "name_withheld"),
    DetaineeName: ("name", "detainee"),
    Detention: ("detainee",),
    CustodyEvent: ("detention", "exchange"),
    Exchange: ("words",),
    AgendaItem: ("meeting", "visit", "detainee"),
    Meeting: ("visit",),
    Outcome: ("meeting", "visit"),
    Participant: ("meeting", "visit"),
    Source: ("title", "url"),
    Statement: ("words", "occasion", "meeting"),
    StatementSubject: ("statement", "subject"),
    Correction: ("words", "identity"),
    Citation: ("source", "quote", "says", *FACTS),
}
CITED = st.sampled_from(FACTS)


def world() -> None:
    """Enter three people, and what may come to stand near their cases."""
    for number, name in enumerate(NAMES):
        first, last = name.split()
        held = DetaineeFactory(
            full_name=name,
            short_name=first,
            sort_name=f"{last}, {first}",
            slug=f"case-{number}",
            description="A prisoner",
            name_withheld=number != 1,
        )
        detention = row_of(Detention, detainee=held)
        row_of(CustodyEvent, detention=detention)
        row_of(CustodyEvent, detention=detention, exchange=row_of(Exchange, words=f"For {last}"))
    for _ in range(2):
        visit = VisitFactory()
        ObjectiveFactory(visit=visit)
        meeting = MeetingFactory(visit=visit)
        row_of(Participant, meeting=meeting)
        row_of(Outcome, meeting=meeting)
        row_of(AgendaItem, meeting=meeting, topic=None, detainee=held)
        statement = row_of(Statement, meeting=meeting, words="Vex wrote home.")
        row_of(StatementSubject, statement=statement, record=held)
        row_of(Source, url="https://news.example/zorro/")
    for fact in FACTS:
        cited = Citation._meta.get_field(fact).related_model._default_manager.first()  # type: ignore[union-attr]
        source = row_of(Source, title="Quux is spoken of")
        fields = {"official": None, fact: cited}
        row_of(Citation, source=source, quote="Of Mr Blue", **fields)


class Step:
    """One write of any kind, as it is drawn."""

    def __init__(self, data: st.DataObject, by: User) -> None:
        self.draw, self.by = data.draw, by

    def some(self, model: Any) -> Any:
        """Return one of the rows of a model; the keys differ in each example."""
        rows, place = [*model._default_manager.order_by("pk")], self.draw(st.integers(0, 30))
        if not rows:
            raise model.DoesNotExist
        return rows[place % len(rows)]

    def columns(self, model: type[Model], *names: str) -> dict[str, Any]:
        """Return new values of these columns, and of those that go with them."""
        values: dict[str, Any] = {}
        for name in names:
            field: Any = model._meta.get_field(name)
            if name == "name_withheld":
                values[name] = self.draw(st.booleans())
            elif isinstance(field, ForeignKey):
                empty = field.null and self.draw(st.booleans()) and model is not Citation
                values[name] = None if empty else self.some(field.related_model)
            else:
                texts = NAMES if model in (Detainee, DetaineeName) else TEXTS
                values[name] = self.draw(st.sampled_from(texts))
        return values | self.beside(model, values)

    def beside(self, model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
        """Return what has to be with the values: what excludes one another, or follows."""
        if model is CustodyEvent and "exchange" in values:
            given = values["exchange"] is not None
            return {"kind": "exchanged", "status": "free"} if given else {"kind": "charged"}
        for ways in (("meeting", "visit"), FACTS):
            if model in (AgendaItem, Outcome, Participant, Citation):
                chosen = next((way for way in ways if values.get(way) is not None), None)
                if chosen:
                    return dict.fromkeys({*ways} & {*COLUMNS[model]} - {chosen})
        return {}

    def change(self, model: type[Model]) -> None:
        """Write one column of a row anew."""
        row, column = self.some(model), self.draw(st.sampled_from(COLUMNS[model]))
        type(row)._default_manager.filter(pk=row.pk).update(**self.columns(model, column))

    def add(self, model: type[Model]) -> None:
        """Enter one more row, or a few at once as an import does."""
        names = [*COLUMNS[model]]
        if model is Citation:
            names = ["source", "quote", self.draw(CITED)]
        values = self.columns(model, *names) | ({"topic": None} if model is AgendaItem else {})
        if model is StatementSubject:
            values["subject"] = self.some(Detainee).identity
        if model in (AgendaItem, Citation, StatementSubject) and self.draw(st.booleans()):
            copy_rows([model(**values)])
        elif model is Citation:
            row_of(model, **({"official": None} | values))
        else:
            model._default_manager.create(**values)

    def remove(self, model: type[Model]) -> None:
        """Delete a row."""
        self.some(model).delete()

    def join(self, model: type[Model]) -> None:
        """Merge two records, or undo the last merge."""
        done = Merge.objects.in_force().last()
        if done and self.draw(st.booleans()):
            undo(by=self.by, merge=done)
        else:
            merge(by=self.by, survivor=self.some(model), merged=self.some(model), reason="One.")

    def take(self) -> str:
        """Do it, and return what it was; "" where it is refused."""
        verb = self.draw(st.sampled_from(("change", "change", "add", "remove", "join")))
        deeds: dict[str, tuple[Callable[[Any], None], tuple[type[Model], ...]]] = {
            "change": (self.change, tuple(COLUMNS)),
            "add": (self.add, (AgendaItem, Citation, DetaineeName, StatementSubject, Correction)),
            "remove": (self.remove, (AgendaItem, Citation, DetaineeName, StatementSubject)),
            "join": (self.join, (Detainee, Meeting, Visit, Official)),
        }
        deed, models = deeds[verb]
        model = self.draw(st.sampled_from(models))
        try:
            with transaction.atomic():
                deed(model)
        except (Error, ObjectDoesNotExist, Refused):
            return ""
        return f"{verb} {model.__name__}"


@settings(max_examples=examples(6))
@given(data=st.data())
def test_it_is_right_whatever_is_written_withheld_merged_or_removed(data: st.DataObject) -> None:
    with transaction.atomic():
        world()
        step = Step(data, person(f"Cleo {User.objects.count()}", "publisher"))
        assert wrong_tellings() == []
        for _ in range(20):
            done = step.take()
            assert wrong_tellings() == [], done
        transaction.set_rollback(True)


def flags() -> dict[str, int]:
    """Return of how many rows of each kind it is kept that they tell a name."""
    return {
        model.__name__: model._default_manager.filter(tells_withheld_name=True).count()
        for model in TELLING
    }


def telling_world() -> Detainee:
    """Return somebody whose name every kind of row tells, and is withheld."""
    held = DetaineeFactory(full_name="Quux Emeka", slug="a-case", description="A prisoner")
    detention, exchange = row_of(Detention, detainee=held), row_of(Exchange, words="For Quux")
    event = row_of(CustodyEvent, detention=detention, exchange=exchange)
    statement = row_of(Statement, words="Free Quux")
    row_of(StatementSubject, statement=statement, record=held)
    row_of(Citation, official=None, custodyevent=event, quote="Quux is free.")
    Correction.objects.create(identity=OfficialFactory().identity, kind="update", words="Of Quux")
    held.name_withheld = True
    held.save()
    return held


def test_it_is_no_change_of_the_row() -> None:
    held = telling_world()
    kinds: list[Any] = [*TELLING]
    before = [[*kind.objects.values("version", "updated_at")] for kind in kinds]
    kept = [kind.pgh_event_model.objects.count() for kind in kinds]

    Detainee.objects.filter(pk=held.pk).update(name_withheld=False)

    assert {*flags().values()} == {0}
    assert [[*kind.objects.values("version", "updated_at")] for kind in kinds] == before
    assert [kind.pgh_event_model.objects.count() for kind in kinds] == kept


def test_what_is_sent_for_it_is_not_kept() -> None:
    telling_world()

    for model in TELLING:
        model._default_manager.update(tells_withheld_name=False)

    assert {*flags().values()} == {1}


def test_a_correction_tells_no_name_of_somebody_who_is_no_longer_there() -> None:
    held = DetaineeFactory(
        full_name="Mark Swidan", slug="a-case", description="A trader", name_withheld=True
    )
    told = Correction.objects.create(
        identity=OfficialFactory().identity, kind="update", words="It was Swidan."
    )
    told.refresh_from_db()
    assert told.tells_withheld_name

    held.delete()

    told.refresh_from_db()
    assert not told.tells_withheld_name


def test_the_whole_name_is_told_in_any_order_and_written_as_one_word() -> None:
    held = DetaineeFactory(
        full_name="Mark Swidan", slug="a-case", description="A trader", name_withheld=True
    )
    event = row_of(CustodyEvent, detention=row_of(Detention, detainee=held))
    for address, tells in {"swidanmark": True, "markswidan": True, "remarks": False}.items():
        source = row_of(Source, url=f"https://{address}.example/")
        cited = row_of(Citation, source=source, official=None, custodyevent=event)
        cited.refresh_from_db()
        assert cited.tells_withheld_name is tells, address
