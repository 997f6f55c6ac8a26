"""The names that a person goes by, official or detainee."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from django.db import models

from briefings.models.base import Row

# The scripts of China and Japan, which set no spaces, come after this sign.
SPACELESS = "\u2e80"


def parts_told(names: Iterable[str], text: str) -> list[str]:
    """Return the parts of the names that stand in the text, accents and capitals aside.

    A part of one letter tells nothing; one in a script that sets no spaces is found anywhere.
    """
    plain = _plain(text)
    said = set(_parts(plain))
    parts = {part for name in names for part in _parts(_plain(name))}
    return sorted(part for part in parts if part in said or (part > SPACELESS and part in plain))


def _plain(text: str) -> str:
    return "".join(sign for sign in normalize("NFD", text.casefold()) if not combining(sign))


def _parts(plain: str) -> list[str]:
    return [part for part in re.split(r"[\W_]+", plain) if len(part) > 1]


class PersonName(Row):
    """Another name of a person. `language` and `script` are BCP 47 subtags, "" if not said."""

    class Kind(models.TextChoices):
        """What sort of name it is."""

        NATIVE = "native", "Native script"
        TRANSLITERATION = "transliteration", "Transliteration"
        BIRTH = "birth", "Name at birth"
        ALIAS = "alias", "Also known as"
        MISSPELLING = "misspelling", "Common misspelling"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.ALIAS)
    language = models.CharField(max_length=8, blank=True, help_text="As in “zh”, “ru”.")
    script = models.CharField(max_length=4, blank=True, help_text="As in “Hans”, “Cyrl”.")
    shown = models.BooleanField(default=True, help_text="Off: only for finding.")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_not_empty",
                condition=~models.Q(name=""),
                violation_error_message="A name is not empty.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
