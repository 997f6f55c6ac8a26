"""Each check of a text finds what it is for, nothing that is only like it, and can be dismissed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from briefings.actions.text_checks import Checked, check, dismiss_finding, piece_of, restore_finding
from briefings.bodies import clean
from briefings.checks.texts import TEXT_CHECKS, check_text
from briefings.checks.texts.base import Piece
from briefings.checks.texts.reading import Text
from briefings.models import (
    Article,
    Edition,
    Meeting,
    Source,
    Topic,
)
from tests.checks.telling import (
    DAY,
    WHOLE,
    appointed,
    body,
    called_off,
    cited,
    dinner,
    embargoed,
    freed,
    li,
    link,
    near,
    out_of_date,
    picture,
    pompeo,
    xi,
)
from tests.factories import UserFactory, row_of

pytestmark = pytest.mark.django_db
Make = Callable[[], dict[str, Any]]


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
        "before-embargo",
        lambda: body(f"{link(freed(+1), 'Kai Li')} is free."),
        lambda: body(f"{link(freed(-1), 'Kai Li')} is free."),
    ),
    (
        "before-embargo",
        lambda: body(f"{link(freed(+1), 'Kai Li')} was released."),
        lambda: body(f"{link(freed(+1), 'Kai Li')} is still held."),
    ),
    (
        "before-embargo",
        lambda: body(f"Finance minister {link(appointed(+1), 'Ada Vance')} came."),
        lambda: body(f"{link(appointed(+1), 'Ada Vance')} came."),
    ),
    (
        "before-embargo",
        lambda: body(f"The {link(called_off(+1), 'dinner')} was cancelled."),
        lambda: body(f"The {link(called_off(-1), 'dinner')} was cancelled."),
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
    (
        "day-otherwise",
        lambda: body(f"The {link(dinner('held'), 'dinner')} on 17 June went well."),
        lambda: body(f"The {link(dinner('held'), 'dinner')} on 18 June went well."),
    ),
    (
        "day-otherwise",
        lambda: body(f"The {link(dinner('held'), 'dinner')} took place in Beijing on 18 June 2022"),
        lambda: body(f"The {link(dinner('held', '2023-06'), 'dinner')} took place on 3 June 2023."),
    ),
    (
        "day-otherwise",
        lambda: body(f"It was the 17 June {link(dinner('held'), 'dinner')}."),
        lambda: body(f"The {link(dinner('held'), 'dinner')}, of which he spoke on 17 June."),
    ),
    (
        "day-otherwise",
        lambda: body(f"They {link(dinner('held'), 'dined on 17 June')}."),
        lambda: body(
            f"The {link(dinner('held'), 'dinner')} on 17 June was postponed.",
            f"“The {link(Meeting.objects.get(), 'dinner')} on 17 June was good.”",
            f"The {link(Meeting.objects.get(), 'dinner')} on 17 and 18 June was good.",
        ),
    ),
    (
        "day-otherwise",
        lambda: body(f"{link(freed(-1), 'Kai Li')}, an engineer, was released on 16 June."),
        lambda: body(f"{link(freed(-1), 'Kai Li')}, an engineer, was released on 17 June."),
    ),
    (
        "day-otherwise",
        lambda: body(f"{link(li(), 'Kai Li')} was detained in Shanghai on 3 October 2016."),
        lambda: body(f"{link(li(), 'Kai Li')} was detained in Shanghai on 3 September 2016."),
    ),
    (
        "stale-prose",
        lambda: out_of_date("<p>They met.</p><p>For years Kai Li is held. Kai Li is held.</p>"),
        lambda: out_of_date("<p>They met.</p><p>Kai Li was held.</p>"),
    ),
    (
        "source-gone",
        lambda: cited(404),
        lambda: cited(200),
    ),
    (
        "source-gone",
        lambda: cited(404, noted=False),
        lambda: cited(404, archived="https://archive.example/a", noted=False),
    ),
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
    complete, cites = fields.pop("complete", False), fields.pop("cites", None)
    article = fields.pop("article", None) or row_of(Article, slug="a-visit")
    edition = row_of(Edition, article=article, **{"dateline_on": DAY, **WHOLE, **fields})
    if cites:
        edition.citations.create(source=cites)
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
