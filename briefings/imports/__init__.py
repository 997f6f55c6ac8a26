"""Imports and exports whole tables: planned, run, published, undone."""
