from datetime import date

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from lagesbild.actions.warnings import warn
from lagesbild.models import DueWarning, Lagesbild
from lagesbild.states import PlanStatus
from organisations.models import OutboxMessage
from tests.factories.lagesbild import ActionPlanFactory, LagesbildVersionFactory

pytestmark = pytest.mark.django_db

ADOPTED = date(2024, 3, 10)


@pytest.fixture
def version(lekeberg, coordinator):
    return LagesbildVersionFactory(lagesbild__municipality=lekeberg, lagesbild__decided_on=ADOPTED)


def letters():
    return list(OutboxMessage.objects.filter(kind="two_years").order_by("pk"))


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2025, 9, 9), []),
        (date(2025, 9, 10), [18]),
        (date(2025, 12, 10), [21]),
        (date(2026, 2, 10), [23]),
        (date(2026, 3, 10), [23]),
        (date(2026, 3, 11), [24]),
    ],
)
def test_the_warning_of_the_day_is_sent(version, coordinator, day, months):
    warn(day)

    assert [row.months for row in DueWarning.objects.all()] == months
    assert len(letters()) == len(months)


def test_each_warning_is_sent_once_and_the_next_in_its_turn(version):
    for day in (
        date(2025, 9, 10),
        date(2025, 9, 11),
        date(2025, 12, 10),
        date(2025, 12, 10),
        date(2026, 4, 1),
    ):
        warn(day)

    assert [row.months for row in DueWarning.objects.order_by("months")] == [18, 21, 24]
    assert len(letters()) == 3


def test_coordinators_and_the_councils_secretary_are_told_and_nobody_else(
    version, lekeberg, coordinator, council_secretary, reader, chair, municipal_police, outsider_coordinator
):
    warn(date(2026, 3, 11))

    told = letters()
    assert {letter.to for letter in told} == {coordinator.email, council_secretary.email}
    assert "skulle ha uppdaterats senast 10 mars 2026" in told[0].subject
    assert f"/arbete/lagesbild/{lekeberg.slug}/lagesbilder/" in told[0].body


def test_a_new_lagesbild_counts_anew(version, lekeberg):
    warn(date(2025, 12, 10))
    Lagesbild.objects.update(status="replaced")
    LagesbildVersionFactory(lagesbild__municipality=lekeberg, lagesbild__decided_on=date(2026, 1, 1))

    assert warn(date(2026, 3, 11)) == 0
    assert warn(date(2027, 7, 1)) == 1


def test_the_plan_is_counted_from_its_last_follow_up(version, lekeberg):
    plan = ActionPlanFactory(
        municipality=lekeberg,
        version=version,
        status=PlanStatus.DECIDED,
        decided_by_organ="Kommunstyrelsen",
        decided_on=ADOPTED,
    )
    Lagesbild.objects.update(decided_on=date(2025, 11, 1))
    assert warn(date(2025, 12, 10)) == 1
    assert DueWarning.objects.get().about == DueWarning.About.PLAN
    assert "ska följas upp senast 10 mars 2026" in letters()[0].subject

    plan.followed_up_on = date(2025, 12, 11)
    plan.save()

    assert warn(date(2026, 3, 11)) == 0


def test_a_lagesbild_of_a_part_is_not_warned_about(lekeberg, coordinator):
    LagesbildVersionFactory(
        lagesbild__municipality=lekeberg, lagesbild__decided_on=ADOPTED, lagesbild__area_text="Lanna"
    )

    assert warn(date(2026, 3, 11)) == 0


@time_machine.travel("2026-03-11 07:10", tick=False)
def test_the_command_sends_and_can_be_run_again(version, coordinator, capsys):
    for _time in range(2):
        call_command("warn_two_years")

    assert [message.to for message in mail.outbox] == [[coordinator.email]]
    assert capsys.readouterr().out.splitlines()[1].startswith("Skrivna: 0.")


def test_a_warning_that_was_stored_without_its_letters_is_impossible(version, coordinator, monkeypatch):
    def dies(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("lagesbild.actions.warnings.tell", dies)
    with pytest.raises(RuntimeError):
        warn(date(2026, 3, 11))

    assert not DueWarning.objects.exists()


def test_many_municipalities_cost_no_more_questions(version, django_assert_num_queries):
    from tests.factories.organisations import MembershipFactory, MunicipalityFactory

    warn(date(2024, 4, 1))
    for _each in range(3):
        MembershipFactory(organisation=MunicipalityFactory())

    with django_assert_num_queries(5):
        warn(date(2024, 4, 1))
