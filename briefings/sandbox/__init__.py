"""Read strangers' files in a child process, within limits of time and memory.

`parent.call` and `parent.stream` run a reader, a pure function, in the child; `articles`, `tables`
and `pictures` call them. Nothing is imported here: the child imports as little as it can. Why:
docs/decisions/2026-11-30-strangers-files-are-read-apart.md.
"""
