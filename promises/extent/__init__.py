"""Omfattning: plain Swedish words read into a structure, written again, and compared with numbers in a text.

`parse` reads a field, `find` and `suggest` read inside a sentence, `format` and `describe` write.
"""

from promises.extent.finding import Reading, find, suggest
from promises.extent.kinds import DeadlineUnit, ExtentError, Kind, Operator, Per, Timing
from promises.extent.model import Extent, from_dict, is_measurable, numbers_of, to_dict
from promises.extent.numbers import numbers_in
from promises.extent.reading import parse
from promises.extent.wording import describe, format

__all__ = [
    "DeadlineUnit",
    "Extent",
    "ExtentError",
    "Kind",
    "Operator",
    "Per",
    "Reading",
    "Timing",
    "describe",
    "find",
    "format",
    "from_dict",
    "is_measurable",
    "numbers_in",
    "numbers_of",
    "parse",
    "suggest",
    "to_dict",
]
