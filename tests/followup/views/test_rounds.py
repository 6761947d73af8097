import pytest
import time_machine
from django.urls import reverse

from followup.actions import rounds
from followup.models import Confirmation, Round
from tests.factories.followup import EntryFactory
from tests.factories.promises import ActivityActorFactory, ActivityFactory
from tests.promises.scene import Scene


@pytest.fixture(autouse=True)
def _after_the_first_quarter():
    with time_machine.travel("2027-04-05 10:00:00+02:00", tick=False):
        yield


def page(client, name, found, *arguments):
    response = client.get(reverse(f"followup:{name}", args=[found.promise.pk, *arguments]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_says_which_round_waits(client, published, coordinator):
    client.force_login(coordinator)

    text = page(client, "rounds", published)

    assert "Väntar på att bekräftas och avslutas" in text
    assert "Klar senast 15 april 2027" in text
    assert text.count("Kommande") == 2


def test_an_activity_without_a_report_says_so(client, published, coordinator):
    client.force_login(coordinator)

    assert "Ingen rapport" in page(client, "round", published, 1)


def test_confirming_in_place(client, published, municipal_police, orebro_area):
    client.force_login(municipal_police)
    key = published.activities[0].key
    text = page(client, "round", published, 1)
    assert "Bekräfta läget för Lokalpolisområde Örebro" in text

    response = client.post(
        reverse("followup:confirm_standing", args=[published.promise.pk, 1, key]),
        {"organisation": orebro_area.pk, "edit_number": 0, "standing": "yellow", "comment": "Något efter."},
    )

    assert response.status_code == 302
    assert Confirmation.objects.get().standing == "yellow"
    assert "Något efter." in page(client, "round", published, 1)


def test_personal_data_is_refused_and_the_text_is_kept(client, published, municipal_police, orebro_area):
    client.force_login(municipal_police)
    key = published.activities[0].key

    response = client.post(
        reverse("followup:confirm_standing", args=[published.promise.pk, 1, key]),
        {
            "organisation": orebro_area.pk,
            "edit_number": 0,
            "standing": "green",
            "comment": "Ring 070-123 45 67.",
        },
    )

    assert "Personuppgifter får inte stå här" in response.content.decode()
    assert "Ring 070-123 45 67." in response.content.decode()
    assert not Confirmation.objects.exists()


def test_closing_with_a_comment_on_each_activity(client, published, coordinator):
    client.force_login(coordinator)
    key = published.activities[0].key
    assert "Kommentar till aktivitet" in page(client, "close_round", published, 1)

    client.post(
        reverse("followup:close_round", args=[published.promise.pk, 1]),
        {"comment": "Gick trögt.", f"activity_{key.hex}": "Ingen rond blev av."},
    )

    text = page(client, "round", published, 1)
    assert "Gick trögt." in text
    assert "Ingen rond blev av." in text
    assert "Bekräfta läget för" not in text


def test_who_closes_second_is_told_and_keeps_the_text(client, published, coordinator, municipal_police):
    rounds.close(published, number=1, comment="Först.", by=coordinator)
    client.force_login(municipal_police)

    response = client.post(
        reverse("followup:close_round", args=[published.promise.pk, 1]), {"comment": "Sedan."}
    )

    text = response.content.decode()
    assert "Samordnare har redan avslutat omgången" in text
    assert "Sedan." in text
    assert Round.objects.get().comment == "Först."


def test_an_executor_sees_only_its_own_activity(client, lekeberg, scene: Scene, landlord, landlord_executor):
    from followup.followed import followed
    from tests.factories.promises import ActivityAnswerFactory

    activity = ActivityFactory(revision=scene.revision, text="Belysning på gården.", scope="2 st", position=2)
    for part in ("executor", "responsible"):
        ActivityActorFactory(activity=activity, organisation=landlord, part=part)
    ActivityAnswerFactory(
        activity=activity,
        organisation=landlord,
        answered_by=landlord_executor,
        answered_text=activity.text,
        answered_scope=activity.scope,
    )
    with time_machine.travel("2027-01-04"):
        scene.advance("published")
    client.force_login(landlord_executor)

    text = page(client, "round", followed(scene.revision.promise), 1)

    assert "Belysning på gården." in text
    assert "Trygghetsrond på Storgatan." not in text
    assert "Bekräfta läget för Hyresvärden" in text


def test_the_pages_cost_the_same_however_much_is_reported(
    client, published, coordinator, django_assert_max_num_queries
):
    client.force_login(coordinator)
    page(client, "round", published, 1)

    def queries():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            page(client, "round", published, 1)
        return len(found)

    EntryFactory(version=published.version, activity_key=published.activities[0].key)
    one = queries()
    for _again in range(2):
        EntryFactory(version=published.version, activity_key=published.activities[0].key)
    assert queries() == one
    assert one <= 20
