"""What the pages of imports, merges and duplicates may ask: no more with 100 rows than with 10."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.merging import merge
from briefings.imports.sheets.uploads import confirm, upload
from briefings.models import Official, Tenure
from tests.admin.conftest import Desk, Person
from tests.admin.test_query_budgets import BUDGETS
from tests.databases import analyse
from tests.factories import ImportRunFactory, ImportUploadFactory, row_of
from tests.imports.desk import Texts, imported


def facts(count: int) -> Texts:
    """Return tables of facts, each called by what it names."""
    numbers = range(count)
    return {
        "countries": "id,name\ncn,Middle Kingdom\n",
        "officials": "id,full_name\n" + "".join(f"o{n},Envoy {n}\n" for n in numbers),
        "visits": "id,starts\nv,2023\n",
        "stops": "id,visit,country\n" + "".join(f"s{n},v,cn\n" for n in numbers),
        "participants": "id,visit,official\n" + "".join(f"p{n},v,o{n}\n" for n in numbers),
        "detainees": "id,full_name\n" + "".join(f"d{n},Captive {n}\n" for n in numbers),
        "detentions": "id,detainee,country\n" + "".join(f"t{n},d{n},cn\n" for n in numbers),
    }


def pages(clare: Desk, nellie: Desk, count: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return address and what is sent of each page, with `count` rows of all that it shows."""
    days = "".join(f"{1900 + number},Golda Meir,\n" for number in range(count))
    names = "".join(f"1971,Nobody {number}\n" for number in range(count))
    persons = "".join(f"Person {number},{1900 + number % 90}\n" for number in range(count))
    for _ in range(count):
        ImportUploadFactory(by=clare.person)
        ImportRunFactory(by=clare.person, files=[])
    golda, double = row_of(Official, full_name="Golda Meir"), row_of(Official, full_name="Golda")
    survivor, merged = row_of(Official), row_of(Official)
    for number in range(count):
        row_of(Official, full_name=f"Golda Meir {number}")
        row_of(Tenure, official=double, started=f"{1900 + number}")
        row_of(Tenure, official=merged, started=f"{1900 + number}")
    merge(by=clare.person, survivor=survivor, merged=merged, reason="One.")

    def sent_in(by: Desk, table: str, text: str) -> Any:
        return upload(by=by.person, name=f"{table}.csv", data=text.encode(), table=table)

    asked = sent_in(clare, "meetings", f"date,who\n{names}")
    ready = sent_in(clare, "meetings", f"date,who,notes\n{days}")
    done = confirm(by=clare.person, upload=sent_in(clare, "officials", f"name,born\n{persons}"))
    other = persons.replace("Person", "Another")
    waits = confirm(by=nellie.person, upload=sent_in(nellie, "officials", f"name,born\n{other}"))
    _, of_facts = imported(clare.person, facts(count))
    assert done is not None
    assert of_facts is not None
    assert waits is not None
    merging = reverse("admin:briefings_official_merge", args=[double.pk])
    new = {"full_name": "Golda Meir", "_continue": "1"}
    return {
        "imports": (reverse("imports"), {}),
        "import_upload": (reverse("import_upload"), {}),
        "import_columns": (reverse("import_columns"), {}),
        "import_questions": (reverse("import_sheet", args=[asked.pk]), {}),
        "import_dry_run": (reverse("import_sheet", args=[ready.pk]), {}),
        "import_result": (reverse("import_run", args=[done.pk]), {}),
        "import_of_facts": (reverse("import_run", args=[of_facts.pk]), {}),
        "import_that_waits": (reverse("import_run", args=[waits.pk]), {}),
        "import_undo": (reverse("import_undo", args=[done.pk]), {"try": "1"}),
        "merge_found": (merging, {}),
        "merge_shown": (f"{merging}?survivor={golda.pk}", {}),
        "part": (reverse("admin:briefings_official_part", args=[merged.pk]), {}),
        "duplicate": (reverse("admin:briefings_official_add"), new),
    }


@pytest.mark.parametrize("count", [10, 100])
def test_the_pages_of_imports_and_merges_keep_their_budgets(desk: Person, count: int) -> None:
    clare, over = desk("publisher"), []
    looked_at = pages(clare, desk("reporter"), count)
    analyse()
    for name, (address, sent) in looked_at.items():
        with CaptureQueriesContext(connection) as asked:
            response = clare.post(address, sent) if sent else clare.get(address)
        assert response.status_code == 200, (name, response.status_code)
        if len(asked) > BUDGETS["desk_imports"].get(name, 0):
            over.append(f"{name}: {len(asked)} queries, not {BUDGETS['desk_imports'].get(name)}")

    assert {*looked_at} == {*BUDGETS["desk_imports"]}
    assert not over, "\n".join(over)
