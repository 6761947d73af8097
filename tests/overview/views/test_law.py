from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from followup.models import Report
from followup.reports.permissions import reports_seen_by
from lagesbild.models import Lagesbild
from lagesbild.states import PlanStatus
from organisations.models import Contact, Group
from overview.law import State, facts_of, paragraphs_of
from tests.factories.lagesbild import (
    ActionPlanFactory,
    CooperationAgreementFactory,
    LagesbildFactory,
    LagesbildVersionFactory,
)
from tests.factories.organisations import (
    ContactFactory,
    CountyFactory,
    GroupFactory,
    GroupMemberFactory,
    MeetingFactory,
    MunicipalityFactory,
)

pytestmark = pytest.mark.django_db

LIST = reverse("overview:law_list")


@pytest.fixture(autouse=True)
def _in_november(time_machine):
    time_machine.move_to("2026-11-20 12:00", tick=False)


def adopt(municipality, day=date(2026, 9, 15), **more):
    return LagesbildVersionFactory(
        lagesbild__municipality=municipality,
        lagesbild__decided_on=day,
        **{f"lagesbild__{k}": v for k, v in more.items()},
    )


def decide(municipality, version=None, day=date(2026, 10, 1), **more):
    values = {"status": PlanStatus.DECIDED, "decided_by_organ": "Kommunstyrelsen", "decided_on": day} | more
    return ActionPlanFactory(municipality=municipality, version=version or adopt(municipality), **values)


def report(municipality, by, **more):
    return Report.objects.create(
        organisation=municipality, audience=Report.Audience.ASSEMBLY, title="Till fullmäktige",
        starts_on="2026-01-01", ends_on="2026-06-30", canonical="{}", pdf="x.pdf", docx="x.docx", made_by=by, **more,
    )  # fmt: skip


def report_on(days, municipality, by, time_machine):
    for day in days:
        time_machine.move_to(f"{day} 12:00", tick=False)
        report(municipality, by)
    time_machine.move_to("2026-11-20 12:00", tick=False)


def states(municipality):
    today = timezone.localdate()
    found = paragraphs_of(municipality, facts_of([municipality.pk], today)[municipality.pk], today)
    return {one.number: one.state for one in found}


def test_nothing_is_there_at_first(lekeberg):
    assert set(states(lekeberg).values()) == {State.NEVER}
    assert list(states(lekeberg)) == ["4", "5", "6", "9", "10", "11–12", "13"]


def test_everything_is_fulfilled(lekeberg, coordinator, time_machine):
    decide(lekeberg)
    CooperationAgreementFactory(municipality=lekeberg)
    council = GroupFactory(parent=lekeberg, group_kind=Group.GroupKind.COUNCIL)
    GroupMemberFactory(group=council, organisation=lekeberg)
    MeetingFactory(group=council, held_on=date(2026, 10, 1))
    ContactFactory(organisation=lekeberg, function=Contact.Function.COORDINATION)
    report_on(["2026-03-02", "2026-09-30"], lekeberg, coordinator, time_machine)

    assert set(states(lekeberg).values()) == {State.FINE}


def test_a_draft_and_a_lagesbild_of_a_part_do_not_fulfil_the_duty(lekeberg):
    LagesbildFactory(municipality=lekeberg)
    adopt(lekeberg, area_text="Lanna")

    assert states(lekeberg)["4"] == states(lekeberg)["6"] == State.NEVER


@pytest.mark.parametrize(
    ("adopted", "state"),
    [
        (date(2026, 1, 1), State.FINE),
        (date(2025, 5, 21), State.FINE),
        (date(2025, 5, 20), State.SOON),
        (date(2024, 11, 20), State.SOON),
        (date(2024, 11, 19), State.LATE),
    ],
)
def test_six_follows_the_older_of_the_two(lekeberg, adopted, state):
    decide(lekeberg, adopt(lekeberg, adopted), date(2026, 11, 1))

    assert states(lekeberg)["6"] == state


def test_a_follow_up_of_the_plan_starts_its_two_years_anew(lekeberg):
    plan = decide(lekeberg, adopt(lekeberg), date(2023, 1, 1))
    assert states(lekeberg)["6"] == State.LATE

    plan.followed_up_on = date(2026, 11, 1)
    plan.save()

    assert states(lekeberg)["6"] == State.FINE


