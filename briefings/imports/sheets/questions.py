"""Questions about a sheet kept by hand. Each is asked once, however many rows it concerns."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

# Answers. Those that end in a colon are continued, by a record or a text.
OUT, NEW, GROUP, ANOTHER = "out", "new", "group", "another"
IS, WRITE, SAME, OURS, COLUMN = "is:", "write:", "same:", "ours:", "column:"
DAY_FIRST, MONTH_FIRST = "day", "month"
TYPED = (WRITE, f"{NEW}:")  # continued by words that the editor types

Answers = dict[str, str]


@dataclass(frozen=True)
class Option:
    """An answer to choose; `label` and `note` are shown.

    `table` and `slug` name the record that it leads to, "" for none.
    """

    answer: str
    label: str
    note: str = ""
    table: str = ""
    slug: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether the editor types the rest of the answer."""
        return self.answer in TYPED


@dataclass
class Question:
    """A question with one answer for all `rows` (numbers as a spreadsheet shows them).

    `tables`: those that the value may name a record of. `proposed`: the answer selected at first,
    "" for none.
    """

    key: str
    column: str
    value: str
    rule: str
    options: list[Option] = field(default_factory=list)
    tables: tuple[str, ...] = ()
    proposed: str = ""
    rows: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Name of its field in the form."""
        return field_of(self.key)

    @property
    def can_leave_out(self) -> bool:
        """Whether its rows may be left out, and no other answer is proposed."""
        answers = {option.answer for option in self.options}
        return bool(self.rows) and not self.proposed and OUT in answers

    def why_not(self, answer: str) -> str:
        """Return why the answer is not accepted, "" where it is."""
        if answer in {option.answer for option in self.options if not option.is_typed}:
            return ""
        begun = next((option for option in self.options if answer.startswith(option.answer)), None)
        if begun is None or not begun.is_typed:
            return "choose one of the answers"
        return "" if answer.removeprefix(begun.answer).strip() else "write what it should be"


def value_key(column: str, text: str) -> str:
    """Return the key of the question about a text in a column, without NUL characters."""
    return f"value:{column}:{text}".replace("\0", "\N{SYMBOL FOR NULL}")


def field_of(key: str) -> str:
    """Return the name of the form's field for the question with this key."""
    return f"q{sha256(key.encode()).hexdigest()[:16]}"


def in_words(answer: str) -> str:
    """Return an answer in words, to be shown to whoever gave it."""
    words = {
        OUT: "left out",
        NEW: "entered as new",
        GROUP: "a group, in words",
        ANOTHER: "another",
        DAY_FIRST: "the day stands first",
        MONTH_FIRST: "the month stands first",
    }
    kind, _, rest = answer.partition(":")
    if kind == "is":
        return rest.partition(":")[2]
    return words.get(kind, rest) if kind in words or not rest else rest
