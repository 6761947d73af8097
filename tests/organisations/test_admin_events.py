"""Whatever is written in the administration leaves an event: every list there is walked through, none picked out."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from django.utils import timezone

from audit.models import Event
from organisations.admin import site
from organisations.models import (
    Contact,
    Group,
    GroupMember,
    Invitation,
    Mandate,
    Meeting,
    Membership,
    Organisation,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
)
from organisations.roles import RoleKey
from tests.factories.organisations import (
    GroupFactory,
    MembershipFactory,
    MunicipalityFactory,
    PoliceDistrictFactory,
    PoliceRegionFactory,
)
from tests.organisations.admin_rows import EVERY_MODEL, SHARED, admin_of, rows_in

# What is sent to add a row of each kind that can be added; a kind that is missing here fails.
ADDABLE = (
    Membership,
    Invitation,
    Mandate,
    Organisation,
    Contact,
    Group,
    GroupMember,
    Meeting,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
)


@pytest.fixture
def rows(lekeberg: Any, orebro_area: Any) -> dict[Any, Any]:
    """A row of every kind."""
    PoliceDistrictFactory()
    found = rows_in(lekeberg, "hemma")
    found |= {type(lekeberg): lekeberg, PoliceArea: orebro_area}
    found[PoliceAreaMunicipality] = orebro_area.municipality_links.first()
    return found | {model: model._default_manager.first() for model in SHARED}


def events() -> int:
    return Event.objects.without_refusals().count()


def sent(form: Any) -> dict[str, Any]:
    """What a browser would send of a form that nobody has touched."""
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            value = "on" if value else None
        elif hasattr(value, "isoformat"):
            value = value.isoformat()
        elif isinstance(value, list):
            value = [getattr(one, "pk", one) for one in value]
        if value is not None:
            data[bound.html_name] = value
    return data


def new_row(model: Any, lekeberg: Any, orebro_area: Any) -> dict[str, Any]:
    signatory = MembershipFactory(organisation=lekeberg, role=RoleKey.SIGNATORY).user
    place, day = lekeberg.pk, timezone.localdate().isoformat()
    named: dict[Any, dict[str, Any]] = {
        Membership: {"user": signatory.pk, "organisation": place, "role": "reader", "valid_from": day},
        Invitation: {"email": "ny@kommun.example", "organisation": place, "role": "reader"},
        Mandate: {"user": signatory.pk, "organisation": place, "valid_from": day},
        Organisation: {"parent": place, "kind": "unit", "name": "Fritidsgården"},
        Contact: {"organisation": place, "function": "general", "title": "Växeln", "phone": "0585-488 00"},
        Group: {"parent": place, "name": "Arbetsgruppen", "group_kind": "working"},
        PoliceArea: {"name": "Nytt område"},
        PoliceDistrict: {"name": "Nytt polisområde"},
    }
    if model is Mandate:
        named[model] |= {"title": "Kommundirektör", "decision_reference": "KS § 3"}
    if model in (GroupMember, Meeting):
        group = GroupFactory(parent=lekeberg).pk
        named[GroupMember] = {"group": group, "organisation": place, "title": "Chef"}
        named[Meeting] = {"group": group, "held_on": day}
    if model is PoliceDistrict:
        named[model] |= {"region": PoliceRegionFactory().pk}
    if model is PoliceAreaMunicipality:
        said = {"source": "Polisen", "source_year": "2026"}
        named[model] = {"police_area": orebro_area.pk, "municipality": MunicipalityFactory().pk, **said}
    return named[model]


def test_no_kind_of_row_and_no_way_to_add_one_is_missing_here(superuser: Any, lekeberg: Any) -> None:
    GroupFactory(parent=lekeberg)
    assert set(EVERY_MODEL) == set(site._registry)
    assert {model for model in EVERY_MODEL if admin_of(model).may_add(superuser)} == set(ADDABLE)


@pytest.mark.parametrize("model", ADDABLE)
def test_adding_a_row_leaves_an_event(
    engine_room: Client, model: Any, lekeberg: Any, orebro_area: Any
) -> None:
    values = new_row(model, lekeberg, orebro_area)
    before, there = events(), model._default_manager.count()

    engine_room.post(admin_of(model).url("add"), {"creation_key": uuid.uuid4(), **values})

    assert (events() - before, model._default_manager.count() - there) == (1, 1)


def test_saving_a_row_leaves_an_event_whatever_it_is(
    engine_room: Client, rows: dict[Any, Any], superuser: Any
) -> None:
    saved = []
    for model, row in rows.items():
        address = admin_of(model).url("change", row.pk)
        page = engine_room.get(address)
        before = events()
        answer = engine_room.post(address, sent(page.context["form"]))
        if admin_of(model).may_change(superuser, row):
            saved.append(model)
            assert (answer.status_code, events() - before) == (302, 1), model
        else:
            assert (answer.status_code, events() - before) == (403, 0), model

    assert len(saved) > len(rows) / 2


def test_every_step_leaves_an_event_for_one_row_and_for_those_marked(
    engine_room: Client, lekeberg: Any, orebro_area: Any, superuser: Any
) -> None:
    done = set()
    for model in EVERY_MODEL:
        for step in admin_of(model).steps:
            for many in (False, True):
                row = _a_row_for(step, model, lekeberg, orebro_area, superuser)
                if row is None:
                    continue
                before = events()
                _do(engine_room, model, step, row, many=many)
                assert events() - before == 1, (model, step.name, many)
                done.add((model, step.name))

    expected = {(model, step.name) for model in EVERY_MODEL for step in admin_of(model).steps}
    # An account is opened only when it has been closed, and a mandate confirmed only when it waits: elsewhere.
    assert {name for _model, name in expected - done} <= {"open_account", "confirm"}


def _a_row_for(step: Any, model: Any, lekeberg: Any, orebro_area: Any, user: Any) -> Any:
    """A new row of the kind, in a state for the step."""
    if model is PoliceAreaMunicipality:
        return orebro_area.municipality_links.create(municipality=MunicipalityFactory())
    row = rows_in(lekeberg, uuid.uuid4().hex[:8]).get(model)
    if row is not None and model is Invitation:
        row.expires_at = timezone.now() + timedelta(days=3)
        row.save()
    return row if row is not None and step.may(row, user) else None


def _do(client: Client, model: Any, step: Any, row: Any, *, many: bool) -> None:
    shown = {f"seen-{row.pk}": step.stamp(row)}
    if many:
        marked = {"action": step.name, ACTION_CHECKBOX_NAME: [row.pk], "_confirmed": "1", "index": "0"}
        client.post(admin_of(model).url("changelist") + _all_of(model), {**marked, **shown})
    else:
        client.post(admin_of(model).url(step.name, row.pk), shown)


def _all_of(model: Any) -> str:
    """Filters hide some rows at first."""
    names = {one.parameter_name for one in admin_of(model).list_filter}
    return f"?{'lage'}=alla" if "lage" in names and model is not Invitation else ""


def test_there_are_no_rows_within_rows_and_no_saving_in_lists() -> None:
    for model in EVERY_MODEL:
        assert not admin_of(model).inlines
        assert not admin_of(model).list_editable
