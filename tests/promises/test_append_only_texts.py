"""Texts, signatures and decisions cannot be changed or removed, whoever asks the database."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from promises.actions import registering, review, signing
from promises.actions.redacting import redact
from promises.models import (
    Approval,
    Decline,
    Promise,
    PromiseVersion,
    Redaction,
    RegistrationConfirmation,
    Signature,
    Withdrawal,
)
from promises.states import Status

pytestmark = pytest.mark.django_db


def refused(kind, change, where="1 = 1"):
    """Run a change as SQL, past Django; both databases must say no."""
    table = kind._meta.db_table
    statement = f"UPDATE {table} SET {change} WHERE {where}" if change else f"DELETE FROM {table}"  # noqa: S608
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.fixture
def everything(scene):
    """A row of every kind that is never changed."""
    scene.advance(Status.FOR_SIGNATURE)
    scene.sign(scene.chair)
    scene.revision = signing.decline(scene.chief_place, reason="Nej.", by=scene.chief)
    _places(scene)
    scene.advance(Status.FOR_SIGNATURE)
    scene.revision = signing.withdraw(scene.revision, reason="Fel.", by=scene.coordinator)
    _places(scene)
    scene.advance(Status.PUBLISHED)
    version = scene.version
    redact(
        version,
        path="/title",
        reason="Skäl",
        decision_reference="KS 1",
        decided_on=date(2026, 1, 1),
        by=scene.coordinator,
    )
    Promise.objects.update(registered_afterwards=True)
    version.refresh_from_db()
    version.revision.refresh_from_db()
    RegistrationConfirmation.objects.create(
        version=version, organisation=scene.police, confirmed_by=scene.officer
    )
    return scene


def _places(scene):
    scene.chair_place = scene.revision.signatories.get(organisation=scene.municipality)
    scene.chief_place = scene.revision.signatories.get(organisation=scene.police)


KINDS = [PromiseVersion, Signature, Decline, Withdrawal, Redaction, RegistrationConfirmation]
CHANGES = {
    PromiseVersion: "sha256 = 'x'",
    Signature: "title = 'x'",
    Decline: "reason = 'x'",
    Withdrawal: "reason = 'x'",
    Redaction: "reason = 'x'",
    RegistrationConfirmation: "confirmed_at = '2020-01-01'",
    Approval: "comment = 'x'",
}


def test_no_row_is_changed(everything):
    for kind in (*KINDS, Approval):
        assert kind.objects.exists()
        refused(kind, CHANGES[kind])


def test_no_row_is_removed(everything):
    for kind in KINDS:
        refused(kind, "")


def test_a_text_is_not_changed_without_a_new_decision(everything):
    for change in (
        "canonical = '{}'",
        "redaction_id = NULL",
        "canonical = '{}', redaction_id = redaction_id",
    ):
        refused(PromiseVersion, change)


def test_a_decision_about_one_text_does_not_open_another(everything):
    decision = Redaction.objects.get()

    refused(
        PromiseVersion,
        f"canonical = '{{}}', redaction_id = {decision.pk}",
        f"id <> {decision.version_id}",
    )


def test_a_decision_does_not_let_the_hash_change(everything):
    decision = Redaction.objects.create(
        version=everything.version,
        path="/title",
        reason="Skäl",
        decision_reference="KS 2",
        decided_on=date(2026, 1, 1),
        redacted_by=everything.coordinator,
    )

    refused(
        PromiseVersion,
        f"sha256 = 'x', redaction_id = {decision.pk}",
        f"id = {decision.version_id}",
    )


def test_a_signatures_name_is_not_changed_without_a_decision(everything):
    refused(Signature, "name = 'x'")


def test_a_promise_with_a_frozen_text_cannot_be_removed(everything):
    with pytest.raises(IntegrityError), transaction.atomic():
        everything.revision.promise.delete()


def test_the_answers_of_a_review_go_with_a_draft_that_is_removed(scene):
    scene.advance(Status.REVIEW)
    review.send_back(scene.revision, organisation=scene.police, comment="Nej.", by=scene.officer)

    scene.revision.delete()

    assert not Approval.objects.exists()


def test_a_confirmation_is_made_once_for_each_party(everything):
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationConfirmation.objects.create(
            version=everything.version, organisation=everything.police, confirmed_by=everything.officer
        )
    assert registering.unconfirmed_parties(everything.version)[0].pk == everything.municipality.pk
