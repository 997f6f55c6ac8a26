"""Finds what the cells of a run name: existing records, and those that the run creates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models.functions import Coalesce

from briefings.models import Detention, ExternalIdentifier, Identity, ImportedRow, Slug, Tenure
from briefings.models.record_types import RECORD_TYPES

# In place of a primary key: the record is created by this run, and not written yet.
UNWRITTEN = 0

TYPES = {record_type.plural: record_type for record_type in RECORD_TYPES.values()}

# Facts that rows of other tables may name.
FACTS: dict[str, type[Detention | Tenure]] = {"detentions": Detention, "tenures": Tenure}


def scheme(profile: str, table: str) -> str:
    """Return the scheme of external identifiers for a profile's ids of a table."""
    return f"{profile or 'import'}-{TYPES[table].name}"


class Known:
    """Finds records by id, slug, public id or name, many at once, and caches them.

    A merged record is found as its survivor, but not by its name. Records that the run itself
    creates come first.
    """

    def __init__(self, profile: str) -> None:
        self.profile = profile
        self._by_handle: dict[str, dict[str, int]] = defaultdict(dict)
        self._by_name: dict[str, dict[str, int | None]] = defaultdict(dict)
        self._named_by: dict[str, dict[str, int | str]] = defaultdict(dict)
        self._names: dict[str, dict[str, str]] = defaultdict(dict)
        self._left_out: dict[str, dict[str, str]] = defaultdict(dict)

    def remember(self, table: str, handles: Collection[str], name: str, key: int) -> None:
        """Cache a record by ids, slug and name; a name that several have finds none of them."""
        for handle in handles:
            self._by_handle[table][handle] = key
            self._names[table][handle] = name
        if not name:
            return
        record = key or next(iter(handles), name)
        first = self._named_by[table].setdefault(name, record)
        if first == record or first in handles:
            self._named_by[table][name] = record
            self._by_name[table][name] = key
        else:
            self._by_name[table][name] = None

    def mark_unwritten(self, table: str, handles: Iterable[str], name: str) -> None:
        """Mark records as not written: the database refused them."""
        for handle in handles:
            self._by_handle[table][handle] = UNWRITTEN
            self._named_by[table][name] = handle
        if self._by_name[table].get(name) is not None:
            self._by_name[table][name] = UNWRITTEN

    def accept(self, table: str, handles: Iterable[str]) -> None:
        """Accept references to these ids, though their rows are at fault and create nothing."""
        for handle in handles:
            self._by_handle[table].setdefault(handle, UNWRITTEN)

    def leave_out(self, table: str, handle: str, place: str) -> None:
        """Remember that a row is left out: its id is found only if the record has it already."""
        self._left_out[table][handle] = place

    def is_left_out(self, table: str, text: str) -> bool:
        """Return whether a row with this id is left out."""
        return text in self._left_out[table]

    def has(self, table: str, text: str) -> bool:
        """Return whether the text is a cached id or slug."""
        return text in self._by_handle[table]

    def why_not(self, table: str, text: str) -> str:
        """Return in words why an id is not found."""
        if place := self._left_out[table].get(text):
            return f"it is in {place}, which is left out"
        return f"there is no such id, slug or name among the {table}"

    def look_up(self, table: str, texts: Iterable[str]) -> None:
        """Cache the records with these ids, slugs or names. At most eight queries."""
        known = self._by_handle[table].keys() | self._by_name[table].keys()
        missing = set(texts) - known
        if not missing:
            return
        if table not in TYPES:
            self._look_up_facts(table, missing)
            return
        type_ = TYPES[table].name
        by_id = ExternalIdentifier.objects.filter(
            scheme=scheme(self.profile, table), value__in=missing
        )
        self._take(table, missing, by_id.values_list("value", "identity_id"))
        by_slug = Slug.objects.filter(type=type_, slug__in=missing)
        self._take(table, missing, by_slug.values_list("slug", "identity_id"))
        of_type = Identity.objects.filter(type=type_)
        ids = {str(UUID(text)): text for text in missing if is_public_id(text)}
        by_public_id = of_type.filter(public_id__in=ids).values_list("public_id", "pk")
        self._take(table, missing, [(ids[str(public_id)], pk) for public_id, pk in by_public_id])
        unmerged = of_type.filter(label__in=missing, merged_into__isnull=True)
        by_name = unmerged.values_list("label", "pk")
        for name, key in self._keys(table, [pk for _, pk in by_name]).values():
            self.remember(table, (), name, key)

    def _look_up_facts(self, table: str, missing: set[str]) -> None:
        """Cache facts with these row ids or public ids. Two queries."""
        noted = ImportedRow.objects.latest_of_keys(self.profile, table, missing)
        ids = {text: UUID(text) for text in missing if is_public_id(text)}
        ids |= dict(noted.values_list("key", "row"))
        facts = FACTS[table]._default_manager.filter(public_id__in=ids.values())
        keys = dict(facts.values_list("public_id", "pk"))
        for text, public_id in ids.items():
            if public_id in keys:
                self.remember(table, [text], "", keys[public_id])

    def _take(self, table: str, missing: set[str], found: Iterable[tuple[str, int]]) -> None:
        identities = dict(found)
        keys = self._keys(table, identities.values())
        for text, identity in identities.items():
            name, key = keys[identity]
            self.remember(table, [text], name, key)
        missing -= identities.keys()

    def _keys(self, table: str, identities: Iterable[int]) -> dict[int, tuple[str, int]]:
        """Return label and primary key by identity; of a merged record, those of its survivor."""
        wanted = [*identities]
        if not wanted:
            return {}
        type_ = TYPES[table].name
        rows = Identity.objects.filter(pk__in=wanted).values_list(
            "pk",
            Coalesce("merged_into__label", "label"),
            Coalesce(f"merged_into__{type_}", type_),
        )
        return {identity: (name, key) for identity, name, key in rows}

    def find(self, table: str, text: str) -> int:
        """Return the primary key of the record, `UNWRITTEN` for one that this run is to write.

        Raises ValueError, in words, where there is none, or several have the name.
        """
        if text in self._by_handle[table]:
            return self._by_handle[table][text]
        if text not in self._by_name[table]:
            raise ValueError(self.why_not(table, text))
        key = self._by_name[table][text]
        if key is None:
            raise ValueError(f"several of the {table} have this name: write an id or a slug")
        return key

    def key(self, table: str, text: str) -> int | None:
        """Return the primary key of the record, None where it is not cached or not written."""
        try:
            return self.find(table, text) or None
        except ValueError:
            return None

    def name(self, table: str, text: str) -> str:
        """Return the label of the record with this id or slug; the text itself if there is none."""
        self.look_up(table, [text])
        return self._names[table].get(text, text)


def is_public_id(text: str) -> bool:
    """Return whether the text is a UUID."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
