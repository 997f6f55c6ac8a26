"""Reconciles names in a sheet with records: finds each, applies its answer, or asks once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from briefings.imports.cell_types import SEPARATOR, ListCell
from briefings.imports.columns import FORMATS
from briefings.imports.columns.places import zones
from briefings.imports.formats import Column, Format, references
from briefings.imports.known import UNWRITTEN, Known
from briefings.imports.profiles import Cells
from briefings.imports.sheets import questions
from briefings.imports.sheets.questions import Answers, Option, Question
from briefings.imports.sheets.rows import SheetRow

# Asks about a row: key, column, text, and the rule that the text breaks.
Ask = Callable[[SheetRow, str, str, str, str], Question]
# Returns a text of a row's column with answers applied; None where its rows are left out.
Answered = Callable[[SheetRow, str, str], str | None]
# Tables whose records can be entered by a name alone, and the column of the name.
STUBS = {
    "countries": "name",
    "organizations": "name",
    "topics": "name",
    "officials": "full_name",
    "detainees": "full_name",
}
STUB = "name-"  # prefix of the ids made for such records
NEW = Option(questions.NEW, "Enter it as new, with this name alone")
NEW_PLACE = Option(
    f"{questions.NEW}:", "Enter it as new, in", "country, time zone: China, Asia/Shanghai"
)
GROUP = Option(questions.GROUP, "It is a group or a private person: keep the words")
WRITE = Option(questions.WRITE, "It is", "an id, an address or a name")
LEAVE_OUT = Option(questions.OUT, "Leave these rows out")


class Reconciler:
    """Finds the records that rows name. `stubs`: cells of records to enter, by table and id."""

    def __init__(
        self, format_: Format, answers: Answers, known: Known, *, ask: Ask, answered: Answered
    ) -> None:
        self.answers, self.known = answers, known
        self.ask, self.answered = ask, answered
        self.columns = {column.name: column for column in format_.columns if references(column)}
        # One list of participants: each is an official, else an organization, else a group.
        self.mixed = {"officials", "bodies"} <= self.columns.keys()
        self.stubs: dict[str, dict[str, Cells]] = {}
        self.retracted: set[tuple[str, str]] = set()

    def tables_of(self, column: Column) -> tuple[str, ...]:
        """Return the tables in which a name of the column is looked for."""
        if self.mixed and column.name == "officials":
            return ("officials", "organizations")
        return (references(column),)

    def look_up(self, rows: Iterable[SheetRow]) -> None:
        """Look up all names in the rows and in the answers. Some eight queries a table."""
        wanted: dict[str, set[str]] = {}
        for row in rows:
            for name, texts in row.lists.items():
                texts[:] = [each for text in texts if (each := self.answered(row, name, text))]
                for table in self.tables_of(self.columns[name]):
                    wanted.setdefault(table, set()).update(texts)
        for answer in self.answers.values():
            if answer.startswith(questions.IS):
                table, _, slug = answer.removeprefix(questions.IS).partition(":")
                wanted.setdefault(table, set()).add(slug)
        for table, texts_ in wanted.items():
            self.known.look_up(table, texts_)
            self._find_retracted(table, texts_)

    def _find_retracted(self, table: str, texts: Iterable[str]) -> None:
        """Remember which of the named records are retracted. One query."""
        keys = {}
        for text in texts:
            try:
                keys[text] = self.known.find(table, text)
            except ValueError:
                continue  # It names no record: it is asked about.
        retracted = {
            *FORMATS[table]
            .model._default_manager.filter(pk__in=keys.values())
            .exclude(retraction_reason="")
            .values_list("pk", flat=True)
        }
        self.retracted |= {(table, text) for text, key in keys.items() if key in retracted}

    def reconcile(self, row: SheetRow) -> None:
        """Replace the row's names by ids or slugs of records; ask about those not found."""
        found: dict[str, list[str]] = {}
        for name, texts in row.lists.items():
            column = self.columns[name]
            found.setdefault(name, [])
            for text in texts:
                where, what = self._reconciled(row, column, text)
                if what:
                    found.setdefault(where, []).append(what)
        if "groups" in found and row.cells.get("groups"):
            found["groups"] = [row.cells["groups"], *found["groups"]]
        for name, each in found.items():
            row.cells[name] = SEPARATOR.join(dict.fromkeys(each))

    def _reconciled(self, row: SheetRow, column: Column, text: str) -> tuple[str, str]:
        """Return the column and the id or slug for a name; "" as the id where it is asked about."""
        tables = self.tables_of(column)
        at = dict(zip(tables, (column.name, "bodies"), strict=False))
        key = questions.value_key(column.name, text)
        answer = self.answers.get(key, "")
        if answer == questions.GROUP:
            return "groups", text
        rules = []
        if answer == questions.NEW or answer.startswith(f"{questions.NEW}:"):
            stub = self._stub(tables[0], text, answer)
            if not (why_not := self._why_not(tables[0], stub)):
                digest = sha256(f"{tables[0]}:{text.casefold()}".encode()).hexdigest()
                handle = f"{STUB}{digest[:16]}"
                self.stubs.setdefault(tables[0], {})[handle] = {"id": handle, **stub}
                return column.name, handle
            rules.append(why_not)
        if answer.startswith(questions.IS):
            table, _, slug = answer.removeprefix(questions.IS).partition(":")
            try:
                self.known.find(table, slug)
            except ValueError as error:
                rules.append(f"“{slug}”: {error}")
            else:
                return at[table], slug
        for table in tables:
            if (table, text) in self.retracted:
                rules.append("this record was retracted")
                continue
            try:
                self.known.find(table, text)
            except ValueError as error:
                rules.append(str(error))
            else:
                return at[table], text
        question = self.ask(row, key, column.name, text, rules[0])
        question.tables = tables
        question.options = [
            *([NEW] if tables[0] in STUBS else ()),
            *([NEW_PLACE] if tables[0] == "places" else ()),
            *([GROUP] if len(tables) > 1 else ()),
            *(WRITE, LEAVE_OUT),
        ]
        return column.name, ""

    def _stub(self, table: str, text: str, answer: str) -> Cells:
        """Return the cells of a new record with this name."""
        cells = {STUBS.get(table, "name"): text}
        if table == "places":
            country, _, zone = answer.partition(":")[2].partition(",")
            cells |= {"country": country.strip(), "time_zone": zone.strip()}
        return cells

    def _why_not(self, table: str, stub: Cells) -> str:
        """Return why the new record cannot be entered, "" where it can."""
        if table != "places":
            return ""
        if stub["time_zone"] not in zones():
            return f"“{stub['time_zone']}” is no time zone: write it as in China, Asia/Shanghai"
        self.known.look_up("countries", [stub["country"]])
        try:
            self.known.find("countries", stub["country"])
        except ValueError as error:
            return f"“{stub['country']}”: {error}"
        return ""

    def place_of(self, row: SheetRow) -> int:
        """Return the primary key of the row's place, 0 where the record has no such place."""
        place = row.cells.get("place", "")
        try:
            return self.known.find("places", place)
        except ValueError:
            return UNWRITTEN

    def zone_of(self, row: SheetRow, of_places: Mapping[int, str]) -> str:
        """Return the time zone of the row's place, a new one too; "" where it has none."""
        stub = self.stubs.get("places", {}).get(row.cells.get("place", ""))
        return stub["time_zone"] if stub else of_places.get(self.place_of(row), "")

    def keys_of(self, row: SheetRow, name: str) -> frozenset[str | int]:
        """Return the records that a list of the row names: primary keys, and ids of new ones."""
        column = self.columns[name]
        if not isinstance(column.type, ListCell):
            return frozenset()
        handles = [each for each in row.cells.get(name, "").split(SEPARATOR) if each]
        stubs = self.stubs.get(references(column), {})
        return frozenset(
            each if each in stubs else self.known.find(references(column), each) for each in handles
        )
