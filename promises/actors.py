"""Who can carry out or answer for an activity, and which of them a cell such as "Polis/kommun" means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from organisations.models import Group, Organisation
from promises.models import ActivityActor, Revision

MAX_WORDING = 200
MAX_BOXES = 10
_SEPARATORS = re.compile(r"[/,;&+\n]")
_AND = re.compile(r"\s(?:och|samt)\s", re.IGNORECASE)

# What a kind of organisation is called when everybody knows which one is meant.
_CALLED = {
    Organisation.Kind.MUNICIPALITY: ("kommun", "kommunen", "staden"),
    Organisation.Kind.POLICE_AREA: ("polis", "polisen", "lokalpolisområdet", "lpo"),
}
_GROUP_CALLED = {
    Group.GroupKind.COUNCIL: ("brottsförebyggande rådet", "brå", "rådet"),
    Group.GroupKind.STEERING: ("styrgruppen",),
    Group.GroupKind.SAFETY: ("trygghetsgruppen",),
}


@dataclass(frozen=True)
class Actor:
    """One actor of an activity before it is a row: an organisation, a role in words, or both."""

    part: str
    organisation_id: int | None = None
    role_text: str = ""


@dataclass(frozen=True)
class Candidate:
    """An organisation that can be chosen. ``called`` is what the promise's text calls it."""

    organisation: Organisation
    is_party: bool = False
    called: str = ""
    is_used: bool = False

    @property
    def label(self) -> str:
        return str(self.organisation)

    @property
    def short_label(self) -> str:
        """What the promise's own text says, where a full name would be long."""
        return self.called or str(self.organisation)


class Candidates:
    """The organisations that an activity in this revision can name, parties first. Two queries."""

    def __init__(self, revision: Revision) -> None:
        rows = revision.parties.select_related("organisation__group").order_by("position", "pk")
        self.parties = [Candidate(row.organisation, True, row.wording) for row in rows]
        around = _around(revision, [c.organisation.pk for c in self.parties])
        self.others = [Candidate(one, is_used=one.is_used) for one in around]

    def __iter__(self) -> Any:
        return iter([*self.parties, *self.others])

    def boxes(self) -> list[Candidate]:
        """The few that a short form can show: the parties, and others that the promise already names."""
        return [*self.parties, *(c for c in self.others if c.is_used)][:MAX_BOXES]

    def choices(self, extra: Iterable[Organisation] = ()) -> list[Any]:
        """For a select: parties, what belongs to them, groups, the rest and ``extra`` under their own headings."""
        kinds = Organisation.Kind
        inside = [c for c in self.others if c.organisation.kind in (kinds.UNIT, kinds.MUNICIPAL_COMPANY)]
        groups = [c for c in self.others if c.organisation.kind == kinds.GROUP]
        rest = [c for c in self.others if c not in inside and c not in groups]
        known = {c.organisation.pk for c in self}
        found = [Candidate(one) for one in extra if one.pk not in known]
        headed = [
            (_("Parter"), self.parties),
            (_("Verksamheter och bolag"), inside),
            (_("Råd och grupper"), groups),
            (_("Andra"), rest),
            (_("Sökträffar"), found),
        ]
        options = [
            (head, [(str(c.organisation.pk), c.label) for c in group]) for head, group in headed if group
        ]
        return [("", _("Välj")), *options]

    def read(self, wording: str) -> list[Organisation] | None:
        """The organisations that the words name, in order; None unless every word is accounted for.

        Says nothing of a role or of two that go by the same name: a wrong executor is worse than none.
        """
        wording = wording.strip()
        if not wording or len(wording) > MAX_WORDING:
            return None
        named = self._names()
        found: list[Organisation] = []
        for piece in _pieces(wording, named):
            meant = named.get(_key(piece), {})
            if len(meant) != 1:
                return None
            found.extend(meant.values())
        return list(dict.fromkeys(found)) or None

    def _names(self) -> dict[str, dict[int, Organisation]]:
        if not hasattr(self, "_index"):
            self._index: dict[str, dict[int, Organisation]] = {}
            for candidate in self:
                for name in _names_of(candidate):
                    self._index.setdefault(_key(name), {})[candidate.organisation.pk] = candidate.organisation
        return self._index


def _around(revision: Revision, parties: list[int]) -> list[Any]:
    """What belongs to the parties, the groups they sit in, and those already named in an activity."""
    groups = Group.objects.filter(Q(municipalities__in=parties) | Q(seats__organisation__in=parties))
    used = ActivityActor.objects.filter(activity__revision=revision, organisation__isnull=False)
    near = Q(is_active=True) & (Q(parent__in=parties) | Q(pk__in=groups.values("pk")))
    rows = Organisation.objects.annotate(is_used=Exists(used.filter(organisation=OuterRef("pk"))))
    rows = rows.filter(near | Q(is_used=True)).exclude(pk__in=parties)
    return list(rows.select_related("group").order_by("sort_key", "pk"))


def _names_of(candidate: Candidate) -> set[str]:
    organisation = candidate.organisation
    names = {organisation.name, organisation.official_name, candidate.called}
    if candidate.is_party:
        names.update(_CALLED.get(Organisation.Kind(organisation.kind), ()))
    if organisation.kind == Organisation.Kind.MUNICIPALITY:
        names |= {f"{organisation.name}s kommun", f"{organisation.name} kommun"}
    if organisation.kind == Organisation.Kind.POLICE_AREA:
        names |= {f"lokalpolisområde {organisation.name}", f"lpo {organisation.name}"}
    group = getattr(organisation, "group", None)
    if group is not None:
        names.update(_GROUP_CALLED.get(Group.GroupKind(group.group_kind), ()))
    return {name for name in names if name}


def _pieces(wording: str, named: dict[str, Any]) -> list[str]:
    """The words cut where they can be cut. "Kultur och fritid" is one unit when there is one of that name."""
    if _key(wording) in named:
        return [wording]
    pieces: list[str] = []
    for part in filter(str.strip, _SEPARATORS.split(wording)):
        pieces.extend([part] if _key(part) in named else _AND.split(part))
    return pieces


def _key(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .")
