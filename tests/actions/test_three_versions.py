"""Three versions of a value: what both began from, theirs and mine."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.actions.comparing import UNKNOWN, Comparison, three_way

VALUES = st.one_of(st.none(), st.booleans(), st.text(max_size=2), st.lists(st.text(max_size=1)))


@given(VALUES, VALUES)
def test_what_one_left_alone_is_the_others(base: Any, changed: Any) -> None:
    if base != changed:
        assert three_way(base, changed, base) is Comparison.THEIRS
        assert three_way(base, base, changed) is Comparison.MINE


@given(VALUES, VALUES)
def test_what_both_made_of_it_collides_with_nothing(base: Any, same: Any) -> None:
    assert three_way(base, same, same) is Comparison.MINE
    assert three_way(UNKNOWN, same, same) is Comparison.MINE


@given(VALUES, VALUES, VALUES)
def test_nothing_is_lost_that_is_not_asked_about(base: Any, theirs: Any, mine: Any) -> None:
    outcome = three_way(base, theirs, mine)
    if outcome is Comparison.MINE:
        assert theirs in (base, mine)
    if outcome is Comparison.THEIRS:
        assert mine == base


@pytest.mark.parametrize("mine", ["", None, "Qin Gang"])
def test_of_an_unknown_beginning_everything_that_differs_collides(mine: Any) -> None:
    assert three_way(UNKNOWN, "Wang Yi", mine) is Comparison.CONFLICT
