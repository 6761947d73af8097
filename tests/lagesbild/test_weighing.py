from dataclasses import dataclass
from decimal import Decimal

from lagesbild.weighing import differences, weigh


@dataclass
class Row:
    pk: int
    name: str = ""
    weight: int = 1

    def __str__(self):
        return self.name


OFTEN, HARM, NOTHING = Row(1, "Hur ofta", 2), Row(2, "Skada", 3), Row(3, "Räknas inte", 0)
CRITERIA = [OFTEN, HARM, NOTHING]
KOMMUN, POLIS = Row(10, "Kommunen"), Row(20, "Polisen")


def test_the_sum_is_score_times_weight():
    found = weigh(5, CRITERIA, {(5, 1, 10): 4, (5, 2, 10): 5}, 10, [10, 20])

    assert (found.total, found.missing, found.most) == (Decimal(23), 0, 25)


def test_a_missing_score_is_counted_as_missing_and_not_as_nothing():
    found = weigh(5, CRITERIA, {(5, 1, 10): 4}, 10, [10, 20])

    assert (found.total, found.missing, found.is_whole) == (Decimal(8), 1, False)


def test_the_joint_score_stands_before_the_mean_of_the_parties():
    scores = {(5, 1, 10): 5, (5, 1, 20): 2, (5, 2, 10): 5, (5, 2, None): 1}

    found = weigh(5, CRITERIA, scores, None, [10, 20])

    assert found.total == Decimal("3.5") * 2 + 1 * 3


def test_one_partys_own_sum_does_not_borrow_from_the_other():
    assert weigh(5, CRITERIA, {(5, 1, 20): 5}, 10, [10, 20]).missing == 2


def test_two_steps_apart_is_said_and_one_is_not():
    scores = {
        (5, 1, 10): 5,
        (5, 1, 20): 3,
        (5, 2, 10): 4,
        (5, 2, 20): 3,
        (6, 1, 10): 1,
        (6, 1, 20): 5,
        (7, 1, 10): 5,
    }

    found = differences([Row(5), Row(6), Row(7)], CRITERIA, scores, [KOMMUN, POLIS])

    assert [(one.problem.pk, one.apart, one.scores) for one in found] == [
        (6, 4, (("Kommunen", 1), ("Polisen", 5))),
        (5, 2, (("Kommunen", 5), ("Polisen", 3))),
    ]
