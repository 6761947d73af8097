"""The two ways of signing here: by password and by passkey."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from fido2 import cbor
from fido2.utils import websafe_encode
from fido2.webauthn import UserVerificationRequirement

from promises.models import PromiseVersion, Signatory, Signature, SigningChallenge, SigningProof
from promises.signing import PROOF_LIFETIME, ProofRefused, Provider

if TYPE_CHECKING:
    from organisations.models import User

# What of a passkey's answer is kept: enough to check its signature again, nothing about the device.
_KEPT = ("clientDataJSON", "authenticatorData", "signature")


class PasswordProvider:
    """The person types the password again; it is checked on the server against its hash."""

    method = Signature.Method.PASSWORD

    def is_available_to(self, user: User) -> bool:
        return user.has_usable_password()

    def prove(self, *, user: User, version: PromiseVersion, answer: str) -> SigningProof:
        if not answer or not user.has_usable_password() or not user.check_password(answer):
            raise ProofRefused(_("Lösenordet stämmer inte. Skriv det igen."))
        return _new_proof(user, version, self.method, {})

    def sign(self, *, version: PromiseVersion, signatory: Signatory, proof: SigningProof) -> dict[str, Any]:
        return {"proof": str(proof.key), "sha256": version.sha256}


class PasskeyProvider:
    """The person's passkey signs a question that holds the hash of the text, so its answer is about that text alone."""

    method = Signature.Method.PASSKEY

    def is_available_to(self, user: User) -> bool:
        return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()

    def ask(self, *, user: User, version: PromiseVersion) -> tuple[SigningChallenge, dict[str, Any]]:
        """A new question: the row that remembers it, and the options for ``navigator.credentials.get``.

        Needs a request, which says under which domain the passkey was made.
        """
        options, state = webauthn.get_server().authenticate_begin(
            credentials=webauthn.get_credentials(user),
            user_verification=UserVerificationRequirement.REQUIRED,
            challenge=secrets.token_bytes(32) + bytes.fromhex(version.sha256),
        )
        challenge = SigningChallenge.objects.create(
            user=user, version=version, state=state, expires_at=timezone.now() + PROOF_LIFETIME
        )
        return challenge, dict(options)

    def prove(self, *, user: User, version: PromiseVersion, answer: str) -> SigningProof:
        challenge, credential = _read(answer)
        # Spent before it is checked, and outside any transaction, so that a wrong answer cannot be tried again.
        spent = SigningChallenge.objects.filter(
            key=challenge, user=user, version=version, answered_at=None, expires_at__gt=timezone.now()
        ).update(answered_at=timezone.now())
        if not spent:
            raise ProofRefused(_("Frågan till passnyckeln gäller inte längre. Försök igen."))
        state = SigningChallenge.objects.get(key=challenge).state
        public_key = _checked(user, state, credential)
        return _new_proof(user, version, self.method, _evidence(credential, public_key))

    def sign(self, *, version: PromiseVersion, signatory: Signatory, proof: SigningProof) -> dict[str, Any]:
        return {"proof": str(proof.key), "sha256": version.sha256, **proof.evidence}


# In the order in which they are offered.
PROVIDERS: list[Provider] = [PasskeyProvider(), PasswordProvider()]


def provider_for(method: str) -> Provider:
    """The provider of a method; raises ``KeyError`` when nobody can sign that way here."""
    return {str(provider.method): provider for provider in PROVIDERS}[method]


def check_can_prove(user: User) -> list[Provider]:
    """The ways in which the person can sign; raises ``PermissionDenied`` when there is none."""
    available = [provider for provider in PROVIDERS if provider.is_available_to(user)]
    if not available:
        raise PermissionDenied(
            _(
                "Du har varken lösenord eller passnyckel och kan därför inte bekräfta att det är du som "
                "skriver under. Lägg till en passnyckel under Mitt konto och försök igen."
            )
        )
    return available


def _new_proof(user: User, version: PromiseVersion, method: str, evidence: dict[str, Any]) -> SigningProof:
    return SigningProof.objects.create(
        user=user,
        version=version,
        method=method,
        evidence=evidence,
        expires_at=timezone.now() + PROOF_LIFETIME,
    )


def _read(answer: str) -> tuple[str, dict[str, Any]]:
    """The answer that the page's script sends: ``{"challenge": key, "credential": {…}}``."""
    refused = ProofRefused(_("Svaret från passnyckeln gick inte att läsa. Försök igen."))
    try:
        data = json.loads(answer)
        key, credential = data["challenge"], data["credential"]
        SigningChallenge._meta.get_field("key").to_python(key)
    except (ValueError, KeyError, TypeError, ValidationError):
        raise refused from None
    if not isinstance(credential, dict) or not isinstance(credential.get("response"), dict):
        raise refused
    return key, credential


def _checked(user: User, state: Any, credential: dict[str, Any]) -> str:
    """The public key of the person's own passkey that has answered this very question; raises ``ProofRefused``."""
    try:
        webauthn.parse_authentication_response(credential)
        used = webauthn.get_server().authenticate_complete(state, webauthn.get_credentials(user), credential)
    except (ValueError, TypeError, KeyError, ValidationError):
        raise ProofRefused(_("Passnyckeln kunde inte bekräfta att det är du. Försök igen.")) from None
    return websafe_encode(cbor.encode(dict(used.public_key)))


def _evidence(credential: dict[str, Any], public_key: str) -> dict[str, Any]:
    """What is needed to check the answer again, also after the passkey is removed from the account."""
    response = credential["response"]
    kept = {name: str(response.get(name, "")) for name in _KEPT}
    return {"credential": str(credential.get("id", "")), "publicKey": public_key, **kept}
