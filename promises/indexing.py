"""What is kept beside a published text so that it can be found and listed without being read."""

from typing import Any

from organisations.swedish import search_form
from promises.documents import Document
from promises.summaries import Summary

_LIMIT = 4000


def index_of(document: Document) -> dict[str, Any]:
    """The columns of a revision that are made from its published text, by name."""
    return {"search_text": search_text(document), "summary": Summary.of(document).to_dict()}


def search_text(document: Document) -> str:
    """Title, municipalities, parties, places and focus areas in search form (lower case, without marks)."""
    words = [document.title, document.scope_text, *document.places]
    words += [municipality.name for municipality in document.municipalities]
    words += [name for party in document.parties for name in (party.name, party.wording)]
    for area in document.focus_areas:
        words += [area.title or "", *area.places]
        words += [place for activity in area.activities for place in activity.places]
    return " ".join(search_form(word) for word in dict.fromkeys(words) if word)[:_LIMIT]
