"""Reads and writes CSV and XLSX files of strangers, as rows of text with the faults in words.

Pure functions: nothing here knows the record.
"""

from briefings.tables.faults import CellNote, Faults
from briefings.tables.reading import FileRow, Table, read
from briefings.tables.writing import write

__all__ = ["CellNote", "Faults", "FileRow", "Table", "read", "write"]
