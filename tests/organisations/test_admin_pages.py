"""Every page of the administration, as everybody who may see it: it opens, costs a fixed number of queries, is ours."""

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisations.admin import site
from organisations.models import Contact, Mandate, Membership, Organisation, User
from organisations.roles import RoleKey
from promises.models import Promise
from public.models import ReaderReport
from tests.factories.organisations import (
    ContactFactory,
    MembershipFactory,
    PoliceDistrictFactory,
    UnitFactory,
    UserFactory,
)
from tests.organisations.admin_rows import (
    EVERY_MODEL,
    OF_MUNICIPALITIES,
    OWNED,
    addresses_of,
    admin_of,
    lagesbild_rows_in,
    rows_in,
)

ADMINISTRATORS = ("council_secretary", "police_administrator", "superuser")


@pytest.fixture
def everything(lekeberg: Any, orebro_area: Any) -> None:
    PoliceDistrictFactory()
    for organisation, word in ((lekeberg, "kommunen"), (orebro_area, "polisen")):
        rows_in(organisation, word)
    lagesbild_rows_in(lekeberg, "kommunen")


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_every_page_opens(client: Client, everything: None, member: Any, name: str) -> None:
    user = member(name)
    client.force_login(user)
    opened = 0

    for model in EVERY_MODEL:
        model_admin = admin_of(model)
        assert client.get(model_admin.url("changelist")).status_code == 200
        assert client.get(model_admin.url("add")).status_code == (200 if model_admin.may_add(user) else 403)
        row = model_admin.rows(user).first()
        for address in addresses_of(model, row) if row else []:
            page = client.get(address)
            # A step that the row is in no state for is refused, with a sentence.
            assert page.status_code == 200 or "/historik/" not in address
            assert "style=" not in page.content.decode()
            opened += page.status_code == 200
    assert opened > 20


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_the_front_page_leads_to_what_one_may_open_and_nothing_else(
    client: Client, everything: None, member: Any, name: str
) -> None:
    client.force_login(member(name))

    page = client.get("/admin/")

    entries = [entry for _section, entries in page.context["sections"] for entry in entries]
    # Only the country's places for whoever runs it; no lägesbild for the police's administrator.
    left_out = {"superuser": 0, "police_administrator": 1 + len(OF_MUNICIPALITIES)}.get(name, 1)
    assert len(entries) == len(EVERY_MODEL) - left_out
    for entry in entries:
        assert client.get(entry.url).status_code == 200
        assert not entry.add_url or client.get(entry.add_url).status_code == 200


def test_the_menu_shows_the_administration_only_to_those_who_may_open_it(
    client: Client, council_secretary: Any, coordinator: Any
) -> None:
    pages = []
    for user in (council_secretary, coordinator):
        client.force_login(user)
        pages.append(client.get(reverse("organisations:list")).content.decode())

    assert [reverse("admin:index") in page for page in pages] == [True, False]


def test_the_way_in_is_the_common_login(client: Client, council_secretary: Any) -> None:
    assert client.get("/admin/")["Location"] == "/konto/login/?next=/admin/"
    assert client.get("/admin/login/")["Location"].startswith("/konto/login/")

    client.force_login(council_secretary)

    assert client.get("/admin/login/")["Location"] == "/admin/"


def test_what_libraries_register_does_not_turn_up() -> None:
    ours = {model._meta.app_label for model in site._registry}

    assert ours == {"organisations", "lagesbild", "promises", "public", "audit"}
    assert not any(admin.site._registry.keys() & site._registry.keys())


def test_every_address_is_below_a_list_of_ours() -> None:
    def names(patterns: list[Any]) -> set[str]:
        found: set[str] = set()
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found |= names(pattern.url_patterns)
            elif isinstance(pattern, URLPattern) and pattern.name:
                found.add(pattern.name)
        return found

    mounted = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", None) == "admin")
    lists = tuple(f"{model._meta.app_label}_{model._meta.model_name}_" for model in site._registry)
    assert {name for name in names(mounted.url_patterns) if not name.startswith(lists)} == {"index", "login"}


# --- Cost ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", OWNED)
def test_a_list_costs_the_same_with_one_row_and_with_three(
    client: Client, council_secretary: Any, lekeberg: Any, model: Any
) -> None:
    client.force_login(council_secretary)
    address = admin_of(model).url("changelist")
    rows_in(lekeberg, "ett")
    few = _queries(client, address)

    for word in ("tva", "tre"):
        rows_in(lekeberg, word)

    assert _queries(client, address) == few
    assert few <= 15


@pytest.mark.parametrize("model", OF_MUNICIPALITIES)
def test_a_list_of_the_lagesbild_costs_the_same_too(
    client: Client, council_secretary: Any, lekeberg: Any, model: Any
) -> None:
    client.force_login(council_secretary)
    address = admin_of(model).url("changelist")
    lagesbild_rows_in(lekeberg, "ett")
    few = _queries(client, address)

    for word in ("tva", "tre"):
        lagesbild_rows_in(lekeberg, word)

    assert _queries(client, address) == few
    assert few <= 15


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_showing_a_form_takes_no_write_lock(client: Client, council_secretary: Any, lekeberg: Any) -> None:
    """On SQLite a transaction takes it when it begins, so a page that is only read must not begin one."""
    contact = ContactFactory(organisation=lekeberg)
    client.force_login(council_secretary)

    with CaptureQueriesContext(connection) as captured:
        client.get(admin_of(Contact).url("change", contact.pk))

    assert not [query["sql"] for query in captured if query["sql"].startswith(("BEGIN", "SAVEPOINT"))]


