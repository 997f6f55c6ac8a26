"""The veil: blanks withheld names in every public answer, as pages, JSON and files.

An answer passes here once, when it is made; an answer that is kept is blank already. Two things
pass unchanged:

- an article's own words at its own address, until an editor decides: the next edition leaves the
  name out, or the edition is marked and the name is blanked there too;
- what the reader typed: a blank there would confirm the guess.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from html import escape, unescape
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from briefings.addresses import path_of
from briefings.models import Detainee, Slug
from briefings.models.names import matching_name_parts
from briefings.models.plain_text import TAG
from briefings.models.record_types import RECORD_TYPES
from briefings.models.spellings import Spellings

# Marks around words that pass unchanged, until the page has passed. Nobody guesses them.
_OURS = token_hex(8)
_BEGINS, _ENDS = f"\ue000{_OURS}", f"\ue001{_OURS}"
_AS_WRITTEN = re.compile(f"{_BEGINS}(.*?){_ENDS}", re.DOTALL)
_KEPT = re.compile(f"{_BEGINS}([0-9]+);")
_ATTRIBUTE = re.compile(r'(?P<name>\s[a-z:-]+)="(?P<value>[^"]*)"')
_LINKS = {"href", "src", "srcset", "action"}
# The keys under which an answer repeats the question.
_ECHOED = {"next", "previous", "warnings", "instance"}
# A text of JSON that is no longer may come again; what is done with it is remembered.
SHORT = 100
Say = Callable[[str], str]  # what may be said of a text, "" where it tells a withheld name
_TYPES = {kind.plural: name for name, kind in RECORD_TYPES.items()}


def as_written(text: str) -> str:
    """Mark a text of a page so that the veil passes it unchanged."""
    kept = f"{_BEGINS}{text}{_ENDS}" if text else text
    return mark_safe(kept) if isinstance(text, SafeString) else kept  # noqa: S308 - as it was


@dataclass(frozen=True)
class Veil:
    """The names withheld at one moment, and the editions in which an editor marked them as well.

    `people` are the withheld names of each person; `marked` those of each marked edition, by key.
    `names` are all names of each person whose name is withheld, by id, the full one first.
    """

    people: tuple[Spellings, ...] = ()
    marked: Mapping[int, tuple[Spellings, ...]] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, withheld: str) -> Veil:
        """Return the veil for `LedgerState.withheld`; parsed once for each of its values."""
        return _read(withheld)

    def for_edition(self, edition: int) -> Veil:
        """Return the veil for an edition's own words: only the names that it is marked for."""
        return Veil(self.marked.get(edition, ()))

    def text(self, text: str) -> str:
        """Blank the withheld names in a text or in HTML."""
        blank = _blanked(self.people, text)
        return mark_safe(blank) if isinstance(text, SafeString) else blank  # noqa: S308 - as it was

    def beside(self, people: Iterable[str]) -> Say:
        """Return what may be said where the cases of these people, by id, are told.

        Of a text that contains a part of a withheld name of one of them nothing is.
        """
        withheld = [self.names[one] for one in people if one in self.names]

        def say(text: str) -> str:
            return "" if any(matching_name_parts(names, text) for names in withheld) else text

        return say

    def hides(self, address: str) -> bool:
        """Return whether an address contains a withheld name."""
        return _hidden(self.people, address)

    def page(self, html: str, asked: Collection[str] = ()) -> str:
        """Blank the withheld names in a page of HTML or in a drawing; one query, for its links.

        A link to a record, or to a list that asks for one, is rewritten to the record's id if its
        address contains such a name. A link elsewhere is removed. The values in `asked`, which the
        page's own address contains, stay in links.
        """
        if not self.people:
            return _AS_WRITTEN.sub(r"\1", html) if _OURS in html else html
        kept = _AS_WRITTEN.findall(html)
        places = iter(range(len(kept)))
        html = _AS_WRITTEN.sub(lambda _: f"{_BEGINS}{next(places)};", html)
        html = self._attributes(self.text(html), asked)
        return _KEPT.sub(lambda place: kept[int(place[1])], html)

    def data(self, value: Any) -> Any:
        """Blank the withheld names in JSON.

        A record's address that contains one becomes its address by id; a slug, or a link
        elsewhere, becomes null.
        """
        match value:
            case _ if not self.people:
                return value
            case Mapping():
                return {key: self._value(key, each, value) for key, each in value.items()}
            case list() | tuple():
                return [self.data(each) for each in value]
            case str():
                return _blank(self.people, value) if len(value) <= SHORT else self.text(value)
        return value

    def _value(self, key: str, value: Any, whole: Mapping[str, Any]) -> Any:
        if key in _ECHOED:
            return value
        if not isinstance(value, str) or not (key == "slug" or key.endswith("url")):
            return self.data(value)
        if not _hides(self.people, value):
            return value
        if key != "web_url" or "id" not in whole:
            return None
        site = urlsplit(value)
        return f"{site.scheme}://{site.netloc}{path_of('identity', whole['id'])}"

    def _attributes(self, html: str, asked: Collection[str]) -> str:
        values = [found["value"] for found in _ATTRIBUTE.finditer(html)]
        if not self.hides("\n".join(values)):
            return html
        ids = _ids(value for value in values if self.hides(value))

        def attribute(found: re.Match[str]) -> str:
            name, value = found["name"], found["value"]
            if name.strip() not in _LINKS:
                return f'{name}="{self.text(value)}"'
            if not self.hides(value):
                return found[0]
            address, _, question = value.partition("?")
            plural, slug = _parts(address)
            if (address.startswith("/") and self.hides(address)) or not value.startswith("/"):
                known = ids.get(slug, {}).get(_TYPES.get(plural, ""))
                return f'{name}="{path_of("identity", known)}"' if known else ""
            by_id = [
                (key, each if each in asked else _by_id(key, each, ids))
                for key, each in parse_qsl(unescape(question))
            ]
            return f'{name}="{address}?{escape(urlencode(by_id, safe=","))}"'

        return TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), html)


