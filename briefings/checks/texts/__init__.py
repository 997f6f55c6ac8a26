"""Checks of a text, as it is written and before it is published."""
