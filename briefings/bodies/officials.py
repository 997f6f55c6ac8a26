"""Unknown names that carry a title: officials whose records could be begun."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefings.bodies.contents import slug
from briefings.bodies.demonyms import COUNTRY_OF
from briefings.bodies.lexicon import COUNTRY, NAME, ORGANIZATION, TITLE
from briefings.bodies.proposals import KnownName, ProposedOfficial

_OF = rf"(?:(?P<country>{COUNTRY})|(?P<organization>{ORGANIZATION}))"
# "Chinese Foreign Minister Qin Gang", "China’s top diplomat, Wang Yi", "President Xi of China"
_TITLE_FIRST = re.compile(
    rf"(?<!\w)(?:{_OF}(?:[’']s?)?\s)?(?P<title>{TITLE}),?\s(?P<name>{NAME})"
    rf"(?:\sof\s(?:the\s)?(?P<country_after>{COUNTRY})\b)?"
)
# "Qin Gang, the Chinese foreign minister", "Wang Yi, foreign minister of China"
_NAME_FIRST = re.compile(
    rf"(?<!\w)(?P<name>{NAME}),\s(?P<article>(?:the|its|their)\s)?(?:{_OF}(?:[’']s?)?\s)?"
    rf"(?P<title>{TITLE})(?:\sof\s(?:the\s)?(?P<country_after>{COUNTRY}))?(?=[,.;:)]|$)"
)


def officials(
    paragraphs: Iterable[tuple[int, str]], known: Iterable[KnownName]
) -> tuple[ProposedOfficial, ...]:
    """Propose each titled name that no known record bears, once, where it first stands.

    What later places add (a country, a given name) is kept; the first title stays.
    """
    borne = {name for one in known for name in (*one.names, *one.short_names)}
    found: dict[str, ProposedOfficial] = {}
    for number, text in paragraphs:
        for one in _named_in(number, text):
            if one.name in borne:
                continue
            same = next((name for name in found if _same_person(name, one.name)), None)
            if same is None:
                found[one.name] = one
                continue
            before = found[same]
            longer = max(before.name, one.name, key=len)
            found[same] = replace(
                before,
                name=longer,
                key=f"official-{slug(longer)}",
                country=before.country or one.country,
                organization=before.organization or one.organization,
            )
    return tuple(one for one in found.values() if not any(n.endswith(one.name) for n in borne))


def _named_in(number: int, text: str) -> Iterator[ProposedOfficial]:
    named_first = (
        found
        for found in _NAME_FIRST.finditer(text)
        if found["article"] or found["country"] or found["organization"] or found["country_after"]
    )
    matches = [*_TITLE_FIRST.finditer(text), *named_first]
    for match in sorted(matches, key=lambda found: found.start("name")):
        country = match["country"] or match["country_after"]
        yield ProposedOfficial(
            key=f"official-{slug(match['name'])}",
            paragraph=number,
            text=match[0],
            name=match["name"],
            title=match["title"].lower(),
            country=COUNTRY_OF[country] if country else None,
            organization=match["organization"],
        )


def _same_person(one: str, other: str) -> bool:
    """Tell whether one name is the other, or its last or first word alone."""
    first, second = sorted((one.split(), other.split()), key=len)
    return first == second or (len(first) == 1 and first[0] in {second[0], second[-1]})