def _blanked(people: tuple[Spellings, ...], text: str) -> str:
    return reduce(lambda rest, person: person.blank(rest), people, text)


def _hidden(people: tuple[Spellings, ...], address: str) -> bool:
    return any(person.occur_in(unquote(address), address=True) for person in people)


# Labels, choices and addresses come again in row after row.
_blank = lru_cache(maxsize=8_192)(_blanked)
_hides = lru_cache(maxsize=8_192)(_hidden)


def _ids(addresses: Iterable[str]) -> dict[str, dict[str, UUID]]:
    """Return the record ids of the slugs in the addresses, by slug and type; one query."""
    slugs = set()
    for value in addresses:
        address, _, question = value.partition("?")
        asked = [each for _, values in parse_qsl(unescape(question)) for each in values.split(",")]
        slugs |= {_parts(address)[1], *asked}
    found: dict[str, dict[str, UUID]] = {}
    rows = Slug.objects.filter(slug__in=slugs).values_list("slug", "type", "identity__public_id")
    for slug, type_, public_id in rows:
        found.setdefault(slug, {})[type_] = public_id
    return found


def _parts(address: str) -> tuple[str, str]:
    """Return the plural of a type and the slug in an address of ours; "" for what is missing."""
    plural, _, rest = urlsplit(address).path.lstrip("/").partition("/")
    return plural, rest.partition("/")[0]


def _by_id(parameter: str, values: str, ids: Mapping[str, Mapping[str, UUID]]) -> str:
    """Replace the slugs in a parameter's values by ids, as far as they are known."""
    type_ = parameter.partition("__")[0]
    known = [(slug, ids.get(slug, {})) for slug in values.split(",")]
    return ",".join(
        str(of_slug.get(type_) or next(iter(of_slug.values()), slug)) for slug, of_slug in known
    )


@lru_cache(maxsize=8)
def _read(withheld: str) -> Veil:
    people: list[Spellings] = []
    marked: dict[int, tuple[Spellings, ...]] = {}
    every: dict[str, list[str]] = {}
    for entry in json.loads(withheld) if withheld else ():
        full_name, *others = entry["names"]
        every[entry["id"]] = [full_name, entry["short"], *others]
        if entry["blanked"] == Detainee.Blanked.NOTHING:
            continue
        alone = [entry["short"]] if entry["blanked"] == Detainee.Blanked.ALONE else []
        person = Spellings(entry["names"], alone)
        people.append(person)
        for edition in entry["marks"]:
            marked[edition] = (*marked.get(edition, ()), person)
    return Veil(tuple(people), marked, every)
