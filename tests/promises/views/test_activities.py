"""The page about focus areas and activities, and what is done there to one activity."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from promises.models import Activity
from tests.factories.organisations import GroupFactory, UnitFactory
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityFactory,
    FocusAreaFactory,
    PlaceFactory,
)

pytest_plugins: list[str] = []
HTMX = {"HX-Request": "true"}


def url(name: str, *args: Any) -> str:
    return reverse(f"promises:{name}", args=args)


def short(**fields: Any) -> dict[str, Any]:
    return {"text": "Vi kontrollerar farten på Storgatan.", "creation_key": str(uuid.uuid4()), **fields}


def test_an_empty_draft_shows_a_short_form(as_coordinator: Any, draft: Any) -> None:
    page = as_coordinator.get(url("activities", draft.promise_id)).content.decode()

    assert 'name="text"' in page
    assert "Lägg till och fyll i mer" in page


def test_a_row_is_added_without_javascript(as_coordinator: Any, draft: Any, lekeberg: Any) -> None:
    data = short(scope="minst 4 gånger i månaden", executors=[lekeberg.pk], responsible=[lekeberg.pk])
    response = as_coordinator.post(url("activity_add", draft.promise_id), data)

    activity = Activity.objects.get()
    assert response.status_code == 302
    assert response.url == f"{url('activities', draft.promise_id)}?ny=0#aktivitet-ny-0"
    assert activity.extent["kind"] == "rate"
    assert activity.extent_source == "scope"
    assert {(a.part, a.organisation_id) for a in activity.actors.all()} == {
        ("executor", lekeberg.pk),
        ("responsible", lekeberg.pk),
    }
