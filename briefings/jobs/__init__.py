"""What need not happen in a request: each job a small function that calls an action."""

from briefings.jobs import links, mails, renditions, stale, stalled, working_copies

__all__ = ["links", "mails", "renditions", "stale", "stalled", "working_copies"]
