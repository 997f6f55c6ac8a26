"""An article's text: reading files, the schema, cleaning, rendering, contents, recognition.

Pure functions: no model, no database, no setting. What other modules use is named here.
"""

from briefings.bodies.bounds import TooMuch, is_plainly_written
from briefings.bodies.contents import Heading
from briefings.bodies.documents import Document, UnreadableFile
from briefings.bodies.embedding import Attribution, Embedded, EmbeddedPicture
from briefings.bodies.margins import with_margin_notes
from briefings.bodies.merging import merge
from briefings.bodies.quoting import (
    AttributedWords,
    Quote,
    attributed,
    quotes,
    says,
    settled,
    statements_in,
)
from briefings.bodies.reading import read
from briefings.bodies.recognition import ArticleDraft, apply, recognise
from briefings.bodies.rendering import Rendering, Target, embedded_in, render, resolve_links
from briefings.bodies.schema import Cleaned, clean, clean_bounded
from briefings.bodies.suggestions import (
    AmbiguousName,
    DirectQuote,
    KnownName,
    RecordLink,
    SuggestedHeading,
    SuggestedOfficial,
    Suggestion,
    Suggestions,
    UnnamedAttribution,
)

__all__ = [
    "AmbiguousName",
    "ArticleDraft",
    "AttributedWords",
    "Attribution",
    "Cleaned",
    "DirectQuote",
    "Document",
    "Embedded",
    "EmbeddedPicture",
    "Heading",
    "KnownName",
    "Quote",
    "RecordLink",
    "Rendering",
    "SuggestedHeading",
    "SuggestedOfficial",
    "Suggestion",
    "Suggestions",
    "Target",
    "TooMuch",
    "UnnamedAttribution",
    "UnreadableFile",
    "apply",
    "attributed",
    "clean",
    "clean_bounded",
    "embedded_in",
    "is_plainly_written",
    "merge",
    "quotes",
    "read",
    "recognise",
    "render",
    "resolve_links",
    "says",
    "settled",
    "statements_in",
    "with_margin_notes",
]
