"""The administration in a browser: each page by axe and under the policy, and its main tasks without JavaScript."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from organisations.actions import contacts
from organisations.models import Contact, Group, Mandate, Membership
from organisations.roles import RoleKey
from tests.e2e.conftest import DESK, PASSWORD, PHONE, check_accessibility
from tests.e2e.steps import press
from tests.factories.organisations import ContactFactory
from tests.organisations.admin_rows import EVERY_MODEL, admin_of, lagesbild_rows_in, rows_in

LOOKS = [(DESK, "light"), (PHONE, "dark"), (DESK, "dark"), (PHONE, "light")]


@pytest.fixture
def everything(lekeberg: Any, orebro_area: Any) -> None:
    for organisation, word in ((lekeberg, "kommunen"), (orebro_area, "polisen")):
        rows_in(organisation, word)
    lagesbild_rows_in(lekeberg, "kommunen")


def _addresses(user: Any) -> Iterator[tuple[str, str]]:
    """Each page with what it is; the lists and forms, which differ by who looks, are something of their own."""
    yield "front", "/admin/"
    yield "nothing found", f"{admin_of(Contact).url('changelist')}?q=xyzzy"
    for model in EVERY_MODEL:
        model_admin = admin_of(model)
        yield f"{user.name}: {model.__name__} list", model_admin.url("changelist")
        if model_admin.may_add(user):
            yield f"{user.name}: {model.__name__} add", model_admin.url("add")
        row = model_admin.rows(user).first()
        if row is None:
            continue
        yield f"{user.name}: {model.__name__} change", model_admin.url("change", row.pk)
        if model_admin.has_history:
            yield f"{model.__name__} history", model_admin.url("history", row.pk)
        for step in model_admin.steps:
            if step.may(row, user):
                yield f"{model.__name__} {step.name}", model_admin.url(step.name, row.pk)


def test_every_page_is_accessible(everything: None, member: Any, log_in: Callable[..., Page]) -> None:
    """Each page in one look, turn and turn about: another for the next page, and for the next person."""
    seen: set[str] = set()
    for first, name in enumerate(("council_secretary", "police_administrator", "superuser")):
        user = member(name)
        page = log_in(user)
        for number, (what, address) in enumerate(_addresses(user), start=first):
            if what in seen:
                continue
            seen.add(what)
            size, scheme = LOOKS[number % len(LOOKS)]
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            response = page.goto(address)
            assert response is not None
            assert response.ok, address
            check_accessibility(page)


def test_a_secretary_works(
    javascript: bool,
    lekeberg: Any,
    school: Any,
    reader: Any,
    council_secretary: Any,
    log_in: Callable[..., Page],
) -> None:
    page = log_in(council_secretary, javascript=javascript)
    page.get_by_role("navigation", name="Arbetsytan").get_by_role("link", name="Administration").click()

    # A contact, with a slip first
    page.get_by_role("link", name="Kontakter").click()
    page.get_by_role("link", name="Lägg till en kontakt").first.click()
    page.get_by_label("Organisation").select_option(label="Lekebergs kommun")
    page.get_by_label("Funktion").select_option(label="Samordningsfunktion")
    page.get_by_label("E-post").fill("inte en adress")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", name="Rätta till")).to_be_visible()
    if javascript:
        check_accessibility(page)
    page.get_by_label("Titel").fill("Trygghetssamordnare")
    page.get_by_label("E-post").fill("trygghet@kommun.example")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Sparat")
    page.get_by_role("link", name="Historik").click()
    expect(page.get_by_text("lade till kontakten Trygghetssamordnare")).to_be_visible()

    # A role
    page.goto(admin_of(Membership).url("changelist"))
    page.get_by_role("link", name="Ge en roll").click()
    page.get_by_label("Person").select_option(label="Ledamot")
    page.get_by_label("Organisation").select_option(label="Lekebergs kommun")
    page.get_by_label("Roll").select_option(label="Samordnare")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Sparat")

    # Ended by marking it in the list
    page.goto(admin_of(Membership).url("changelist"))
    page.get_by_label("Markera Ledamot, Läsare, Lekebergs kommun").check()
    page.get_by_role("button", name="Avsluta roller").click()
    expect(page.get_by_role("listitem").filter(has_text="Ledamot, Läsare")).to_be_visible()
    if javascript:
        check_accessibility(page)
    page.get_by_role("button", name="Avsluta roller").click()
    expect(page.get_by_role("status").first).to_contain_text("Avslutat. Antal: 1.")

    # A group with a seat, from the group's own page
    page.goto(admin_of(Group).url("add"))
    page.get_by_label("Hör till").select_option(label="Lekebergs kommun")
    page.get_by_label("Namn").fill("Brottsförebyggande rådet")
    page.get_by_label("Slags grupp").select_option(label="Brottsförebyggande råd")
    press(page, "Spara")
    page.get_by_role("link", name="Lägg till en plats").click()
    page.get_by_label("Organisation").select_option(label="Lekebergs kommun")
    page.get_by_label("Titel").fill("Kommundirektör")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Kommundirektör, Lekebergs kommun")

    assert set(reader.memberships.valid().values_list("role", flat=True)) == {RoleKey.COORDINATOR}
    assert Contact.objects.get().title == "Trygghetssamordnare"


def test_two_secretaries_at_the_same_row(
    lekeberg: Any, council_secretary: Any, coordinator: Any, log_in: Callable[..., Page]
) -> None:
    contact = ContactFactory(organisation=lekeberg)
    page = log_in(council_secretary)
    page.goto(admin_of(Contact).url("change", contact.pk))
    values: Any = {
        "function": "coordination",
        "title": "Kollegans",
        "phone": "",
        "email": "",
        "address": "",
        "is_public": True,
    }
    contacts.change(contact, by=coordinator, edit_number=1, values=values)

    page.get_by_label("Titel").fill("Min")
    page.get_by_role("button", name="Spara", exact=True).click()

    expect(page.get_by_role("heading", name="Någon annan hann spara före dig")).to_be_visible()
    expect(page.get_by_label("Titel")).to_have_value("Min")
    check_accessibility(page)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Sparat")
    assert Contact.objects.get().title == "Min"


INVITED = "ny@kommun.example"


def _save(page: Page) -> None:
    press(page, "Spara")
    expect(page.get_by_role("status").first).to_contain_text("Sparat")


def _invite(page: Page, organisation: str) -> None:
    page.get_by_role("link", name="Inbjudningar").click()
    page.get_by_role("link", name="Bjud in").first.click()
    page.get_by_label("E-post").fill(INVITED)
    page.get_by_label("Namn").fill("Ny undertecknare")
    page.get_by_label("Organisation").select_option(label=organisation)
    page.get_by_label("Roll", exact=True).select_option(label="Undertecknare")
    _save(page)


def _accept(page: Page, mailoutbox: Any) -> None:
    [letter] = [letter for letter in mailoutbox if letter.to == [INVITED]]
    [path] = re.findall(r"/arbete/organisationer/inbjudan/\S+", letter.body)
    page.goto(path)
    page.get_by_label("Ditt namn").fill("Ny undertecknare")
    page.get_by_label("Välj lösenord").fill(PASSWORD)
    page.get_by_label("Skriv lösenordet igen").fill(PASSWORD)
    page.get_by_role("button", name="Tacka ja och logga in").click()
    page.wait_for_url("**/arbete/")


def _enter_mandate(page: Page, organisation: str) -> None:
    page.goto(admin_of(Mandate).url("changelist"))
    page.get_by_role("link", name="Lägg in ett mandat").first.click()
    page.get_by_label("Organisation").select_option(label=organisation)
    page.get_by_label("Person").select_option(label="Ny undertecknare")
    page.get_by_label("Titel").fill("Vikarie")
    page.get_by_label("Beslut").fill("KF 2026-01-15 § 4, dnr KS 2026/7")
    page.get_by_label("Från och med").fill("2026-01-15")
    _save(page)
    expect(page.get_by_text("Väntar på bekräftelse")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "organisation", "confirmer"),
    [
        ("council_secretary", "Lekebergs kommun", "police_administrator"),
        ("police_administrator", "Lokalpolisområde Örebro", "superuser"),
    ],
)
def test_an_administrator_works_without_javascript(
    name: str,
    organisation: str,
    confirmer: str,
    orebro_area: Any,
    member: Any,
    log_in: Callable[..., Page],
    open_browser: Callable[..., Page],
    mailoutbox: Any,
) -> None:
    """Somebody is invited and says yes, gets a mandate that a third confirms, and a group is edited."""
    page = log_in(member(name), javascript=False)
    page.goto("/admin/")
    _invite(page, organisation)
    _accept(open_browser(javascript=False), mailoutbox)
    _enter_mandate(page, organisation)
    assert not Mandate.objects.valid().exists()

    page.goto(admin_of(Group).url("add"))
    page.get_by_label("Hör till").select_option(label=organisation)
    page.get_by_label("Namn").fill("Gruppen")
    page.get_by_label("Slags grupp").select_option(label="Arbetsgrupp")
    _save(page)
    page.get_by_label("Namn").fill("Trygghetsgruppen")
    _save(page)
    assert Group.objects.get().name == "Trygghetsgruppen"

    other = log_in(member(confirmer), javascript=False)
    other.goto("/arbete/")
    if confirmer == "police_administrator":
        other.get_by_role("link", name=organisation).first.click()
    else:
        other.goto(f"/arbete/organisationer/mandat/{Mandate.objects.get().pk}/bekrafta/")
    other.get_by_role("button", name="Bekräfta mandatet").click()
    expect(other.get_by_text("Mandatet är bekräftat och gäller.")).to_be_visible()
    assert Mandate.objects.valid().get().user.email == INVITED
