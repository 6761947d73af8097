"""What the quality check says about a whole promise, and the way on from there."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from promises import permissions, quality
from promises.models import Revision
from promises.quality.links import link_of
from promises.views.base import get_working, member_required, page
from promises.views.steps import person


@dataclass(frozen=True)
class Remark:
    """A finding with the address where it is dealt with."""

    finding: quality.Finding
    url: str


@dataclass
class Group:
    """Findings of one rule with the same reason: it is said once, and so is an example that they share."""

    finding: quality.Finding
    remarks: list[Remark] = field(default_factory=list)

    @property
    def example(self) -> str:
        same = len({remark.finding.example for remark in self.remarks}) == 1
        return self.finding.example if same else ""


@never_cache
@member_required
@require_GET
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge the text as it stands now, and offer to hand it over to review."""
    revision = get_working(request, pk)
    report = quality.check(revision)
    may_edit = permissions.can_edit(request.user, revision)
    levels = {
        "blocking": _grouped(report, report.blocking, revision, may_edit),
        "warnings": _grouped(report, report.warnings, revision, may_edit),
        "informing": _grouped(report, report.informing, revision, may_edit),
    }
    context = page(
        request,
        revision,
        "check",
        report=report,
        may_submit=permissions.can_submit(person(request), revision),
        may_register=permissions.can_register(person(request), revision),
        **levels,
    )
    return render(request, "promises/check.html", context)


def _grouped(
    report: quality.Report, findings: list[quality.Finding], revision: Revision, may_edit: bool
) -> list[Group]:
    """The findings by rule and reason, in the order in which the first of each comes."""
    groups: dict[tuple[int, str], Group] = {}
    for finding in findings:
        group = groups.setdefault((finding.rule, finding.reason), Group(finding))
        url = link_of(finding, revision.promise_id, report.activities, may_edit=may_edit)
        group.remarks.append(Remark(finding, url))
    return list(groups.values())
