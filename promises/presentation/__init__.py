"""How a promise reads, in order: headings, paragraphs, lists and tables, the same on screen, in print and in the PDF.

Pure: takes a ``Publication``, gives blocks. A renderer chooses type and colour, never what is said or in which order.
``document`` has the order; ``activities``, ``indicators`` and ``signatures`` make the tables.
"""

from pdf.blocks import Block, Bullets, Facts, Heading, Paragraph, Presentation, Table
from promises.presentation.activities import activity_columns, cell
from promises.presentation.document import notices, present
from promises.presentation.words import (
    measured_value,
    party_line,
    period_words,
    picture_words,
    signatory_line,
    swedish_day,
    theme_labels,
)

__all__ = [
    "Block",
    "Bullets",
    "Facts",
    "Heading",
    "Paragraph",
    "Presentation",
    "Table",
    "activity_columns",
    "cell",
    "measured_value",
    "notices",
    "party_line",
    "period_words",
    "picture_words",
    "present",
    "signatory_line",
    "swedish_day",
    "theme_labels",
]
