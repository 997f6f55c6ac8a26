"""Page, API and file answer one question alike: the same rows, in the same order, and as many.

The questions are found by themselves: each parameter of each FilterSet, with a value that keeps
some rows and leaves others out.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from lxml import html

from briefings.api.urls import RESOURCES
from briefings.filters.meetings import MeetingFilterSet
from briefings.models.record_types import RECORD_TYPES
from briefings.pages.drawn_lists import ChartFile
from briefings.pages.lists import SIZE, ListPage
from briefings.pages.meetings import MeetingList
from briefings.pages.urls import urlpatterns
from tests.lists.questions import Question, question, questions
from tests.pages.newsroom import Newsroom

LISTS: dict[str, type[ListPage]] = {
    view.plural: view
    for view in (getattr(pattern.callback, "view_class", None) for pattern in urlpatterns)
    if view is not None and issubclass(view, ListPage) and not issubclass(view, ChartFile)
}


def usual(resource: str) -> dict[str, str]:
    """Return what a list's page asks where its address does not say."""
    return dict(LISTS[resource].usual) if resource in LISTS else {}


def in_json(client: Client, resource: str, asked: dict[str, str]) -> list[Any]:
    """Return the rows that the API lists, as many as it counts."""
    answer = client.get(f"/api/v1/{resource}/", asked)
    assert answer.status_code == 200, answer.content
    told = answer.json()
    rows: list[Any] = told["results"]
    assert told["count"] == len(rows), f"{asked}: {told['count']} are counted, {len(rows)} listed"
    return rows


def in_file(client: Client, resource: str, asked: dict[str, str]) -> list[str]:
    """Return the ids in the file of the list."""
    answer = client.get(f"/api/v1/{resource}/", {**asked, "format": "csv"})
    assert answer.status_code == 200, answer.content
    said = b"".join(answer).decode()
    return [row["id"] for row in csv.DictReader(io.StringIO(said))]


def on_page(client: Client, resource: str, asked: dict[str, str]) -> list[str]:
    """Return the addresses of the records that the page of the list shows, in its order."""
    answer = client.get(f"/{resource}/", asked)
    assert answer.status_code == 200, answer.content
    found = html.fromstring(answer.content.decode()).xpath("//div[@class='rows']//a/@href")
    return list(dict.fromkeys(url for url in found if re.fullmatch(rf"/{resource}/[^/]+/", url)))


def differences(client: Client, resource: str, found: Question) -> Iterator[str]:
    """Yield in what the faces differ from what the FilterSet keeps."""
    rows = in_json(client, resource, found.asked)
    if [row["id"] for row in rows] != [str(public_id) for public_id in found.kept]:
        yield f"{found.asked}: the API lists {len(rows)} of {len(found.kept)} rows"
    if in_file(client, resource, found.asked) != [row["id"] for row in rows]:
        yield f"{found.asked}: the file holds other rows than the API"
    if resource in LISTS:
        asked = {**usual(resource), **found.asked}
        paths = [
            row["web_url"].removeprefix("http://testserver")
            for row in in_json(client, resource, asked)
        ]
        assert len(paths) <= SIZE
        if on_page(client, resource, asked) != paths:
            yield f"{asked}: the page shows other rows than the API"


@pytest.mark.parametrize("resource", sorted(RESOURCES))
def test_every_question_is_answered_alike(resource: str, client: Client, lists: Newsroom) -> None:
    asked = list(questions(resource))

    blunt = [f"{each.name}: {each.asked}" for each in asked if not each.divides]
    assert not blunt, "Give the newsroom rows that these divide: " + "; ".join(blunt)
    differing = [words for each in asked for words in differences(client, resource, each)]
    assert not differing, "\n".join(differing)


def test_every_list_with_a_page_is_asked() -> None:
    with_pages = {kind.plural for kind in RECORD_TYPES.values() if kind.has_page}

    assert set(LISTS) == with_pages


@pytest.mark.parametrize("face", ["page", "api"])
def test_a_face_that_drops_a_parameter_is_found(
    face: str, client: Client, lists: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison above is worth what it finds."""
    asked = question("meetings", "host_country", MeetingFilterSet.base_filters["host_country"])

    class Deaf(MeetingFilterSet):
        def filter_queryset(self, queryset: Any) -> Any:
            self.form.cleaned_data["host_country"] = ""
            return super().filter_queryset(queryset)

    assert not list(differences(client, "meetings", asked))
    if face == "page":
        monkeypatch.setattr(MeetingList, "filters", Deaf)
    else:
        monkeypatch.setattr(RESOURCES["meetings"], "filterset_class", Deaf)
    assert list(differences(client, "meetings", asked))
