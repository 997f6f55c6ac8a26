"""Mend a typo in a live piece: the next edition in one step, with a few words changed.

Who may force it lets it out at once, flagged until a second person has approved it; anybody else's
waits for review, and so does a change of more than a few words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from difflib import SequenceMatcher
from html import unescape

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.editions import make_final, start_edition, submit
from briefings.actions.fixes import CARRY
from briefings.actions.locking import lock, lock_edition
from briefings.actions.publishing import publish_now
from briefings.actions.quotations import misquote_reasons
from briefings.actions.refusals import Refused, field_errors, refuse_if
from briefings.actions.rendering import render_edition, why_not_ready
from briefings.actions.writing import why_not_write, writers_of
from briefings.models import Article, Edition

MENDED = ("headline", "standfirst", "body")
MOST_WORDS = 12  # that a typo may change; a date, a name or a sentence's order takes fewer
TAGS = re.compile(r"<[^>]*>")
# What a body takes from the record: links, notes, pictures and quotations by their public ids.
FROM_THE_RECORD = re.compile(r'data-[a-z]+="[^"]*"')


def why_not_mend(article: Article, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot mend a typo in the article (one query)."""
    reasons = why_not_write(by)
    if not article.editions.live(at).exists():
        reasons.append("Nothing of it is live: change its draft.")
    return reasons


def is_typo(before: Edition, after: Mapping[str, str]) -> bool:
    """Return whether few words differ, and nothing that comes from the record."""
    body = FROM_THE_RECORD.findall(before.body), FROM_THE_RECORD.findall(after["body"])
    return body[0] == body[1] and _words_changed(before, after) <= MOST_WORDS


def _words_changed(before: Edition, after: Mapping[str, str]) -> int:
    """Return how many words were taken out or put in, whichever are more, in all fields."""
    changed = 0
    for name in MENDED:
        old, new = (
            unescape(TAGS.sub(" ", words)).split() for words in (getattr(before, name), after[name])
        )
        for done, first, last, start, end in SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes():
            if done != "equal":
                changed += max(last - first, end - start)
    return changed


def mend(
    *, by: User, article: Article, seen: int, words: Mapping[str, str], reason: str
) -> Edition:
    """Make the next edition of a live article with the `words` of `MENDED`, and return it.

    `seen` is the number of the edition that was mended: if another went live since, it is refused.
    It goes live at once if `by` may force it and it is a typo; editions scheduled for later get the
    same change. Else it is in review. Raises `Refused`.
    """
    with acting(by=by, action="mend", reason=reason, locking=article) as at:
        article = lock(article)
        refuse_if(why_not_mend(article, by, at))
        live = article.editions.live(at).get()
        if live.number != seen:
            raise Refused([f"Edition {live.number} went live after you opened this: look again."])
        if all(getattr(live, name) == words[name] for name in MENDED):
            raise Refused(["No word was changed."])
        draft = start_edition(by=by, article=article, from_=live)
        for name in MENDED:
            setattr(draft, name, words[name])
        refuse_if([*field_errors(draft, *MENDED), *_why_no_reason(reason)])
        draft.save()
        draft = submit(by=by, edition=draft)
        if not by.has_perm("briefings.force_edition") or not is_typo(live, words):
            return draft
        return _let_out(by, draft, reason, at)


def _why_no_reason(reason: str) -> list[str]:
    return [] if reason.strip() else ["Say what was wrong: “Typo” will do."]


def _let_out(by: User, draft: Edition, reason: str, at: datetime) -> Edition:
    """Make the draft final without a second person, and publish it; raises `Refused`."""
    rendering = render_edition(draft, at)
    refuse_if([*misquote_reasons(draft.body), *why_not_ready(rendering, at)])
    draft.forced_reason = reason.strip()
    draft = make_final(draft, rendering, at)
    later = draft.article.editions.scheduled(at).values_list("number", flat=True)
    return publish_now(by=by, edition=draft, choices=dict.fromkeys(later, CARRY))


def why_not_approve_afterwards(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` cannot approve an edition that was forced (one query)."""
    reasons = []
    if not by.has_perm("briefings.approve_edition"):
        reasons.append("Your role does not approve: ask a publisher.")
    if not edition.forced_reason:
        reasons.append("It was not forced.")
    elif edition.approved_by_id is not None:
        reasons.append("A second person has approved it.")
    elif by.pk in {edition.created_by_id, edition.submitted_by_id, *writers_of(edition)}:
        reasons.append("You published it yourself: somebody else must approve it.")
    return reasons


def approve_afterwards(*, by: User, edition: Edition) -> Edition:
    """Approve, as the second person, an edition that was forced. Raises `Refused`."""
    with acting(by=by, action="approve afterwards", locking=edition.article):
        edition = lock_edition(edition)
        refuse_if(why_not_approve_afterwards(edition, by))
        edition.approved_by = by
        edition.save(update_fields=["approved_by"])
        return edition
