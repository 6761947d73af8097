import pytest

from lagesbild.states import (
    LAGESBILD_STEPS,
    PLAN_STEPS,
    IllegalStep,
    LagesbildStatus,
    PlanStatus,
    Step,
    diagram,
    next_status,
)


@pytest.mark.parametrize(
    ("statuses", "steps"), [(LagesbildStatus, LAGESBILD_STEPS), (PlanStatus, PLAN_STEPS)]
)
def test_only_the_steps_of_the_table_exist(statuses, steps):
    for status in statuses:
        for step in Step:
            if (status, step) in steps:
                assert next_status(steps, status, step) == steps[status, step]
            else:
                with pytest.raises(IllegalStep):
                    next_status(steps, status, step)


def test_every_step_is_an_arrow():
    lines = {line.strip() for line in diagram(PlanStatus, PLAN_STEPS).splitlines()}

    assert {
        "draft --> decided: besluta",
        "decided --> replaced: ersätta med en ny",
        "replaced --> [*]",
    } <= lines
