"""A passkey made of software: registers and answers as a phone or a security key does, without a browser."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

DOMAIN = "testserver"
PRESENT, VERIFIED = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV


class SoftwareKey:
    def __init__(self, user: Any, domain: str = DOMAIN) -> None:
        self.domain = domain
        self.rp_hash = hashlib.sha256(domain.encode()).digest()
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(32)
        Authenticator.objects.create(
            user=user,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "Mobilen", "credential": self._registration()},
        )

    def answer(
        self, challenge: str, *, verified: bool = True, origin: str = "", kind: str = "webauthn.get"
    ) -> Any:
        """The answer to a question (base64url), as the browser would send it."""
        flags = PRESENT | VERIFIED if verified else PRESENT
        data = AuthenticatorData.create(self.rp_hash, flags, counter=1)
        client = self._client_data(kind, challenge, origin)
        signature = self.private.sign(
            bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        return self._credential(
            clientDataJSON=client, authenticatorData=bytes(data), signature=signature, userHandle=b"1"
        )

    def _registration(self) -> Any:
        public = ES256.from_cryptography_key(self.private.public_key())
        attested = AttestedCredentialData.create(Aaguid(b"\0" * 16), self.credential_id, public)
        flags = PRESENT | VERIFIED | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(self.rp_hash, flags, counter=0, credential_data=attested)
        return self._credential(
            clientDataJSON=self._client_data("webauthn.create", "", ""),
            attestationObject=bytes(AttestationObject.create("none", data, {})),
        )

    def _client_data(self, kind: str, challenge: str, origin: str) -> bytes:
        values = {"type": kind, "challenge": challenge, "origin": origin or f"https://{self.domain}"}
        return json.dumps(values).encode()

    def _credential(self, **response: bytes) -> Any:
        number = websafe_encode(self.credential_id)
        return {
            "id": number,
            "rawId": number,
            "type": "public-key",
            "response": {name: websafe_encode(value) for name, value in response.items()},
            "clientExtensionResults": {},
        }
