"""Tables of strangers: any CSV or XLSX file as rows of text, and what is wrong with it in words.

Pure functions: nothing here knows the record.
"""

from briefings.tables.findings import Finding, Findings
from briefings.tables.reading import Row, Table, read
from briefings.tables.writing import write

__all__ = ["Finding", "Findings", "Row", "Table", "read", "write"]
