"""Adding, editing, moving and removing rows: page by page, and in place with htmx."""

import json
import uuid

import pytest
from django.urls import reverse

from promises.actions import content
from promises.models import Aim, Indicator, Party, Place, Predecessor, PromiseContact, Section, Signatory
from tests.factories.organisations import OrganisationFactory, UnitFactory
from tests.factories.promises import (
    AimFactory,
    FocusAreaFactory,
    IndicatorFactory,
    PartyFactory,
    PlaceFactory,
    PredecessorFactory,
    PromiseContactFactory,
    RevisionFactory,
    SectionFactory,
    SignatoryFactory,
)

HTMX = {"HX-Request": "true"}


def url_of(name, draft, *more):
    return reverse(f"promises:{name}", args=[draft.promise_id, *more])


def key():
    return str(uuid.uuid4())


@pytest.fixture
def values(lekeberg):
    """What is needed to add a row of each kind."""
    return {
        "section": (Section, {"heading": "Syfte", "body": "Vi vill.", "kind": "purpose"}),
        "aim": (Aim, {"text": "Färre olyckor"}),
        "indicator": (
            Indicator,
            {"name": "Trygga", "kind": "outcome", "direction": "up", "baseline": "41,5"},
        ),
        "place": (Place, {"name": "Torget", "kind": "place"}),
        "predecessor": (Predecessor, {"title": "Löftet 2025", "address": "https://kommun.example/2025"}),
        "signatory": (Signatory, {"organisation": lekeberg.pk, "title": "Kommundirektör"}),
        "contact": (PromiseContact, {"organisation": lekeberg.pk, "title": "Växel", "phone": "0585-487 00"}),
    }


