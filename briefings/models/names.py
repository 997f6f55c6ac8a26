"""The names that a person goes by, official or detainee."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining, normalize

from django.db import models
from django.db.models.lookups import Exact

from briefings.models.base import Row
from briefings.models.words import LONGEST_NAME, said_in

# Signs within a word that do not divide it: "O’Brien".
JOINTS = re.compile(r"['’‘ʼ-]")
PARTINGS = re.compile(r"[\W_ʼ]+")


def matching_name_parts(names: Sequence[str], text: str) -> list[str]:
    """Return the parts of the names that occur in the text, in any accents and capitals.

    A whole name written as one word counts too, if it has several words or is the first of
    `names`, the full one. The function `briefings_name_is_told` of the database has the same rule:
    a part of one letter does not count; a part in a script other than Latin may occur within words.
    """
    plain = _plain(text)
    said, joined = _parts(plain), PARTINGS.sub("", plain)
    told = {
        part
        for name in names
        for part in _parts(_plain(name))
        if part in said or (not part.isascii() and part in joined)
    }
    for place, name in enumerate(names):
        whole = PARTINGS.sub("", _plain(name))
        several = len(PARTINGS.split(name.strip())) > 1
        if (several or place == 0) and len(whole) > 3 and whole in joined:
            told.add(whole)
    return sorted(told)


def tells_withheld(*texts: str) -> Exact:
    """Return the condition that one of two columns contains a withheld name, whosever it is."""
    told = models.Func(
        *texts,
        function="briefings_tells_withheld",
        template="%(function)s(ARRAY(SELECT id FROM briefings_detainee WHERE name_withheld),"
        " %(expressions)s, '')",
        output_field=models.BooleanField(),
    )
    return Exact(told, True)


def _plain(text: str) -> str:
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))


def _parts(plain: str) -> set[str]:
    words = [*PARTINGS.split(plain), *PARTINGS.split(JOINTS.sub("", plain))]
    return {word for word in words if len(word) > 1}


class PersonName(Row):
    """Another name of a person. `language` and `script` are BCP 47 subtags, "" if unknown."""

    class Kind(models.TextChoices):
        """What sort of name it is."""

        NATIVE = "native", "Native script"
        TRANSLITERATION = "transliteration", "Transliteration"
        BIRTH = "birth", "Name at birth"
        ALIAS = "alias", "Also known as"
        MISSPELLING = "misspelling", "Common misspelling"

    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.ALIAS)
    language = models.CharField(max_length=8, blank=True, help_text="As in “zh”, “ru”.")
    script = models.CharField(max_length=4, blank=True, help_text="As in “Hans”, “Cyrl”.")
    shown = models.BooleanField(default=True, help_text="Untick if it is only for finding.")
    said = said_in("name")

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_not_empty",
                condition=~models.Q(name=""),
                violation_error_message="A name is not empty.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
