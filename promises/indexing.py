"""What a reader can search for in a published promise."""

from organisations.swedish import search_form
from promises.documents import Document

_LIMIT = 4000


def search_text(document: Document) -> str:
    """Title, municipalities, parties, places and focus areas in search form (lower case, without marks)."""
    words = [document.title, document.scope_text, *document.places]
    words += [municipality.name for municipality in document.municipalities]
    words += [name for party in document.parties for name in (party.name, party.wording)]
    for area in document.focus_areas:
        words += [area.title or "", *area.places]
        words += [place for activity in area.activities for place in activity.places]
    return " ".join(search_form(word) for word in dict.fromkeys(words) if word)[:_LIMIT]
