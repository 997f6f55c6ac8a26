"""The tables, in the order in which each finds what it names."""

from __future__ import annotations

from briefings.imports.countries import COUNTRIES
from briefings.imports.formats import Format
from briefings.imports.offices import OFFICES
from briefings.imports.officials import OFFICIALS
from briefings.imports.tenures import TENURES

FORMATS: dict[str, Format] = {
    format_.name: format_ for format_ in (COUNTRIES, OFFICES, OFFICIALS, TENURES)
}
