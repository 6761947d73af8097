"""No way leads to another organisation's rows: not by id, list, filter, look-up, search, choice or mark."""

from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.test import Client

from organisations.admin import site
from organisations.models import (
    Contact,
    GroupMember,
    Mandate,
    Membership,
    Municipality,
    Organisation,
    PoliceArea,
)
from tests.cast import CAST
from tests.factories.organisations import ContactFactory, PoliceDistrictFactory
from tests.organisations.admin_rows import (
    EVERY_MODEL,
    SHARED,
    PoliceAreaMunicipality,
    addresses_of,
    admin_of,
    lagesbild_rows_in,
    rows_in,
)

Rows = dict[type[models.Model], Any]
ADMINISTRATORS = ("council_secretary", "police_administrator")
OTHERS = [name for name in CAST if name not in (*ADMINISTRATORS, "superuser")]


@pytest.fixture
def home(request: pytest.FixtureRequest, administrator: str) -> Any:
    """The organisation that the administrator runs."""
    return request.getfixturevalue("lekeberg" if administrator == "council_secretary" else "orebro_area")


@pytest.fixture
def own(home: Any, orebro_area: Any) -> Rows:
    link = PoliceAreaMunicipality.objects.filter(
        models.Q(police_area=home.pk) | models.Q(municipality=home.pk)
    ).first()
    lagesbild = lagesbild_rows_in(home, "hemma") if isinstance(home, Municipality) else {}
    return {**rows_in(home, "hemma"), **lagesbild, type(home): home, PoliceAreaMunicipality: link}


@pytest.fixture
def away(administrator: str, kungsor: Any, vastra_malardalen: Any) -> Any:
    """The same kind of organisation, somewhere else."""
    return kungsor if administrator == "council_secretary" else vastra_malardalen


@pytest.fixture
def foreign(away: Any, kungsor: Any, vastra_malardalen: Any) -> Rows:
    return {
        **rows_in(away, "borta"),
        **lagesbild_rows_in(kungsor, "borta"),
        Municipality: kungsor,
        PoliceArea: vastra_malardalen,
        PoliceAreaMunicipality: vastra_malardalen.municipality_links.get(),
    }


