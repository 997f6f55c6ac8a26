"""Find unknown names with a title: officials who have no record yet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefings.bodies.contents import slug
from briefings.bodies.demonyms import COUNTRY_OF
from briefings.bodies.lexicon import COUNTRY, NAME, ORGANIZATION, TITLE
from briefings.bodies.suggestions import KnownName, SuggestedOfficial

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
) -> tuple[SuggestedOfficial, ...]:
    """Suggest each titled name that no known record has, once, at its first occurrence.

    Later occurrences add a country, an organization or a longer name; the first title stays.
    """
    borne = {name for one in known for name in (*one.names, *one.short_names)}
    found: dict[str, SuggestedOfficial] = {}
    people = _People()
    for number, text in paragraphs:
        for one in _named_in(number, text):
            if one.name in borne:
                continue
            same = people.find_same(one.name)
            if same is None:
                people.add(one.name)
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
    names = [name.split() for name in borne]
    ends = {" ".join(words[at:]) for words in names for at in range(len(words))}
    return tuple(one for one in found.values() if one.name not in ends)


def _named_in(number: int, text: str) -> Iterator[SuggestedOfficial]:
    named_first = (
        found
        for found in _NAME_FIRST.finditer(text)
        if found["article"] or found["country"] or found["organization"] or found["country_after"]
    )
    matches = [*_TITLE_FIRST.finditer(text), *named_first]
    for match in sorted(matches, key=lambda found: found.start("name")):
        country = match["country"] or match["country_after"]
        yield SuggestedOfficial(
            key=f"official-{slug(match['name'])}",
            paragraph=number,
            text=match[0],
            name=match["name"],
            title=match["title"].lower(),
            country=COUNTRY_OF[country] if country else None,
            organization=match["organization"],
        )


class _People:
    """Names found so far, to recognise a person by a whole name or by its first or last word."""

    def __init__(self) -> None:
        self._names: list[str] = []
        # The first name equal to the words, and the first that begins or ends with a word.
        self._whole: dict[str, int] = {}
        self._edges: dict[str, int] = {}

    def add(self, name: str) -> None:
        """Add a name."""
        place, words = len(self._names), name.split()
        self._names.append(name)
        self._whole.setdefault(" ".join(words), place)
        for word in (words[0], words[-1]):
            self._edges.setdefault(word, place)

    def find_same(self, name: str) -> str | None:
        """Return the first name found that is the same person's; None if it is new."""
        words = name.split()
        places = [self._whole.get(" ".join(words))]
        if len(words) == 1:
            places.append(self._edges.get(name))
        else:
            places += [self._whole.get(words[0]), self._whole.get(words[-1])]
        first = min((place for place in places if place is not None), default=None)
        return None if first is None else self._names[first]
