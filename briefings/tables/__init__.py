"""Tables of strangers: any CSV or XLSX file as rows of text, and what is wrong with it in words.

Pure functions: nothing here knows the record.
"""

from briefings.tables.faults import CellNote, Faults
from briefings.tables.reading import FileRow, Table, read
from briefings.tables.writing import write

__all__ = ["CellNote", "Faults", "FileRow", "Table", "read", "write"]
