"""A list of rows as a drafting page shows it, each with its addresses, and the form for a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from organisations.models.editing import OrderedRow
from organisations.parking import parked_data
from promises import progress
from promises.forms.base import RowForm
from promises.models import Revision
from promises.views.kinds import RowKind


@dataclass(frozen=True)
class RowView:
    """One row as a page shows it."""

    kind: RowKind
    row: OrderedRow
    revision: Revision
    step: str
    may_edit: bool

    @property
    def dom_id(self) -> str:
        return f"{self.kind.name}-{self.row.pk}"

    @property
    def template(self) -> str:
        return f"promises/_row_{self.kind.name}.html"

    @property
    def anchor(self) -> str:
        """Where comments on the row hang; only sections are commented on one by one."""
        return f"section:{self.row.pk}" if self.kind.name == "section" else ""

    @property
    def is_tall(self) -> bool:
        """Whether the row holds running text, so that its buttons stand below it."""
        return bool(getattr(self.row, "body", "") or getattr(self.row, "statement", ""))

    @property
    def may_move(self) -> bool:
        """The step about dialogue shows some of the sections only, so their order is set where all are seen."""
        return self.step == self.kind.step

    def _url(self, action: str) -> str:
        url = reverse(f"promises:{self.kind.name}_{action}", args=[self.revision.promise_id, self.row.pk])
        return url if self.step == self.kind.step else f"{url}?steg={self.step}"

    @property
    def edit_url(self) -> str:
        return self._url("edit")

    @property
    def show_url(self) -> str:
        return self._url("show")

    @property
    def move_url(self) -> str:
        return self._url("move")

    @property
    def remove_url(self) -> str:
        return self._url("remove")


@dataclass(frozen=True)
class Listing:
    """The rows of one kind on one page, with the form for a new one."""

    kind: RowKind
    revision: Revision
    step: str
    may_edit: bool
    rows: list[RowView]
    new_form: RowForm | None = None

    @property
    def dom_id(self) -> str:
        return f"{self.kind.name}-lista"

    @property
    def new_id(self) -> str:
        return f"{self.kind.name}-ny"

    @property
    def new_target(self) -> str:
        return f"#{self.new_id}"

    @property
    def suggestions(self) -> list[tuple[str, str]]:
        """What to begin a new row with: pairs of a value for ``?slag=`` and its words."""
        return self.kind.suggestions(self.revision, self.step)

    @property
    def add_url(self) -> str:
        url = reverse(f"promises:{self.kind.name}_add", args=[self.revision.promise_id])
        return url if self.step == self.kind.step else f"{url}?steg={self.step}"

    @property
    def cancel_url(self) -> str:
        """What brings back the place for a new row without its form."""
        return f"{self.add_url}{'&' if '?' in self.add_url else '?'}tom=1"


def listing(
    request: HttpRequest,
    kind: RowKind,
    revision: Revision,
    *,
    may_edit: bool,
    step: str = "",
    only: Any = None,
) -> Listing:
    """The list of a kind as a step's page shows it; ``only`` filters it."""
    step = step or kind.step
    rows = [
        RowView(kind, row, revision, step, may_edit) for row in kind.rows(revision).filter(**(only or {}))
    ]
    found = Listing(kind, revision, step, may_edit, rows)
    if not (may_edit and kind.inline):
        return found
    form = new_form(request, kind, revision, data=parked_data(request, found.add_url))
    return Listing(kind, revision, step, may_edit, rows, form)


def new_form(request: HttpRequest, kind: RowKind, revision: Revision, *, data: Any = None) -> RowForm:
    """An empty form for a row, with ids of its own so that several forms can stand on a page."""
    return kind.form(
        data,
        revision=revision,
        initial=kind.initial(request, revision),
        auto_id=f"id_{kind.name}_ny_%s",
    )


def edit_form(kind: RowKind, row: OrderedRow, revision: Revision, *, data: Any = None) -> RowForm:
    """The form of a row that exists."""
    return kind.form(data, instance=row, revision=revision, auto_id=f"id_{kind.name}_{row.pk}_%s")


def step_of(request: HttpRequest, kind: RowKind) -> str:
    """The step whose page the person is on; a row can be shown on two."""
    asked = request.GET.get("steg", "")
    return asked if asked in progress.STEPS else kind.step
