"""Two real processes take a step at the same moment, on a database file and on PostgreSQL."""

import pytest

from audit.models import Event
from audit.verification import faults
from organisations.models import OutboxMessage
from promises.models import Decline, Revision, Signature, SigningProof
from promises.states import Status
from tests.processes import process, processes
from tests.promises.another_process import take

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps):
    """Take the steps in as many processes, all let go when all are ready; what each says in the end."""
    ready = processes().Barrier(len(steps))
    pipes = [processes().Pipe(duplex=False) for _step in steps]
    begun = [process(take, ready, said, *step) for (_heard, said), step in zip(pipes, steps, strict=True)]
    assert all(heard.poll(timeout=60) for heard, _said in pipes)
    for one in begun:
        one.join(timeout=60)
    return [heard.recv() for heard, _said in pipes]


def events(action):
    return Event.objects.filter(action=f"promises.{action}").count()


def sign_step(scene, person):
    return "sign", scene.place_of(person).pk, person.pk, scene.proof(person).pk


def test_two_last_signatures_at_the_same_moment_complete_the_text_once(scene):
    scene.advance(Status.FOR_SIGNATURE)

    said = at_once(sign_step(scene, scene.chair), sign_step(scene, scene.chief))

    assert sorted(said) == sorted([["done", str(scene.chair_place.pk)], ["done", str(scene.chief_place.pk)]])
    assert scene.status == Status.SIGNED
    assert Signature.objects.count() == 2
    assert (events("signed"), events("fully_signed")) == (2, 1)
    assert OutboxMessage.objects.filter(kind="fully_signed").count() == 4
    assert list(faults()) == []


def test_one_person_signing_twice_at_the_same_moment_signs_once(scene):
    scene.advance(Status.FOR_SIGNATURE)

    said = at_once(sign_step(scene, scene.chair), sign_step(scene, scene.chair))

    assert sorted(word for word, _rest in said) == ["done", "refused"]
    assert ["refused", "AlreadySigned"] in said
    assert Signature.objects.count() == 1
    assert SigningProof.objects.filter(used_at=None).count() == 1


def test_a_signature_and_a_decline_at_the_same_moment_leave_one_truth(scene):
    scene.advance(Status.FOR_SIGNATURE)
    scene.sign(scene.chair)

    said = at_once(sign_step(scene, scene.chief), ("decline", scene.chief_place.pk, scene.chief.pk))

    assert sorted(word for word, _rest in said) == ["done", "refused"]
    if scene.status == Status.SIGNED:
        assert (Signature.objects.count(), Decline.objects.count(), Revision.objects.count()) == (2, 0, 1)
    else:
        assert scene.status == Status.WITHDRAWN
        assert (Signature.objects.count(), Decline.objects.count(), Revision.objects.count()) == (1, 1, 2)


def test_publishing_twice_at_the_same_moment_publishes_once(scene):
    scene.advance(Status.SIGNED)
    step = ("publish", scene.revision.pk, scene.coordinator.pk)

    said = at_once(step, step)

    assert said == [["done", "published"], ["done", "published"]]
    assert events("published") == 1
