"""Load records: people, offices, meetings, visits, detainees."""

from __future__ import annotations

from django.contrib.auth import get_user_model

from benchmarks.loading.rows import LIVE, insert, numbered, skewed
from benchmarks.loading.sizes import Sizes
from briefings.models import (
    Citation,
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    Meeting,
    Nationality,
    Office,
    Official,
    OfficialName,
    Participant,
    Place,
    Source,
    StatusChange,
    Stop,
    Tenure,
    Topic,
    Visit,
)

FIRST = "(ARRAY['Ana','Boris','Chen','Dina','Emeka','Fatou','Goran','Hana','Igor','Jun'])"
LAST = "(ARRAY['Abara','Brandt','Costa','Diallo','Eriksen','Farouk','Gomez','Haddad','Ito'])"


def load_records(sizes: Sizes) -> None:
    """Insert all records that articles may name, with facts; every fiftieth is not public."""
    load_staff()
    load_subjects(sizes)
    load_people(sizes)
    load_visits(sizes)
    load_meetings(sizes)
    load_custody(sizes)


def load_staff() -> None:
    """Insert a writer and a publisher; neither can sign in."""
    for name in ("clare.hollingworth", "martha.gellhorn"):
        get_user_model().objects.create_user(name)


def load_subjects(sizes: Sizes) -> None:
    """Insert countries, places, topics and sources."""
    for model, noun, rows in (
        (Country, "country", sizes.countries),
        (Topic, "topic", sizes.topics),
    ):
        insert(
            model,
            f"generate_series(1, {rows}) n",
            slug=f"'{noun}-' || n",
            name=f"'{noun.capitalize()} ' || n",
            live_period=LIVE,
        )
    countries = numbered(Country)
    numbered(Topic)
    insert(
        Place,
        f"generate_series(1, {sizes.places}) s"
        f" JOIN {countries} c ON c.n = 1 + s % {sizes.countries}",
        slug="'place-' || s",
        name="'Place ' || s",
        country_id="c.id",
        kind="CASE WHEN s % 3 = 0 THEN 'prison' ELSE 'city' END",
        time_zone="'UTC'",
        live_period=LIVE,
    )
    numbered(Place)
    insert(
        Source,
        f"generate_series(1, {sizes.sources}) n",
        publisher="'Agency ' || n % 40",
        title="'Dispatch ' || n",
        url="'https://source.example/' || n",
        published_on="to_char(date '2015-01-01' + n % 3600, 'YYYY-MM-DD')",
        live_period=LIVE,
    )
    numbered(Source)


def load_people(sizes: Sizes) -> None:
    """Insert offices and officials, two tenures each, with a source."""
    insert(
        Office,
        f"generate_series(1, {sizes.offices}) s"
        f" JOIN numbered_country c ON c.n = 1 + s % {sizes.countries}",
        slug="'office-' || s",
        title="'Office ' || s",
        kind="CASE WHEN s % 4 = 0 THEN 'foreign_minister' ELSE 'other' END",
        country_id="c.id",
        live_period=LIVE,
    )
    insert(
        Official,
        f"(SELECT s, {FIRST}[1 + s % 10] AS first, {LAST}[1 + s % 9] || '-' || s AS last"
        f"  FROM generate_series(1, {sizes.officials}) s) o"
        f" JOIN numbered_country c ON c.n = 1 + s % {sizes.countries}",
        slug="lower(first || '-' || last)",
        full_name="first || ' ' || last",
        short_name="last",
        sort_name="last || ', ' || first",
        country_id="c.id",
        live_period=f"CASE WHEN s % 50 > 0 THEN {LIVE} END",
    )
    offices, officials = numbered(Office), numbered(Official)
    insert(
        OfficialName,
        f"{officials} o",
        official_id="o.id",
        name="'Alias ' || o.n",
    )
    insert(
        Tenure,
        f"{officials} o CROSS JOIN generate_series(1, 2) k"
        f" JOIN {offices} f ON f.n = 1 + (o.n * 2 + k) % {sizes.offices}",
        official_id="o.id",
        office_id="f.id",
        started="(1990 + o.n % 15 + k * 8)::text || '-03-01'",
        ended="CASE WHEN k = 1 OR o.n % 3 = 0 THEN (1994 + o.n % 15 + k * 8)::text || '-02' END",
        end_status="CASE WHEN k = 1 OR o.n % 3 = 0 THEN 'ended' ELSE 'current' END",
        live_period=LIVE,
    )
    insert(
        Citation,
        f"(SELECT id, {skewed(sizes.sources)} AS picked FROM briefings_tenure) t"
        " JOIN numbered_source s ON s.n = t.picked",
        tenure_id="t.id",
        source_id="s.id",
    )


