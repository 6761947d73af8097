from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from followup import sweden
from organisations.models import ParkedPost
from promises.states import Status
from tests.factories.organisations import (
    GroupFactory,
    GroupMemberFactory,
    MembershipFactory,
    MunicipalityFactory,
)
from tests.factories.promises import PartyFactory, RevisionFactory
from tests.followup.conftest import following
from tests.promises.scene import scene

__all__ = ["following", "scene"]

HOME = reverse("overview:home")


def test_what_waits_is_shown_with_a_way_there(client, scene):
    scene.advance(Status.FOR_SIGNATURE)
    client.force_login(scene.chair)

    content = client.get(HOME).content.decode()

    assert f'href="{reverse("promises:sign", args=[scene.revision.promise_id])}"' in content
    assert "Skriv under som Kommunstyrelsens ordförande" in content


def test_when_nothing_waits_it_says_so(client, reader):
    client.force_login(reader)

    assert "Inget väntar på dig just nu" in client.get(HOME).content.decode()


def test_roles_stand_in_swedish_order(client, nobody):
    for name in ("Östersund", "Åre", "Ängelholm", "Ystad"):
        MembershipFactory(user=nobody, organisation=MunicipalityFactory(name=name, official_name=name))
    client.force_login(nobody)

    seats = client.get(HOME).context["seats"]

    assert [seat.organisation_name for seat in seats] == ["Ystad", "Åre", "Ängelholm", "Östersund"]


@pytest.mark.parametrize("name", ["nobody", "expired"])
def test_somebody_without_an_organisation_is_told_what_to_do(client, member, name):
    client.force_login(member(name))

    content = client.get(HOME).content.decode()

    assert "Du hör inte till någon organisation i dag" in content
    assert "Be den som sköter behörigheter" in content


def test_a_role_of_other_days_says_when_it_begins_or_that_it_is_over(client, nobody, lekeberg):
    day = timezone.localdate()
    MembershipFactory(user=nobody, organisation=lekeberg, role="reader", valid_from=day + timedelta(days=3))
    MembershipFactory(user=nobody, organisation=lekeberg, role="executor", valid_to=day - timedelta(days=1))
    client.force_login(nobody)

    content = client.get(HOME).content.decode()

    began, over = day + timedelta(days=3), day - timedelta(days=1)
    assert f"Din roll som läsare för Lekebergs kommun börjar den {date_format(began, 'j F Y')}." in content
    assert f"Din roll som utförare för Lekebergs kommun slutade den {date_format(over, 'j F Y')}." in content


def test_a_text_that_was_not_saved_is_found_here(client, coordinator):
    data = urlencode({"text": "en lång text"})
    post = ParkedPost.objects.create(user=coordinator, path="/arbete/loften/1/", action="/", data=data)
    client.force_login(coordinator)

    assert reverse("organisations:parked_text", args=[post.key]) in client.get(HOME).content.decode()


def test_a_name_is_changed(client, coordinator):
    client.force_login(coordinator)

    client.post(reverse("overview:account"), {"name": "Ny titel"})

    coordinator.refresh_from_db()
    assert coordinator.name == "Ny titel"


def test_the_account_page_leads_to_password_and_passkeys(client, chair):
    client.force_login(chair)

    content = client.get(reverse("overview:account")).content.decode()

    for name in ("account_change_password", "mfa_index", "account_email"):
        assert f'href="{reverse(name)}"' in content
    assert "KF 2026-01-15 § 4" in content


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_draft_and_many(
    client, coordinator, lekeberg, count, django_assert_max_num_queries
):
    for _number in range(count):
        PartyFactory(revision=RevisionFactory(promise__owner=lekeberg), organisation=lekeberg)
    client.force_login(coordinator)

    with django_assert_max_num_queries(20):
        client.get(HOME)


@pytest.mark.usefixtures("orebro_area")
def test_six_years_of_promises_and_groups_cost_no_more(
    client, coordinator, lekeberg, django_assert_max_num_queries
):
    with time_machine.travel("2026-11-27 12:00 +0100"):
        sweden.build([lekeberg], today=timezone.localdate())
        sweden.build_grounds([lekeberg], today=timezone.localdate())
        client.force_login(coordinator)

        with django_assert_max_num_queries(20):
            client.get(HOME)


def test_a_promise_whose_period_has_passed_says_what_each_may_do_about_it(
    client, following, coordinator, police_chief
):
    with time_machine.travel("2028-01-10 12:00 +0100"):
        for person, words in (
            (coordinator, "Ge omdömen, svara invånarna och avsluta<"),
            (police_chief, "Se vad som är kvar innan löftet avslutas<"),
        ):
            client.force_login(person)
            assert words in client.get(HOME).content.decode()


def test_when_no_promise_is_in_force_the_earlier_ones_are_a_press_away(client, coordinator):
    client.force_login(coordinator)

    content = client.get(HOME).content.decode()

    assert f'<a href="{reverse("followup:list")}">Uppföljning av tidigare löften</a>' in content


def test_the_council_is_a_press_away_for_who_calls_it_and_who_sits_in_it(
    client, lekeberg, council_secretary, executor, reporter
):
    council = GroupFactory(parent=lekeberg)
    GroupMemberFactory(group=council, user=executor, organisation=executor.memberships.get().organisation)
    link = f'href="{reverse("organisations:group", args=[council.pk])}"'

    for person, finds in ((council_secretary, True), (executor, True), (reporter, False)):
        client.force_login(person)
        assert (link in client.get(HOME).content.decode()) is finds
