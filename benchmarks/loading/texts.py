"""The texts of articles: a few dozen, rendered as at approval, in which names are replaced."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from briefings.bodies import render

TEXTS = 40
PARAGRAPHS, SENTENCES, WORDS = 10, 5, 16
NAMED, NOTED = 5, 2
# Placeholders for an article's own ids and names; single words, so that the word count stays.
RECORDS = [f"00000000-0000-7000-8000-00000000000{n}" for n in range(NAMED)]
NAMES = [f"Nameofrecord{n}" for n in range(NAMED)]
SOURCES = [f"00000000-0000-7000-9000-00000000000{n}" for n in range(NOTED)]
RARE, COMMON, USUAL = "Wordinfew", "Wordinsome", "Wordinmost"


@dataclass(frozen=True)
class Wording:
    """A body and its stored rendering; `contents` is JSON."""

    body: str
    rendered: str
    plain_text: str
    contents: str
    word_count: int

    def naming(self, words: Mapping[str, str]) -> Wording:
        """Return the text with placeholders replaced; `words` maps old to new."""
        body, rendered, plain_text = self.body, self.rendered, self.plain_text
        for old, new in words.items():
            body = body.replace(old, new)
            rendered = rendered.replace(old, new)
            plain_text = plain_text.replace(old, new)
        return Wording(body, rendered, plain_text, self.contents, self.word_count)


def texts() -> list[Wording]:
    """Return texts of about 800 words, the same each time."""
    return [_render(_body(Random(seed))) for seed in range(TEXTS)]


def _render(body: str) -> Wording:
    rendering = render(body)
    contents = [
        {"level": heading.level, "text": heading.text, "anchor": heading.anchor}
        for heading in rendering.contents
    ]
    return Wording(body, rendering.html, rendering.text, json.dumps(contents), rendering.words)


def _body(chance: Random) -> str:
    marks = [
        *(f'<a data-record="{id_}">{name}</a>' for id_, name in zip(RECORDS, NAMES, strict=True)),
        *(f'{_word(chance)}<sup data-source="{id_}"></sup>' for id_ in SOURCES),
        *(RARE, COMMON, USUAL),
    ]
    blocks = []
    for paragraph in range(PARAGRAPHS):
        if paragraph % 4 == 3:
            blocks.append(f"<h2>{_sentence(chance, 4)}</h2>")
        sentences = [_sentence(chance, WORDS) for _ in range(SENTENCES)]
        sentences.insert(2, f"{_word(chance).capitalize()} {marks[paragraph]} {_word(chance)}.")
        blocks.append(f"<p>{' '.join(sentences)}</p>")
    return "".join(blocks)


def _sentence(chance: Random, words: int) -> str:
    return " ".join(_word(chance) for _ in range(words)).capitalize() + "."


def _word(chance: Random) -> str:
    """Return a made-up word; short ones are more likely, as in a language."""
    syllables = chance.choices((1, 2, 3), (5, 4, 2))[0]
    return "".join(chance.choice("bdfklmnprstv") + chance.choice("aeiou") for _ in range(syllables))
