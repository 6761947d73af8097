"""A lägesbildsträff: what is new since the last one, the agenda, the summary."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from lagesbild import news
from lagesbild.actions import meetings
from lagesbild.models import IncidentReport, Layer
from organisations.models import Group, OutboxMessage
from tests.factories.lagesbild import (
    DialogueFactory,
    FindingFactory,
    IncidentReportFactory,
    ProblemFactory,
    WalkPointFactory,
)
from tests.factories.organisations import (
    DecisionFactory,
    GroupFactory,
    GroupMemberFactory,
    MeetingFactory,
)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-20T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def group(lekeberg):
    group = GroupFactory(group_kind=Group.GroupKind.SITUATION, parent=lekeberg, name="Lägesbildsträffen")
    group.municipalities.add(lekeberg)
    return group


@pytest.fixture
def meeting(group):
    MeetingFactory(group=group, held_on=date(2026, 11, 6))
    return MeetingFactory(group=group, held_on=date(2026, 11, 20))


def told(lekeberg, day, **fields):
    """A report that came in on the day."""
    report = IncidentReportFactory(municipality=lekeberg, **fields)
    IncidentReport.objects.filter(pk=report.pk).update(reported_at=datetime(2026, 11, day, 9, tzinfo=UTC))
    return report


def test_what_is_new_begins_the_day_after_the_meeting_before(meeting, lekeberg, coordinator):
    told(lekeberg, 6)
    first, last = told(lekeberg, 7), told(lekeberg, 20)
    told(lekeberg, 21)

    found = news.news_of(meeting, lekeberg, coordinator)

    assert (found.since, found.until) == (date(2026, 11, 7), date(2026, 11, 20))
    assert {one.pk for one in found.reports} == {first.pk, last.pk}
    assert found.counts == [("Skadegörelse", 2)]


def test_without_a_meeting_before_it_is_two_weeks(group, lekeberg, coordinator):
    meeting = MeetingFactory(group=group, held_on=date(2026, 11, 20))

    found = news.news_of(meeting, lekeberg, coordinator)

    assert (found.since, found.until) == (date(2026, 11, 6), date(2026, 11, 20))
    assert found.total == 0
    assert not [*found.findings, *found.problems, *found.hot_spots, *found.overdue_points]


def test_another_municipality_and_another_partys_own_rows_are_not_there(
    meeting, lekeberg, kungsor, orebro_area, coordinator
):
    told(kungsor, 10)
    shared = ProblemFactory(municipality=lekeberg, owner=orebro_area, title="Delat")
    ProblemFactory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN, title="Polisens eget")

    found = news.news_of(meeting, lekeberg, coordinator)

    assert found.reports == []
    assert found.problems == [shared]


def test_decisions_that_are_not_done_and_points_that_are_late_are_shown(meeting, lekeberg, coordinator):
    decision = DecisionFactory(meeting=meeting, due_on=date(2026, 11, 1))
    late = WalkPointFactory(walk__municipality=lekeberg, due_on=date(2026, 11, 19))
    WalkPointFactory(walk=late.walk, due_on=date(2026, 11, 20))

    found = news.news_of(meeting, lekeberg, coordinator)

    assert found.decisions == [decision]
    assert found.overdue_points == [late]


def test_the_agenda_gets_each_thing_once_and_no_reports_own_words(meeting, lekeberg, coordinator):
    told(lekeberg, 10, text="Något som någon såg.")
    FindingFactory(dialogue__municipality=lekeberg)
    found = news.news_of(meeting, lekeberg, coordinator)

    assert meetings.fill(meeting, found, lekeberg, by=coordinator) == 2
    assert meetings.fill(meeting, found, lekeberg, by=coordinator) == 0
    titles = [item.title for item in meeting.items.all()]
    assert titles == ["1 ny händelserapport", "Nytt från dialoger"]
    assert not meeting.items.filter(text__contains="någon såg").exists()


SECRET = {"secrecy_provision": "OSL 18 kap. 1 §", "secrecy_on": date(2026, 11, 1)}


def test_what_is_marked_is_not_told_to_who_only_reads(meeting, lekeberg, coordinator, reader):
    ProblemFactory(municipality=lekeberg, secrecy_by=lekeberg, **SECRET)
    FindingFactory(dialogue=DialogueFactory(municipality=lekeberg, secrecy_by=lekeberg, **SECRET))

    shown = news.news_of(meeting, lekeberg, coordinator)
    hidden = news.news_of(meeting, lekeberg, reader)

    assert (len(shown.problems), len(shown.findings)) == (1, 1)
    assert (hidden.problems, hidden.findings) == ([], [])


def test_the_agenda_has_nothing_that_is_for_one_party_or_marked(meeting, lekeberg, coordinator):
    ProblemFactory(municipality=lekeberg, secrecy_by=lekeberg, **SECRET)
    ProblemFactory(municipality=lekeberg, layer=Layer.OWN)
    FindingFactory(dialogue=DialogueFactory(municipality=lekeberg, layer=Layer.OWN))

    found = news.news_of(meeting, lekeberg, coordinator)

    assert (len(found.problems), len(found.findings)) == (2, 1)
    assert meetings.points_of(found, lekeberg) == []


def test_the_summary_goes_once_to_everybody_with_a_seat(meeting, lekeberg, orebro_area, coordinator, chair):
    GroupMemberFactory(group=meeting.group, organisation=lekeberg, user=coordinator)
    GroupMemberFactory(group=meeting.group, organisation=lekeberg, user=chair)
    GroupMemberFactory(group=meeting.group, organisation=orebro_area, user=None)
    key = uuid4()

    for _again in range(2):
        sent = meetings.send_summary(meeting, lekeberg, text="Lugnt.", creation_key=key, by=coordinator)

    assert sent == 2
    assert sorted(OutboxMessage.objects.values_list("to", flat=True)) == sorted(
        [coordinator.email, chair.email]
    )
    assert Event.objects.filter(action="lagesbild.summary_sent").count() == 1


def test_who_only_reads_sends_no_summary(meeting, lekeberg, reader):
    with pytest.raises(PermissionDenied):
        meetings.send_summary(meeting, lekeberg, text="Lugnt.", creation_key=uuid4(), by=reader)


def test_the_pages_tell_what_is_new_and_offer_what_can_be_done(client, meeting, lekeberg, coordinator):
    told(lekeberg, 10)
    client.force_login(coordinator)

    first = client.get(f"/arbete/lagesbild/{lekeberg.slug}/traffar/").content.decode()
    page = client.get(f"/arbete/lagesbild/{lekeberg.slug}/traffar/{meeting.pk}/").content.decode()
    form = client.get(
        f"/arbete/lagesbild/{lekeberg.slug}/traffar/{meeting.pk}/sammanfattning/"
    ).content.decode()

    assert "20 november 2026" in first
    assert "Skadegörelse" in page
    assert "Lägg det nya på dagordningen" in page
    assert "– Skadegörelse: 1" in form


def test_text_with_personal_data_is_not_sent(client, meeting, lekeberg, coordinator):
    client.force_login(coordinator)

    response = client.post(
        f"/arbete/lagesbild/{lekeberg.slug}/traffar/{meeting.pk}/sammanfattning/",
        {"text": "Ring 070-123 45 67.", "creation_key": str(uuid4())},
    )

    assert response.status_code == 200
    assert "Ring 070-123 45 67." in response.content.decode()
    assert not OutboxMessage.objects.exists()


def test_without_a_group_the_page_says_what_to_do(client, lekeberg, coordinator):
    client.force_login(coordinator)

    page = client.get(f"/arbete/lagesbild/{lekeberg.slug}/traffar/").content.decode()

    assert "Ingen grupp för lägesbildsträffar" in page


@pytest.mark.parametrize("count", [1, 3])
def test_more_of_everything_costs_no_more_queries(client, meeting, lekeberg, coordinator, count):
    for number in range(count):
        told(lekeberg, 10 + number)
        FindingFactory(dialogue__municipality=lekeberg)
        ProblemFactory(municipality=lekeberg)
        WalkPointFactory(walk__municipality=lekeberg, due_on=date(2026, 11, 1))
        DecisionFactory(meeting=meeting, owner=lekeberg)
    client.force_login(coordinator)

    with CaptureQueriesContext(connection) as queries:
        client.get(f"/arbete/lagesbild/{lekeberg.slug}/traffar/{meeting.pk}/")

    assert len(queries) == 13


def test_the_agenda_which_the_whole_group_reads_gets_nothing_that_is_marked_or_for_one_party(
    meeting, lekeberg, coordinator
):
    marked = {"secrecy_provision": "OSL 18 kap. 1 §", "secrecy_on": date(2026, 11, 1), "secrecy_by": lekeberg}
    ProblemFactory(municipality=lekeberg, title="Hemligt problem", **marked)
    ProblemFactory(municipality=lekeberg, title="Kommunens eget", layer=Layer.OWN)
    ProblemFactory(municipality=lekeberg, title="Delat problem")
    for text, fields in (("Hemligt sagt", marked), ("Eget sagt", {"layer": Layer.OWN}), ("Delat sagt", {})):
        FindingFactory(
            dialogue__municipality=lekeberg, text=text, **{f"dialogue__{k}": v for k, v in fields.items()}
        )

    meetings.fill(meeting, news.news_of(meeting, lekeberg, coordinator), lekeberg, by=coordinator)

    agenda = "\n".join(meeting.items.values_list("text", flat=True))
    assert agenda.splitlines() == ["– Delat sagt", "– Delat problem"]
