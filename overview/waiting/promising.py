"""What waits in promises that are not in force yet: texts to review, sign and publish, activities to answer, promises
and mandates to confirm.

Each kind is asked for where the rule about it stands (``promises``); the database first narrows the texts to those
that can be somebody's task, so that the rest costs as much as there is to do, not as much as there is to see.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Mandate, User
from organisations.permissions import mandates_to_confirm
from organisations.roles import Permission
from overview.waiting.tasks import MOST, Task
from promises import answers, permissions
from promises.actions import registering, review
from promises.models import Revision
from promises.states import OPEN, Status


def in_promises(user: User) -> Iterator[Task]:
    """Everything of these kinds that waits for the person. A fixed number of queries."""
    texts = _texts(user)
    yield from _to_sign(user, texts)
    yield from _to_review(user, [one for one in texts if one.status == Status.REVIEW])
    for revision in texts:
        if revision.status == Status.SIGNED:
            yield _task(revision, _("Alla har skrivit under. Publicera löftet."), "promises:publish")
    yield from _to_answer(user)
    yield from _to_confirm(user)
    yield from _mandates(user)


def _texts(user: User) -> list[Revision]:
    """Texts that wait for one of the person's organisations, in one query. Who may what is asked of each."""
    reviewing, publishing = (
        permissions.speaks_for(user, Permission.REVIEW),
        permissions.speaks_for(user, Permission.PUBLISH),
    )
    signing = Mandate.objects.valid().filter(user=user).values("organisation")
    # That they are open is said in the words of an index: else each text of the country is looked at.
    texts = Revision.objects.filter(status__in=sorted(OPEN)).filter(
        Q(status=Status.FOR_SIGNATURE, signatories__organisation__in=signing)
        | Q(status=Status.REVIEW, parties__organisation__in=reviewing)
        | Q(status=Status.SIGNED, parties__organisation__in=publishing)
    )
    texts = texts.select_related("promise", "version").distinct()
    return list(texts.order_by("status_changed_at", "pk")[:MOST])


def _to_sign(user: User, texts: list[Revision]) -> Iterator[Task]:
    for signatory, _mandate in permissions.places_to_sign_in_many(user, texts):
        note = _("Skriv under som %(signatory)s.") % {"signatory": signatory}
        yield _task(signatory.revision, note, "promises:sign")


def _to_review(user: User, texts: list[Revision]) -> Iterator[Task]:
    mine = permissions.speaks_for(user, Permission.REVIEW)
    awaited = review.awaited_in_many(texts) if texts else {}
    for revision in texts:
        names = [str(party) for party in awaited[revision.pk] if party.pk in mine]
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
        yield _task(revisions[pk], note % {"count": count}, "promises:answers", of_promise=False)


def _to_confirm(user: User) -> Iterator[Task]:
    mine = permissions.speaks_for(user, Permission.CONFIRM_REGISTERED)
    registered = Revision.objects.filter(promise__registered_afterwards=True, signed_here=False)
    registered = registered.filter(status=Status.PUBLISHED, parties__organisation__in=mine)
    unconfirmed = registered.exclude(version__confirmations__organisation__in=mine)
    texts = list(unconfirmed.select_related("promise", "version").distinct()[:MOST])
    wanted = registering.confirmable_in_many(user, [one.version for one in texts]) if texts else {}
    for revision in texts:
        names = [str(party) for party in wanted[revision.version.pk]]
        if names:
            note = _("Bekräfta för %(names)s att löftet stämmer.") % {"names": ", ".join(names)}
            yield _task(revision, note, "promises:confirm")


def _mandates(user: User) -> Iterator[Task]:
    for mandate in mandates_to_confirm(user).with_people().order_by("granted_at", "pk")[:MOST]:
        note = _("Bekräfta mandatet för %(person)s, %(title)s.") % {
            "person": mandate.user,
            "title": mandate.title,
        }
        url = reverse("organisations:confirm_mandate", args=[mandate.pk])
        yield Task(str(mandate.organisation), note, url, timezone.localdate(mandate.granted_at))


def _task(revision: Revision, note: str, url_name: str, *, of_promise: bool = True) -> Task:
    url = reverse(url_name, args=[revision.promise_id] if of_promise else [])
    return Task(revision.title, note, url, timezone.localdate(revision.status_changed_at))