def test_a_plan_on_an_earlier_lagesbild_is_told(lekeberg):
    old = adopt(lekeberg, date(2025, 1, 1))
    decide(lekeberg, old)
    Lagesbild.objects.filter(pk=old.lagesbild_id).update(status="replaced")
    adopt(lekeberg, date(2026, 11, 1))

    assert states(lekeberg)["5"] == State.SOON


def test_an_agreement_that_has_ended_is_late(lekeberg):
    CooperationAgreementFactory(municipality=lekeberg, starts_on=date(2021, 1, 1), ends_on=date(2022, 12, 31))

    assert states(lekeberg)["9"] == State.LATE


def test_a_contact_that_citizens_do_not_see_is_no_contact_point(lekeberg):
    ContactFactory(organisation=lekeberg, function=Contact.Function.COORDINATION, is_public=False)

    assert states(lekeberg)["11–12"] == State.NEVER


def test_a_council_that_never_meets_is_told(lekeberg):
    council = GroupFactory(parent=lekeberg, group_kind=Group.GroupKind.COUNCIL)
    GroupMemberFactory(group=council, organisation=lekeberg)
    MeetingFactory(group=council, held_on=date(2024, 10, 1))

    assert states(lekeberg)["10"] == State.SOON


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (["2026-03-02", "2026-09-30"], State.FINE),
        (["2025-11-20", "2026-11-20"], State.FINE),
        # One a year is not continuously, and twice on one day is once.
        (["2026-09-30"], State.SOON),
        (["2026-09-30", "2026-09-30"], State.SOON),
        (["2025-03-02", "2026-09-30"], State.SOON),
        (["2025-03-02", "2025-11-19"], State.LATE),
    ],
)
def test_continuously_is_more_than_once_in_twelve_months(lekeberg, coordinator, time_machine, days, state):
    report_on(days, lekeberg, coordinator, time_machine)

    assert states(lekeberg)["13"] == state


def test_the_page_says_how_continuously_is_judged(client, lekeberg, coordinator):
    report(lekeberg, coordinator)
    client.force_login(coordinator)

    content = client.get(reverse("overview:law", args=[lekeberg.slug])).content.decode()

    assert "Rapporter de senaste 12 månaderna: 1. Lagen säger ”fortlöpande” men inget antal." in content


def test_a_report_to_others_is_none_to_the_assembly(lekeberg, coordinator):

    with_old = MunicipalityFactory()
    Report.objects.create(
        organisation=with_old, audience=Report.Audience.COUNCIL, title="Till rådet", starts_on="2026-01-01",
        ends_on="2026-06-30", canonical="{}", pdf="x.pdf", docx="x.docx", made_by=coordinator,
    )  # fmt: skip
    assert states(with_old)["13"] == State.NEVER


def test_the_page_shows_state_evidence_and_what_to_do(client, lekeberg, coordinator):
    version = adopt(lekeberg)
    client.force_login(coordinator)

    content = client.get(reverse("overview:law", args=[lekeberg.slug])).content.decode()

    assert reverse("lagesbild:lagesbild", args=[lekeberg.slug, version.lagesbild_id]) in content
    assert "antagen 15 september 2026" in content
    assert "Skriv en åtgärdsplan på den antagna lägesbilden" in content
    assert "1 av 7 krav" in content


def test_a_report_is_a_link_for_those_who_may_open_it(client, lekeberg, coordinator, chair):
    made = report(lekeberg, coordinator)
    address = reverse("followup:report_delivered", args=[made.pk])

    for person in (coordinator, chair):
        client.force_login(person)
        content = client.get(reverse("overview:law", args=[lekeberg.slug])).content.decode()
        assert "Till fullmäktige" in content
        assert (address in content) is reports_seen_by(person).exists()


def test_the_police_see_the_municipalities_that_they_cover(
    client, lekeberg, orebro, kungsor, municipal_police
):
    client.force_login(municipal_police)

    content = client.get(LIST).content.decode()

    assert "Lekebergs kommun" in content
    assert "Örebro kommun" in content
    assert "Kungsör" not in content


def test_somebody_with_one_municipality_goes_straight_there(client, lekeberg, coordinator):
    client.force_login(coordinator)

    assert client.get(LIST)["Location"] == reverse("overview:law", args=[lekeberg.slug])


