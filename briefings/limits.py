"""The limits of strangers' files, in size, number and time, all in one place.

A file beyond a limit is refused in words that name the limit; docs/operations.md lists them.
"""

from dataclasses import dataclass

MB = 1 << 20

# Uploaded files, in bytes.
ARTICLE_BYTES = 5 * MB
SHEET_BYTES = 20 * MB
PICTURE_BYTES = 10 * MB

# The text of an article's file, or from the desk's rich-text editor.
CHARACTERS = 1_000_000
PARAGRAPHS = 10_000  # items, cells and headings too
CHARACTERS_OF_PARAGRAPH = 50_000
ELEMENTS = 200_000
MARKUP = 20 * MB  # characters of the HTML that is made of Markdown
ATTRIBUTES = 500  # of one element
NESTED = 150
SUGGESTIONS = 2_000  # what an editor has to look at before the draft is made
# HTML of the desk's own editor is cleaned in the serving process up to this, else in a child.
CLEANED_HERE = 100_000  # characters, and elements times their depth

# What is typed on a page of the desk and kept until it is saved, in characters of JSON.
WORKING_COPY = 2_000_000

# A table.
COLUMNS = 500
CELLS = 20_000_000
SHEET_ROWS = 20_000  # at the desk, where a sheet is held in memory at each step
REFUSED_ROWS = 200  # rows refused by the database after which an import stops looking for more

# A picture, in pixels.
PICTURE_SIDE = 10_000
PICTURE_PIXELS = 40_000_000

# Files that one process reads at once, files that wait for their turn, and for how many seconds.
AT_ONCE = 2
WAITING = 1
WAIT = 3.0


@dataclass(frozen=True)
class Limits:
    """What reading one file may take.

    `seconds` are processor time; `patience` is how many seconds the reader is waited for, without
    the time that its answer is used. `memory` and `answer` are bytes.
    """

    seconds: int
    patience: int
    memory: int = 1024 * MB
    answer: int = 64 * MB


# For a page that somebody waits for, and for a command, where files are larger.
PAGE = Limits(seconds=20, patience=40)
TERMINAL = Limits(seconds=600, patience=1200, memory=2048 * MB)

# Asking a stranger's server for a page: seconds for one answer, for all of them, and redirects.
ANSWER_SECONDS = 10
ASKING_SECONDS = 20
# A page that is cited: how much of its beginning is read, and in how many seconds.
CITED_BYTES = MB // 2
CITED_SECONDS = 6
REDIRECTS = 5
# For a page that is cited: somebody waits with a form.
CITED_PAGE = Limits(seconds=3, patience=6, memory=512 * MB, answer=MB)
