"""What it costs to look at a piece when a record that it names has changed."""

from __future__ import annotations

from time import process_time

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from benchmarks.processors import spent_by
from briefings.actions.acting import acting
from briefings.actions.stale import look_at_prose
from briefings.models import Mention, Official
from briefings.search.known_names import names_of_now

MOST = 50
LIMIT = 30  # milliseconds for each piece


def of_a_piece(by: User, backend: int) -> tuple[str, int, float, float]:
    """Return a name, the limit, and the milliseconds a piece: the application's, PostgreSQL's.

    An official whom `MOST` pieces name, or fewer, is called otherwise, and these are looked at.
    Nothing of it stays.
    """
    mentions = Mention.objects.live(timezone.now()).filter(identity__type="official")
    counted = mentions.values("identity").annotate(pieces=Count("pk")).order_by("-pieces")
    named = counted.filter(pieces__lte=MOST)[0]
    with transaction.atomic():
        look_at_prose()
        official = Official.objects.get(identity=named["identity"])
        with acting(by=by, action="edit"):
            official.full_name = f"{official.full_name} the Younger"
            official.save()
        names_of_now()  # a worker holds the names since its first look
        began = process_time(), spent_by([backend], 0)
        look_at_prose()
        own, database = process_time() - began[0], spent_by([backend], 0) - began[1]
        transaction.set_rollback(True)
    pieces = named["pieces"]
    return f"stale prose, of {pieces} pieces", LIMIT, own * 1000 / pieces, database / pieces
