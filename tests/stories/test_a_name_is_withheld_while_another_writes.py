"""One withholds a name while another writes what tells it, or brings what tells it near the case.

Whoever is first, afterwards each row keeps what it would keep had one come after the other.
"""

from functools import partial
from typing import Any

import pytest

from briefings.models import (
    AgendaItem,
    Citation,
    Correction,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Exchange,
    Source,
    Statement,
    StatementSubject,
)
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    OfficialFactory,
    ParticipantFactory,
    VisitFactory,
    row_of,
)
from tests.stories.colleagues import Colleague, Deed, one_after_the_other
from tests.withheld_names import TELLING, wrong_tellings

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.server]


class Case:
    """Somebody's case, and what may come near it. Each pair has its own: none waits for another."""

    number = 0

    def __init__(self, *, withheld: bool = True) -> None:
        Case.number += 1
        self.person = self.somebody(f"case-{self.number}", name_withheld=withheld)
        self.visit, self.meeting = VisitFactory(), MeetingFactory()
        self.exchange = row_of(Exchange, words="Somebody for Quux")
        self.statement = row_of(Statement, official=OfficialFactory(), words="Free Quux")
        self.source = row_of(Source, title="Quux is spoken of")
        self.detention = row_of(Detention, detainee=self.person, country=CountryFactory())

    @staticmethod
    def somebody(slug: str, **fields: Any) -> Detainee:
        """Enter a person; all of them are called the same."""
        told = {"description": "A prisoner", "slug": slug, **fields}
        return row_of(Detainee, full_name="Quux Emeka", short_name="Quux", **told)

    def cite(self, **fact: Any) -> Citation:
        """Cite the source that says the name for a fact."""
        return row_of(Citation, source=self.source, official=None, **fact)

    def event(self, **fields: Any) -> CustodyEvent:
        """Enter an event of the detention; who enters it is known already."""
        people = {"entered_by": None, "approved_by": None}
        return row_of(CustodyEvent, **{"detention": self.detention, **people, **fields})

    def on_agenda(self, **occasion: Any) -> AgendaItem:
        """Put the case on the agenda of a meeting or a visit."""
        return row_of(AgendaItem, **{"meeting": None, **occasion}, topic=None, detainee=self.person)

    def withhold(self) -> None:
        """Withhold the name."""
        Detainee.objects.filter(pk=self.person.pk).update(name_withheld=True)

    def speak_of(self, statement: Statement) -> None:
        """Say that a statement is about the person."""
        row_of(StatementSubject, statement=statement, record=self.person)


def change(row: Any, **columns: Any) -> Deed:
    """Return the deed that writes columns of a row."""
    return lambda: type(row)._default_manager.filter(pk=row.pk).update(**columns)


def withholdings() -> dict[str, tuple[Deed, Deed]]:
    """Return pairs of a deed that is to see that a name is withheld, and of that."""
    pairs: dict[str, tuple[Deed, Deed]] = {}

    def pair(name: str, case: Case, deed: Deed) -> None:
        pairs[name] = deed, case.withhold

    case = Case(withheld=False)
    event = case.event()
    pair("a citation of an event", case, partial(case.cite, custodyevent=event))
    case = Case(withheld=False)
    pair("a citation of the person", case, partial(case.cite, detainee=case.person))
    case = Case(withheld=False)
    case.on_agenda(meeting=case.meeting)
    pair("a citation of a meeting", case, partial(case.cite, meeting=case.meeting))
    case = Case(withheld=False)
    case.on_agenda(visit=case.visit)
    pair("a citation of a visit", case, partial(case.cite, visit=case.visit))
    case = Case(withheld=False)
    case.speak_of(case.statement)
    pair("a citation of a statement", case, partial(case.cite, statement=case.statement))
    case = Case(withheld=False)
    case.on_agenda(meeting=case.meeting)
    change(case.statement, meeting=case.meeting)()
    pair("a citation of words at a meeting", case, partial(case.cite, statement=case.statement))
    case = Case(withheld=False)
    quoted = row_of(Citation, official=None, meeting=case.meeting)
    case.on_agenda(meeting=case.meeting)
    pair("a citation's quotation", case, change(quoted, quote="Quux is well."))
    case = Case(withheld=False)
    case.source.title = "A prisoner is spoken of"
    case.source.save()
    case.cite(meeting=case.meeting)
    case.on_agenda(meeting=case.meeting)
    pair("a source's title", case, change(case.source, title="Quux is spoken of"))
    case = Case(withheld=False)
    case.cite(meeting=case.meeting)
    pair("a row of an agenda", case, partial(case.on_agenda, meeting=case.meeting))
    case = Case(withheld=False)
    case.cite(statement=case.statement)
    pair("whom a statement is about", case, partial(case.speak_of, case.statement))
    case = Case(withheld=False)
    case.speak_of(case.statement)
    pair("a statement's words", case, change(case.statement, words="Quux is well."))
    case = Case(withheld=False)
    case.cite(visit=case.visit)
    case.on_agenda(meeting=case.meeting)
    pair("a meeting's visit", case, change(case.meeting, visit=case.visit))
    case = Case(withheld=False)
    case.cite(meeting=case.meeting)
    case.speak_of(case.statement)
    pair("where a statement was made", case, change(case.statement, meeting=case.meeting))
    case = Case(withheld=False)
    attending = ParticipantFactory(meeting=MeetingFactory())
    case.cite(participant=attending)
    case.on_agenda(meeting=case.meeting)
    pair("a moved participant", case, change(attending, meeting=case.meeting))
    case = Case(withheld=False)
    pair("another name", case, partial(row_of, DetaineeName, detainee=case.person, name="Zorro"))
    case = Case(withheld=False)
    freed = {"exchange": case.exchange, "kind": "exchanged", "status": "free"}
    pair("an exchange", case, partial(case.event, **freed))
    for name, words in {"Xenia Zed": "a correction", "Yara Zum": "a correction's words"}.items():
        case = Case(withheld=False)
        change(case.person, full_name=name, short_name=name, sort_name=name)()
        told = Correction.objects.create(
            identity=OfficialFactory().identity, kind="update", words="It was somebody."
        )
        enter = partial(Correction.objects.create, identity=told.identity, kind="update")
        pair(
            words,
            case,
            change(told, words=f"It was {name}.")
            if "words" in words
            else partial(enter, words=f"It was {name}."),
        )
    return pairs


