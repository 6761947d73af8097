"""Two people press the button at the same moment."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from lagesbild import answers
from lagesbild.actions import dialogues, findings, walks
from lagesbild.models import Dialogue, Finding
from tests.factories.lagesbild import DialogueFactory, SafetyWalkFactory, WalkPointFactory
from tests.followup.test_simultaneous_plans import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_dialogue_is_never_closed_over_a_finding_that_is_just_being_added(
    lekeberg: Any, coordinator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_sources", [])
    dialogue = DialogueFactory(municipality=lekeberg)
    said = {"theme": "drugs", "text": "Narkotika säljs öppet."}

    def refused(step: Any) -> bool:
        try:
            step()
        except ValidationError:
            return True
        return False

    outcomes = at_once(
        lambda: refused(
            lambda: findings.add(dialogue, values=said, creation_key=uuid.uuid4(), by=coordinator)
        ),
        lambda: refused(lambda: dialogues.close_when_answered(dialogue, by=coordinator)),
    )

    # Whoever came second was refused: the finding because it was closed, or the closing because of the finding.
    assert sorted(outcomes) == [False, True]
    assert Dialogue.objects.get().is_open == Finding.objects.exists()


def test_two_who_make_a_dialogue_of_a_walk_at_once_make_one(
    lekeberg: Any, orebro_area: Any, coordinator: Any, municipal_police: Any
) -> None:
    walk = SafetyWalkFactory(municipality=lekeberg, state="walked")
    WalkPointFactory(walk=walk)

    made = at_once(
        *[lambda by=by: walks.make_dialogue(walk, by=by) for by in (coordinator, municipal_police)]
    )

    assert len(made) == 2
    assert made[0] == made[1]
    assert Finding.objects.count() == 1
