"""How much of a stranger's file is read: every limit of size, number and time, in one place.

What is beyond one is refused with words that name the limit; docs/operations.md lists them.
"""

from dataclasses import dataclass

MB = 1 << 20

# Files as they are sent in, in bytes.
ARTICLE_BYTES = 5 * MB
SHEET_BYTES = 20 * MB
PICTURE_BYTES = 10 * MB

# A text: of an article's file, or as it is sent by the editor of the desk.
CHARACTERS = 1_000_000
PARAGRAPHS = 10_000  # items, cells and headings too
CHARACTERS_OF_PARAGRAPH = 50_000
ELEMENTS = 200_000
ATTRIBUTES = 500  # of one element
NESTED = 150
SUGGESTIONS = 2_000  # what an editor has to look at before the draft is made
# What the desk cleans itself of what its own editor wrote. The rest is cleaned in a child process.
CLEANED_HERE = 100_000  # characters, and elements times how deep each is nested

# A table.
COLUMNS = 500
CELLS = 20_000_000
SHEET_ROWS = 20_000  # at the desk, where a sheet is held in memory at each step
REFUSED_ROWS = 200  # by rules of the database: once so many are found, no more are looked for

# A picture, in pixels.
PICTURE_SIDE = 10_000
PICTURE_PIXELS = 40_000_000

# Files read at once by one process, those that wait for their turn, and for how many seconds.
AT_ONCE = 2
WAITING = 1
WAIT = 3.0


@dataclass(frozen=True)
class Limits:
    """What one reading may take: processor seconds, seconds in all, bytes of memory and answer.

    `patience` counts the time that the reader is waited for, not what is done with its answer.
    """

    seconds: int
    patience: int
    memory: int = 1024 * MB
    answer: int = 64 * MB


# Somebody waits for the page; and at a terminal, where files are larger and nobody else waits.
PAGE = Limits(seconds=20, patience=40)
TERMINAL = Limits(seconds=600, patience=1200, memory=2048 * MB)
