"""The promises in a list: for each the revision to work with, and what it waits for. A fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Membership, Organisation
from organisations.roles import Permission, roles_with
from promises.actions.review import ALWAYS_ASKED
from promises.models import Approval, Comment, Party, Revision, Signatory, Signature
from promises.querysets import PromiseQuerySet
from promises.states import CURRENT, OPEN, Status


class Shelf(StrEnum):
    """Where in its life a promise is, as somebody looks for it."""

    ALL = "alla"
    DRAFTS = "utkast"
    UNDERWAY = "pa-gang"
    IN_FORCE = "gallande"
    PAST = "avslutade"

    @classmethod
    def named(cls, name: str) -> Shelf:
        return cls(name) if name in set(cls) else cls.ALL

    @property
    def statuses(self) -> frozenset[str]:
        return _STATUSES[self]

    @property
    def words(self) -> str:
        return {
            Shelf.ALL: _("Alla"),
            Shelf.DRAFTS: _("Utkast"),
            Shelf.UNDERWAY: _("Granskning och underskrift"),
            Shelf.IN_FORCE: _("Gällande"),
            Shelf.PAST: _("Avslutade"),
        }[self]


_STATUSES: dict[Shelf, frozenset[str]] = {
    Shelf.ALL: frozenset(Status),
    Shelf.DRAFTS: frozenset({Status.DRAFT}),
    Shelf.UNDERWAY: frozenset({Status.REVIEW, Status.FOR_SIGNATURE, Status.SIGNED}),
    Shelf.IN_FORCE: frozenset({Status.PUBLISHED}),
    Shelf.PAST: frozenset({Status.ENDED, Status.WITHDRAWN, Status.SUPERSEDED}),
}


class Working:
    """The working revisions of some promises; lazy, so that a paginator counts and cuts in the database."""

    def __init__(self, revisions: QuerySet[Revision]) -> None:
        self.revisions = revisions

    def matching(self, text: str) -> Working:
        """Those with a party whose name has every word of ``text``."""
        parties = Party.objects.filter(organisation__in=Organisation.objects.matching(text))
        return Working(self.revisions.filter(pk__in=parties.values("revision")))

    def on(self, shelf: Shelf) -> QuerySet[Revision]:
        return self.revisions.filter(status__in=shelf.statuses).order_by("-edited_at", "-pk")

    def counted(self, current: Shelf, query: str = "") -> list[dict[str, Any]]:
        """Every shelf with how many stand on it, and a link that keeps the search. One query."""
        counts = self.revisions.aggregate(
            **{shelf.name: Count("pk", filter=Q(status__in=shelf.statuses)) for shelf in Shelf}
        )
        return [
            {
                "shelf": shelf,
                "url": f"?{urlencode({'visa': shelf.value} | ({'q': query} if query else {}))}",
                "count": counts[shelf.name],
                "current": shelf == current,
            }
            for shelf in Shelf
        ]


def working_revisions(promises: PromiseQuerySet) -> Working:
    """For each promise the open revision, else the one in force, else the latest."""
    own = Revision.objects.filter(promise=OuterRef("pk")).order_by("-number", "-attempt").values("pk")
    chosen = promises.annotate(
        working=Coalesce(
            Subquery(own.filter(status__in=OPEN)[:1]),
            Subquery(own.filter(status__in=CURRENT)[:1]),
            Subquery(own[:1]),
        )
    )
    return Working(Revision.objects.filter(pk__in=chosen.values("working")))


@dataclass(frozen=True)
class Row:
    revision: Revision
    municipalities: str
    others: str
    waits_for: str


def rows_of(revisions: list[Revision]) -> list[Row]:
    """What a list shows of each revision. The same number of queries for one as for twenty."""
    loaded = (
        Revision.objects.filter(pk__in=[revision.pk for revision in revisions])
        .select_related("promise")
        .prefetch_related(
            Prefetch("parties", Party.objects.select_related("organisation")),
            Prefetch("signatories", Signatory.objects.select_related("organisation")),
            Prefetch("version__signatures", Signature.objects.only("version", "signatory")),
            "approvals",
            Prefetch("comments", Comment.objects.filter(resolved_at__isnull=True), to_attr="open_comments"),
        )
    )
    by_id = {revision.pk: revision for revision in loaded}
    reviewers = Membership.objects.valid().filter(role__in=roles_with(Permission.REVIEW))
    seated = set(reviewers.values_list("organisation_id", flat=True))
    return [_row(by_id[revision.pk], seated) for revision in revisions if revision.pk in by_id]


def _row(revision: Revision, seated: set[int]) -> Row:
    parties = [party.organisation for party in revision.parties.all()]
    municipal = [str(p) for p in parties if p.kind == Organisation.Kind.MUNICIPALITY]
    others = [str(p) for p in parties if p.kind != Organisation.Kind.MUNICIPALITY]
    return Row(revision, ", ".join(municipal), ", ".join(others), waits_for(revision, seated))


def waits_for(revision: Revision, seated: set[int]) -> str:
    """What has to happen next, and who has to do it, in a sentence."""
    if revision.status == Status.DRAFT:
        count = len(revision.open_comments)  # type: ignore[attr-defined]
        if count:
            return ngettext(
                "Skrivs. %(count)d kommentar väntar på svar.",
                "Skrivs. %(count)d kommentarer väntar på svar.",
                count,
            ) % {"count": count}
        return _("Skrivs.")
    if revision.status == Status.REVIEW:
        return _waits(_("Väntar på granskning av %(names)s."), _not_answered(revision, seated))
    if revision.status == Status.FOR_SIGNATURE:
        return _waits(_("Väntar på underskrift av %(names)s."), _not_signed(revision))
    if revision.status == Status.SIGNED:
        return _("Alla har skrivit under. Väntar på publicering.")
    return ""


def _waits(sentence: str, names: list[str]) -> str:
    return sentence % {"names": ", ".join(names)} if names else ""


def _not_answered(revision: Revision, seated: set[int]) -> list[str]:
    """The parties that are asked and have not answered in the round that goes on (see ``actions.review``)."""
    answers = list(revision.approvals.all())
    latest = 1 + sum(answer.outcome == Approval.Outcome.RETURNED for answer in answers)
    answered = {answer.organisation_id for answer in answers if answer.review_round == latest}
    return [
        str(party)
        for party in revision.parties.all()
        if party.organisation_id not in answered
        and (party.organisation.kind in ALWAYS_ASKED or party.organisation_id in seated)
    ]


def _not_signed(revision: Revision) -> list[str]:
    version = getattr(revision, "version", None)
    signed = {signature.signatory_id for signature in version.signatures.all()} if version else set()
    return [str(signatory) for signatory in revision.signatories.all() if signatory.pk not in signed]