def joinings() -> dict[str, tuple[Deed, Deed]]:
    """Return pairs of deeds that each make a part of the way from a citation to a case."""
    pairs: dict[str, tuple[Deed, Deed]] = {}
    case = Case()
    pairs["cited, raised"] = (
        partial(case.cite, meeting=case.meeting),
        partial(case.on_agenda, meeting=case.meeting),
    )
    case = Case()
    change(case.meeting, visit=case.visit)()
    pairs["cited on a visit, raised at its meeting"] = (
        partial(case.cite, visit=case.visit),
        partial(case.on_agenda, meeting=case.meeting),
    )
    case = Case()
    change(case.statement, meeting=case.meeting)()
    pairs["words cited, raised where they were said"] = (
        partial(case.cite, statement=case.statement),
        partial(case.on_agenda, meeting=case.meeting),
    )
    case = Case()
    other = row_of(Statement, official=OfficialFactory(), meeting=case.meeting)
    change(case.statement, meeting=case.meeting)()
    pairs["words cited, others are about the person"] = (
        partial(case.cite, statement=case.statement),
        partial(case.speak_of, other),
    )
    case = Case()
    case.cite(statement=case.statement)
    pairs["words moved to a meeting, raised there"] = (
        change(case.statement, meeting=case.meeting),
        partial(case.on_agenda, meeting=case.meeting),
    )
    case = Case()
    case.cite(visit=case.visit)
    pairs["a meeting joins the visit, raised there"] = (
        change(case.meeting, visit=case.visit),
        partial(case.on_agenda, meeting=case.meeting),
    )
    case = Case()
    case.cite(visit=case.visit)
    case.speak_of(case.statement)
    pairs["words moved to a meeting, which joins the visit"] = (
        change(case.statement, meeting=case.meeting),
        change(case.meeting, visit=case.visit),
    )
    case = Case()
    raised = case.on_agenda(meeting=case.meeting)
    pairs["cited, struck from the agenda"] = (
        partial(case.cite, meeting=case.meeting),
        raised.delete,
    )
    case = Case()
    attending = ParticipantFactory(meeting=MeetingFactory())
    case.cite(participant=attending)
    pairs["a participant is moved to a meeting, raised there"] = (
        change(attending, meeting=case.meeting),
        partial(case.on_agenda, meeting=case.meeting),
    )
    case = Case()
    freed = {"exchange": case.exchange, "kind": "exchanged", "status": "free"}
    along = row_of(Detention, detainee=Case.somebody("along"), country=CountryFactory())
    others = case.event(detention=along, **freed)
    pairs["one's event is cited, another is exchanged along"] = (
        partial(case.cite, custodyevent=others),
        partial(case.event, **freed),
    )
    case = Case()
    freed = {"exchange": case.exchange, "kind": "exchanged", "status": "free"}
    along = row_of(Detention, detainee=Case.somebody("along-too"), country=CountryFactory())
    others = case.event(detention=along, kind="charged", status="")
    case.cite(custodyevent=others)
    pairs["two are exchanged along with one another"] = (
        change(others, **freed),
        partial(case.event, **freed),
    )
    case = Case()
    freed = {"exchange": case.exchange, "kind": "exchanged", "status": "free"}
    along = row_of(Detention, detainee=Case.somebody("third"), country=CountryFactory())
    case.event(detention=along, **freed)
    pairs["an exchange is cited, a detention is another's"] = (
        partial(case.cite, exchange=case.exchange),
        change(along, detainee=case.person),
    )
    case = Case()
    pairs["an exchange's words, an event"] = (
        change(case.exchange, words="Quux for another"),
        partial(case.event, exchange=case.exchange, kind="exchanged", status="free"),
    )
    return pairs


def told() -> int:
    """Return how many rows keep that they tell a withheld name."""
    kept = {"tells_withheld_name": True}
    return sum(model._default_manager.filter(**kept).count() for model in TELLING)


@pytest.mark.parametrize("other_way", [False, True])
@pytest.mark.parametrize("pairs", [withholdings, joinings])
def test_each_keeps_what_it_would_one_after_the_other(
    colleagues: tuple[Colleague, Colleague], pairs: Any, other_way: bool
) -> None:
    wrong, before = {}, told()
    for name, (one, other) in pairs().items():
        one_after_the_other(colleagues, *((other, one) if other_way else (one, other)))
        if found := wrong_tellings():
            wrong[name] = found

    assert wrong == {}
    assert told() > before
