"""A name is found in every way in which it is written, and in nothing that merely looks like it."""

import re

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from briefings.models.spellings import BLANK, Spellings
from briefings.models.words import first_words

ADA = Spellings(
    ["Ada Jean Müller-Quill", "Ада Квилл", "阿达克威尔", "Kai Li", "Sinéad O’Brien", "Øle Strauß"],
    ["Quill"],
)
SAID = [
    *("Ada Jean Müller-Quill", "ADA JEAN MÜLLER-QUILL", "Ada Jean Mueller Quill", "ada-quill"),
    *("Quill, Ada Jean Müller", "Quill, Ada", "Ada Quill’s", "Ada\u00a0Quill", "Ada\u200bQuill"),
    *("A. Quill", "A. J. Quill", "Ada J. Quill", "Quill alone", "QUILL", "Quill’s father"),
    *("<em>Ada</em> <mark>Quill</mark>", "Ada Qui<b>ll</b>", "<td>Ada</td><td>Quill</td>"),
    *("Ada&nbsp;Quill", "Ada&shy; Quill", "A\u0301da Quill", "Ａｄａ Ｑｕｉｌｌ", "ada%20quill"),
    *("Ады Квилла", "Квилл Ада", "АДА КВИЛЛ", "教师阿达克威尔先生", "阿达 克威尔"),
    *("Kai Li", "Li Kai", "Li, Kai", "kai_li", "K. Li", "Kai Li's", "Kái Lí", "(Kai Li)"),
    *("Sinead OBrien", "Sinéad O&#x27;Brien", "o-brien sinead", "freesineadobrien.org"),
    *(
        "Ada\u3000\u2066Quill\u2069",
        "Ada Qu\u2066ill",
        "Ada" + " " * 30 + "Quill",
        "𝐀𝐝𝐚 𝐐𝐮𝐢𝐥𝐥",
        "Ⓐⓓⓐ Quill",
    ),
    *("Ole Strauss", "OLE STRAUẞ", "Kai\nLi", "Kai.Li", "Kai—Li", "Kai</p><p>Li"),
]
NOT_SAID = [
    *("Ada", "Kai", "Li", "Li Qiang", "Lithuania", "Kai went to Lithuania", "Kai Liu", "Mikai Li"),
    *("quill pens", "Quills", "Tranquill", "Ada Lovelace", "Ада", "Квилл", "克威尔", "Brien"),
    *("kailithium", "Kaili Fu", "KaiLi", "<a title='Kai'>Li</a>", "Kaylee", "K Liang", "O Brien"),
]


@pytest.mark.parametrize("text", SAID)
def test_it_is_found_and_blanked(text: str) -> None:
    blank = ADA.blank(text)

    assert BLANK in blank
    assert not ADA.occur_in(blank)


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_is_another_word_is_left(text: str) -> None:
    assert ADA.blank(text) == text


def test_what_stands_beside_it_stays() -> None:
    assert ADA.blank("<p>Free <em>Kai</em> Li, said Li Qiang.</p>") == (
        f"<p>Free <em>{BLANK}</em>, said Li Qiang.</p>"
    )
    assert ADA.blank("Kai Li and Kai Li") == f"{BLANK} and {BLANK}"
    assert ADA.blank("Zoe & Kai Li met Mueller") == f"Zoe & {BLANK} met Mueller"


@pytest.mark.parametrize(
    "text",
    [
        *("Jo Ann Kowalska-Reed", "Jo Kowalska-Reed", "J. Kowalska-Reed", "J. A. Kowalska Reed"),
        *("Jo A. Kowalska–Reed", "Kowalska-Reed, Jo", "Kowalska-Reed, Jo Ann", "KOWALSKA-REED Jo"),
    ],
)
def test_a_double_name_is_blanked_whole(text: str) -> None:
    assert Spellings(["Jo Ann Kowalska-Reed"]).blank(text) == BLANK


def test_in_an_address_no_capital_is_asked() -> None:
    assert ADA.occur_in("the-quill-case", address=True)
    assert not ADA.occur_in("the-quill-case")


@pytest.mark.parametrize("name", ["", "X", "李", "—"])
def test_one_letter_is_no_name(name: str) -> None:
    assert not Spellings([name], [name]).occur_in(f"X marks {name} the spot 李")


@pytest.mark.django_db
@pytest.mark.parametrize("text", SAID)
def test_the_database_finds_what_is_found(text: str) -> None:
    assert found_in_the_database(text)


NOISE = st.sampled_from(
    ["", " ", "-", "\u00ad", "\u200b", "\u0301", "’", ". ", "\n", "e", "<b>", "</em>", "&nbsp;"]
)


@pytest.mark.django_db
@given(st.data())
def test_it_misses_nothing_that_python_finds(data: st.DataObject) -> None:
    """The database looks first, so whatever the rule finds it has to let through."""
    written = data.draw(st.sampled_from(SAID))
    places = data.draw(st.lists(st.integers(0, len(written)), max_size=3))
    for place in places:
        written = f"{written[:place]}{data.draw(NOISE)}{written[place:]}"
    text = data.draw(st.sampled_from([written, written.upper(), written.lower(), written.title()]))

    assert found_in_the_database(text) or not ADA.occur_in(text, address=data.draw(st.booleans()))


def found_in_the_database(text: str) -> bool:
    """Return whether the database finds a name in the text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text ~ %s::text", [text, ADA.database_pattern()])
        [found] = cursor.fetchone()
    assert bool(found) == bool(re.search(ADA.database_pattern(), text)), "The engines differ."
    return bool(found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Six words are in this text", "Six words are in …"),
        ("Six words are here", "Six words are here"),
        ("六个词在这个文本里六个词在这个文本里六个词", "六个词在这个文本里六个词在这个文本里 …"),
    ],
)
def test_a_long_text_is_told_by_its_first_words(text: str, told: str) -> None:
    assert first_words(text, most=18) == told
