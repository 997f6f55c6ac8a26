"""What need not happen in a request: each job a small function that calls an action."""

from briefings.jobs import links, mails, stalled, working_copies

__all__ = ["links", "mails", "stalled", "working_copies"]
