"""The command that makes a draft from a file."""

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from briefings.models import Article, Change, Country, Edition, Official, Tenure, Topic
from briefings.models.record_types import RECORD_TYPES
from briefings.search.known_names import known_names
from tests.factories import CountryFactory, OfficialFactory, TopicFactory, UserFactory, row_of

SEED = Path(__file__).parents[3] / "shared/seed/000_db8be95cf9b85aca.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the seed briefing is not beside us")

TALKS = """The two ministers met for an hour and agreed on nothing in particular.

Talks in Lisbon

Portuguese Foreign Minister João Almeida received Ana Costa on Monday. “We will meet again before
the end of the summer, and we will be better prepared,” said Almeida.

Nobody spoke of fentanyl. Almeida left at once, and the delegation followed him to the airport
without a word to those who had waited outside.
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A short text with a heading, a titled name, a quote and a topic."""
    file = tmp_path / "talks.txt"
    file.write_text(TALKS, encoding="utf-8")
    return file


def run(file: Path, capsys: pytest.CaptureFixture[str], **options: object) -> dict:
    call_command("import_article", str(file), json=True, **options)
    printed: dict = json.loads(capsys.readouterr().out)
    return printed


def test_the_draft_holds_what_was_accepted(
    db: None, talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    CountryFactory(name="Portugal", slug="portugal", code="PT")
    fentanyl = TopicFactory(name="Fentanyl", slug="fentanyl")

    printed = run(talks, capsys, headline="An hour in Lisbon")

    edition = Edition.objects.get()
    assert printed["written"]["slug"] == edition.article.slug == "an-hour-in-lisbon"
    assert edition.state == "draft"
    assert str(edition.created_by) == "import_article"
    assert "<h2>Talks in Lisbon</h2>" in edition.body
    assert f'data-record="{fentanyl.public_id}"' in edition.body
    assert [topic.name for topic in edition.topics.all()] == ["Fentanyl"]


def test_an_unknown_name_with_a_title_is_entered_linked_and_not_public(
    db: None, talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    portugal = CountryFactory(name="Portugal", slug="portugal", code="PT")

    run(talks, capsys, headline="An hour in Lisbon")

    almeida = Official.objects.get()
    tenure = Tenure.objects.get()
    assert (almeida.full_name, almeida.short_name) == ("João Almeida", "Almeida")
    assert almeida.country == portugal
    assert (tenure.official, tenure.office.title) == (almeida, "Foreign minister")
    assert almeida.live_period is tenure.live_period is tenure.office.live_period is None
    assert f'<a data-record="{almeida.public_id}">João Almeida</a>' in Edition.objects.get().body


def test_nothing_of_an_import_is_in_the_ledger(
    db: None, talks: Path, capsys: pytest.CaptureFixture[str], at_commit
) -> None:
    run(talks, capsys, headline="An hour in Lisbon")
    at_commit()

    assert not Change.objects.exists()


def test_a_headline_is_asked_for_where_the_file_has_none(db: None, talks: Path) -> None:
    with pytest.raises(CommandError, match=r"no headline.*--headline"):
        call_command("import_article", str(talks))

    assert not Article.objects.exists()


def test_a_slug_that_is_taken_is_refused_and_nothing_is_written(
    db: None, talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(talks, capsys, headline="An hour in Lisbon", slug="lisbon")
    officials = Official.objects.count()

    with pytest.raises(CommandError, match="has this slug"):
        call_command("import_article", str(talks), headline="Again", slug="lisbon")

    assert Edition.objects.count() == 1
    assert Official.objects.count() == officials


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty.txt"),
        ("minutes.txt", b"%PDF-1.7\x00\x01", "minutes.txt"),
        ("long.txt", b"word " * 1_100_000, "long.txt"),
        ("minutes.docx", b"PK\x03\x04 broken", "minutes.docx"),
    ],
)
def test_an_unreadable_file_is_named_and_nothing_is_written(
    db: None, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)

    with pytest.raises(CommandError, match=said):
        call_command("import_article", str(file), headline="Minutes")

    assert not Article.objects.exists()


def test_a_file_that_is_not_there_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.txt: No such file"):
        call_command("import_article", str(tmp_path / "gone.txt"))


def test_who_imports_can_be_named(
    db: None, talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    UserFactory(username="ana", is_superuser=True)

    run(talks, capsys, headline="An hour in Lisbon", by="ana")

    assert str(Edition.objects.get().created_by) == "ana"
    with pytest.raises(CommandError, match="no such sign-in"):
        call_command("import_article", str(talks), headline="An hour in Lisbon", by="nobody")


def test_where_nobody_is_named_the_command_has_an_account_that_cannot_sign_in(
    db: None, talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(talks, capsys, headline="An hour in Lisbon")
    run(talks, capsys, headline="Another hour in Lisbon")

    account = User.objects.get()
    assert {edition.created_by for edition in Edition.objects.all()} == {account}
    assert not account.has_usable_password()
    assert not account.is_staff
    assert account.has_perm("briefings.add_article")
    assert not account.has_perm("briefings.approve_edition")


@needs_seed
def test_the_seed_briefing_becomes_a_draft(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    for name, slug, code in (
        ("China", "china", "CN"),
        ("United States", "united-states", "US"),
        ("Ukraine", "ukraine", "UA"),
    ):
        CountryFactory(name=name, slug=slug, code=code)
    Country.objects.filter(code="US").update(other_names=["US"])
    TopicFactory(name="Taiwan", slug="taiwan")
    wang = OfficialFactory(full_name="Wang Yi", short_name="Wang", slug="wang-yi")

    printed = run(SEED, capsys, headline="Blinken in Beijing")

    edition = Edition.objects.get()
    assert edition.standfirst.startswith("The objective of the US secretary of state’s visit")
    assert edition.body.count("<h2>") == 4
    assert "Table of Contents" not in edition.body
    assert {official.full_name for official in Official.objects.all()} == {
        "Antony Blinken",
        "Joe Biden",
        "Xi Jinping",
        "Qin Gang",
        "Wang Yi",
    }
    assert f'data-record="{wang.public_id}"' in edition.body
    assert len(printed["proposed"]["quotes"]) == 1
    assert printed["proposed"]["quotes"][0]["speaker"] == "President Biden"
    assert Topic.objects.get() in edition.topics.all()


def test_pictures_that_are_left_out_are_named(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "talks.html"
    paragraph = TALKS.split("\n\n")[0]
    file.write_text(
        f'<h1>Talks in Lisbon</h1><p>{paragraph}</p><p><img src="https://example.org/hands.jpg">'
        f'{paragraph}</p><img src="data:image/png;base64,AAAA">'
    )

    call_command("import_article", str(file))
    told = capsys.readouterr().out
    printed = run(file, capsys, slug="again")

    assert "left out     picture: https://example.org/hands.jpg; upload it" in told
    assert "left out     picture: one within the file; upload it" in told
    assert "https://example.org/hands.jpg" in printed["left_out"]


def test_a_text_may_name_a_record_of_any_type_but_an_article_or_an_office(db: None) -> None:
    """A type that is forgotten here is linked in no text; an office is known by who holds it."""
    titled = ("visit", "meeting")
    for kind in RECORD_TYPES.values():
        row_of(kind.model, **({"title": "Talks in Lisbon"} if kind.name in titled else {}))

    assert {known.type for known in known_names()} == {*RECORD_TYPES} - {"article", "office"}
