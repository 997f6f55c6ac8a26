"""A remark is read where it surely tells of a meeting, and left alone where it may not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.imports.historian.travels.people import Group, Person
from briefings.imports.historian.travels.remarks import MentionedMeeting, meetings_in
from briefings.models import Meeting
from tests.exploring import examples
from tests.imports.historian.files import rows_of

PIECES = (
    *(
        "Met with",
        "met separately with",
        "Discussed the crisis with",
        "President",
        "Foreign Minister",
    ),
    *("Qin Gang", "al-", "bin", "de", "U.S.", "Jr.", "May", "5", "the", "of China", "officials"),
    *(
        ",",
        ", and",
        "and",
        ";",
        ".",
        "(",
        "’s",
        "Soviet",
        "Presidents",
        "at the G20 Summit",
        "ß",
        "É",
    ),
)


def who(remark: str) -> list[str]:
    """Return whom the only meeting of a remark was with, each as it would be said."""
    [meeting] = meetings_in(remark)
    return [
        one.words if isinstance(one, Group) else " | ".join((one.of, one.title, one.name))
        for one in meeting.who
    ]


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        (
            "Met with President Xi Jinping and Foreign Minister Qin Gang.",
            [" | President | Xi Jinping", " | Foreign Minister | Qin Gang"],
        ),
        (
            "Discussed the crisis with Soviet Foreign Minister Bessmertnykh.",
            ["Soviet | Foreign Minister | Bessmertnykh"],
        ),
        (
            "Met with Prime MinisterHaidar al- Abadi, and senior Iraqi officials.",
            [" | Prime Minister | Haidar al- Abadi", "senior Iraqi officials"],
        ),
        (
            "Met with Deputy Prime Minister/Foreign Minister Jean Asselborn.",
            [" | Deputy Prime Minister/Foreign Minister | Jean Asselborn"],
        ),
        (
            "Met with Prime Minister and Minister of Foreign Affairs Mohammed bin Abdulrahman"
            " Al Thani.",
            [
                " | Prime Minister and Minister of Foreign Affairs"
                " | Mohammed bin Abdulrahman Al Thani"
            ],
        ),
        (
            "Conferred with Prime Ministers Eden and Mendes-France on the conference.",
            [" | Prime Minister | Eden", " | Prime Minister | Mendes-France"],
        ),
        (
            "Met with President Giscard d'Estaing and King Hussein of Jordan.",
            [" | President | Giscard d'Estaing", "Jordan | King | Hussein"],
        ),
        (
            "Met with the Foreign Ministers of Egypt, Jordan, and the Gulf Cooperation Council.",
            ["the Foreign Ministers of Egypt, Jordan, and the Gulf Cooperation Council"],
        ),
        ("Met with President George W. Bush in Crawford.", [" | President | George W. Bush"]),
        ("Met with Prime Minister May and left.", [" | Prime Minister | May"]),
        ("Met with President Baez and his Cabinet.", [" | President | Baez", "his Cabinet"]),
    ],
)
def test_who_was_met_is_told_apart(remark: str, expected: list[str]) -> None:
    assert who(remark) == expected


@pytest.mark.parametrize(
    "remark",
    [
        "",
        "Official visit.",
        "Accompanied President Clinton to a meeting with President Kim.",
        "Accompanied President Clinton on a State visit, where he met with President Kim.",
        "Did not meet with President Kim; the meeting with Premier Li was cancelled.",
        "Delivered an invitation to meet with President Carter.",
        "Met with President Sadat and delivered an invitation to meet with President Carter.",
        "Met with the wife of former Deputy Prime Minister Anwar Ibrahim.",
        "Met separately with King Baudouin and Queen Fabiola, Prime Minister Tindemans.",
        "Met with Expatriates Ayman Safadi.",
        "Met with President Segni, Italian and NATO Authorities Unknown.",
        "Met with President Tito July 9–11.",
        "Discussed relations.",
    ],
)
def test_what_is_not_sure_is_left_alone(remark: str) -> None:
    assert meetings_in(remark) == []


@pytest.mark.parametrize(
    ("remark", "kind", "gathering", "place", "day"),
    [
        ("Met with President Hu.", "other", "", "", (0, 0)),
        ("Summit meeting with President Yeltsin.", "summit", "", "", (0, 0)),
        ("Had a working dinner with Premier Li.", "working_dinner", "", "", (0, 0)),
        ("Held bilateral meetings with Allied counterparts.", "bilateral", "", "", (0, 0)),
        (
            "Attended the G20 Summit and met with President Hu.",
            *("other", "G20 Summit", "", (0, 0)),
        ),
        ("Met with Premier Li in Cape Town.", "other", "", "Cape Town", (0, 0)),
        ("Met with Prime Minister Olmert on February 19.", "other", "", "", (2, 19)),
        ("Met with President Tito July 9.", "other", "", "", (7, 9)),
    ],
)
def test_what_else_is_told_is_kept(
    remark: str, kind: str, gathering: str, place: str, day: tuple[int, int]
) -> None:
    found = meetings_in(remark)

    assert [(one.kind, one.gathering, one.place, (one.month, one.day)) for one in found] == [
        (kind, gathering, place, day)
    ]


def test_each_sentence_is_a_meeting_of_its_own() -> None:
    remark = "Attended the Summit. Met with President Hu; also met with U.S. military personnel."

    assert meetings_in(remark) == [
        MentionedMeeting("Met with President Hu", "other", (Person("President", "Hu"),)),
        MentionedMeeting(
            "met with U.S. military personnel", "other", (Group("U.S. military personnel"),)
        ),
    ]


@settings(max_examples=examples(500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
)
def test_no_remark_makes_it_raise_and_its_words_stand_in_the_remark(remark: str) -> None:
    for meeting in meetings_in(remark):
        assert meeting.words in remark
        assert meeting.kind in Meeting.Kind.values
        assert meeting.who
        for one in meeting.who:
            parts = (one.words,) if isinstance(one, Group) else (one.name,)
            assert all(part and part in remark for part in parts)


def test_most_of_the_historians_remarks_are_read() -> None:
    remarks = [row["remarks"] for row in rows_of("trips.csv")]

    found = [(remark, meeting) for remark in remarks for meeting in meetings_in(remark)]

    assert all(meeting.words in remark for remark, meeting in found)
    assert len(found) > 2000
    longest = max(len(one.name) for _, each in found for one in each.who if isinstance(one, Person))
    assert longest < 60