@pytest.fixture(params=ADMINISTRATORS)
def administrator(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def user(administrator: str, member: Any) -> Any:
    return member(administrator)


@pytest.fixture
def desk(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


FOREIGN = ("borta", "Kungsör", "Västra Mälardalen")


def foreign_words(page: Any) -> list[str]:
    """What the page shows of the other organisation's."""
    shown = page.content.decode()
    return [word for word in FOREIGN if word in shown]


def test_every_registered_model_is_tried() -> None:
    assert set(site._registry) == set(EVERY_MODEL)


# --- By id ------------------------------------------------------------------------------------------


def test_ones_own_rows_can_be_opened(desk: Client, own: Rows) -> None:
    for model, row in own.items():
        admin = admin_of(model)
        assert desk.get(admin.url("change", row.pk)).status_code == 200, model
        assert not admin.has_history or desk.get(admin.url("history", row.pk)).status_code == 200


def test_a_foreign_row_does_not_exist(desk: Client, foreign: Rows) -> None:
    for model, row in foreign.items():
        before = _stored(row)
        for address in addresses_of(model, row):
            assert desk.get(address).status_code == 404, address
            assert desk.post(address, {"edit_number": 1, "_confirmed": "1"}).status_code == 404, address
        assert _stored(row) == before


def _stored(row: Any) -> Any:
    return type(row)._default_manager.filter(pk=row.pk).values().get()


def test_a_foreign_row_answers_as_one_that_does_not_exist(desk: Client, foreign: Rows) -> None:
    for model, row in foreign.items():
        for name in ("change", "history") if admin_of(model).has_history else ("change",):
            there, nowhere = admin_of(model).url(name, row.pk), admin_of(model).url(name, 987654321)
            assert desk.get(there).content.decode().replace(there, "") == desk.get(
                nowhere
            ).content.decode().replace(nowhere, "")


def test_a_number_too_large_to_exist_is_not_found(desk: Client) -> None:
    for model in EVERY_MODEL:
        assert desk.get(admin_of(model).url("change", 10**30)).status_code == 404


def test_a_police_administrator_does_not_run_the_municipalities_of_the_area(
    client: Client, police_administrator: Any, lekeberg: Any
) -> None:
    client.force_login(police_administrator)

    assert client.get(admin_of(Municipality).url("change", lekeberg.pk)).status_code == 404


# --- In lists ---------------------------------------------------------------------------------------


def test_a_list_shows_ones_own_rows_and_no_others(desk: Client, own: Rows, foreign: Rows) -> None:
    for model, row in foreign.items():
        page = desk.get(admin_of(model).url("changelist"))

        assert page.status_code == 200
        assert not foreign_words(page), model
        listed = set(page.context["cl"].result_list.values_list("pk", flat=True))
        assert row.pk not in listed
        assert model not in own or own[model].pk in listed


LOOKUPS = (
    "organisation__id__exact={other}",
    "organisation={other}",
    "user__memberships__organisation={other}",
    "parent__exact={other}",
    "owner={other}",
    "group__parent={other}",
    "pk={row}",
    "id__in={row}",
    "name__startswith=b",
    "edit_number=1",
)


def test_a_lookup_in_the_address_finds_nothing_foreign(
    desk: Client, own: Rows, foreign: Rows, away: Any
) -> None:
    """A parameter that is no filter of the page is refused; one that is knows only its own values."""
    for model in EVERY_MODEL:
        filters = {one.parameter_name for one in admin_of(model).list_filter}
        for lookup in LOOKUPS:
            query = lookup.format(other=away.pk, row=getattr(foreign.get(model), "pk", 1))
            page = desk.get(f"{admin_of(model).url('changelist')}?{query}")
            if page.status_code == 400:
                continue
            assert (page.status_code, query.split("=")[0] in filters) == (200, True), (model, query)
            assert page.context["cl"].result_count == 0
            assert not foreign_words(page)


def test_filters_offer_nothing_foreign(desk: Client, own: Rows, foreign: Rows) -> None:
    for model in EVERY_MODEL:
        page = desk.get(admin_of(model).url("changelist"))
        offered = [str(name) for one in page.context["cl"].filter_specs for _key, name in one.lookup_choices]
        assert not [name for name in offered if any(word in name for word in FOREIGN)], model


def test_a_search_finds_nothing_foreign(desk: Client, own: Rows, foreign: Rows) -> None:
    searched = [model for model in EVERY_MODEL if admin_of(model).search_fields]
    assert len(searched) > 8

    for model in searched:
        page = desk.get(admin_of(model).url("changelist"), {"q": "borta"})
        assert page.context["cl"].result_count == 0, model


@pytest.mark.parametrize("query", ["e=1", "p=99", "p=x", "o=99", "o=-1.0", "all=", "_facets=True"])
@pytest.mark.parametrize("administrator", ["council_secretary"])
def test_parameters_of_the_page_itself_show_nothing_foreign(
    desk: Client, own: Rows, foreign: Rows, query: str
) -> None:
    """As one of the two: a list is the same list for both, and what rows it starts from is tried above for each."""
    for model in EVERY_MODEL:
        page = desk.get(f"{admin_of(model).url('changelist')}?{query}", follow=True)

        assert page.status_code == 200
        assert not foreign_words(page)


@pytest.mark.parametrize("query", ["_popup=1", "_to_field=id", "_to_field=organisation"])
def test_there_are_no_popups(desk: Client, query: str) -> None:
    for model in EVERY_MODEL:
        for name in ("changelist", "add"):
            assert desk.get(f"{admin_of(model).url(name)}?{query}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/admin/autocomplete/?app_label=organisations&model_name=membership&field_name=user&term=borta",
        "/admin/r/1/1/",
        "/admin/jsi18n/",
        "/admin/organisations/",
        "/admin/auth/group/",
        "/admin/password_change/",
        "/admin/logout/",
        "/admin/sites/site/",
    ],
)
def test_djangos_other_pages_are_not_here(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 404


# --- In forms ---------------------------------------------------------------------------------------


def test_a_form_offers_nothing_foreign(desk: Client, own: Rows, foreign: Rows, user: Any) -> None:
    """A council's seats may be the police area's, so that is not foreign; another area's and its people are."""
    for model in EVERY_MODEL:
        admin = admin_of(model)
        addresses = [admin.url("add")] if admin.may_add(user) else []
        if model in own:
            addresses.append(admin.url("change", own[model].pk))
        for address in addresses:
            assert not foreign_words(desk.get(address)), address


def test_a_foreign_choice_is_refused_in_every_form(desk: Client, own: Rows, foreign: Rows, away: Any) -> None:
    tries: list[tuple[Any, str, Any]] = [
        (Membership, "user", foreign[Membership].user),
        (Membership, "organisation", away),
        (Mandate, "user", foreign[Mandate].user),
        (Mandate, "organisation", away),
        (Mandate, "delegated_from", foreign[Mandate]),
        (Contact, "organisation", away),
        (Organisation, "parent", away),
        (GroupMember, "group", foreign[GroupMember].group),
        (GroupMember, "user", foreign[Membership].user),
    ]
    for model, field, row in tries:
        page = desk.post(admin_of(model).url("add"), {field: row.pk})
        assert page.status_code == 200
        assert page.context["form"].errors.as_data()[field][0].code == "invalid_choice"


def test_a_start_value_in_the_address_shows_nothing_foreign(desk: Client, own: Rows, foreign: Rows) -> None:
    start = {"user": foreign[Membership].user.pk, "organisation": foreign[Contact].organisation.pk}

    assert "borta" not in desk.get(admin_of(Membership).url("add"), start).content.decode()


def test_rows_within_rows_cannot_be_posted(desk: Client, own: Rows, foreign: Rows) -> None:
    seat = foreign[GroupMember]
    stolen = {
        "seats-TOTAL_FORMS": "1",
        "seats-INITIAL_FORMS": "1",
        "seats-0-id": seat.pk,
        "seats-0-group": own[GroupMember].group.pk,
        "seats-0-title": "Stulen",
        "seats-0-DELETE": "on",
    }
    group = own[GroupMember].group

    desk.post(
        admin_of(type(group)).url("change", group.pk),
        {"name": group.name, "group_kind": group.group_kind, "edit_number": 1, **stolen},
    )

    seat.refresh_from_db()
    assert (seat.title, seat.group_id) == ("Plats borta", foreign[GroupMember].group_id)


# --- By marks in the list ---------------------------------------------------------------------------


def test_marks_on_foreign_rows_do_nothing(desk: Client, own: Rows, foreign: Rows) -> None:
    tries: list[dict[str, Any]] = [
        {"index": "0"},
        {"_confirmed": "1"},
        {"select_across": "1", "_confirmed": "1"},
    ]
    for model, row in foreign.items():
        before = _stored(row)
        marked = [one[model].pk for one in (own, foreign) if model in one]
        for step in admin_of(model).steps:
            for extra in tries:
                data = {"action": step.name, ACTION_CHECKBOX_NAME: marked, **extra}
                assert not foreign_words(desk.post(admin_of(model).url("changelist"), data))
        assert _stored(row) == before


def test_removing_a_mixture_removes_only_ones_own(desk: Client, own: Rows, foreign: Rows) -> None:
    marked = [own[Contact].pk, foreign[Contact].pk]

    desk.post(
        admin_of(Contact).url("changelist"),
        {"action": "delete", ACTION_CHECKBOX_NAME: marked, "_confirmed": "1"},
    )

    assert list(Contact.objects.filter(pk__in=marked)) == [foreign[Contact]]


# --- What belongs to everybody, and who sees everything ----------------------------------------------


def test_the_countrys_own_rows_are_read_only(desk: Client, home: Any, kungsor: Any) -> None:
    PoliceDistrictFactory()
    for model in SHARED:
        row = model.objects.earliest("pk")
        address = admin_of(model).url("change", row.pk)
        assert desk.get(address).status_code == 200
        assert desk.post(address, {"name": "Annat", "edit_number": 1}).status_code == 403
        assert not model.objects.filter(name="Annat").exists()


def test_whoever_runs_the_service_sees_the_whole_country(
    client: Client, superuser: Any, lekeberg: Any, kungsor: Any, vastra_malardalen: Any
) -> None:
    rows: Rows = {
        **rows_in(kungsor, "borta"),
        Municipality: kungsor,
        PoliceArea: vastra_malardalen,
        PoliceAreaMunicipality: vastra_malardalen.municipality_links.get(),
    }
    client.force_login(superuser)

    for model, row in rows.items():
        listed = client.get(admin_of(model).url("changelist")).context["cl"].result_list
        assert row.pk in listed.values_list("pk", flat=True)
        assert client.get(admin_of(model).url("change", row.pk)).status_code == 200


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_comes_in(client: Client, member: Any, lekeberg: Any, name: str) -> None:
    contact = ContactFactory(organisation=lekeberg)
    client.force_login(member(name))

    for address in ("/admin/", admin_of(Contact).url("changelist"), *addresses_of(Contact, contact)):
        page = client.get(address)
        assert page.status_code == 403
        assert "Administrationen är för BRÅ-sekreterare" in page.content.decode()


def test_no_page_forgets_to_ask(client: Client, coordinator: Any, lekeberg: Any) -> None:
    rows = rows_in(lekeberg, "hemma")
    client.force_login(coordinator)

    for model, row in rows.items():
        for address in (
            admin_of(model).url("changelist"),
            admin_of(model).url("add"),
            *addresses_of(model, row),
        ):
            assert client.get(address).status_code == 403
            assert client.post(address).status_code == 403


def test_a_person_without_a_login_is_asked_for_one(client: Client, lekeberg: Any) -> None:
    rows = rows_in(lekeberg, "hemma")

    for model, row in rows.items():
        for address in (
            admin_of(model).url("changelist"),
            admin_of(model).url("add"),
            *addresses_of(model, row),
        ):
            for response in (client.get(address), client.post(address)):
                assert response.status_code == 302
                assert response["Location"].startswith("/konto/login/")
