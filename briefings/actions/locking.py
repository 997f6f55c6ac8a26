"""Rows read anew and locked until the transaction ends."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from briefings.models import Article, Edition

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """Return the row read anew and locked against other writers (one query)."""
    return type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)


def locked_edition(edition: Edition) -> Edition:
    """Return the edition read anew, its article locked against other actions (two queries)."""
    article = Article.objects.select_for_update(no_key=True).get(pk=edition.article_id)
    edition = Edition.objects.get(pk=edition.pk)
    edition.article = article
    return edition
