"""Sheets kept by hand, at the desk.

A sheet is read and cleaned; its names are reconciled with records; what stays open is asked, once
for all rows that have it; then it is imported as a whole.
"""
