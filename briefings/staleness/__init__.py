"""Prose that a change of the record has made stale: what was told, and which words rest on it."""
