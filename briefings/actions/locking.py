"""Rows locked against other writers until the transaction ends, and read anew."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from briefings.models import Edition

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """Return the row read anew and locked (one query)."""
    return type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)


def locked_edition(edition: Edition) -> Edition:
    """Return the edition with its article, both read anew and locked (one query).

    To keep two actions from waiting for each other, the article is locked before: see `acting`.
    """
    return (
        Edition.objects.select_related("article").select_for_update(no_key=True).get(pk=edition.pk)
    )
