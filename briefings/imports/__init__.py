"""Whole tables taken into the record, and given back: planned, run, undone."""
