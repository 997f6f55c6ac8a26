"""Everything that writes: keyword-only, atomic, `by=` first; a refusal names every reason."""

from briefings.actions.refusals import Refused

__all__ = ["Refused"]
