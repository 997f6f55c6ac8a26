import time

import pytest
from django.core.management import call_command
from django.utils import timezone

from briefings.checks.texts import check_text
from briefings.checks.texts.base import Piece
from briefings.checks.texts.reading import Text
from briefings.models import Article, Edition

pytestmark = pytest.mark.django_db


def test_demo():
    call_command("seed")
    at = timezone.now()
    for e in Edition.objects.select_related("about", "article").order_by("id"):
        t = time.time()
        text = Text(e.body, e.headline, e.standfirst, e.about and e.about.public_id)
        live = e.live_period.lower if e.live_period and not e.live_period.isempty else at
        day = e.dateline_on or live.date()
        f = check_text(
            Piece(
                text,
                day,
                at,
                live,
                Article.objects.all(),
                e.article.slug,
                e.dateline_on,
                e.bylines.count(),
                e.topics.count(),
                e.citations.count(),
            )
        )
        print("\n##", e.article.slug, e.number, day, f"{time.time() - t:.3f}")
        for c in f:
            print("   !!", c.check.name, "BLOCKS" if c.blocks else "", c.reason, c.found.mend)
    assert 0
