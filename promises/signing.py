"""How a signature is made, behind one small interface: prove → sign → evidence.

``prove`` makes a fresh proof of who the person is, bound to the person and the text and good for one signature;
``sign`` turns it into the evidence that is stored with the signature. What a signature *means* (who may sign, in
which state, in which order) is in ``promises.actions.signing`` and is the same whatever the provider. The providers
there are stand in ``promises.signing_providers``; one that signs a PDF cryptographically can be added beside them: it
returns another kind of evidence.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from promises.models import PromiseVersion, Signatory, Signature, SigningProof

if TYPE_CHECKING:
    from organisations.models import User

# How long a proof, and a question to a passkey, can be used.
PROOF_LIFETIME = timedelta(minutes=5)


class ProofRefused(Exception):
    """The answer does not prove who the person is. The message says so to the person."""


class Provider(Protocol):
    """One way of signing."""

    method: Signature.Method

    def is_available_to(self, user: User) -> bool:
        """Whether the person has what this way needs: a password, a passkey, a certificate."""

    def prove(self, *, user: User, version: PromiseVersion, answer: str) -> SigningProof:
        """A new proof from what the person answered; raises ``ProofRefused``."""

    def sign(self, *, version: PromiseVersion, signatory: Signatory, proof: SigningProof) -> dict[str, Any]:
        """The evidence to keep: strings and whole numbers, in lists and dicts. Called in the signing transaction."""
