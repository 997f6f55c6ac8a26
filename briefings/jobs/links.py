"""Check the links of sources: each night those that are due, one at a time for each host."""

from __future__ import annotations

from urllib.parse import urlsplit

from briefings.actions.jobs import put_job
from briefings.actions.links import check_link, due_links
from briefings.jobs.base import job, repeated

NIGHTLY = "30 2 * * *"  # UTC


@job("links.check", what="Check the link {url}".format)
def check(url: str) -> None:
    """Check one link."""
    check_link(url=url)


@repeated(NIGHTLY, "links.check_due", what="Put in the night’s checks of links")
def check_due() -> None:
    """Put in a check of every link that is due."""
    for url in due_links():
        host = urlsplit(url).hostname
        put_job("links.check", once=f"link {url}", in_turn=f"host {host}", url=url)
