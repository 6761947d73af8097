"""What the form proposes, by the kind of omfattning."""

import uuid
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from followup.followed import Followed
from followup.prefill import initial_values
from promises import extent as extents
from promises.documents import ActivityText, FocusAreaText

TODAY = date(2027, 6, 16)


def activity(scope, places=()):
    extent = extents.parse(scope)
    text = ActivityText(
        number="1",
        key=str(uuid.uuid4()),
        text="x",
        scope=scope,
        extent=extents.to_dict(extent) if extent else None,
        places=list(places),
    )
    return Followed(
        uuid.UUID(text.key), text, FocusAreaText(title=None), date(2027, 1, 1), date(2027, 12, 31)
    )


def entry(day, quantity, status="done"):
    return SimpleNamespace(happened_on=day, quantity=Decimal(quantity), status=status)


def proposed(scope, *, occasion=None, entries=(), **more):
    return initial_values(activity(scope, **more), occasion, entries, TODAY)


@pytest.mark.parametrize(
    ("scope", "status", "quantity", "out_of"),
    [
        ("minst 4 trygghetsvandringar", "done", 1, None),
        ("minst 6 timmar per vecka", "done", 6, None),
        ("varannan onsdag", "done", 1, None),
        ("vid behov", "done", 1, 1),
        ("Löpande", "underway", None, None),
        ("helt egna ord", "underway", None, None),
    ],
)
def test_each_kind_has_its_proposal(scope, status, quantity, out_of):
    values = proposed(scope)

    assert (values["status"], values["quantity"], values["out_of"]) == (status, quantity, out_of)


def test_what_is_done_this_week_is_taken_off_what_remains():
    entries = [
        entry(date(2027, 6, 14), 4),
        entry(date(2027, 6, 9), 6),
        entry(date(2027, 6, 15), 1, "not_done"),
    ]

    assert proposed("minst 6 timmar per vecka", entries=entries)["quantity"] == 2


def test_something_is_proposed_when_all_is_done():
    assert proposed("minst 6 timmar per vecka", entries=[entry(TODAY, 9)])["quantity"] == 1


def test_one_occasion_is_one_of_what_is_counted():
    occasion = SimpleNamespace(place="Torget", last_day=TODAY)

    values = proposed("minst 20 kontroller i månaden", occasion=occasion, places=["Stationen"])

    assert (values["quantity"], values["place"], values["unit"]) == (1, "Torget", "kontroller")


@pytest.mark.parametrize(
    ("last_day", "day"), [(date(2027, 6, 9), date(2027, 6, 9)), (date(2027, 6, 20), TODAY)]
)
def test_a_planned_occasion_that_has_passed_is_reported_on_its_own_days(last_day, day):
    occasion = SimpleNamespace(place="", last_day=last_day)

    assert proposed("3 kvällar i veckan", occasion=occasion)["happened_on"] == day


def test_the_places_of_the_activity_are_proposed_when_they_fit():
    assert proposed("2 st", places=["Kronogården", "Lextorp"])["place"] == "Kronogården, Lextorp"
    assert proposed("2 st", places=["x" * 200])["place"] == ""
