"""The short and the sort name of a person, made from the full name."""

from __future__ import annotations

from briefings.models import Country

# ISO codes of the countries whose names an English text leaves in their own order.
FAMILY_NAME_FIRST = frozenset({"CN", "KP", "KR", "TW", "VN", "KH", "HU"})


def person_names(full_name: str, country: Country | None) -> tuple[str, str]:
    """Return short and sort name, by the usual order of names in the person's country.

    “Antony Blinken” is “Blinken” and “Blinken, Antony”; “Qin Gang” of China “Qin” and “Qin Gang”.
    Words in lower case belong to the family name: “von der Leyen”.
    """
    words = full_name.split()
    if len(words) < 2:
        return full_name, full_name
    if country is not None and country.code in FAMILY_NAME_FIRST:
        return words[0], full_name
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].islower():
        cut -= 1
    family, given = " ".join(words[cut:]), " ".join(words[:cut])
    return family, f"{family}, {given}"
