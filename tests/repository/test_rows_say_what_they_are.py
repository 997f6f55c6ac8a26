"""Every kind of row that folds on its parent's page has a sentence to fold to."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from django.contrib import admin

from briefings.admin.inlines import FoldedRows, TabularRows

INLINES = sorted(
    {inline for page in admin.site._registry.values() for inline in page.inlines},
    key=lambda inline: inline.__name__,
)


@pytest.mark.parametrize("inline", INLINES, ids=lambda inline: inline.__name__)
def test_a_row_folds_to_a_sentence_or_is_only_read(inline: type[Any]) -> None:
    where = f"{inline.__name__} in {inspect.getsourcefile(inline)}"

    if issubclass(inline, TabularRows):
        assert not inline.can_delete, f"{where} is edited: make it FoldedRows"
    else:
        assert inline.parts is not FoldedRows.parts, f"{where} has no parts of a sentence"
