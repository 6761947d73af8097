"""A fresh proof, asked for on the page: limited in number, and every failure recorded."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from audit.actions import record_login_failure
from promises.models import PromiseVersion, SigningProof
from promises.signing import ProofRefused
from promises.signing_providers import provider_for

# Failures count, successes do not: a chair with ten promises to sign types the password ten times.
_LIMIT = {"sign": "5/10m/user"}


def fresh_proof(request: HttpRequest, version: PromiseVersion, *, method: str, answer: str) -> SigningProof:
    """A proof bound to the person who asks and to the version.

    Raises ``ProofRefused`` when the answer is wrong, the method unknown, or there were five failures in ten minutes.
    """
    usage = ratelimit.consume(request, app="promises", action="sign", config=_LIMIT, user=request.user)
    if usage is None:
        raise ProofRefused(_("För många misslyckade försök. Vänta tio minuter och försök igen."))
    try:
        proof = provider_for(method).prove(user=request.user, version=version, answer=answer)  # type: ignore[arg-type]
    except KeyError:
        raise ProofRefused(_("Det sättet att skriva under finns inte. Ladda om sidan.")) from None
    except ProofRefused:
        record_login_failure(account=request.user, method=f"signing by {method}")
        raise
    usage.rollback()
    return proof
