"""A small newsroom in which each row is embedded in every way that there is."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from briefings.models import (
    AgendaItem,
    Article,
    Byline,
    Citation,
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Edition,
    EditionTopic,
    Exchange,
    ExchangeSide,
    Image,
    Meeting,
    Mention,
    Nationality,
    Objective,
    Office,
    Official,
    Organization,
    Outcome,
    Participant,
    Place,
    Readout,
    Source,
    Statement,
    StatementSubject,
    StatusChange,
    Stop,
    Succession,
    Tenure,
    Topic,
    Visit,
)
from tests.factories import approved, between, row_of, since
from tests.ledger import database_now, number_changes
from tests.stories.desk import person

WORDS = "The strait is calm."
CITED = (
    *("qin", "minister_2022", "beijing_visit", "objective", "talks", "qin_at_talks", "agenda"),
    *("outcome", "chinas_readout", "talks_held", "said", "lena", "taken", "swap"),
    *("visit_agenda", "visit_outcome", "visit_held", "visitors_readout", "invited", "on_visit"),
)


class Newsroom:
    """Rows by name, each read anew when it is asked for; `cleo` and `dev` are publishers."""

    def __init__(self) -> None:
        """Publish all of it two hours ago, and let the ledger tell."""
        self.cleo, self.dev = person("Cleo Marsh", "publisher"), person("Dev Rao", "publisher")
        now = database_now()
        self.hour_ago = now - timedelta(hours=1)
        self.rows: dict[str, tuple[type[Model], int]] = {}
        self.live = {"live_period": since(now - timedelta(hours=2))}
        self._countries_and_people()
        self._visits_and_meetings()
        self._detainees_and_statements()
        source = self.add("xinhua", Source, publisher="Xinhua", title="Talks held", **self.live)
        for name in CITED:
            row = self.get(name)
            fields = {str(row._meta.model_name): row}
            row_of(Citation, source=source, **{"official": None} | fields)
        self._articles(source)
        number_changes()

    def add(self, name: str, model: type[Model], /, **fields: Any) -> Any:
        """Make a row and know it by a name."""
        row = row_of(model, **fields)
        self.rows[name] = (model, row.pk)
        return row

    def get(self, name: str) -> Any:
        """Return the row as the database has it."""
        model, key = self.rows[name]
        return model._default_manager.get(pk=key)

    def by(self) -> User:
        """Return the publisher who acts."""
        return self.cleo

    def _countries_and_people(self) -> None:
        add, live = self.add, self.live
        china = add("china", Country, name="China", slug="china", **live)
        qing = add("qing", Country, name="Qing Empire", slug="qing", **live)
        usa = add("usa", Country, name="United States", slug="usa", **live)
        add("prc", Country, name="PRC", slug="prc", **live)
        add("succession", Succession, predecessor=qing, successor=china)
        ministry = add("ministry", Organization, name="Ministry", country=china, **live)
        add("ministry_twin", Organization, name="MFA", country=china, **live)
        add("band", Organization, name="The Band", country=usa, **live)
        office = {"country": china, "organization": ministry, **live}
        minister = add("minister", Office, title="Foreign minister", slug="minister", **office)
        envoy = add("envoy", Office, title="Ambassador", slug="envoy", **office)
        add("minister_twin", Office, title="Minister of state", slug="minister-2", **office)
        qin = add("qin", Official, full_name="Qin Gang", slug="qin", country=china, **live)
        twin = add("qin_twin", Official, full_name="Chin Kang", slug="chin", country=china, **live)
        blinken = add(
            "blinken", Official, full_name="Antony Blinken", slug="blinken", country=usa, **live
        )
        held = {"official": qin, **live}
        add("minister_2022", Tenure, office=minister, started="2022-12-30", **held)
        ended = {"ended": "2023-01", "end_status": "ended"}
        add("envoy_2021", Tenure, office=envoy, started="2021-07", **ended, **held)
        add("twin_2018", Tenure, official=twin, office=envoy, started="2018", **live)
        add("secretary", Tenure, official=blinken, office=minister, started="2021", **live)
        place = {"country": china, "time_zone": "Asia/Shanghai", **live}
        add("guesthouse", Place, name="Guesthouse", slug="guesthouse", **place)
        add("prison", Place, name="Prison Number 1", slug="prison", **place)
        add("jail", Place, name="Number 1 Jail", slug="jail", **place)
        add("taiwan", Topic, name="Taiwan", slug="taiwan", **live)
        add("strait", Topic, name="The Strait", slug="strait", **live)

    def _visits_and_meetings(self) -> None:
        add, live, get = self.add, self.live, self.get
        days = {"starts": "2023-06-18", "ends": "2023-06-19"}
        visit = add("beijing_visit", Visit, title="To Beijing", slug="visit", **days, **live)
        other = add("other_visit", Visit, title="To Shanghai", slug="visit-2", **days, **live)
        add("other_stop", Stop, visit=other, country=get("china"), place=get("guesthouse"))
        add("stop", Stop, visit=visit, country=get("china"), place=get("guesthouse"))
        add("objective", Objective, visit=visit)
        summit = add("summit", Meeting, title="Summit", slug="summit", kind="gathering", **live)
        earlier = add("earlier", Meeting, title="A call", slug="call", on="2023-06-01", **live)
        add("call_twin", Meeting, title="The call", slug="call-2", on="2023-06-01", **live)
        talks = add(
            "talks",
            Meeting,
            title="",
            slug="talks",
            on="2023-06-18",
            place=get("guesthouse"),
            country=get("china"),
            visit=visit,
            gathering=summit,
            follows=earlier,
            **live,
        )
        at = {"meeting": talks, **live}
        seat = add("qin_at_talks", Participant, official=get("qin"), side="host", role="lead", **at)
        body = {"official": None, "organization": get("ministry")}
        add("ministry_at_talks", Participant, **body, **at)
        group = {"official": None, "group": "Students", "country": get("usa")}
        add("students", Participant, **group, **at)
        add("twin_at_call", Participant, official=get("qin_twin"), meeting=earlier, **live)
        on_visit = {"meeting": None, "visit": visit, **live}
        add("on_visit", Participant, official=get("blinken"), side="visitor", **on_visit)
        add("talks_held", StatusChange, status="held", on="2023-06-18", **at)
        add("visit_held", StatusChange, status="held", on="2023-06-19", **on_visit)
        of_seat = {"meeting": None, "participant": seat, "status": "invited", "on": "2023-06"}
        add("invited", StatusChange, **of_seat, **live)
        add("chinas_readout", Readout, country=get("china"), **at)
        by_ministry = {"country": None, "organization": get("ministry")}
        add("ministrys_readout", Readout, **by_ministry, **at)
        add("visitors_readout", Readout, country=get("usa"), **on_visit)
        add("agenda", AgendaItem, meeting=talks, topic=get("taiwan"))
        add("outcome", Outcome, meeting=talks)
        of_visit = {"meeting": None, "visit": visit}
        add("visit_agenda", AgendaItem, topic=get("taiwan"), **of_visit)
        add("visit_outcome", Outcome, **of_visit)

    def _detainees_and_statements(self) -> None:
        add, live, get = self.add, self.live, self.get
        kovrig = add("kovrig", Official, full_name="Michael Kovrig", slug="kovrig", **live)
        named = {"full_name": "Lena Moreau", "short_name": "Moreau", "sort_name": "Moreau, Lena"}
        lena = add("lena", Detainee, slug="lena-moreau", official=kovrig, **named, **live)
        twin = {"full_name": "Lena Moro", "short_name": "Moro", "sort_name": "Moro, Lena"}
        add("lena_twin", Detainee, slug="lena-moro", **twin, **live)
        add("alias", DetaineeName, detainee=lena, name="莫罗", script="Hans")
        add("nationality", Nationality, detainee=lena, country=get("usa"))
        checked = {"verified_on": "2018-12-11", **live}
        case = add("case", Detention, detainee=lena, country=get("china"), **checked)
        by_band = {"country": None, "organization": get("band")}
        other_case = add("other_case", Detention, detainee=lena, **by_band, **live)
        held = {"kind": "detained", "status": "held", "place": get("prison"), "on": "2018-12-10"}
        add("taken", CustodyEvent, detention=case, **held, **live)
        add("taken_by_band", CustodyEvent, detention=other_case, **held, **live)
        swap = add("swap", Exchange, on="2021-09-24", place=get("guesthouse"), **live)
        add("other_swap", Exchange, on="2021-09-24", place=get("guesthouse"), **live)
        add("side", ExchangeSide, exchange=swap, country=get("china"))
        bands = {"exchange": swap, "country": None, "organization": get("band")}
        add("bands_side", ExchangeSide, **bands)
        freed = {"kind": "exchanged", "status": "free", "on": "2021-09-24", "exchange": swap}
        add("freed", CustodyEvent, detention=case, **freed, **live)
        for item, occasion in (("talks", "meeting"), ("beijing_visit", "visit")):
            of = {"meeting": None, occasion: get(item), "topic": None, "detainee": lena}
            add(f"lena_on_{occasion}", AgendaItem, **of)
        said = {"words": WORDS, "meeting": get("talks"), **live}
        statement = add("said", Statement, official=get("qin"), **said)
        of_ministry = {"official": None, "organization": get("ministry")}
        add("ministry_said", Statement, **of_ministry, **said)
        unnamed = {"official": None, "attribution": "An official", "side": get("usa")}
        add("somebody_said", Statement, **unnamed, **said)
        for about in (lena, get("taiwan")):
            row_of(StatementSubject, statement=statement, record=about)
        add("picture", Image, caption="Two flags", **live)

    def _articles(self, source: Source) -> None:
        first, second = since(self.hour_ago - timedelta(minutes=30)), since(self.hour_ago)
        piece = self.add("piece", Article, slug="piece")
        past = between(first.lower, second.lower)
        self._edition("past", piece, source, past, headline="Expected in Beijing")
        self._edition("current", piece, source, second, headline="Blinken in Beijing")
        linking = self.add("linking_piece", Article, slug="linking")
        edition = self.add(
            "linking", Edition, article=linking, headline="Later", about=piece.identity
        )
        row_of(Mention, edition=edition, record=piece, position=1)
        approved(edition, second)

    def _edition(
        self, name: str, article: Article, source: Source, period: Any, **words: Any
    ) -> None:
        """Publish an edition that names, quotes and cites."""
        get = self.get
        named = [get(each) for each in ("qin", "china", "talks", "lena", "taiwan")]
        links = "".join(f'<a data-record="{each.public_id}">Link</a> ' for each in named)
        quoted = (
            f'<q class="said" data-statement="{get("said").public_id}" title="Qin Gang">{WORDS}</q>'
        )
        edition = self.add(
            name,
            Edition,
            article=article,
            about=get("qin").identity,
            hero=get("picture"),
            rendered=f"<p>{links}{quoted}</p>",
            plain_text=WORDS,
            **words,
        )
        row_of(Byline, edition=edition)
        row_of(EditionTopic, edition=edition, topic=get("taiwan"))
        row_of(Citation, source=source, official=None, edition=edition)
        for place, each in enumerate(named, 1):
            row_of(Mention, edition=edition, record=each, position=place)
        approved(edition, period)
