"""Named questions about what has been said: for these pages, and for the apps that answer and cite findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from lagesbild import permissions
from lagesbild.models import Dialogue, Finding, Layer
from lagesbild.small_numbers import FEWEST, is_small, may_be_told
from organisations.models import Municipality

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User


def dialogues_read_by(user: User | AnonymousUser, municipality: Municipality) -> QuerySet[Dialogue]:
    """The municipality's dialogues that the person may read, the latest first."""
    found = permissions.readable(user, Dialogue.objects.filter(municipality=municipality))
    # Said here too: a count beside each row makes the database forget the order of the table.
    return found.order_by("-starts_on", "-pk")


def public_findings() -> QuerySet[Finding]:
    """What everybody may read: in a dialogue for everybody, not marked secret, and chosen one by one."""
    return Finding.objects.filter(
        dialogue__layer=Layer.PUBLIC, dialogue__secrecy_provision="", is_public=True
    ).order_by("-dialogue__starts_on", "-dialogue_id", "position", "pk")


def public_count(count: int | None, reached: int | None, wording: str = "") -> str:
    """How many said it, in words for everybody; ``reached`` is how many were asked.

    Empty for what is not known, or so few that somebody could be recognised, said of them or of the rest; nor are words
    told for a number that nobody has written down.
    """
    if not count or not may_be_told(count, reached):
        return ""
    return wording or str(count)


def with_rest(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """The findings with what their dialogue tells everybody, to see what is left: ``told_sum`` and ``last_told``.

    Where each who was asked answered one thing, whoever knows how many they were can subtract what is told from it. All
    that is public in the dialogue is counted, wherever it is shown.
    """
    told = Finding.objects.filter(
        ~Q(count__lt=F("dialogue__reached"), dialogue__reached__lt=F("count") + FEWEST),
        dialogue=OuterRef("dialogue"),
        is_public=True,
        count__gte=FEWEST,
    )
    sums = told.order_by().values("dialogue").annotate(whole=Sum("count")).values("whole")
    last = told.order_by("-position", "-pk").values("pk")
    return findings.annotate(told_sum=Subquery(sums), last_told=Subquery(last[:1]))


def gives_away(reached: int | None, told_sum: int | None) -> bool:
    """Whether what is told of a dialogue leaves so few that they could be recognised; then one number is not told."""
    return reached is not None and told_sum is not None and is_small(reached - told_sum)
