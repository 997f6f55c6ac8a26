"""Offices, on any day."""

from datetime import date

import pytest
from django.utils import timezone

from briefings.models import Tenure
from briefings.pages.tenures import called
from tests.pages.conftest import Read, words
from tests.pages.newsroom import Newsroom, held, official

PAGE = "/offices/foreign-minister-of-china/"


def test_the_holder_of_a_day_is_said(newsroom: Newsroom, read: Read) -> None:
    page = read(f"{PAGE}?as_of=2023-06-18")

    assert words(page, "//p[@class='statement']") == "Qin Gang."
    assert words(page, "//h1") == "Foreign minister"


def test_both_hold_on_the_day_of_a_handover(newsroom: Newsroom, read: Read) -> None:
    page = read(f"{PAGE}?as_of=2023-07-25")

    assert words(page, "//p[@class='statement']") == "Qin Gang and Wang Yi."


def test_an_acting_holder_is_called_acting(newsroom: Newsroom, read: Read) -> None:
    le = official("Le Yucheng", "乐玉成", newsroom.china)
    tenure = held(le, newsroom.ministry, "2010", "2011")
    tenure.acting = True
    tenure.save()

    page = read(f"{PAGE}?as_of=2010-06-01")

    assert words(page, "//p[@class='statement']") == "Le Yucheng, acting (possibly)."


def test_a_stretch_without_a_holder_is_named(newsroom: Newsroom, read: Read) -> None:
    held(official("Le Yucheng", "乐玉成", newsroom.china), newsroom.ministry, "2010", "2013-02-27")

    assert "28 February 2013" in words(read(PAGE), "//main//ul[@class='records']")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Foreign minister", "Foreign minister, China"),
        ("Foreign minister of China", "Foreign minister of China"),
    ],
)
def test_the_country_is_named_once(title: str, shown: str, newsroom: Newsroom, read: Read) -> None:
    newsroom.ministry.title = title
    newsroom.ministry.save()

    page = read(PAGE)

    assert words(page, "//title") == f"{shown} – The Chancery"
    assert shown in words(read("/"), "//section[@aria-labelledby='changes']")


def test_a_country_is_named_where_the_title_names_another() -> None:
    tenure = {"office": {"label": "High commissioner to Nigeria"}, "country": {"label": "Niger"}}

    assert called(tenure) == "High commissioner to Nigeria, Niger"


def test_the_list_names_the_holders_of_the_day(newsroom: Newsroom, read: Read) -> None:
    page = read("/offices/?as_of=2023-06-18&kind=foreign_minister")

    assert words(page, "//h1") == "Offices: foreign minister held on 18 June 2023"
    assert "China Qin Gang, 30 December 2022 – 25 July 2023" in words(page, "//tbody")


def test_an_office_not_verified_for_long_may_be_out_of_date(newsroom: Newsroom, read: Read) -> None:
    Tenure.objects.update(verified_on=date(2020, 1, 2))

    line = words(read(PAGE), "//ul[@class='provenance']")

    assert "May be out of date. Not verified since 2 January 2020" in line


def test_what_has_ended_does_not_go_out_of_date(newsroom: Newsroom, read: Read) -> None:
    Tenure.objects.update(verified_on=date(2020, 1, 2))
    Tenure.objects.filter(end_status="current").update(verified_on=timezone.localdate())

    line = words(read(PAGE), "//ul[@class='provenance']")

    assert "May be out of date" not in line
