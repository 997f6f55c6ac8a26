"""The demo newsroom is loaded once; what an editor made of it since stays."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import Model
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.publishing import withdraw
from briefings.actions.records import change_slug
from briefings.actions.seeding import read_toml, seed
from briefings.actions.text_checks import check, piece_of
from briefings.checks.texts.base import Piece
from briefings.models import Article, Edition, Office, Official, Source, Topic
from tests.ledger import database_now

pytestmark = [pytest.mark.django_db, pytest.mark.server]
SEEDS = settings.BASE_DIR / "seeds"
ENTERED = ("staff", "countries", "organizations", "offices")


def load(directory: Path = SEEDS) -> list[str]:
    """Load the demo; return the lines that it reports."""
    told: list[str] = []
    seed(directory=directory, report=told.append)
    return told


def rows() -> dict[str, int]:
    """Return how many rows each table of the product holds, the history and the ledger too."""
    models: list[type[Model]] = [*apps.get_app_config("briefings").get_models(), User]
    return {model.__name__: model._default_manager.count() for model in models}


def test_the_command_tells_what_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed")
    first = capsys.readouterr().out
    call_command("seed")
    second = capsys.readouterr().out
    entered = len(read_toml(SEEDS / "officials.toml"))
    assert f"officials: {entered} of {entered} are new" in first
    assert f"officials: 0 of {entered} are new" in second


def test_a_name_that_leads_nowhere_is_refused_whole(tmp_path: Path) -> None:
    for path in SEEDS.glob("*.toml"):
        words = path.read_text(encoding="utf-8") if path.stem in ENTERED else ""
        (tmp_path / path.name).write_text(words, encoding="utf-8")
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a-visit.toml").write_text(
        'section = "briefing"\n[[editions]]\nheadline = "A visit"\ntopics = []\nbylines = []\n',
        encoding="utf-8",
    )
    (articles / "a-visit.1.html").write_text("<p>[[official:yang-tao|Yang]] met nobody.</p>")
    with pytest.raises(Refused, match="There is no official “yang-tao”"):
        load(tmp_path)
    assert not Office.objects.exists()
    assert not User.objects.exists()


@pytest.mark.usefixtures("demo")
def test_a_second_loading_changes_nothing(at_commit: Callable[[], None]) -> None:
    before = rows()
    load()
    at_commit()
    assert before["Change"] > 0
    assert rows() == before


@pytest.mark.usefixtures("demo")
def test_what_editors_changed_stays(at_commit: Callable[[], None]) -> None:
    tobias = User.objects.get(username="tobias.penhallow")
    Topic.objects.filter(slug="taiwan").update(name="Taiwan and the Strait")
    change_slug(by=tobias, record=Official.objects.get(slug="qin-gang"), slug="qin-gang-1966")
    Source.objects.filter(publisher="Archontology").update(title="Joe Biden")
    withdraw(by=tobias, article=Article.objects.get(slug="thirty-five-minutes"), reason="wrong")
    at_commit()
    before = rows()
    load()
    at_commit()
    assert rows() == before
    assert Topic.objects.get(slug="taiwan").name == "Taiwan and the Strait"
    assert not Official.objects.filter(slug="qin-gang").exists()
    assert not Article.objects.live(database_now()).filter(slug="thirty-five-minutes").exists()


@pytest.mark.usefixtures("demo")
def test_nobody_can_sign_in_as_the_staff() -> None:
    staff = User.objects.filter(groups__name__in=["reporter", "editor", "publisher"])
    assert staff.count() == 3
    assert not any(user.has_usable_password() for user in staff)


def test_the_checks_find_nothing_in_its_pieces_but_what_was_corrected(demo: None) -> None:
    """An edition that called Wang Yi the foreign minister says so in its correction."""
    by, at = User.objects.order_by("pk")[0], timezone.now()
    found = [
        (edition.article.slug, edition.number, finding.check.name, finding.words)
        for edition in Edition.objects.select_related("article", "about").order_by("pk")
        for finding in check(edition, as_published(edition, by, at)).open
    ]

    wrong = ("blinken-in-beijing", 1, "office-on-day", "foreign minister, Wang Yi")
    assert found == [wrong]


def as_published(edition: Edition, by: User, at: datetime) -> Piece:
    """Return an edition of the demo as it was on the day on which it went live."""
    live = edition.live_period
    begun = at if live is None or live.isempty else live.lower
    return piece_of(edition, by, at, goes_live=begun)
