"""Documents: what the public may see of a record or fact, made once and stored as JSON."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """All that the public may see of one record or fact, on any day, as JSON.

    Written by `briefings.documents.store` alone, when somebody asks for it first. It stands while
    the ledger has no change of its row above `seq`: the head of the ledger before the content was
    read.

    `release` is that of the code that made it, and `veil` a hash of what else it was made under,
    which the ledger does not tell of: the withheld names, what they hide, and the site's address.
    `item` is the part that a list shows. Both are text and not `jsonb`: they are told letter by
    letter as they were made.
    """

    public_id = models.UUIDField(primary_key=True)
    type = models.CharField(max_length=20)
    seq = models.BigIntegerField()
    release = models.IntegerField()
    veil = models.CharField(max_length=32)
    body = models.TextField()
    item = models.TextField()

    def __str__(self) -> str:
        return f"{self.type} {self.public_id}"
