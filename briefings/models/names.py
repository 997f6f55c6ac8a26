"""The names that a person goes by, official or detainee."""

from __future__ import annotations

from django.db import models

from briefings.models.base import Row


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
