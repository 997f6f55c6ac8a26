"""An article's text: reading files, the schema, cleaning, rendering, contents, recognition.

Pure functions: no model, no database, no setting. Other rooms import from here.
"""

from briefings.bodies.bounds import TooMuch, is_editor_html
from briefings.bodies.contents import Heading
from briefings.bodies.documents import Document, UnreadableFile
from briefings.bodies.embedding import Attribution, Embedded, EmbeddedPicture
from briefings.bodies.margins import with_margin_notes
from briefings.bodies.merging import merge
from briefings.bodies.quoting import (
    AttributedWords,
    Quote,
    quotes,
    quotes_words,
    statements_in,
    with_quote_replaced,
    with_valid_speakers,
)
from briefings.bodies.reading import read
from briefings.bodies.recognition import ArticleDraft, apply, recognise
from briefings.bodies.rendering import (
    READING_PACE,
    Rendering,
    Target,
    embedded_in,
    render,
    resolve_links,
)
from briefings.bodies.schema import Cleaned, clean, clean_bounded
from briefings.bodies.suggestions import (
    AmbiguousName,
    DirectQuote,
    KnownName,
    NamedRecord,
    RecordLink,
    SuggestedDateline,
    SuggestedHeading,
    SuggestedOfficial,
    SuggestedTopic,
    Suggestion,
    Suggestions,
    UnnamedAttribution,
)

__all__ = [
    "READING_PACE",
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
    "NamedRecord",
    "Quote",
    "RecordLink",
    "Rendering",
    "SuggestedDateline",
    "SuggestedHeading",
    "SuggestedOfficial",
    "SuggestedTopic",
    "Suggestion",
    "Suggestions",
    "Target",
    "TooMuch",
    "UnnamedAttribution",
    "UnreadableFile",
    "apply",
    "clean",
    "clean_bounded",
    "embedded_in",
    "is_editor_html",
    "merge",
    "quotes",
    "quotes_words",
    "read",
    "recognise",
    "render",
    "resolve_links",
    "statements_in",
    "with_margin_notes",
    "with_quote_replaced",
    "with_valid_speakers",
]
