import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from django.urls import reverse
from django.utils import timezone
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.utils import websafe_decode

from organisations.models import User
from promises.actions import signing
from promises.models import Signature, SigningChallenge, SigningProof
from promises.signing_providers import PROVIDERS, PasswordProvider, check_can_prove
from promises.states import Status
from tests.promises.scene import PASSWORD, scene_of
from tests.promises.software_key import SoftwareKey
from tests.shared import shared

pytestmark = pytest.mark.django_db


_made, _own, cast, waiting = shared("waiting", lambda cast: scene_of(cast).advance(Status.FOR_SIGNATURE))


@pytest.fixture
def key(waiting):
    """The chair's passkey. She has no password: she logs in by her employer's single sign-on."""
    waiting.chair.set_unusable_password()
    waiting.chair.save()
    return SoftwareKey(waiting.chair)


def address(scene, name="sign"):
    return reverse(f"promises:{name}", args=[scene.revision.promise_id])


def ask(client, scene, person=None):
    client.force_login(person or scene.chair)
    return client.post(address(scene, "sign_challenge")).json()


def send(client, scene, answer, person=None):
    client.force_login(person or scene.chair)
    place = scene.place_of(person or scene.chair)
    return client.post(
        address(scene), {"place": place.pk, "sha256": scene.version.sha256, "credential": json.dumps(answer)}
    )


def answered(question, key, **how):
    challenge = question["options"]["publicKey"]["challenge"]
    return {"challenge": question["challenge"], "credential": key.answer(challenge, **how)}


def test_a_passkey_signs_for_somebody_without_a_password(client, waiting, key):
    response = send(client, waiting, answered(ask(client, waiting), key))

    assert response.status_code == 302
    assert Signature.objects.get().method == Signature.Method.PASSKEY


def test_the_question_holds_the_hash_of_the_text(client, waiting, key):
    question = ask(client, waiting)

    challenge = websafe_decode(question["options"]["publicKey"]["challenge"])
    assert challenge[32:].hex() == waiting.version.sha256
    assert question["options"]["publicKey"]["userVerification"] == "required"


def test_the_evidence_can_be_checked_with_nothing_but_itself(client, waiting, key):
    send(client, waiting, answered(ask(client, waiting), key))

    kept = Signature.objects.get().evidence
    public = CoseKey.parse(cbor.decode(websafe_decode(kept["publicKey"])))
    client_data = websafe_decode(kept["clientDataJSON"])
    digest = hashes.Hash(hashes.SHA256())
    digest.update(client_data)
    public.verify(
        websafe_decode(kept["authenticatorData"]) + digest.finalize(), websafe_decode(kept["signature"])
    )
    challenge = websafe_decode(json.loads(client_data)["challenge"])
    assert challenge[32:].hex() == Signature.objects.get().sha256


def test_an_answer_is_good_once(client, waiting, key):
    answer = answered(ask(client, waiting), key)
    send(client, waiting, answer)
    waiting.revision = signing.decline(waiting.chief_place, reason="Nej.", by=waiting.chief)
    waiting.chair_place = waiting.revision.signatories.get(organisation=waiting.municipality)
    waiting.advance(Status.FOR_SIGNATURE)

    response = send(client, waiting, answer)

    assert "gäller inte längre" in response.content.decode()
    assert Signature.objects.count() == 1


def test_a_wrong_answer_spends_the_question(client, waiting, key):
    question = ask(client, waiting)
    stranger = SoftwareKey(User.objects.get(pk=waiting.chief.pk))
    assert "kunde inte bekräfta" in send(client, waiting, answered(question, stranger)).content.decode()

    response = send(client, waiting, answered(question, key))

    assert "gäller inte längre" in response.content.decode()
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    "how", [{"verified": False}, {"kind": "webauthn.create"}], ids=["no finger or pin", "another ceremony"]
)
def test_an_answer_of_another_kind_is_refused(client, waiting, key, how):
    response = send(client, waiting, answered(ask(client, waiting), key, **how))

    assert "kunde inte bekräfta" in response.content.decode()
    assert not Signature.objects.exists()


def test_an_answer_for_another_site_is_refused(client, waiting, key, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False

    response = send(client, waiting, answered(ask(client, waiting), key, origin="https://annan.example"))

    assert "kunde inte bekräfta" in response.content.decode()


def test_an_answer_to_another_persons_question_is_refused(client, waiting, key):
    chiefs = SoftwareKey(waiting.chief)
    question = ask(client, waiting, waiting.chief)

    response = send(client, waiting, answered(question, key))

    assert "gäller inte längre" in response.content.decode()
    assert send(client, waiting, answered(question, chiefs), waiting.chief).status_code == 302


def test_a_question_that_has_grown_old_is_refused(client, waiting, key):
    question = ask(client, waiting)
    SigningChallenge.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert "gäller inte längre" in send(client, waiting, answered(question, key)).content.decode()


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {},
        "text",
        {"challenge": "x", "credential": {}},
        {"challenge": None, "credential": {"response": {}}},
    ],
)
def test_nonsense_is_refused_with_a_sentence(client, waiting, key, answer):
    response = send(client, waiting, answer)

    assert response.status_code == 200
    assert "passnyckel" in response.content.decode()
    assert not Signature.objects.exists()


def test_an_answer_that_cannot_be_read_is_refused_with_a_sentence(client, waiting, key):
    question = ask(client, waiting)

    response = send(
        client, waiting, {"challenge": question["challenge"], "credential": {"response": {"a": 1}}}
    )

    assert "kunde inte bekräfta" in response.content.decode()


def test_without_a_passkey_there_is_no_question(client, waiting):
    client.force_login(waiting.chair)

    assert client.post(address(waiting, "sign_challenge")).status_code == 403


def test_somebody_with_both_is_offered_both(waiting):
    waiting.chair.set_password(PASSWORD)
    SoftwareKey(waiting.chair)

    assert check_can_prove(waiting.chair) == PROVIDERS


def test_an_unusable_password_proves_nothing(waiting):
    waiting.chair.set_unusable_password()

    with pytest.raises(Exception, match="Lösenordet stämmer inte"):
        PasswordProvider().prove(user=waiting.chair, version=waiting.version, answer="")
    assert not SigningProof.objects.exists()
