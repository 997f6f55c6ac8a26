"""The rules of detainees, of what happened to them, of statements and of pictures."""

from typing import Any

from tests.factories import (
    CountryFactory,
    CustodyEventFactory,
    DetaineeFactory,
    DetaineeNameFactory,
    DetentionFactory,
    ExchangeFactory,
    ExchangeSideFactory,
    ImageFactory,
    NationalityFactory,
    OfficialFactory,
    OrganizationFactory,
    StatementFactory,
    StatementSubjectFactory,
    TopicFactory,
    UserFactory,
    since,
)
from tests.ledger import database_now
from tests.models.pairs.articles import twice
from tests.models.pairs.pair import Pair


def withheld(**fields: Any) -> None:
    """Enter a detainee whose name readers are not told."""
    DetaineeFactory(
        **{
            "full_name": "Jean-Luc Müller",
            "name_withheld": True,
            "description": "A European teacher",
            "slug": "a-european-teacher",
        }
        | fields
    )


def approved_by_another(*, another: bool) -> None:
    """Publish a custody event that its writer approved, or somebody else."""
    martha = UserFactory()
    CustodyEventFactory(
        live_period=since(database_now()),
        entered_by=martha,
        approved_by=UserFactory() if another else martha,
    )


PAIRS = {
    "detainee_has_names": Pair(DetaineeFactory, lambda: DetaineeFactory(short_name="")),
    "detainee_withheld_is_described": Pair(withheld, lambda: withheld(description="")),
    "detainee_withheld_is_nameless": Pair(withheld, lambda: withheld(slug="the-case-of-muller")),
    "detaineename_not_empty": Pair(DetaineeNameFactory, lambda: DetaineeNameFactory(name="")),
    "detainee_name_once": Pair(
        lambda: twice(DetaineeNameFactory, name="李凯"),
        lambda: twice(DetaineeNameFactory, name="李凯", detainee=DetaineeFactory()),
    ),
    "nationality_once": Pair(
        lambda: twice(NationalityFactory, detainee=DetaineeFactory()),
        lambda: twice(NationalityFactory, detainee=DetaineeFactory(), country=CountryFactory()),
    ),
    "detention_by_one": Pair(
        lambda: DetentionFactory(country=None, organization=OrganizationFactory()),
        lambda: DetentionFactory(organization=OrganizationFactory()),
    ),
    "custodyevent_status_fits_kind": Pair(
        lambda: CustodyEventFactory(kind="sentenced", status="restricted"),
        lambda: CustodyEventFactory(kind="released", status="held"),
    ),
    "custodyevent_of_exchange": Pair(
        lambda: CustodyEventFactory(kind="exchanged", status="free", exchange=ExchangeFactory()),
        lambda: CustodyEventFactory(kind="detained", status="held", exchange=ExchangeFactory()),
    ),
    "custodyevent_seen_by_two": Pair(
        lambda: approved_by_another(another=True), lambda: approved_by_another(another=False)
    ),
    "exchangeside_is_one": Pair(
        lambda: ExchangeSideFactory(country=None, organization=OrganizationFactory()),
        lambda: ExchangeSideFactory(organization=OrganizationFactory()),
    ),
    "exchangeside_country_once": Pair(
        lambda: twice(ExchangeSideFactory, country=CountryFactory()),
        lambda: twice(ExchangeSideFactory, country=CountryFactory(), exchange=ExchangeFactory()),
    ),
    "exchangeside_organization_once": Pair(
        lambda: twice(ExchangeSideFactory, country=None, organization=OrganizationFactory()),
        lambda: twice(
            ExchangeSideFactory,
            country=None,
            organization=OrganizationFactory(),
            exchange=ExchangeFactory(),
        ),
    ),
    "statement_has_words": Pair(StatementFactory, lambda: StatementFactory(words="")),
    "statement_of_one_speaker": Pair(
        lambda: StatementFactory(official=None, attribution="A senior State Department official"),
        lambda: StatementFactory(official=OfficialFactory(), organization=OrganizationFactory()),
    ),
    "statement_side_of_unnamed": Pair(
        lambda: StatementFactory(official=None, attribution="Somebody", side=CountryFactory()),
        lambda: StatementFactory(side=CountryFactory()),
    ),
    "statementsubject_once": Pair(
        lambda: twice(StatementSubjectFactory, record=TopicFactory()),
        lambda: twice(StatementSubjectFactory, record=TopicFactory(), statement=StatementFactory()),
    ),
    "image_is_described": Pair(ImageFactory, lambda: ImageFactory(alt="")),
    "image_licensed_by_something": Pair(
        lambda: ImageFactory(rights="licensed", licence="CC BY 4.0"),
        lambda: ImageFactory(rights="licensed"),
    ),
}