# --- Order and search ---------------------------------------------------------------------------------


def test_people_are_in_swedish_order_and_found_without_dots(
    client: Client, council_secretary: Any, lekeberg: Any
) -> None:
    council_secretary.name = "Aa"
    council_secretary.save()
    for name in ("Ödman", "Åberg", "Zetterlund", "Ärling"):
        MembershipFactory(user=UserFactory(name=name), organisation=lekeberg, role=RoleKey.READER)
    client.force_login(council_secretary)
    address = admin_of(User).url("changelist")

    assert _names(client.get(address)) == ["Aa", "Zetterlund", "Åberg", "Ärling", "Ödman"]
    assert _names(client.get(address, {"q": "odm"})) == ["Ödman"]
    assert _names(client.get(address, {"o": "-0"})) == ["Ödman", "Ärling", "Åberg", "Zetterlund", "Aa"]


def _names(page: Any) -> list[str]:
    return [str(row) for row in page.context["cl"].result_list]


def test_filters_narrow_and_are_remembered_in_the_form(
    client: Client, council_secretary: Any, lekeberg: Any
) -> None:
    unit = UnitFactory(parent=lekeberg, name="Skolan")
    there, here = ContactFactory(organisation=unit), ContactFactory(organisation=lekeberg)
    client.force_login(council_secretary)

    page = client.get(
        admin_of(Contact).url("changelist"), {"organisation": unit.pk, "q": "", "funktion": "", "o": ""}
    )

    assert list(page.context["cl"].result_list) == [there]
    assert here not in page.context["cl"].result_list
    assert f'<option value="{unit.pk}" selected>' in page.content.decode()


def test_roles_that_are_over_are_shown_when_asked_for(
    client: Client, council_secretary: Any, expired: Any
) -> None:
    client.force_login(council_secretary)
    address = admin_of(Membership).url("changelist")
    over = expired.memberships.get()

    assert over not in client.get(address).context["cl"].result_list
    assert over in client.get(address, {"galler": "over"}).context["cl"].result_list
    assert over in client.get(address, {"galler": "alla"}).context["cl"].result_list


def test_a_long_list_has_pages(client: Client, superuser: Any) -> None:
    UnitFactory.create_batch(51, parent=UnitFactory())
    client.force_login(superuser)

    page = client.get(admin_of(Organisation).url("changelist"), {"p": "2"})

    assert len(page.context["cl"].result_list) == 2
    assert 'aria-label="Sida 1"' in page.content.decode()


def test_an_empty_list_says_what_to_do(client: Client, council_secretary: Any) -> None:
    client.force_login(council_secretary)

    page = client.get(admin_of(Contact).url("changelist")).content.decode()

    assert "Inga kontakter än" in page
    assert admin_of(Contact).url("add") in page


# --- Promises and reports -----------------------------------------------------------------------------


def test_a_promise_is_read_and_leads_to_where_it_is_written(
    client: Client, council_secretary: Any, lekeberg: Any
) -> None:
    promise = rows_in(lekeberg, "hemma")[Promise]
    client.force_login(council_secretary)
    address = admin_of(Promise).url("change", promise.pk)

    page = client.get(address)

    assert reverse("promises:detail", args=[promise.pk]) in page.content.decode()
    assert '<form method="post" novalidate' not in page.content.decode()
    assert client.post(address, {"slug": "annan"}).status_code == 403


def test_reports_about_pages_are_for_whoever_runs_the_service(
    client: Client, council_secretary: Any, superuser: Any
) -> None:
    report = ReaderReport.objects.create(kind=ReaderReport.Kind.ACCESSIBILITY, text="Knappen syns inte")
    address = admin_of(ReaderReport).url("change", report.pk)

    client.force_login(council_secretary)
    assert client.get(address).status_code == 404
    client.force_login(superuser)
    assert client.get(address).status_code == 200


def test_an_empty_choice_has_words(client: Client, council_secretary: Any) -> None:
    client.force_login(council_secretary)

    pages = [client.get(admin_of(model).url("add")).content.decode() for model in (Mandate, Membership)]

    assert all('<option value="" selected>Välj</option>' in page for page in pages)
    assert '<option value="" selected>Inget valt</option>' in pages[0]
    assert not any("-----" in page for page in pages)


def test_a_mandates_page_says_that_it_holds_and_nothing_of_what_has_not_happened(
    client: Client, council_secretary: Any, chair: Any
) -> None:
    client.force_login(council_secretary)

    page = client.get(admin_of(Mandate).url("change", chair.mandates.get().pk)).content.decode()

    assert "Gäller" in page
    assert "Återkallat av" not in page
