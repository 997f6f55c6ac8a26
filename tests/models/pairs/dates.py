"""The rule of every partial date: it is one, or it is not known."""

from django.db.models import Model, TextField, Value

from briefings.models import (
    Citation,
    CustodyEvent,
    Detainee,
    Exchange,
    Meeting,
    Official,
    ProposedMeeting,
    Readout,
    Source,
    Statement,
    StatusChange,
    Stop,
    Tenure,
    Visit,
)
from tests.factories import CitationFactory, row_of
from tests.models.pairs.pair import Deed, Pair

PARTIAL_DATES: dict[type[Model], tuple[str, ...]] = {
    CustodyEvent: ("on",),
    Detainee: ("born",),
    Exchange: ("on",),
    Meeting: ("on",),
    Official: ("born", "died"),
    ProposedMeeting: ("on",),
    Readout: ("issued_on",),
    Source: ("published_on",),
    Statement: ("said_on",),
    StatusChange: ("on", "planned_start", "planned_end"),
    Stop: ("arrives", "departs"),
    Tenure: ("appointed", "arrived", "started"),
    Visit: ("starts", "ends"),
}


def dated(model: type[Model], name: str, text: str) -> Deed:
    """Return the deed that writes `text` past the field, which would refuse nonsense itself."""

    def deed() -> None:
        row = row_of(model)
        model._default_manager.filter(pk=row.pk).update(**{name: Value(text, TextField())})

    return deed


def ended(text: str) -> Deed:
    """Return the deed that writes `text` as the end of a tenure."""

    def deed() -> None:
        tenure = row_of(Tenure, end_status="ended", ended="1861")
        Tenure.objects.filter(pk=tenure.pk).update(ended=Value(text, TextField()))

    return deed


def given(text: str) -> Deed:
    """Return the deed that writes `text` as what a source says of a day of birth."""

    def deed() -> None:
        citation = CitationFactory(date_of="born", says_on="1861")
        Citation.objects.filter(pk=citation.pk).update(says_on=Value(text, TextField()))

    return deed


PAIRS = {
    f"{model._meta.model_name}_{name}_is_a_partial_date": Pair(
        dated(model, name, "1864-02-29"), dated(model, name, "1861-02-30")
    )
    for model, names in PARTIAL_DATES.items()
    for name in names
} | {
    "tenure_ended_is_a_partial_date": Pair(ended("1864-02-29"), ended("1861-02-30")),
    "citation_says_on_is_a_partial_date": Pair(given("1864-02-29"), given("1861-02-30")),
}
