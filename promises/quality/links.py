"""Where in the pages a finding is dealt with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.urls import reverse

from promises.progress import STEPS
from promises.quality.findings import Finding

_ROWS = {"section": "sections", "focus_area": "activities", "activity": "activities"}


def step_of(anchor: str) -> str:
    """The step of the work that a part of the draft is written in."""
    kind = anchor.partition(":")[0]
    return _ROWS.get(kind, kind)


def link_of(finding: Finding, promise_id: int, activities: Mapping[str, int], *, may_edit: bool) -> str:
    """The address of the field; for who may not edit, of the part on its step's page.

    ``activities`` are the ids of the activities' rows by key.
    """
    kind, _colon, name = finding.anchor.partition(":")
    number = activities.get(name) if kind == "activity" else (int(name) if name.isdecimal() else None)
    if number is None or kind not in _ROW_LINKS:
        place = f"#id_{finding.field}" if finding.field and may_edit else ""
        return reverse(STEPS[step_of(finding.anchor)].url_name, args=[promise_id]) + place
    return _ROW_LINKS[kind](promise_id, number, finding.field, may_edit)


def _to_row(page: str, kind: str, row_id: str, field_id: str) -> Callable[[int, int, str, bool], str]:
    def link(promise_id: int, number: int, field: str, may_edit: bool) -> str:
        if not may_edit:
            return reverse(page, args=[promise_id]) + f"#{row_id}-{number}"
        place = f"#id_{field_id}{number}_{field}" if field else ""
        return reverse(f"promises:{kind}_edit", args=[promise_id, number]) + place

    return link


_ROW_LINKS = {
    "section": _to_row("promises:sections", "section", "section", "section_"),
    "focus_area": _to_row("promises:activities", "focus_area", "omrade", "fokusomrade-"),
    "activity": _to_row("promises:activities", "activity", "aktivitet", "aktivitet-"),
}
