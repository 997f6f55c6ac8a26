"""Which rows tell a name that is withheld, worked out anew from all that stands near them."""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.lookups import Exact, Regex

from briefings.models import (
    AgendaItem,
    Citation,
    Correction,
    CustodyEvent,
    Detainee,
    Exchange,
    Statement,
    StatementSubject,
)

NOTHING = Value("")


def tells(person: str, *texts: Any) -> Q:
    """Return the condition that three texts tell the name of a detainee, and that it is withheld.

    `person` is the relation path to the detainee; the other names count.
    """
    full, short, last = (f"{person}{name}" for name in ("full_name", "short_name", "sort_name"))
    told = Q(_told(full, short, last, *texts))
    told |= Q(_told(f"{person}names__name", NOTHING, NOTHING, *texts))
    for name in (short, last):
        several = Regex(F(name), "[[:space:][:punct:]’‘ʼ]")
        told |= Q(several) & Q(_told(name, NOTHING, NOTHING, *texts))
    return Q(**{f"{person}name_withheld": True}) & told


def _told(*texts: Any) -> Exact:
    called = Func(*texts, function="briefings_name_is_told", output_field=BooleanField())
    return Exact(called, True)


def _words() -> list[Func]:
    """Return three texts of the outer citation: its source's name, its addresses, the remark."""
    return [
        Func(Value(" "), *map(OuterRef, columns), function="concat_ws", output_field=TextField())
        for columns in (
            ("source__publisher", "source__title"),
            ("source__url", "source__archived_url"),
            ("quote", "says", "page"),
        )
    ]


def telling_citations() -> Q:
    """Return the condition that a citation tells the withheld name of somebody near."""
    meeting, spoken_at = OuterRef("record__meeting"), OuterRef("statement__meeting")
    visit = OuterRef("record__visit")
    own = Detainee.objects.filter(tells("", *_words()), pk=OuterRef("detainee"))
    in_custody = CustodyEvent.objects.filter(
        Q(pk=OuterRef("custodyevent"))
        | Q(exchange=OuterRef("custodyevent__exchange"))
        | Q(exchange=OuterRef("exchange")),
        tells("detention__detainee__", *_words()),
    )
    raised = AgendaItem.objects.filter(
        Q(meeting=meeting) | Q(meeting=spoken_at) | Q(visit=visit) | Q(meeting__visit=visit),
        tells("detainee__", *_words()),
    )
    spoken_of = StatementSubject.objects.filter(
        Q(statement=OuterRef("statement"))
        | Q(statement__meeting=meeting)
        | Q(statement__meeting=spoken_at)
        | Q(statement__meeting__visit=visit),
        tells("subject__detainee__", *_words()),
    )
    return Q(Exists(own)) | Q(Exists(in_custody)) | Q(Exists(raised)) | Q(Exists(spoken_of))


def telling_statements() -> Q:
    """Return the condition that a statement tells the withheld name of somebody it is about."""
    texts = [OuterRef(column) for column in ("words", "attribution", "occasion")]
    about = StatementSubject.objects.filter(statement=OuterRef("pk"))
    return Q(Exists(about.filter(tells("subject__detainee__", *texts))))


def telling_exchanges() -> Q:
    """Return the condition that an exchange tells the withheld name of somebody exchanged."""
    events = CustodyEvent.objects.filter(exchange=OuterRef("pk"))
    texts = (OuterRef("words"), NOTHING, NOTHING)
    return Q(Exists(events.filter(tells("detention__detainee__", *texts))))


def telling_corrections() -> Q:
    """Return the condition that a correction tells the withheld name of anybody."""
    return Q(Exists(Detainee.objects.filter(tells("", OuterRef("words"), NOTHING, NOTHING))))


TELLING: dict[type[Model], Any] = {
    Citation: telling_citations,
    Statement: telling_statements,
    Exchange: telling_exchanges,
    Correction: telling_corrections,
}


@cache
def _wrong(model: type[Model]) -> tuple[str, tuple[Any, ...]]:
    telling: Q = TELLING[model]()
    kept = Q(tells_withheld_name=True)
    wrong: QuerySet[Any, Any] = model._default_manager.filter((telling & ~kept) | (~telling & kept))
    return wrong.values_list("pk", "tells_withheld_name").query.sql_with_params()


@cache
def _any() -> tuple[str, tuple[Any, ...]]:
    kept = [
        model._default_manager.filter(tells_withheld_name=True).values("pk") for model in TELLING
    ]
    withheld = Detainee.objects.order_by().filter(name_withheld=True).values("pk")
    some: QuerySet[Any, Any] = withheld.union(*(rows.order_by() for rows in kept), all=True)[:1]
    return some.query.sql_with_params()


def wrong_tellings() -> list[str]:
    """Return each row that does not keep whether it tells a withheld name; a query for each kind.

    Where no name is withheld and none is said to be told, it is one query.
    """
    found = []
    with connection.cursor() as cursor:
        cursor.execute(*_any())
        if not cursor.fetchone():
            return []
        for model in TELLING:
            cursor.execute(*_wrong(model))
            found += [f"{model.__name__} {key} keeps {told}" for key, told in cursor.fetchall()]
    return found
