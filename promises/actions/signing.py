"""Signing: each named signatory in own time, until the last; or one says no and every signature is void."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.models import Mandate
from promises import mandates, notifications, permissions
from promises.actions.copying import copy_revision
from promises.actions.events import note
from promises.actions.steps import Refused, check_step, locked, take
from promises.documents import SignatoryText
from promises.models import Decline, PromiseVersion, Revision, Signatory, Signature, SigningProof, Withdrawal
from promises.signing import ProofRefused
from promises.signing_providers import provider_for
from promises.states import Status, Step

if TYPE_CHECKING:
    from organisations.models import User
    from organisations.uploads import CheckedFile


class AlreadySigned(Exception):
    """The place has its signature, or the person has signed for the organisation already."""

    def __init__(self, signature: Signature) -> None:
        self.signature = signature
        super().__init__(_("Den här underskriften finns redan."))


class StalePage(Exception):
    """The page that was signed from showed another text than the one that is for signature."""


@transaction.atomic
def sign(signatory: Signatory, *, proof: SigningProof, shown_sha256: str, by: User) -> Signature:
    """Sign the frozen text in the signatory's place, by a proof that is spent with it.

    ``shown_sha256`` is the hash of the text that the page showed. The last signature makes the text signed.
    Raises ``PermissionDenied`` without a valid mandate, ``IllegalStep``, ``AlreadySigned``, ``StalePage`` or
    ``ProofRefused``.
    """
    revision = locked(signatory.revision)
    mandate = _mandate_now(by, signatory)
    version = _signable(revision)
    if version.sha256 != shown_sha256:
        raise StalePage
    _check_unsigned(version, signatory, by)
    _spend(proof, version, by)
    evidence = provider_for(proof.method).sign(version=version, signatory=signatory, proof=proof)
    signature = Signature.objects.create(
        **_copied_from_text(version, signatory),
        title=mandates.title_of(mandate, signatory),
        name=_name_of(by),
        user=by,
        mandate=mandate,
        method=proof.method,
        signed_on=timezone.localdate(),
        evidence=evidence,
        recorded_by=by,
    )
    return _signed(revision, signature, by)


@transaction.atomic
def add_paper(
    signatory: Signatory,
    *,
    mandate: Mandate,
    scan: CheckedFile,
    signed_on: date | None,
    signed_text: str = "",
    place: str = "",
    by: User,
) -> Signature:
    """Store a signature made on paper: who signed by which mandate, where and when, and the scanned page.

    The day may be missing; the paper's own wording ("idag") is kept in ``signed_text``. The mandate must hold on the
    day of the paper, or today when it has none, and the paper cannot be older than the text: what was signed then was
    another one. (The signatures of a promise that is registered afterwards are part of its original, not added here.)
    Raises ``Refused`` when either is not so.
    """
    revision = locked(signatory.revision)
    permissions.check_can_upload_paper(by, revision)
    mandate = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if mandate.pk not in {m.pk for m in mandates.holders(signatory, signed_on)}:
        raise Refused(_("Personen hade inget giltigt mandat för den här platsen den dagen."))
    version = _signable(revision)
    _check_not_before(version, signed_on)
    _check_unsigned(version, signatory, mandate.user)
    signature = Signature.objects.create(
        **_copied_from_text(version, signatory),
        title=mandates.title_of(mandate, signatory),
        name=_name_of(mandate.user),
        user=mandate.user,
        mandate=mandate,
        method=Signature.Method.PAPER,
        signed_on=signed_on,
        signed_text=signed_text,
        place=place,
        scan=scan.as_stored(),
        scan_sha256=scan.sha256,
        recorded_by=by,
    )
    return _signed(revision, signature, by)


@transaction.atomic
def decline(signatory: Signatory, *, reason: str, by: User) -> Revision:
    """Say no to signing, with the reason. The text is withdrawn, its signatures are void, and a new draft is made.

    A second time gives the draft that the first time made.
    """
    revision = locked(signatory.revision)
    made = _draft_after(revision)
    if (
        made
        and Decline.objects.filter(version=revision.version, signatory=signatory, declined_by=by).exists()
    ):
        return made
    _mandate_now(by, signatory)
    version = _signable(revision, Step.DECLINE)
    _check_unsigned(version, signatory, by)
    said_no = Decline.objects.create(version=version, signatory=signatory, reason=reason, declined_by=by)
    draft = _void(revision, Step.DECLINE, by)
    notifications.declined(version, signatory, reason)
    note("declined", revision, by=by, attempt=revision.attempt, signatory=str(signatory), decline=said_no.pk)
    return draft


@transaction.atomic
def withdraw(revision: Revision, *, reason: str, by: User) -> Revision:
    """Take back a text that is for signature, or signed but not published. As ``decline``, by those who draft."""
    revision = locked(revision)
    permissions.check_can_withdraw(by, revision)
    made = _draft_after(revision)
    if made and Withdrawal.objects.filter(version=revision.version, withdrawn_by=by).exists():
        return made
    draft = _void(revision, Step.WITHDRAW, by)
    withdrawal = Withdrawal.objects.create(version=revision.version, reason=reason, withdrawn_by=by)
    notifications.withdrawn(revision.version, reason, by=by)
    note("withdrawn", revision, by=by, attempt=revision.attempt, withdrawal=withdrawal.pk)
    return draft


def _name_of(person: User) -> str:
    """The name to show. A demonstration account is named after its role, which the title says already."""
    return "" if person.is_demo else person.name


def unsigned(version: PromiseVersion) -> list[Signatory]:
    """The signatories who have not signed the text yet, in its order."""
    signed = version.signatures.values("signatory")
    rows = version.revision.signatories.exclude(pk__in=signed).select_related("organisation")
    return list(rows.order_by("position", "pk"))


def _mandate_now(by: User, signatory: Signatory) -> Mandate:
    """The mandate, locked: one that is revoked in the same moment is revoked either before or after."""
    mandate = permissions.check_can_sign(by, signatory)
    Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    return permissions.check_can_sign(by, signatory)


def _signable(revision: Revision, step: Step = Step.COMPLETE) -> PromiseVersion:
    check_step(revision, step)
    return revision.version


def _check_unsigned(version: PromiseVersion, signatory: Signatory, person: User) -> None:
    """Nobody signs twice: not in the same place, and not in two places for the same organisation."""
    given = version.signatures.filter(signatory=signatory).first()
    given = given or version.signatures.filter(user=person, organisation=signatory.organisation_id).first()
    if given is not None:
        raise AlreadySigned(given)


def _check_not_before(version: PromiseVersion, signed_on: date | None) -> None:
    """Nobody has signed a text that was not there."""
    frozen_on = timezone.localdate(version.frozen_at)
    if signed_on is not None and signed_on < frozen_on:
        sentence = _(
            "Texten fastställdes den %(day)s, så den kan inte ha skrivits under före det. Kontrollera datumet. Är "
            "papperet äldre gäller underskriften en annan text, och den här behöver skrivas under på nytt."
        )
        raise Refused(sentence % {"day": date_format(frozen_on, "j F Y")})


def _spend(proof: SigningProof, version: PromiseVersion, by: User) -> None:
    now = timezone.now()
    spent = SigningProof.objects.filter(
        pk=proof.pk, user=by, version=version, used_at=None, expires_at__gt=now
    ).update(used_at=now)
    if not spent:
        raise ProofRefused(_("Bekräftelsen gäller inte längre. Bekräfta igen att det är du."))


def _copied_from_text(version: PromiseVersion, signatory: Signatory) -> dict[str, object]:
    """What a signature takes from the text itself, as it reads there."""
    text = _text_of(version, signatory)
    return {
        "version": version,
        "signatory": signatory,
        "organisation_id": signatory.organisation_id,
        "organisation_name": text.organisation,
        "signatory_title": text.title,
        "sha256": version.sha256,
    }


def _text_of(version: PromiseVersion, signatory: Signatory) -> SignatoryText:
    order = list(version.revision.signatories.order_by("position", "pk").values_list("pk", flat=True))
    return version.document.signatories[order.index(signatory.pk)]


def _signed(revision: Revision, signature: Signature, by: User) -> Signature:
    """Record the signature, and complete the text when it was the last."""
    last = not unsigned(signature.version)
    if last:
        take(revision, Step.COMPLETE)
        notifications.fully_signed(signature.version)
    note(
        "signed_on_paper" if signature.method == Signature.Method.PAPER else "signed",
        revision,
        by=by,
        attempt=revision.attempt,
        signatory=f"{signature.title}, {signature.organisation_name}",
        method=str(signature.get_method_display()),
        sha256=signature.sha256,
    )
    if last:
        note("fully_signed", revision, by=None, attempt=revision.attempt, sha256=signature.sha256)
    return signature


def _void(revision: Revision, step: Step, by: User) -> Revision:
    """Withdraw the text and give its rows to a new draft of the same version number."""
    take(revision, step)
    return copy_revision(
        revision,
        number=revision.number,
        attempt=revision.attempt + 1,
        by=by,
        change_summary=revision.change_summary,
    )


def _draft_after(revision: Revision) -> Revision | None:
    """The open draft that followed when this text was withdrawn, if it was."""
    if revision.status != Status.WITHDRAWN:
        return None
    return Revision.objects.open().filter(promise=revision.promise_id, based_on=revision).first()
