"""Strangers' files are read here: in a child process, within limits of time and memory.

A reader is a pure function that `call` or `stream` runs apart; `articles`, `tables` and `pictures`
say which. docs/decisions/2026-11-30-strangers-files-are-read-apart.md tells why.
"""

from briefings.sandbox.parent import Stopped, call, stream

__all__ = ["Stopped", "call", "stream"]
