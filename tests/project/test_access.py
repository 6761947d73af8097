"""Every address, as every person: the table in ``access_table`` against what the application answers.

Going through them all is also the canary: no page may break for anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.handlers import exception
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import CAST
from tests.project.access_rows import MUNICIPAL, OPERATOR, POLICE
from tests.project.access_table import (
    ACCOUNT_ARGUMENTS,
    ACCOUNT_OPEN,
    ACCOUNT_OWN,
    ADMINISTRATORS,
    MISSING,
    TABLE,
    Row,
)
from tests.project.access_world import World

OK = frozenset({200, 201, 204, 302, 303, 400, 409, 422})
ANONYMOUS = "anonymous"
PERSONS = (*CAST, ANONYMOUS)
# What is open asks nobody who they are, and the login library's pages not what their roles are: with and without a
# login, with and without a membership.
A_FEW = ("coordinator", "nobody", "superuser", ANONYMOUS)


def _walk(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, inner)
        else:
            yield ":".join([*namespaces, pattern.name or str(pattern.pattern)]), pattern


ADDRESSES = dict(_walk(get_resolver()))
ADMIN = {name: pattern for name, pattern in ADDRESSES.items() if name.startswith("admin:")}


@dataclass(frozen=True)
class Visit:
    """A row of the table with its address in the world and what is sent there."""

    name: str
    row: Row
    address: str
    data: dict[str, Any]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all the tests here, undone after the last; what each test does in it is undone at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        # Whatever is made later, inside a test, would be undone with that test.
        world.visits = [
            Visit(name, row, reverse(name, kwargs=row.arguments(world)), row.data(world))
            for name, row in TABLE.items()
        ]
        world.people = {name: getattr(world, name) for name in CAST}
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def browse(world: World, db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """``browse(person, method, address, data)``: the status that the person gets. What was done is undone."""
    # Nobody here asks what the templates were given; to copy all of it takes longer than many a page.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)
    monkeypatch.setattr(exception, "get_exception_response", _one_page_for_what_is_not_found())

    def status(person: str, method: str, address: str, data: dict[str, Any] | None = None) -> int:
        if person not in clients:
            clients[person] = _client(world, person)
        client = clients[person]
        before = transaction.savepoint()
        try:
            response = client.post(address, data) if method == "post" else client.get(address)
            if response.streaming:
                # A file is read, and closed, only when it is sent.
                list(response)
        finally:
            transaction.savepoint_rollback(before)
        return _status(response)

    clients: dict[str, Client] = {}
    return status


def _one_page_for_what_is_not_found() -> Any:
    """The page that says so is the same for all addresses of a person in one part of the site: it is made once."""
    real, made = exception.get_exception_response, set()

    def response(request: Any, resolver: Any, status_code: int, fault: Exception) -> Any:
        if status_code != 404:
            return real(request, resolver, status_code, fault)
        part = (request.user.pk, request.path.split("/")[1])
        if part in made:
            return HttpResponse(status=404)
        made.add(part)
        return real(request, resolver, status_code, fault)

    return response


def _client(world: World, person: str) -> Client:
    client = Client(raise_request_exception=False)
    if person != ANONYMOUS:
        client.force_login(world.people[person])
    return client


def _status(response: Any) -> int:
    """The status, with being sent to the login page counted as 401."""
    to_login = response.status_code == 302 and response.url.startswith(reverse("account_login"))
    return 401 if to_login else response.status_code


# --- The table is complete ------------------------------------------------------------------------------


def test_every_address_has_a_row():
    known = set(TABLE) | MISSING | ACCOUNT_OPEN | ACCOUNT_OWN | set(ADMIN)

    assert set(ADDRESSES) - known == set()


def test_every_row_has_an_address():
    assert (set(TABLE) | MISSING | ACCOUNT_OPEN | ACCOUNT_OWN) - set(ADDRESSES) == set()


def test_nothing_behind_login_is_marked_open():
    opened = {name for name, row in TABLE.items() if row.is_open and not name.startswith("public:")}

    assert opened == {"healthz", "organisations:invitation"}


# --- Our own addresses ----------------------------------------------------------------------------------


def _methods(row: Row) -> list[str]:
    return [method for method in ("get", "post") if getattr(row, method) is not None]


def _expected(row: Row, person: str, method: str) -> frozenset[int]:
    allowed = getattr(row, method)
    if row.is_open or person in allowed:
        return OK
    if person == ANONYMOUS:
        return frozenset({401})
    return frozenset({403 if person in row.sees else 404})


# What stands alike to Lekeberg's rows: what they may comes out of the same queries.
ALIKE = (
    [person for person in PERSONS if person in MUNICIPAL | OPERATOR],
    [person for person in PERSONS if person in POLICE],
    [person for person in CAST if person not in MUNICIPAL | OPERATOR | POLICE],
    [ANONYMOUS],
)


def _asks(number: int, row: Row, person: str, method: str) -> bool:
    """Everybody asks for everything on SQLite. What PostgreSQL could answer otherwise are the queries, and those are
    the same for people who stand alike and are to get the same answer: there they take turns, an address each."""
    if row.is_open:
        return person in A_FEW
    if connection.vendor == "sqlite":
        return True
    (alike,) = (group for group in ALIKE if person in group)
    same = [one for one in alike if _expected(row, one, method) == _expected(row, person, method)]
    return same[number % len(same)] == person


def test_somebody_gets_each_answer_of_each_address_on_postgresql_too():
    turns = [
        (row, method, [person for person in PERSONS if _asks(number, row, person, method)])
        for number, row in enumerate(TABLE.values())
        if not row.is_open
        for method in _methods(row)
    ]

    for row, method, asking in turns:
        assert {_expected(row, person, method) for person in asking} == {
            _expected(row, person, method) for person in PERSONS
        }
    assert {person for _row, _method, asking in turns for person in asking} == set(PERSONS)


@pytest.mark.parametrize("person", PERSONS)
def test_each_person_reaches_what_the_table_says(browse, world, person):
    wrong = []
    for number, visit in enumerate(world.visits):
        for method in _methods(visit.row):
            if not _asks(number, visit.row, person, method):
                continue
            expected = _expected(visit.row, person, method)
            got = browse(person, method, visit.address, visit.data)
            if got not in expected:
                wrong.append(f"{method} {visit.name}: {got}, not {sorted(expected)}")

    assert not wrong, "\n".join(wrong)


def test_no_address_takes_what_the_table_says_it_does_not(browse, world):
    wrong = []
    for visit in world.visits:
        for method in {"get", "post"} - set(_methods(visit.row)):
            got = browse("coordinator", method, visit.address)
            if got not in {403, 404, 405}:
                wrong.append(f"{method} {visit.name}: {got}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(MISSING))
def test_what_a_promise_does_not_have_is_not_found(browse, world, name):
    address = reverse(name, kwargs={"slug": world.promise("published").slug})

    assert {browse(person, "get", address) for person in ("coordinator", "nobody", ANONYMOUS)} == {404}


# --- The login library's --------------------------------------------------------------------------------


@pytest.mark.parametrize("person", A_FEW)
def test_account_pages_never_break_and_ones_own_need_a_login(browse, world, person):
    wrong = []
    for name in sorted(ACCOUNT_OPEN | ACCOUNT_OWN):
        address = reverse(name, kwargs=ACCOUNT_ARGUMENTS.get(name))
        got = browse(person, "get", address)
        if got >= 500 or (person == ANONYMOUS and name in ACCOUNT_OWN and got not in {401, 404, 405}):
            wrong.append(f"{name}: {got}")

    assert not wrong, "\n".join(wrong)


# --- The administration ---------------------------------------------------------------------------------


def _admin_addresses() -> Iterator[tuple[str, str]]:
    given = {"object_id": "1", "app_label": "organisations", "content_type_id": 1, "url": "x"}
    for name, pattern in ADMIN.items():
        arguments = {key: given.get(key, "1") for key in pattern.pattern.regex.groupindex}
        yield name, reverse(name, kwargs=arguments)


@pytest.mark.parametrize("person", PERSONS)
def test_only_administrators_reach_the_administration_and_nothing_breaks_there(browse, world, person):
    wrong = []
    for name, address in _admin_addresses():
        got = browse(person, "get", address)
        refused = got in {302, 401, 403, 404, 405}
        public = name in {"admin:jsi18n", "admin:login", "admin:logout"}
        if got >= 500 or (person not in ADMINISTRATORS and not refused and not public):
            wrong.append(f"{name}: {got}")

    assert not wrong, "\n".join(wrong)
