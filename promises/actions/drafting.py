"""Starting a promise, its first facts, and removing a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lagesbild.models import Dialogue, Finding
from organisations.actions.editing import save_row
from organisations.actions.rows import StaleEdit
from promises import periods, permissions
from promises.actions.events import note
from promises.actions.pictures import drop_file
from promises.actions.rows import editable_revision
from promises.models import Party, Picture, Promise, PromiseVersion, Revision

if TYPE_CHECKING:
    from organisations.models import Municipality, Organisation, User

SLUG_LENGTH = 110


def create_promise(
    municipality: Municipality,
    *,
    title: str,
    creation_key: UUID,
    by: User,
    police_areas: Iterable[Organisation] = (),
    period_text: str = "",
) -> Promise:
    """Start a promise for a municipality together with its police areas, as an empty draft.

    ``period_text`` is read into days as far as it can be. The same ``creation_key`` again gives the same
    promise. Raises ``PermissionDenied`` for somebody who works for neither.
    """
    owner = permissions.check_can_create(by, municipality)
    parties = [municipality, *police_areas]
    values = {"title": title, **period_values(period_text)}
    for last_try in (False, False, True):
        found = Promise.objects.filter(creation_key=creation_key).first()
        if found is not None:
            return _own(found, by)
        try:
            with transaction.atomic():
                slug = free_slug(title, municipality)
                return start_promise(
                    owner=owner, parties=parties, slug=slug, creation_key=creation_key, values=values, by=by
                )
        except IntegrityError:
            # Somebody took the address, or the same form arrived twice, at the same moment: look again.
            if last_try:
                raise
    raise AssertionError("unreachable")


def start_promise(
    *,
    owner: Organisation,
    parties: Iterable[Organisation],
    slug: str,
    creation_key: UUID,
    values: dict[str, Any],
    by: User,
    **promise_values: Any,
) -> Promise:
    """Make a promise with its first draft and its parties. Asks nothing: for actions that have asked.

    ``values`` are fields of the revision, ``promise_values`` of the promise. To be called in a transaction.
    What is made in a demonstration stays marked as one, wherever it is read.
    """
    promise_values.setdefault("is_demo", settings.DEMO)
    promise = Promise.objects.create(
        owner=owner, slug=slug, creation_key=creation_key, created_by=by, **promise_values
    )
    revision = Revision.objects.create(promise=promise, edited_by=by, **values)
    Party.objects.bulk_create(
        Party(revision=revision, organisation_id=pk, position=position, edited_by=by)
        for position, pk in enumerate(dict.fromkeys(party.pk for party in parties), start=1)
    )
    note("created", revision, by=by)
    return promise


@transaction.atomic
def save_basics(revision: Revision, *, edit_number: int, values: dict[str, Any], by: User) -> Revision:
    """Save title, period and the other facts of the draft itself; raises ``StaleEdit`` when it is stale.

    Until a text has been frozen nobody outside knows the address, so it follows the title.
    """
    revision = editable_revision(revision, by=by)
    saved = save_row(revision, edit_number=edit_number, values=values, by=by)
    if saved.title != revision.title:
        _follow_title(saved)
    note("basics_saved", saved, by=by)
    return saved


@transaction.atomic
def save_aims_lead(revision: Revision, *, before: str, text: str, by: User) -> Revision:
    """Save the sentence before the aims; raises ``StaleEdit`` unless it still reads ``before``.

    Compared by its words, not by the revision's number: it is written on another page than the other facts.
    """
    locked = editable_revision(revision, by=by)
    if locked.aims_lead not in (before, text):
        raise StaleEdit(Revision.objects.select_related("edited_by").get(pk=locked.pk))
    Revision.objects.filter(pk=locked.pk).update(aims_lead=text)
    note("aims_lead_saved", locked, by=by)
    return locked


@transaction.atomic
def delete_draft(revision: Revision, *, by: User) -> bool:
    """Remove a draft, and the promise with it when the draft is all there is.

    Says whether the promise is gone. A promise that has a frozen text, published or declined, stays with its history.
    """
    revision = Revision.objects.select_for_update().select_related("promise").get(pk=revision.pk)
    permissions.check_can_delete_draft(by, revision)
    promise = revision.promise
    alone = not promise.revisions.exclude(pk=revision.pk).exists()
    if PromiseVersion.objects.filter(revision=revision).exists():
        raise PermissionDenied(_("Texten är fastställd och kan inte tas bort."))
    if alone:
        _check_answers_nobody(promise)
    # Before the deletion and not last, because afterwards nobody knows who the parties were.
    note("draft_deleted", revision, by=by)
    _forget_picture(revision)
    revision.delete()
    if alone:
        promise.delete()
    return alone


def _check_answers_nobody(promise: Promise) -> None:
    """Raise PermissionDenied when the draft is the answer to something said in a dialogue that has been closed.

    The dialogues are locked, so that nobody closes one on an answer that is about to go.
    """
    answered = Finding.objects.filter(answer__promise=promise).values("dialogue")
    dialogues = Dialogue.objects.select_for_update().filter(pk__in=answered).order_by("pk")
    closed = [one for one in dialogues if not one.is_open]
    if closed:
        raise PermissionDenied(
            _("Utkastet är svar på något som sagts i en avslutad dialog. Ge först ett annat svar på det.")
        )


def period_values(text: str) -> dict[str, Any]:
    """The period's fields as the words give them; what cannot be read stays words."""
    read = periods.parse(text) if text.strip() else None
    period = read or periods.Period(text=text.strip())
    return {
        "period_start": period.start,
        "period_end": period.end,
        "period_precision": str(period.precision),
        "period_open_ended": period.open_ended,
        "period_condition": period.condition,
        "period_text": text.strip(),
    }


def free_slug(title: str, municipality: Organisation | None, *, but: Promise | None = None) -> str:
    """An address that no other promise has, made of the title and the municipality."""
    base = slugify(title)[:SLUG_LENGTH].strip("-") or "medborgarlofte"
    place = municipality.slug if municipality else ""
    if place and place not in base:
        base = f"{base[: SLUG_LENGTH - len(place)].strip('-')}-{place}"
    others = Promise.objects.filter(slug__startswith=base)
    if but is not None:
        others = others.exclude(pk=but.pk)
    taken = set(others.values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _own(promise: Promise, by: User) -> Promise:
    if promise.created_by_id != by.pk:
        raise PermissionDenied(
            _("Formuläret är redan använt av någon annan. Börja om från listan över löften.")
        )
    return promise


def _follow_title(revision: Revision) -> None:
    promise = revision.promise
    if revision.number > 1 or PromiseVersion.objects.filter(revision__promise=promise).exists():
        return
    first = revision.parties.filter(organisation__kind="municipality").select_related("organisation").first()
    promise.slug = free_slug(revision.title, first.organisation if first else None, but=promise)
    promise.save(update_fields=["slug"])


def _forget_picture(revision: Revision) -> None:
    picture = Picture.objects.filter(revision=revision).first()
    if picture is not None:
        drop_file(picture)
