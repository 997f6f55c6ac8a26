"""What a hand-made sheet leaves open: each thing is asked once, whatever number of rows has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

# Answers. Those with a colon go on: to a record, to a text.
OUT, NEW, GROUP, ANOTHER = "out", "new", "group", "another"
IS, WRITE, SAME, OURS, COLUMN = "is:", "write:", "same:", "ours:", "column:"
DAY_FIRST, MONTH_FIRST = "day", "month"
TYPED = (WRITE, f"{NEW}:")  # what is asked for in words of one's own

Answers = dict[str, str]


@dataclass(frozen=True)
class Option:
    """One answer, in words; `note` tells more of it. Of one that ends in a colon the rest is typed.

    `slug` is the record's that it leads to, of that `table`; "" for none.
    """

    answer: str
    label: str
    note: str = ""
    table: str = ""
    slug: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether words of one's own go with it."""
        return self.answer in TYPED


@dataclass
class Question:
    """One thing to be answered for all `rows` (numbers as a spreadsheet shows them).

    `tables` are those of which the value may name a record. `proposed` is the answer to begin with,
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
        """The name of its field in a form."""
        return field_of(self.key)

    @property
    def can_leave_out(self) -> bool:
        """Whether its rows can be left out, and nothing better is proposed."""
        answers = {option.answer for option in self.options}
        return bool(self.rows) and not self.proposed and OUT in answers

    def why_not(self, answer: str) -> str:
        """Return why this is no answer to the question, "" where it is one."""
        if answer in {option.answer for option in self.options if not option.is_typed}:
            return ""
        begun = next((option for option in self.options if answer.startswith(option.answer)), None)
        if begun is None or not begun.is_typed:
            return "choose one of the answers"
        return "" if answer.removeprefix(begun.answer).strip() else "write what it should be"


def value_key(column: str, text: str) -> str:
    """Return the key of the question what a text in a column is; it holds no NUL."""
    return f"value:{column}:{text}".replace("\0", "\N{SYMBOL FOR NULL}")


def field_of(key: str) -> str:
    """Return the name of the form's field that asks what the key stands for."""
    return f"q{sha256(key.encode()).hexdigest()[:16]}"


def in_words(answer: str) -> str:
    """Return an answer as whoever gave it reads it again."""
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