def test_by_date_what_has_never_been_done_comes_first_and_then_the_oldest(
    client, lekeberg, orebro, kungsor, superuser
):
    decide(lekeberg, adopt(lekeberg, date(2026, 6, 1)), date(2026, 7, 1))
    decide(kungsor, adopt(kungsor, date(2026, 8, 1)), date(2025, 1, 1))
    adopt(orebro, date(2020, 1, 1))
    client.force_login(superuser)

    rows = client.get(LIST, {"ordning": "datum"}).context["rows"]

    assert [row["municipality"].name for row in rows] == ["Örebro", "Kungsör", "Lekeberg"]


@pytest.mark.parametrize("order", ["namn", "datum", "x"])
def test_the_country_costs_a_fixed_number_of_queries_and_comes_in_pages(
    client, superuser, order, django_assert_num_queries, django_assert_max_num_queries
):
    def more(number):
        for _each in range(number):
            made = MunicipalityFactory()
            decide(made)
            GroupMemberFactory(group=GroupFactory(parent=made, group_kind="council"), organisation=made)
            CooperationAgreementFactory(municipality=made)

    more(2)
    client.force_login(superuser)
    client.get(LIST)
    with django_assert_max_num_queries(20) as few:
        client.get(LIST, {"ordning": order})
    more(3)
    with django_assert_num_queries(len(few)):
        client.get(LIST, {"ordning": order})
    for _each in range(25):
        MunicipalityFactory()

    page = client.get(LIST, {"ordning": order})

    assert len(page.context["rows"]) == 25
    assert "sida=2" in page.content.decode()


def test_the_page_of_one_municipality_costs_a_fixed_number_of_queries(
    client, lekeberg, coordinator, django_assert_num_queries, django_assert_max_num_queries
):
    page = reverse("overview:law", args=[lekeberg.slug])

    def more():
        adopt(lekeberg, area_text="Lanna")
        CooperationAgreementFactory(municipality=lekeberg)
        council = GroupFactory(parent=lekeberg, group_kind="council")
        MeetingFactory(group=council, held_on=timezone.localdate() + timedelta(days=3))
        ContactFactory(organisation=lekeberg, function="coordination")

    more()
    client.force_login(coordinator)
    client.get(page)
    with django_assert_max_num_queries(20) as one:
        client.get(page)
    more()
    more()

    with django_assert_num_queries(len(one)):
        client.get(page)


def elsewhere(municipality):
    municipality.county = CountyFactory(code="19", name="Västmanlands län", slug="vastmanlands-lan")
    municipality.save()


def test_the_list_begins_with_how_many_stand_how(client, lekeberg, orebro, kungsor, superuser):
    decide(lekeberg, adopt(lekeberg, date(2026, 6, 1)), date(2026, 7, 1))
    decide(kungsor, adopt(kungsor, date(2025, 3, 1)), date(2023, 1, 1))
    elsewhere(kungsor)
    client.force_login(superuser)

    standing = client.get(LIST).context["standing"]

    counts = {str(one.label): [part.count for part in one.parts] for one in standing.subjects}
    assert counts == {"Lägesbilden": [1, 1, 0, 1], "Åtgärdsplanen": [1, 0, 1, 1]}
    counties = {one.label: [part.count for part in one.parts] for one in standing.counties}
    assert counties[lekeberg.county.name] == [1, 0, 0, 1]
    assert counties[kungsor.county.name] == [0, 0, 1, 0]


def test_a_county_can_be_chosen_and_keeps_its_order(client, lekeberg, orebro, kungsor, superuser):
    elsewhere(kungsor)
    client.force_login(superuser)

    response = client.get(LIST, {"lan": kungsor.county.slug, "ordning": "datum"})

    assert [row["municipality"].name for row in response.context["rows"]] == ["Kungsör"]
    assert f"?ordning=namn&amp;lan={kungsor.county.slug}" in response.content.decode()


def test_a_county_that_is_none_shows_all(client, lekeberg, orebro, superuser):
    client.force_login(superuser)

    assert len(client.get(LIST, {"lan": "\0ingenstans"}).context["rows"]) == 2


def test_the_police_are_not_told_of_other_counties(client, lekeberg, orebro, kungsor, municipal_police):
    elsewhere(kungsor)
    client.force_login(municipal_police)

    response = client.get(LIST, {"lan": kungsor.county.slug})

    assert len(response.context["rows"]) == response.context["standing"].total == 2
    assert kungsor.county.name not in response.content.decode()
