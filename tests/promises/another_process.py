"""One step taken in a process of its own: waits until all are ready, takes the step, says how it went."""

from typing import Any


def take(ready: Any, said: Any, step: str, *arguments: int) -> None:
    """``ready`` is what all processes wait at, with the database open; ``said`` is where the answer goes."""
    from django.db import connection

    connection.ensure_connection()
    ready.wait(timeout=60)
    try:
        said.send(["done", main(step, *arguments)])
    except Exception as error:
        said.send(["refused", type(error).__name__])


def main(step: str, *arguments: int) -> str:
    from promises.actions import publishing, signing
    from promises.models import Revision, Signatory, SigningProof

    if step == "publish":
        revision, user = arguments
        return str(publishing.publish(Revision.objects.get(pk=revision), by=person(user)).status)
    place = Signatory.objects.select_related("organisation", "revision").get(pk=arguments[0])
    user = person(arguments[1])
    if step == "decline":
        return str(signing.decline(place, reason="Nej.", by=user).status)
    proof = SigningProof.objects.get(pk=arguments[2])
    return str(signing.sign(place, proof=proof, shown_sha256=proof.version.sha256, by=user).signatory_id)


def person(number: int) -> Any:
    from organisations.models import User

    return User.objects.get(pk=number)