def load_visits(sizes: Sizes) -> None:
    """Insert visits of one official with one stop, expected and held."""
    insert(
        Visit,
        f"generate_series(1, {sizes.visits}) s,"
        " LATERAL (SELECT date '2015-01-01' + s * 37 % 4200 AS day) d",
        slug="'visit-' || s",
        starts="to_char(day, 'YYYY-MM-DD')",
        ends="to_char(day + 2, 'YYYY-MM-DD')",
        live_period=LIVE,
    )
    visits = numbered(Visit)
    insert(
        Stop,
        f"{visits} v JOIN numbered_country c ON c.n = 1 + v.n % {sizes.countries}",
        visit_id="v.id",
        country_id="c.id",
    )
    insert(
        Participant,
        f"(SELECT id, {skewed(sizes.officials)} AS picked FROM {visits}) v"
        " JOIN numbered_official o ON o.n = v.picked",
        visit_id="v.id",
        official_id="o.id",
        side="'visitor'",
        live_period=LIVE,
    )
    _load_statuses("visit", "lower(v.starts_days)")


def load_meetings(sizes: Sizes) -> None:
    """Insert meetings of two officials, every fifth on a visit, expected and held."""
    insert(
        Meeting,
        f"generate_series(1, {sizes.meetings}) s"
        f" JOIN numbered_place p ON p.n = 1 + s % {sizes.places}"
        f" LEFT JOIN numbered_visit v ON s % 5 = 0 AND v.n = s / 5",
        slug="'meeting-' || s",
        on="to_char(date '2015-01-01' + s * 41 % 4400, 'YYYY-MM-DD')",
        place_id="p.id",
        visit_id="v.id",
        live_period=f"CASE WHEN s % 50 > 0 THEN {LIVE} END",
    )
    meetings = numbered(Meeting)
    other = f"(picked + floor(random() * {sizes.officials - 1})::int) % {sizes.officials} + 1"
    insert(
        Participant,
        f"(SELECT id, k, CASE WHEN k = 1 THEN picked ELSE {other} END AS picked FROM"
        f"  (SELECT id, {skewed(sizes.officials)} AS picked FROM {meetings} OFFSET 0) m,"
        "   generate_series(1, 2) k OFFSET 0) m"
        " JOIN numbered_official o ON o.n = m.picked",
        meeting_id="m.id",
        official_id="o.id",
        side="CASE WHEN k = 1 THEN 'host' ELSE 'visitor' END",
        role="'lead'",
        live_period=LIVE,
    )
    _load_statuses("meeting", "lower(v.on_days)")


def _load_statuses(occasion: str, day: str) -> None:
    """Insert the status changes of occasions: expected and, if the day has passed, held."""
    insert(
        StatusChange,
        f"briefings_{occasion} v"
        " CROSS JOIN (VALUES (10, 'expected'), (0, 'held')) k (ahead, status)"
        f" WHERE ahead > 0 OR {day} < current_date",
        **{f"{occasion}_id": "v.id"},
        on=f"to_char({day} - ahead, 'YYYY-MM-DD')",
        status="k.status",
        live_period=LIVE,
    )


def load_custody(sizes: Sizes) -> None:
    """Insert detainees: detained, sentenced and, three of five, released; each with a source."""
    insert(
        Detainee,
        f"(SELECT s, {FIRST}[1 + s % 10] AS first, {LAST}[1 + s % 9] || '-D' || s AS last"
        f"  FROM generate_series(1, {sizes.detainees}) s) o",
        slug="lower(first || '-' || last)",
        full_name="first || ' ' || last",
        short_name="last",
        sort_name="last || ', ' || first",
        live_period=f"CASE WHEN s % 50 > 0 THEN {LIVE} END",
    )
    detainees = numbered(Detainee)
    insert(
        Nationality,
        f"{detainees} d JOIN numbered_country c ON c.n = 1 + d.n % {sizes.countries}",
        detainee_id="d.id",
        country_id="c.id",
    )
    insert(
        Detention,
        f"(SELECT id, {skewed(sizes.countries)} AS picked FROM {detainees}) d"
        " JOIN numbered_country c ON c.n = d.picked",
        detainee_id="d.id",
        country_id="c.id",
        live_period=LIVE,
    )
    detentions = numbered(Detention)
    insert(
        CustodyEvent,
        f"{detentions} d JOIN numbered_place p ON p.n = 1 + d.n % {sizes.places}"
        " CROSS JOIN (VALUES (0, 'detained', 'held'), (400, 'sentenced', ''),"
        "  (900, 'released', 'free'))"
        "  k (days, kind, status)"
        " CROSS JOIN LATERAL (SELECT date '2012-01-01' + (d.n * 29 % 4000)::int AS day) b"
        " WHERE kind <> 'released' OR d.n % 5 < 3",
        detention_id="d.id",
        on="to_char(day + days, CASE WHEN d.n % 4 = 0 THEN 'YYYY-MM' ELSE 'YYYY-MM-DD' END)",
        kind="k.kind",
        status="k.status",
        place_id="CASE WHEN kind = 'detained' THEN p.id END",
        approved_by_id="(SELECT min(id) FROM auth_user)",
        live_period=LIVE,
    )
    insert(
        Citation,
        f"(SELECT id, {skewed(sizes.sources)} AS picked FROM briefings_custodyevent) t"
        " JOIN numbered_source s ON s.n = t.picked",
        custodyevent_id="t.id",
        source_id="s.id",
    )
