"""What readers are shown while a name is withheld: lists, highlights and files with it blank.

A public answer passes here once, when it is made; one that is kept was blanked before. An article's
own words on its own address pass as they are until somebody settles the place: the next edition
leaves the name out, or the edition is marked and the name blanked there too. What the reader typed
is given back as it was typed: a blank there would tell that the guess was right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from html import escape, unescape
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from briefings.models import Detainee, Slug
from briefings.models.record_types import RECORD_TYPES
from briefings.models.spellings import TAG, Spellings

# What passes as it is stands between these until its page has passed. Nobody guesses them.
_OURS = token_hex(8)
_BEGINS, _ENDS = f"\ue000{_OURS}", f"\ue001{_OURS}"
_AS_WRITTEN = re.compile(f"{_BEGINS}(.*?){_ENDS}", re.DOTALL)
_KEPT = re.compile(f"{_BEGINS}([0-9]+);")
_ATTRIBUTE = re.compile(r'(?P<name>\s[a-z:-]+)="(?P<value>[^"]*)"')
_LINKS = {"href", "src", "srcset", "action"}
# What an answer says back of the question.
_ECHOED = {"next", "previous", "warnings", "instance"}
_TYPES = {kind.plural: name for name, kind in RECORD_TYPES.items()}


def as_written(text: str) -> str:
    """Return a text of a page that is to be shown as it is, whatever it says."""
    kept = f"{_BEGINS}{text}{_ENDS}" if text else text
    return mark_safe(kept) if isinstance(text, SafeString) else kept  # noqa: S308 - as it was


@dataclass(frozen=True)
class Veil:
    """The names that are withheld at one moment, and the editions marked to say none either."""

    people: tuple[Spellings, ...] = ()
    marked: Mapping[int, tuple[Spellings, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, withheld: str) -> Veil:
        """Return the veil of `LedgerState.withheld`; made once for as long as that stands."""
        return _read(withheld)

    def over(self, edition: int) -> Veil:
        """Return the veil over an edition's own words: over the names that it is marked for."""
        return Veil(self.marked.get(edition, ()))

    def text(self, text: str) -> str:
        """Return a text, or the HTML of one, with its withheld names blank."""
        blank = reduce(lambda said, person: person.blanked(said), self.people, text)
        return mark_safe(blank) if isinstance(text, SafeString) else blank  # noqa: S308 - as it was

    def hides(self, address: str) -> bool:
        """Return whether an address says a withheld name."""
        return any(person.say(unquote(address), address=True) for person in self.people)

    def page(self, html: str, asked: Collection[str] = ()) -> str:
        """Return a page of HTML, or a drawing, with its withheld names blank.

        A link to a record of ours whose address says one, or asks for one, leads there by the
        record's id (one query for all of them); another leads nowhere. What was `asked` by the
        page's own address is asked on.
        """
        if not self.people:
            return _AS_WRITTEN.sub(r"\1", html) if _OURS in html else html
        kept = _AS_WRITTEN.findall(html)
        places = iter(range(len(kept)))
        html = _AS_WRITTEN.sub(lambda _: f"{_BEGINS}{next(places)};", html)
        html = self._attributes(self.text(html), asked)
        return _KEPT.sub(lambda place: kept[int(place[1])], html)

    def data(self, told: Any) -> Any:
        """Return JSON with its withheld names blank.

        An address of ours that says one is that of the record's id; a slug, or a link to
        elsewhere, is null.
        """
        match told:
            case _ if not self.people:
                return told
            case Mapping():
                return {key: self._value(key, value, told) for key, value in told.items()}
            case list() | tuple():
                return [self.data(each) for each in told]
            case str():
                return self.text(told)
        return told

    def _value(self, key: str, value: Any, whole: Mapping[str, Any]) -> Any:
        if key in _ECHOED:
            return value
        if not isinstance(value, str) or not (key == "slug" or key.endswith("url")):
            return self.data(value)
        if not self.hides(value):
            return value
        site = urlsplit(value)
        by_id = f"{site.scheme}://{site.netloc}/id/{whole.get('id')}/"
        return by_id if key == "web_url" and "id" in whole else None

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
                return f'{name}="/id/{known}/"' if known else ""
            by_id = [
                (key, each if each in asked else _by_id(key, each, ids))
                for key, each in parse_qsl(unescape(question))
            ]
            return f'{name}="{address}?{escape(urlencode(by_id, safe=","))}"'

        return TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), html)


def _ids(addresses: Iterable[str]) -> dict[str, dict[str, UUID]]:
    """Return the ids of the records whose slugs stand in addresses, by slug and type; a query."""
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
    """Return what an address of ours names: the plural of a type, and a slug; "" where none."""
    plural, _, rest = urlsplit(address).path.lstrip("/").partition("/")
    return plural, rest.partition("/")[0]


def _by_id(parameter: str, values: str, ids: Mapping[str, Mapping[str, UUID]]) -> str:
    """Return the records that a parameter asks for by their ids, as far as they are known."""
    type_ = parameter.partition("__")[0]
    told = [(slug, ids.get(slug, {})) for slug in values.split(",")]
    return ",".join(
        str(of_slug.get(type_) or next(iter(of_slug.values()), slug)) for slug, of_slug in told
    )


@lru_cache(maxsize=8)
def _read(withheld: str) -> Veil:
    people: list[Spellings] = []
    marked: dict[int, tuple[Spellings, ...]] = {}
    for told in json.loads(withheld) if withheld else ():
        if told["blanked"] == Detainee.Blanked.NOTHING:
            continue
        alone = [told["short"]] if told["blanked"] == Detainee.Blanked.ALONE else []
        person = Spellings(told["names"], alone)
        people.append(person)
        for edition in told["marks"]:
            marked[edition] = (*marked.get(edition, ()), person)
    return Veil(tuple(people), marked)
