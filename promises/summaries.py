"""What a list says of a published promise.

Kept beside the frozen text when it is published, because a list of twenty promises would otherwise read twenty whole
texts for a line each. It is made from the document and from nothing else, so it can say no more than the text does.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from organisations.from_json import read_as
from promises.documents import Document, MunicipalityRef, PartyText, PeriodText
from promises.models import PromiseVersion


@dataclass(frozen=True)
class Summary:
    slug: str
    title: str
    municipalities: list[MunicipalityRef]
    period: PeriodText
    parties: list[PartyText] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    activities: int = 0
    registered_afterwards: bool = False

    @classmethod
    def of(cls, document: Document) -> Summary:
        return cls(
            slug=document.slug,
            title=document.title,
            municipalities=document.municipalities,
            period=document.period,
            parties=document.parties,
            themes=document.themes,
            activities=len(document.activities),
            registered_afterwards=document.registered_afterwards,
        )

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def summary_of(version: PromiseVersion) -> Summary:
    """The summary kept with the text's revision; made from the text itself where none is kept."""
    kept = version.revision.summary
    return read_as(Summary, kept) if kept else Summary.of(version.document)
