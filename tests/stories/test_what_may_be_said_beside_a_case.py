"""What is said where a case is told holds no part of a withheld name, and of others every word."""

import pytest
from django.utils import timezone

from briefings import ledger
from briefings.models import Detainee, DetaineeName
from briefings.veil import Veil
from tests.factories import row_of, since


@pytest.mark.django_db
def test_a_part_of_any_name_of_those_told_of_silences_a_text() -> None:
    live = {"live_period": since(timezone.now())}
    hidden = row_of(
        Detainee,
        full_name="Zelda Quarrel",
        short_name="Quarrel",
        sort_name="Quarrel, Zelda",
        slug="a-teacher",
        description="A teacher",
        name_withheld=True,
        **live,
    )
    row_of(DetaineeName, detainee=hidden, name="Lady Mordaunt")
    known = row_of(Detainee, full_name="Nora Vane", slug="nora-vane", **live)
    veil = Veil.of(ledger.read_state().withheld)
    say = veil.beside([str(known.public_id), str(hidden.public_id)])

    assert [say(text) for text in ("Zelda is well.", "For Quarrel", "Mordaunt's case")] == [""] * 3
    assert say("Nora Vane is well.") == "Nora Vane is well."
    assert veil.beside([str(known.public_id)])("Zelda is well.") == "Zelda is well."