FACTORIES = {
    "section": SectionFactory,
    "aim": AimFactory,
    "indicator": IndicatorFactory,
    "place": PlaceFactory,
    "predecessor": PredecessorFactory,
    "signatory": SignatoryFactory,
    "contact": PromiseContactFactory,
}
KINDS = list(FACTORIES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_added_changed_and_removed_without_javascript(as_coordinator, draft, values, kind):
    model, data = values[kind]

    added = as_coordinator.post(url_of(f"{kind}_add", draft), {**data, "creation_key": key()})
    row = model.objects.get()
    edited = as_coordinator.post(url_of(f"{kind}_edit", draft, row.pk), {**data, "edit_number": "1"})
    asked = as_coordinator.get(url_of(f"{kind}_remove", draft, row.pk))
    removed = as_coordinator.post(url_of(f"{kind}_remove", draft, row.pk), {"edit_number": "2"})

    assert [r.status_code for r in (added, edited, asked, removed)] == [302, 302, 200, 302]
    assert added.url.endswith(f"#{kind}-{row.pk}")
    assert not model.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_form_twice_adds_one_row(as_coordinator, draft, values, kind):
    model, data = values[kind]
    data = {**data, "creation_key": key()}

    for _time in range(2):
        response = as_coordinator.post(url_of(f"{kind}_add", draft), data)

    assert response.status_code == 302
    assert model.objects.count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_added_in_place(as_coordinator, draft, values, kind):
    _model, data = values[kind]

    response = as_coordinator.post(
        url_of(f"{kind}_add", draft), {**data, "creation_key": key()}, headers=HTMX
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert f'id="{kind}-ny"' in page
    assert "<html" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_of_another_promise_is_not_found(as_coordinator, draft, others_draft, kind):
    row = FACTORIES[kind](revision=others_draft)

    for name in ("edit", "move", "remove"):
        response = as_coordinator.post(url_of(f"{kind}_{name}", draft, row.pk), {"edit_number": "1"})
        assert response.status_code == 404, name


def test_places_of_a_focus_area_are_not_reached_here(as_coordinator, draft):
    place = PlaceFactory(revision=draft, focus_area=FocusAreaFactory(revision=draft))

    assert as_coordinator.get(url_of("place_edit", draft, place.pk)).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_adds_nothing(client, reader, draft, values, kind):
    model, data = values[kind]
    client.force_login(reader)

    response = client.post(url_of(f"{kind}_add", draft), {**data, "creation_key": key()})

    assert response.status_code == 403
    assert not model.objects.exists()


# --- In place ---------------------------------------------------------------------------------------------


def test_a_form_opens_and_closes_in_place(as_coordinator, draft):
    section = SectionFactory(revision=draft)

    opened = as_coordinator.get(url_of("section_edit", draft, section.pk), headers=HTMX).content.decode()
    closed = as_coordinator.get(url_of("section_show", draft, section.pk), headers=HTMX).content.decode()

    assert "<textarea" in opened
    assert "<html" not in opened
    assert f'id="section-{section.pk}"' in closed


def test_what_is_wrong_is_said_in_place(as_coordinator, draft):
    response = as_coordinator.post(url_of("aim_add", draft), {"text": ""}, headers=HTMX)

    assert 'id="id_aim_ny_text_error"' in response.content.decode()


def test_rows_move_without_the_page_being_loaded(as_coordinator, draft):
    first, second = AimFactory(revision=draft, position=1), AimFactory(revision=draft, position=2)

    response = as_coordinator.post(url_of("aim_move", draft, first.pk), {"direction": "down"}, headers=HTMX)

    detail = json.loads(response["HX-Trigger"])["rows:moved"]
    assert detail == {"list": "aim-lista", "order": [f"aim-{second.pk}", f"aim-{first.pk}"]}


def test_rows_move_page_by_page(as_coordinator, draft):
    first, second = AimFactory(revision=draft, position=1), AimFactory(revision=draft, position=2)

    response = as_coordinator.post(url_of("aim_move", draft, second.pk), {"direction": "up"})

    assert response.url.endswith(f"#aim-{second.pk}")
    assert list(draft.aims.all()) == [second, first]


def test_removing_the_same_row_twice_is_no_fault(as_coordinator, draft):
    aim = AimFactory(revision=draft)
    url = url_of("aim_remove", draft, aim.pk)

    answers = [as_coordinator.post(url, {"edit_number": "1"}).status_code for _time in range(2)]

    assert answers == [302, 302]


# --- Two at once ------------------------------------------------------------------------------------------


def change(row, by, **values):
    content.change_row(row, edit_number=row.edit_number, values=values, by=by)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_stale_row_is_shown_beside_the_one_that_was_saved(as_coordinator, draft, municipal_police, headers):
    section = SectionFactory(revision=draft)
    change(section, municipal_police, body="Polisens text")
    data = {"heading": "Bakgrund", "body": "Kommunens text", "kind": "background", "edit_number": "1"}

    response = as_coordinator.post(url_of("section_edit", draft, section.pk), data, headers=headers)

    page = response.content.decode()
    assert response.status_code == (200 if headers else 409)
    assert "Kommunens text" in page
    assert "Polisens text" in page
    assert 'name="edit_number" value="2"' in page
    assert Section.objects.get().body == "Polisens text"


def test_a_row_changed_only_in_its_line_ends_is_no_conflict(as_coordinator, draft, municipal_police):
    section = SectionFactory(revision=draft, body="a\nb")
    change(section, municipal_police, heading="Ny rubrik")
    data = {"heading": "Ny rubrik", "body": "a\r\nb", "kind": "background", "edit_number": "1"}

    assert as_coordinator.post(url_of("section_edit", draft, section.pk), data).status_code == 302


def test_a_text_for_a_row_that_is_gone_is_kept_and_can_be_saved_as_new(as_coordinator, draft):
    section = SectionFactory(revision=draft)
    Section.objects.all().delete()
    data = {"heading": "Min rubrik", "body": "Min långa text", "kind": "other", "edit_number": "1"}

    response = as_coordinator.post(url_of("section_edit", draft, section.pk), data)
    again = {**data, "creation_key": str(response.context["new_key"])}
    as_coordinator.post(response.context["action_url"], again)

    assert "Min långa text" in response.content.decode()
    assert Section.objects.get().body == "Min långa text"


def test_a_row_that_changed_is_not_removed_unread(as_coordinator, draft, municipal_police):
    aim = AimFactory(revision=draft)
    change(aim, municipal_police, text="Nytt mål")

    response = as_coordinator.post(url_of("aim_remove", draft, aim.pk), {"edit_number": "1"}, follow=True)

    assert "Någon annan hann ändra" in response.content.decode()
    assert Aim.objects.exists()


# --- Sections ---------------------------------------------------------------------------------------------


def test_a_standard_section_brings_its_heading(as_coordinator, draft):
    form = as_coordinator.get(url_of("section_add", draft), {"slag": "purpose"}).context["form"]

    assert (form["heading"].value(), form["kind"].value()) == ("Syfte", "purpose")


def test_a_section_of_ones_own_brings_none(as_coordinator, draft):
    form = as_coordinator.get(url_of("section_add", draft), {"slag": "other"}).context["form"]

    assert not form["heading"].value()


def test_a_section_may_have_text_without_heading_but_not_nothing(as_coordinator, draft):
    url = url_of("section_add", draft)

    empty = as_coordinator.post(url, {"heading": "", "body": "", "kind": "other", "creation_key": key()})
    text = as_coordinator.post(url, {"heading": "", "body": "x", "kind": "other", "creation_key": key()})

    assert (empty.status_code, text.status_code) == (200, 302)


def test_a_preview_shows_paragraphs_and_lists(as_coordinator, draft):
    response = as_coordinator.post(url_of("preview_section", draft), {"body": "Hej\n\n- ett\n- <b>två</b>"})

    assert "<ul><li>ett</li><li>&lt;b&gt;två&lt;/b&gt;</li></ul>" in response.content.decode()


def test_a_section_opened_from_the_dialogue_leads_back_there(as_coordinator, draft):
    url = f"{url_of('section_add', draft)}?steg=dialogue"
    data = {"heading": "Lägesbild", "body": "x", "kind": "lagesbild", "creation_key": key()}

    response = as_coordinator.post(url, data)

    assert response.url.startswith(url_of("dialogue", draft))


# --- Parties ----------------------------------------------------------------------------------------------


def test_a_party_is_found_by_a_part_of_its_name(as_coordinator, draft, landlord):
    page = as_coordinator.get(url_of("party_add", draft), {"q": "hyresv"})
    response = as_coordinator.post(url_of("party_add", draft), {"organisation": landlord.pk})

    assert page.context["found"] == [landlord]
    assert response.status_code == 302
    assert Party.objects.filter(revision=draft, organisation=landlord).exists()


def test_before_searching_what_belongs_to_the_parties_is_proposed(as_coordinator, draft, school, kungsor):
    UnitFactory(parent=kungsor)

    assert as_coordinator.get(url_of("party_add", draft)).context["found"] == [school]


def test_groups_and_others_units_are_no_parties(as_coordinator, draft, kungsor):
    unit = UnitFactory(parent=kungsor, name="Skolan i Kungsör")
    group = OrganisationFactory(kind="group", name="Trygghetsgruppen")

    found = as_coordinator.get(url_of("party_add", draft), {"q": "skolan"}).context["found"]
    answers = [
        as_coordinator.post(url_of("party_add", draft), {"organisation": organisation.pk}).status_code
        for organisation in (unit, group)
    ]

    assert found == []
    assert answers == [404, 404]


@pytest.mark.parametrize("number", ["", "x", "²", "0", "99999999999999999999"])
def test_an_organisation_that_does_not_exist_is_not_found(as_coordinator, draft, number):
    assert as_coordinator.post(url_of("party_add", draft), {"organisation": number}).status_code == 404


def test_a_missing_organisation_is_entered_and_becomes_a_party_at_once(as_coordinator, draft):
    data = {"new": "1", "kind": "association", "name": "Nattvandrarna", "creation_key": key()}

    for _time in range(2):
        as_coordinator.post(url_of("party_add", draft), data)

    assert [str(party) for party in Party.objects.filter(revision=draft)][2:] == ["Nattvandrarna"]


def test_a_missing_organisation_without_a_name_is_asked_for(as_coordinator, draft):
    data = {"new": "1", "kind": "association", "name": "", "creation_key": key()}

    response = as_coordinator.post(url_of("party_add", draft), data)

    assert "name" in response.context["form"].errors


def test_a_party_is_called_what_the_text_calls_it(as_coordinator, draft):
    party = draft.parties.last()

    data = {"wording": "Polisen", "edit_number": "1"}
    as_coordinator.post(url_of("party_edit", draft, party.pk), data)

    party.refresh_from_db()
    assert str(party) == "Polisen"


# --- Predecessors ---------------------------------------------------------------------------------------


def test_a_predecessor_is_one_of_the_municipalitys_own_published_promises(as_coordinator, draft, lekeberg):
    before = RevisionFactory(status="ended", title="Löftet 2025")
    PartyFactory(revision=before, organisation=lekeberg)

    form = as_coordinator.get(url_of("predecessor_add", draft)).context["form"]
    data = {"promise": before.promise_id, "creation_key": key()}
    as_coordinator.post(url_of("predecessor_add", draft), data)

    assert [label for _key, label in form.fields["promise"].choices][1:] == ["Löftet 2025"]
    assert Predecessor.objects.get().title == "Löftet 2025"


def test_a_predecessor_needs_a_name(as_coordinator, draft):
    response = as_coordinator.post(url_of("predecessor_add", draft), {"creation_key": key()})

    assert "title" in response.context["form"].errors


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x", "inte en adress"])
def test_a_predecessors_address_is_a_web_address(as_coordinator, draft, address):
    data = {"title": "x", "address": address, "creation_key": key()}

    response = as_coordinator.post(url_of("predecessor_add", draft), data)

    assert response.status_code == 200 or not Predecessor.objects.get().address.startswith("javascript")
