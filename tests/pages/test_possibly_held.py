"""Who is only possibly held is called so, in lists and on the own page alike."""

from django.test import Client

from briefings import ledger
from tests.factories import since
from tests.pages.conftest import Read, words
from tests.pages.detained import case
from tests.pages.newsroom import RECORDED, Newsroom

NORA = "/detainees/nora-vane/"
LIVE = {"live_period": since(RECORDED)}


def test_nobody_is_certain_to_hold_who_is_missing(newsroom: Newsroom, read: Read) -> None:
    case("Mona Missing", newsroom.china, [("missing", "2023-05-01")], LIVE)
    ledger.read_state()

    assert "Held by China possibly" in words(read("/detainees/mona-missing/"), "//dl")
    assert "Held by China possibly" not in words(read(f"{NORA}?as_of=2023-06-18"), "//dl")


def test_who_may_have_been_freed_is_possibly_held(newsroom: Newsroom, read: Read) -> None:
    freed = [("detained", "2023-05-01"), ("released", "2023-06")]
    case("Fay Freed", newsroom.china, freed, LIVE)
    ledger.read_state()

    def told(day: str) -> str:
        [row] = read(f"/detainees/?q=Freed&as_of={day}").xpath("//tbody/tr")
        return words(row, ".")

    assert "Possibly held" not in told("2023-05-31")
    assert "Possibly held" in told("2023-06-18")
    header = words(read("/detainees/fay-freed/?as_of=2023-06-18"), "//header[@class='identity']")
    assert "Held in China since 1 May 2023; possibly released in June 2023." in header


def test_nobody_is_certainly_held_on_a_day_ahead(
    newsroom: Newsroom, read: Read, client: Client
) -> None:
    case("Ada Ahead", newsroom.china, [("detained", "2023-05-01")], LIVE)
    ledger.read_state()

    def found(day: str, match: str) -> tuple[int, int]:
        asked = f"detainees/?as_of={day}&q=Ahead&date_match={match}"
        rows = read(f"/{asked}").xpath("//tbody/tr")
        return len(rows), len(client.get(f"/api/v1/{asked}").json()["results"])

    assert found("2023-06-18", "certain") == (1, 1)
    assert found("2090-01-01", "certain") == (0, 0)
    assert found("2090-01-01", "possible") == (1, 1)
