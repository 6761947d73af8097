"""The promise's own page offers its follow-up to whom it opens for, and to nobody else who can read the page."""

from typing import Any

import pytest
from django.urls import reverse

from tests.factories.promises import ActivityActorFactory

pytestmark = pytest.mark.django_db

PEOPLE = [
    "coordinator",
    "municipal_police",
    "police_chief",
    "chair",
    "council_secretary",
    "reader",
    "executor",
    "landlord_executor",
    "superuser",
]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("school_takes_part", [False, True])
def test_the_button_leads_somewhere(
    client: Any, following: Any, member: Any, school: Any, name: str, school_takes_part: bool
) -> None:
    if school_takes_part:
        activity = following.promise.revisions.get().activities.first()
        ActivityActorFactory(activity=activity, organisation=school)
    client.force_login(member(name))
    follow_up = reverse("followup:detail", args=[following.promise.pk])

    page = client.get(reverse("promises:detail", args=[following.promise.pk]))

    offered = page.status_code == 200 and f'href="{follow_up}"' in page.content.decode()
    opens = client.get(follow_up).status_code == 200
    assert offered == (opens and page.status_code == 200)
