"""What waits for a person: texts to review and sign, activities to answer, promises and mandates to confirm.

Each kind is asked for where the rule about it stands (``promises``); here the answers are put side by side. The
database first narrows the texts to those that can be somebody's task, so that the rest costs as much as there is to
do, not as much as there is to see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup import due
from organisations.models import Mandate, User
from organisations.permissions import mandates_to_confirm, seats_of
from organisations.roles import Permission, Relation, allows
from promises import answers, permissions
from promises.actions import registering, review
from promises.models import Revision
from promises.states import Status

# Nobody has more than this to do at once, and a page has an end.
MOST = 30
# A plan that nobody has reported on would otherwise fill the page.
MOST_REPORTS = 5


@dataclass(frozen=True)
class Task:
    """Something to do: what, about which promise, and where."""

    title: str
    note: str
    url: str


def waiting_for(user: User) -> list[Task]:
    """Everything that waits for the person, the most urgent kind first: sign, review, answer, publish, confirm, report.

    Last are the mandates that somebody else has entered and that need a second pair of eyes.
    """
    kinds = (_to_sign, _to_review, _to_answer, _to_publish, _to_confirm, _to_report, _mandates)
    return [task for kind in kinds for task in kind(user)]


def _speaks_for(user: User, permission: Permission) -> set[int]:
    """The parties for which the person has the permission through a seat in the party itself."""
    return {s.organisation_id for s in seats_of(user) if allows(s.role, permission, Relation.PARTY)}


def _texts(status: Status, parties: set[int]) -> QuerySet[Revision]:
    texts = Revision.objects.filter(status=status, parties__organisation__in=parties)
    return texts.select_related("promise").distinct().order_by("status_changed_at", "pk")[:MOST]


def _to_sign(user: User) -> Iterator[Task]:
    mine = Mandate.objects.valid().filter(user=user).values("organisation")
    texts = Revision.objects.filter(status=Status.FOR_SIGNATURE, signatories__organisation__in=mine)
    for revision in texts.select_related("promise", "version").distinct()[:MOST]:
        for signatory, _mandate in permissions.places_to_sign(user, revision):
            note = _("Skriv under som %(signatory)s.") % {"signatory": signatory}
            yield _task(revision, note, "promises:sign")


def _to_review(user: User) -> Iterator[Task]:
    mine = _speaks_for(user, Permission.REVIEW)
    for revision in _texts(Status.REVIEW, mine):
        names = [str(party) for party in review.awaited_parties(revision) if party.pk in mine]
        if names:
            note = _("Granska och svara för %(names)s.") % {"names": ", ".join(names)}
            yield _task(revision, note, "promises:review")


def _to_answer(user: User) -> Iterator[Task]:
    counts: dict[int, int] = {}
    revisions: dict[int, Revision] = {}
    for question in answers.awaiting(user):
        revision = question.activity.revision
        revisions[revision.pk] = revision
        counts[revision.pk] = counts.get(revision.pk, 0) + 1
    for pk, count in counts.items():
        note = ngettext(
            "Svara om ni utför %(count)d aktivitet.", "Svara om ni utför %(count)d aktiviteter.", count
        )
        yield Task(revisions[pk].title, note % {"count": count}, reverse("promises:answers"))


def _to_publish(user: User) -> Iterator[Task]:
    for revision in _texts(Status.SIGNED, _speaks_for(user, Permission.PUBLISH)):
        yield _task(revision, _("Alla har skrivit under. Publicera löftet."), "promises:publish")


def _to_confirm(user: User) -> Iterator[Task]:
    mine = _speaks_for(user, Permission.CONFIRM_REGISTERED)
    registered = Revision.objects.filter(promise__registered_afterwards=True, signed_here=False)
    registered = registered.filter(status=Status.PUBLISHED, parties__organisation__in=mine)
    unconfirmed = registered.exclude(version__confirmations__organisation__in=mine)
    for revision in unconfirmed.select_related("promise", "version").distinct()[:MOST]:
        names = [str(party) for party in registering.confirmable_by(user, revision.version)]
        if names:
            note = _("Bekräfta för %(names)s att löftet stämmer.") % {"names": ", ".join(names)}
            yield _task(revision, note, "promises:confirm")


def _to_report(user: User) -> Iterator[Task]:
    """What the person's own organisation has to report, one press from its form; the oldest few, and the rest."""
    waiting = [row for row in due.to_report(user) if row.is_due and row.is_own]
    for row in waiting[:MOST_REPORTS]:
        url = reverse("followup:report", args=[row.followed.promise.pk, row.activity.key])
        if row.occasion:
            note = _("Planerat till %(day)s. Rapportera när det är klart.")
            url += f"?tillfalle={row.occasion.pk}"
        else:
            note = _("Ingen rapport sedan %(day)s. Rapportera hur det går.")
        day = date_format(row.since, "j F Y") if row.since else ""
        yield Task(row.activity.text.text, note % {"day": day}, url)
    rest = len(waiting) - MOST_REPORTS
    if rest > 0:
        note = ngettext("%(count)d till väntar på rapport.", "%(count)d till väntar på rapport.", rest)
        yield Task(_("Allt att rapportera"), note % {"count": rest}, reverse("followup:my_reports"))


def _mandates(user: User) -> Iterator[Task]:
    for mandate in mandates_to_confirm(user).with_people().order_by("granted_at", "pk")[:MOST]:
        note = _("Bekräfta mandatet för %(person)s, %(title)s.") % {
            "person": mandate.user,
            "title": mandate.title,
        }
        url = reverse("organisations:confirm_mandate", args=[mandate.pk])
        yield Task(str(mandate.organisation), note, url)


def _task(revision: Revision, note: str, url_name: str) -> Task:
    return Task(revision.title, note, reverse(url_name, args=[revision.promise_id]))
