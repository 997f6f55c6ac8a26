"""Imports: files of others, read into the record."""
