"""One step taken in a process of its own: started by the tests of simultaneous steps, never imported by them.

Says "ready" when everything is loaded and the database is open, waits for a line, takes the step, says how it went.
"""

import sys

import django


def main(step: str, *arguments: str) -> str:
    from promises.actions import publishing, signing
    from promises.models import Revision, Signatory, SigningProof

    if step == "publish":
        revision, user = (int(argument) for argument in arguments)
        return str(publishing.publish(Revision.objects.get(pk=revision), by=person(user)).status)
    place = Signatory.objects.select_related("organisation", "revision").get(pk=int(arguments[0]))
    user = person(int(arguments[1]))
    if step == "decline":
        return str(signing.decline(place, reason="Nej.", by=user).status)
    proof = SigningProof.objects.get(pk=int(arguments[2]))
    return str(signing.sign(place, proof=proof, shown_sha256=proof.version.sha256, by=user).signatory_id)


def person(number: int) -> object:
    from organisations.models import User

    return User.objects.get(pk=number)


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    from django.db import connection

    connection.ensure_connection()
    say("ready")
    sys.stdin.readline()
    try:
        say("done", main(*sys.argv[1:]))
    except Exception as error:
        say("refused", type(error).__name__)
