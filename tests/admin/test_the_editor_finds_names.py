"""What the editor of a body finds when a record or a source is looked for."""

from __future__ import annotations

import pytest
from django.test import Client

from briefings.models import Detainee, DetaineeName, Official, OfficialName, Source, Topic
from tests.admin.conftest import Desk, Person
from tests.factories import row_of


def found(desk: Desk, kind: str, words: str) -> list[tuple[str, str]]:
    """Return the label and the note of each result."""
    answer = desk.get(f"/admin/briefings/identity/{kind}/", {"q": words}).json()
    return [(result["label"], result["note"]) for result in answer["results"]]


def test_a_record_is_found_by_any_of_its_names_once(desk: Person) -> None:
    ana, qin = desk("reporter"), row_of(Official, full_name="Qin Gang", slug="qin-gang")
    for name in ("秦刚", "Chin Gang"):
        row_of(OfficialName, official=qin, name=name)
    row_of(Topic, name="Fentanyl")

    assert found(ana, "names", "gang") == [("Qin Gang", "official")]
    assert found(ana, "names", "秦") == [("Qin Gang", "official")]
    assert found(ana, "names", "nobody") == []
    assert found(ana, "names", "gang\0") == [("Qin Gang", "official")]


def test_whose_name_is_withheld_is_found_by_it_and_called_as_readers_are_told(desk: Person) -> None:
    told = {"name_withheld": True, "description": "An American teacher", "slug": "a-teacher"}
    row_of(DetaineeName, detainee=row_of(Detainee, full_name="Ada Quill", **told), name="艾达")

    assert found(desk("reporter"), "names", "quill") == [("An American teacher", "detainee")]
    assert found(desk("reporter"), "names", "艾") == [("An American teacher", "detainee")]


def test_a_source_is_found_by_title_or_publisher(desk: Person) -> None:
    row_of(Source, publisher="US Department of State", title="A schedule")

    assert found(desk("reporter"), "sources", "state") == [("A schedule", "US Department of State")]
    assert found(desk("reporter"), "sources", "Xinhua") == []


@pytest.mark.parametrize("kind", ["names", "sources"])
def test_nobody_else_finds_anything(db: None, kind: str) -> None:
    answer = Client().get(f"/admin/briefings/identity/{kind}/", {"q": "a"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")
