"""Sheets kept by hand: read, cleaned, asked about, imported as a whole."""
