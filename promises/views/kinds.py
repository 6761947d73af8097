"""The kinds of ordered rows on the drafting pages: what they are called, which form, which page.

``views.row_lists`` shows them, ``views.rows`` adds, edits, moves and removes them all alike, and
``promises.urls.drafting`` makes the addresses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from promises import progress
from promises.forms import basics, indicators, text
from promises.forms.base import RowForm
from promises.models import (
    Aim,
    Indicator,
    Party,
    Place,
    Predecessor,
    PromiseContact,
    Revision,
    Section,
    Signatory,
)

Text = str | LazyText


@dataclass(frozen=True)
class RowKind:
    """``name`` is part of the URL names (``promises:section_edit``) and of the ids in the page."""

    name: str
    path: str
    model: Any
    form: type[RowForm]
    accessor: str
    step: str
    add_text: Text
    saved_text: Text
    removed_text: Text
    remove_title: Text
    edit_title: Text
    # Whether the form for a new row always stands at the end of the list, for rows of one line.
    inline: bool = True
    initial: Callable[[HttpRequest, Revision], dict[str, Any]] = field(default=lambda request, revision: {})
    suggestions: Callable[[Revision, str], list[tuple[str, str]]] = field(default=lambda revision, step: [])
    only: dict[str, Any] = field(default_factory=dict)
    related: tuple[str, ...] = ()

    def rows(self, revision: Revision) -> Any:
        """The revision's rows of this kind, in order."""
        ordered = ("after_activities", "position", "pk") if self.model is Section else ("position", "pk")
        rows = getattr(revision, self.accessor).filter(**self.only).order_by(*ordered)
        return rows.select_related(*self.related) if self.related else rows


def _suggested_section(request: HttpRequest, revision: Revision) -> dict[str, Any]:
    """A standard section brings its standard heading, to be changed at will."""
    kind = request.GET.get("slag", "")
    if kind not in Section.Kind.values:
        return {}
    heading = "" if kind == Section.Kind.OTHER else Section.Kind(kind).label
    after = kind in (Section.Kind.FOLLOW_UP, Section.Kind.COMMUNICATION, Section.Kind.RESERVATIONS)
    return {"kind": kind, "heading": heading, "after_activities": after}


def _standard_sections(revision: Revision, step: str) -> list[tuple[str, str]]:
    """The standard sections that the draft does not have, and always the one with a heading of one's own."""
    used = set(revision.sections.values_list("kind", flat=True)) - {Section.Kind.OTHER}
    return [
        (kind.value, str(kind.label))
        for kind in Section.Kind
        if kind not in used and (step != "dialogue" or kind in progress.DIALOGUE_KINDS)
    ]


SECTION = RowKind(
    name="section",
    path="avsnitt",
    model=Section,
    form=text.SectionForm,
    accessor="sections",
    step="sections",
    add_text=_("Lägg till avsnitt"),
    saved_text=_("Avsnittet är sparat."),
    removed_text=_("Avsnittet är borttaget."),
    remove_title=_("Ta bort avsnittet?"),
    edit_title=_("Ändra avsnittet"),
    inline=False,
    initial=_suggested_section,
    suggestions=_standard_sections,
)


AIM = RowKind(
    name="aim",
    path="mal",
    model=Aim,
    form=basics.AimForm,
    accessor="aims",
    step="sections",
    add_text=_("Lägg till mål"),
    saved_text=_("Målet är sparat."),
    removed_text=_("Målet är borttaget."),
    remove_title=_("Ta bort målet?"),
    edit_title=_("Ändra målet"),
)


PARTY = RowKind(
    name="party",
    path="parter",
    model=Party,
    form=basics.PartyForm,
    accessor="parties",
    step="basics",
    add_text=_("Lägg till part"),
    saved_text=_("Parten är sparad."),
    removed_text=_("Parten är borttagen."),
    remove_title=_("Ta bort parten?"),
    edit_title=_("Ändra parten"),
    inline=False,
    related=("organisation",),
)


PLACE = RowKind(
    name="place",
    path="platser",
    model=Place,
    form=basics.PlaceForm,
    accessor="places",
    step="basics",
    add_text=_("Lägg till plats"),
    saved_text=_("Platsen är sparad."),
    removed_text=_("Platsen är borttagen."),
    remove_title=_("Ta bort platsen?"),
    edit_title=_("Ändra platsen"),
    only={"focus_area": None, "activity": None},
)


PREDECESSOR = RowKind(
    name="predecessor",
    path="foregangare",
    model=Predecessor,
    form=basics.PredecessorForm,
    accessor="predecessors",
    step="basics",
    add_text=_("Lägg till föregångare"),
    saved_text=_("Föregångaren är sparad."),
    removed_text=_("Föregångaren är borttagen."),
    remove_title=_("Ta bort föregångaren?"),
    edit_title=_("Ändra föregångaren"),
    inline=False,
    related=("promise",),
)


SIGNATORY = RowKind(
    name="signatory",
    path="underskrifter",
    model=Signatory,
    form=text.SignatoryForm,
    accessor="signatories",
    step="signatories",
    add_text=_("Lägg till undertecknare"),
    saved_text=_("Undertecknaren är sparad."),
    removed_text=_("Undertecknaren är borttagen."),
    remove_title=_("Ta bort undertecknaren?"),
    edit_title=_("Ändra undertecknaren"),
    inline=False,
    related=("organisation",),
)


CONTACT = RowKind(
    name="contact",
    path="kontakter",
    model=PromiseContact,
    form=text.ContactForm,
    accessor="contacts",
    step="signatories",
    add_text=_("Lägg till kontakt"),
    saved_text=_("Kontakten är sparad."),
    removed_text=_("Kontakten är borttagen."),
    remove_title=_("Ta bort kontakten?"),
    edit_title=_("Ändra kontakten"),
    inline=False,
    related=("organisation",),
)


INDICATOR = RowKind(
    name="indicator",
    path="mattal",
    model=Indicator,
    form=indicators.IndicatorForm,
    accessor="indicators",
    step="follow_up",
    add_text=_("Lägg till det ni mäter"),
    saved_text=_("Det ni mäter är sparat."),
    removed_text=_("Det ni mätte är borttaget."),
    remove_title=_("Ta bort det ni mäter?"),
    edit_title=_("Ändra det ni mäter"),
    inline=False,
    related=("focus_area", "activity"),
)


KINDS = (INDICATOR, SECTION, AIM, PARTY, PLACE, PREDECESSOR, SIGNATORY, CONTACT)
