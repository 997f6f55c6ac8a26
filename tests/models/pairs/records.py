"""The rules of records, their plain rows and their sources."""

from functools import partial

from django.utils import timezone
from psycopg.types.multirange import TimestamptzMultirange

from briefings.models import Country, Identity, Slug
from tests.factories import (
    CitationFactory,
    CountryFactory,
    DetaineeFactory,
    EditionFactory,
    ExternalIdentifierFactory,
    OfficeFactory,
    OfficialFactory,
    OfficialNameFactory,
    OrganizationFactory,
    PlaceFactory,
    SourceFactory,
    SuccessionFactory,
    TenureFactory,
    TopicFactory,
)
from tests.factories.periods import since
from tests.models.pairs.pair import Deed, Pair


def one_succession(country: Country) -> None:
    """Let a country come after two others."""
    SuccessionFactory(successor=country)
    SuccessionFactory(successor=country)


def same_succession_twice() -> None:
    """Enter one succession again."""
    first = SuccessionFactory()
    SuccessionFactory(predecessor=first.predecessor, successor=first.successor)


def itself() -> None:
    """Let a country come after itself."""
    ceylon = CountryFactory(name="Ceylon")
    SuccessionFactory(predecessor=ceylon, successor=ceylon)


def same_name_twice() -> None:
    """Enter one name of an official again."""
    qin = OfficialFactory(full_name="Qin Gang")
    OfficialNameFactory(official=qin, name="秦刚")
    OfficialNameFactory(official=qin, name="秦刚")


def namesakes() -> None:
    """Give two officials one name."""
    OfficialNameFactory(name="秦刚")
    OfficialNameFactory(name="秦刚")


def same_identifier_twice() -> None:
    """Give two records one identifier."""
    ExternalIdentifierFactory(scheme="wikidata", value="Q170581")
    ExternalIdentifierFactory(scheme="wikidata", value="Q170581")


def same_number_in_two_lists() -> None:
    """Give one value in two schemes."""
    ExternalIdentifierFactory(scheme="viaf", value="170581")
    ExternalIdentifierFactory(scheme="gnd", value="170581")


def same_source_for(*, editions: int) -> None:
    """Cite a source twice in as many editions."""
    source = SourceFactory()
    drafts = EditionFactory.create_batch(editions)
    for draft in (drafts[0], drafts[-1]):
        CitationFactory(source=source, official=None, edition=draft)


def identity_with(slug: str) -> Deed:
    """Return the deed that writes an identity by hand, beside the one of Taiwan."""

    def deed() -> None:
        TopicFactory(slug="taiwan")
        Identity.objects.create(
            public_id="018bcfe5-687b-7000-8000-000000000001",
            type="topic",
            slug=slug,
            live_periods=TimestamptzMultirange(),
        )

    return deed


def old_address_of(record_type: str) -> Deed:
    """Return the deed that renames an official and gives the old slug to another record."""

    def deed() -> None:
        official = OfficialFactory(slug="blinken")
        official.slug = "antony-blinken"
        official.save()
        {"official": OfficialFactory, "topic": TopicFactory}[record_type](slug="blinken")
        assert Slug.objects.filter(slug="blinken").count() == 2

    return deed


PAIRS = {
    "country_code_is_iso": Pair(
        lambda: CountryFactory(code="CN"),
        lambda: CountryFactory(code="cn"),
    ),
    "country_years_in_order": Pair(
        lambda: CountryFactory(first_year=1922, last_year=1922),
        lambda: CountryFactory(first_year=1991, last_year=1922),
    ),
    "succession_once": Pair(
        lambda: one_succession(CountryFactory(name="Yugoslavia")), same_succession_twice
    ),
    "succession_of_another": Pair(SuccessionFactory, itself),
    "office_of_somebody": Pair(
        lambda: OfficeFactory(country=None, organization=OrganizationFactory()),
        lambda: OfficeFactory(country=None, organization=None),
    ),
    "office_has_seats": Pair(
        lambda: OfficeFactory(seats=None),
        lambda: OfficeFactory(seats=0),
    ),
    "office_years_in_order": Pair(
        lambda: OfficeFactory(first_year=1789, last_year=None),
        lambda: OfficeFactory(first_year=1789, last_year=1788),
    ),
    "official_has_names": Pair(
        OfficialFactory,
        lambda: OfficialFactory(short_name=""),
    ),
    **{
        f"{name}_stub_is_not_public": Pair(
            partial(factory, stub=True),
            partial(factory, stub=True, live_period=since(timezone.now())),
        )
        for name, factory in (
            ("official", OfficialFactory),
            ("organization", OrganizationFactory),
            ("place", PlaceFactory),
            ("detainee", DetaineeFactory),
        )
    },
    "official_died_after_birth": Pair(
        lambda: OfficialFactory(born="1801", died="1801-05"),
        lambda: OfficialFactory(born="1801", died="1800-12-31"),
    ),
    "official_name_once": Pair(namesakes, same_name_twice),
    "officialname_not_empty": Pair(
        OfficialNameFactory,
        lambda: OfficialNameFactory(name=""),
    ),
    "tenure_end_date_means_ended": Pair(
        lambda: TenureFactory(end_status="ended", ended="2025"),
        lambda: TenureFactory(end_status="current", ended="2025"),
    ),
    "tenure_ends_after_start": Pair(
        lambda: TenureFactory(started="1861-03", end_status="ended", ended="1861"),
        lambda: TenureFactory(
            appointed="1861-01", started="1861-03", end_status="ended", ended="1861-02"
        ),
    ),
    "tenure_ends_after_every_beginning": Pair(
        lambda: TenureFactory(
            appointed="1861", arrived="1862", end_status="ended", ended="1861-04"
        ),
        lambda: TenureFactory(
            appointed="1863", arrived="1862", end_status="ended", ended="1861-04"
        ),
    ),
    "source_is_named": Pair(
        SourceFactory,
        lambda: SourceFactory(publisher=""),
    ),
    "source_urls_name_no_account": Pair(
        lambda: SourceFactory(url="https://x.com/@mfa", archived_url="https://archive.org/?u=a@b"),
        lambda: SourceFactory(url="https://desk:s3cret@news.example/"),
    ),
    "citation_of_one_fact": Pair(
        CitationFactory,
        lambda: CitationFactory(tenure=TenureFactory()),
    ),
    "citation_dates_its_fact": Pair(
        lambda: CitationFactory(date_of="born", says_on="1861"),
        lambda: CitationFactory(date_of="ended", says_on="1861"),
    ),
    "citation_once_per_edition": Pair(
        lambda: same_source_for(editions=2),
        lambda: same_source_for(editions=1),
    ),
    "identifier_names_one_record": Pair(same_number_in_two_lists, same_identifier_twice),
    "identifier_has_value": Pair(
        ExternalIdentifierFactory,
        lambda: ExternalIdentifierFactory(value=""),
    ),
    "identity_slug_unique": Pair(identity_with("cross-strait"), identity_with("taiwan")),
    "slug_never_reused": Pair(old_address_of("topic"), old_address_of("official")),
}
