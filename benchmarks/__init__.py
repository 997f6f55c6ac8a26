"""Measure what the newsroom costs at size: `make bench`. Not part of the tests or the app."""
