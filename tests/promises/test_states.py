from itertools import product

import pytest

from promises.states import CURRENT, OPEN, TRANSITIONS, IllegalStep, Status, Step, next_status, steps_from


@pytest.mark.parametrize(("status", "step"), list(product(Status, Step)))
def test_a_step_leads_somewhere_only_if_the_table_says_so(status: Status, step: Step) -> None:
    if (status, step) in TRANSITIONS:
        assert next_status(status, step) == TRANSITIONS[status, step]
    else:
        with pytest.raises(IllegalStep) as refused:
            next_status(status, step)
        assert str(status.label) in str(refused.value)


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached = {Status.DRAFT}
    while True:
        further = {to for (origin, _step), to in TRANSITIONS.items() if origin in reached} - reached
        if not further:
            break
        reached |= further

    assert reached == set(Status)


def test_what_is_superseded_ended_or_withdrawn_stays_so() -> None:
    assert [steps_from(status) for status in (Status.SUPERSEDED, Status.ENDED, Status.WITHDRAWN)] == [
        [],
        [],
        [],
    ]


def test_a_revision_is_never_both_open_and_current() -> None:
    assert set() == OPEN & CURRENT
