"""Swedish order, search and numbers, the same on every database.

SQLite neither folds å, ä and ö nor sorts them last, and PostgreSQL does so only with the right collation
installed. So both search and sort use columns that are written here.
"""

import unicodedata
from decimal import Decimal

_ORDER = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c", "é": "e", "è": "e", "ü": "y"})
_FOLD = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "-": " ", "/": " "})


def sort_form(text: str) -> str:
    """Text such that plain byte order is Swedish order: å, ä, ö after z (``{`` follows ``z`` in ASCII)."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_ORDER)
    ascii_only = folded.encode("ascii", "ignore").decode()
    return "".join(letter for letter in ascii_only if letter.isprintable())[:300]


def search_form(text: str) -> str:
    """Text such that ``orebro`` finds Örebro: lower case, without marks, single spaces.

    What cannot be printed counts as a space: PostgreSQL refuses a question with a NUL in it.
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_FOLD)
    printable = "".join(letter if letter.isprintable() else " " for letter in folded)
    return " ".join(printable.split())[:400]


def in_sentence(name: str) -> str:
    """A title or role as it stands inside a sentence: ``samordnare``, but ``BRÅ-sekreterare`` and ``VD``."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def shown_number(number: Decimal) -> str:
    """Swedish digits without needless decimals: "4", "2,5", "1 200"."""
    plain = f"{number.normalize():,f}" if number else "0"
    return plain.replace(",", "\u00a0").replace(".", ",")
