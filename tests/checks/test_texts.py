"""Each check of a text finds what it is for, nothing that is only like it, and can be dismissed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from briefings.actions.roles import establish_roles
from briefings.actions.text_checks import Checked, check, dismiss_finding, piece_of, restore_finding
from briefings.bodies import clean
from briefings.checks.texts import TEXT_CHECKS, check_text
from briefings.checks.texts.base import Piece
from briefings.checks.texts.reading import Text
from briefings.models import (
    Article,
    CustodyEvent,
    Detainee,
    Detention,
    Edition,
    Meeting,
    Office,
    Official,
    OfficialName,
    Source,
    StatusChange,
    Tenure,
    Topic,
)
from tests.factories import UserFactory, row_of, since

pytestmark = pytest.mark.django_db
DAY = datetime(2023, 6, 18, tzinfo=UTC).date()
WHOLE = {
    "headline": "A secretary of state in Beijing",
    "standfirst": "Two days of talks, and a long list of what was not to be agreed on.",
}
Make = Callable[[], dict[str, Any]]


def xi() -> Official:
    """Return the record of a president, with a misspelling that is common."""
    xi = row_of(Official, full_name="Xi Jinping", short_name="Xi")
    row_of(OfficialName, official=xi, name="Xi Jinpin", kind="misspelling")
    return xi


def pompeo() -> Official:
    """Return the record of somebody who was secretary of state until January 2021."""
    official = row_of(Official, full_name="Mike Pompeo", short_name="Pompeo")
    office = row_of(Office, title="Secretary of State")
    dates = {"started": "2018-04-26", "ended": "2021-01-20", "end_status": "ended"}
    row_of(Tenure, official=official, office=office, **dates)
    return official


def li() -> Detainee:
    """Return the record of a detainee who is held on the day of the piece."""
    detainee = row_of(Detainee, full_name="Kai Li", short_name="Li")
    row_of(CustodyEvent, detention=row_of(Detention, detainee=detainee), on="2016-09")
    return detainee


def dinner(status: str, on: str = "2023-06-18") -> Meeting:
    """Return a meeting with a status, called “Working dinner”."""
    meeting = row_of(Meeting, title="Working dinner", on=on)
    row_of(StatusChange, meeting=meeting, status=status, on="2023-06-01")
    return meeting


def link(row: Any, words: str) -> str:
    """Return a link to a record."""
    return f'<a data-record="{row.public_id}">{words}</a>'


def body(*paragraphs: str) -> dict[str, Any]:
    """Return the fields of an edition with a body of paragraphs."""
    return {"body": "".join(f"<p>{words}</p>" for words in paragraphs)}


def picture(alt: str, caption: str) -> dict[str, Any]:
    """Return the fields of an edition with a picture."""
    image = f'<img src="/media/a.png" alt="{alt}">'
    return {"body": f"<figure>{image}<figcaption>{caption}</figcaption></figure>"}


def embargoed(hours: int) -> Official:
    """Return the record of somebody who is public in some hours."""
    begins = timezone.now() + timedelta(hours=hours)
    return row_of(Official, full_name="Ada Vance", short_name="Vance", live_period=since(begins))


def near(slug: str) -> dict[str, Any]:
    """Enter another article, the piece is called a-visit."""
    row_of(Article, slug=slug)
    return {}


QUOTED = "“We will go on talking to each other.”"
# The check, what it finds, and what is as near to that as can be and all right.
CASES: list[tuple[str, Make, Make]] = [
    (
        "office-on-day",
        lambda: body(f"Secretary of State {link(pompeo(), 'Mike Pompeo')} came."),
        lambda: body(f"Former Secretary of State {link(pompeo(), 'Mike Pompeo')} came."),
    ),
    (
        "custody-status",
        lambda: body(f"{link(li(), 'Kai Li')} is free."),
        lambda: body(f"{link(li(), 'Kai Li')} is still held."),
    ),
    (
        "occasion-status",
        lambda: body(f"The {link(dinner('cancelled'), 'dinner')} was held."),
        lambda: body(f"The {link(dinner('cancelled'), 'dinner')} was called off."),
    ),
    (
        "upcoming-passed",
        lambda: body(f"The upcoming {link(dinner('expected', '2023-06-17'), 'dinner')}."),
        lambda: body(f"The upcoming {link(dinner('expected'), 'dinner')}."),
    ),
    (
        "before-embargo",
        lambda: body(f"They met {link(embargoed(+1), 'Ada Vance')}."),
        lambda: body(f"They met {link(embargoed(-1), 'Ada Vance')}."),
    ),
    (
        "name-misspelt",
        lambda: body(f"{link(xi(), 'Xi Jinping')} spoke. Xi Jingping listened."),
        lambda: body(f"{link(xi(), 'Xi Jinping')} spoke. Xi Jianguo listened."),
    ),
    (
        "name-misspelt",
        lambda: {"headline": "What Xi Jinpin said of it", **body(f"{link(xi(), 'Xi')} spoke.")},
        lambda: {"headline": "What XI JINPING said of it", **body(f"{link(xi(), 'Xi')} spoke.")},
    ),
    (
        "name-misspelt",
        lambda: body(f"{link(pompeo(), 'Mike Pompeo')} spoke. Pompea listened."),
        lambda: body(f"{link(pompeo(), 'Mike Pompeo')} spoke. The Pompeos listened."),
    ),
    (
        "name-not-linked",
        lambda: body("They met.", f"{xi()} spoke."),
        lambda: body(f"{link(xi(), 'He')} spoke: Xi Jinping himself."),
    ),
    (
        "dead-link",
        lambda: body(f'<a data-record="{uuid4()}">Nobody</a> spoke.'),
        lambda: body(f"{link(xi(), 'Somebody')} spoke."),
    ),
    (
        "quote-unattributed",
        lambda: body(QUOTED),
        lambda: body(f"{QUOTED[:-2]},” said Janet Yellen.", "He called it “a good talk”."),
    ),
    (
        "implausible-date",
        lambda: body("They met on 31 June 2023."),
        lambda: body("They met on 30 June 2023.") | {"dateline_on": None},
    ),
    (
        "implausible-date",
        lambda: body("They met on Monday, 18 June 2023."),
        lambda: body("They met on Sunday, 18 June 2023, or June 19, 2023.") | {"dateline_on": None},
    ),
    ("implausible-date", dict, lambda: {"dateline_on": timezone.localdate()}),
    ("missing", dict, lambda: {"complete": True}),
    ("lengths", lambda: {"headline": "Talks"}, dict),
    ("lengths", lambda: {"standfirst": ""}, dict),
    (
        "heading-order",
        lambda: {"body": "<h3>First</h3><p>Words.</p>"},
        lambda: {"body": "<h2>First</h2><h3>Second</h3><p>Words.</p>"},
    ),
    (
        "picture-texts",
        lambda: picture("", "Two men <small>Reuters</small>"),
        lambda: picture("Two men at a table", "Two men <small>Reuters</small>"),
    ),
    (
        "picture-texts",
        lambda: picture("Two men at a table", "Two men"),
        lambda: picture("Two men at a table", "<small>Reuters</small>"),
    ),
    ("near-slug", lambda: near("a-visit-2"), lambda: near("a-visit-to-beijing")),
]


def edition_of(fields: dict[str, Any]) -> Edition:
    """Return a draft of the article “a-visit” with these fields, otherwise without a fault."""
    complete = fields.pop("complete", False)
    article = row_of(Article, slug="a-visit")
    edition = row_of(Edition, article=article, **{"dateline_on": DAY, **WHOLE, **fields})
    if complete:
        edition.bylines.create(name="Ada Quill")
        edition.edition_topics.create(topic=row_of(Topic))
        edition.citations.create(source=row_of(Source))
    return edition


def checked(edition: Edition, by: User) -> Checked:
    """Return what the checks find in an edition."""
    return check(edition, piece_of(edition, by, timezone.now()))


@pytest.fixture
def editor() -> User:
    """Return somebody who may dismiss what blocks."""
    establish_roles()
    editor: User = UserFactory()
    editor.groups.add(Group.objects.get(name="editor"))
    return editor


@pytest.mark.parametrize(("name", "wrong", "right"), CASES)
def test_a_check_finds_what_it_is_for(name: str, wrong: Make, right: Make, editor: User) -> None:
    """What it names stands at its place; dismissed it is found no more, restored it is again."""
    edition = edition_of(wrong())
    [found, *_] = [one for one in checked(edition, editor).open if one.check.name == name]
    place, piece = found.found.place, piece_of(edition, editor, timezone.now())
    if place is not None:
        words = piece.text.words[place.paragraph]
        assert words[place.start : place.end] == place.words != ""

    dismiss_finding(by=editor, edition=edition, piece=piece, key=found.key, reason="It is so.")
    after = checked(edition, editor)
    assert found.key not in {one.key for one in after.open}
    assert found.key in {one.key for one, _ in after.dismissed}

    restore_finding(by=editor, edition=edition, key=found.key)
    assert found.key in {one.key for one in checked(edition, editor).open}


@pytest.mark.parametrize(("name", "wrong", "right"), CASES)
def test_a_check_finds_nothing_that_is_only_like_it(
    name: str, wrong: Make, right: Make, editor: User
) -> None:
    edition = edition_of(right())

    assert [one for one in checked(edition, editor).open if one.check.name == name] == []


def test_every_check_is_tried() -> None:
    """A check without a case would be one that nobody has seen find anything."""
    assert {name for name, *_ in CASES} == {check.name for check in TEXT_CHECKS}


FRAGMENTS = (
    *("<p>", "</p>", "<h2>", "</h2>", "<h3>", "<ul><li>", "</li></ul>", "<blockquote>", "<br>"),
    *("</blockquote>", "<b>", "</b>", "<em>", "</em>", "<a href='https://x.example'>", "</a>"),
    *("<table><tr><td>", "</td></tr></table>", "<script>x</script>", "<!-- -->", "&amp;", "&nbsp;"),
    *("Xi Jingping", "Secretary of State Mike Pompeo came.", "31 June 2023", QUOTED, "Xi Jinping"),
    *(" ", "  ", "\n", ". ", "😀", "e\u0301", "İ", "the", "Mike", "“", "”", "<", ">"),
)


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40).map("".join))
def test_marks_fall_on_the_words_that_they_name(html: str) -> None:
    """Whatever the HTML, and the same after it was cleaned as it is saved."""
    with transaction.atomic():
        xi()
        pompeo()
        at = timezone.now()
        head = WHOLE["headline"], WHOLE["standfirst"]
        text, saved = Text(html, *head), Text(clean(html), *head)
        piece = Piece(text, DAY, at, at, Article.objects.none())
        for finding in check_text(piece):
            place = finding.found.place
            if place is not None:
                words = text.words[place.paragraph]
                assert words[place.start : place.end] == place.words != ""
        assert saved.words == text.words
        transaction.set_rollback(True)
