"""Read strangers' files in a child process, within limits of time and memory.

`call` and `stream` run a reader, a pure function, in the child; `articles`, `tables` and `pictures`
call them. Why: docs/decisions/2026-11-30-strangers-files-are-read-apart.md.
"""

from briefings.sandbox.parent import Stopped, call, stream

__all__ = ["Stopped", "call", "stream"]
