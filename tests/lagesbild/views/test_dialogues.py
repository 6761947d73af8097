"""The pages about dialogues: lists with few queries, forms that keep what was typed, rows in place."""

import uuid

import pytest
from django.urls import reverse

from lagesbild import answers
from lagesbild.answers import Answer, tell_answers_by
from lagesbild.models import Dialogue, Finding, Layer
from tests.factories.lagesbild import DialogueFactory, FindingFactory

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def dialogue(lekeberg):
    return DialogueFactory(municipality=lekeberg)


@pytest.fixture
def writer(client, coordinator):
    client.force_login(coordinator)
    return client


def url(name, dialogue, *more):
    return reverse(f"lagesbild:{name}", args=["lekeberg", dialogue.pk, *more])


def typed(**more):
    return {
        "title": "Enkät våren 2026",
        "held_with": "citizens",
        "form": "survey",
        "starts_on": "2026-03-01",
        "reached": "712",
        "reached_wording": "drygt 700",
        "layer": "parties",
        "creation_key": str(uuid.uuid4()),
        **more,
    }


def test_a_dialogue_is_written_in_one_form(writer, lekeberg):
    response = writer.post(reverse("lagesbild:add_dialogue", args=["lekeberg"]), typed(), follow=True)

    dialogue = Dialogue.objects.get()
    assert response.redirect_chain == [(url("dialogue", dialogue), 302)]
    assert (dialogue.owner_id, dialogue.reached, dialogue.reached_wording) == (lekeberg.pk, 712, "drygt 700")
    assert "drygt 700" in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "Samtal med 19811228-9874"}, "personnummer"),
        ({"reached": "många"}, "Skriv ett heltal"),
        ({"ends_on": "2026-02-01"}, "Sista dagen kan inte vara före den första"),
        ({"secrecy_provision": "18 kap. 1 § OSL"}, "Bestämmelse, dag och myndighet hör ihop"),
        ({"form": ""}, "Välj ett alternativ"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(wrong, said, writer, lekeberg):
    response = writer.post(
        reverse("lagesbild:add_dialogue", args=["lekeberg"]), typed(summary="Mycket kom fram.", **wrong)
    )

    assert response.status_code == 200
    assert said in response.content.decode()
    assert "Mycket kom fram." in response.content.decode()
    assert not Dialogue.objects.exists()


def test_a_secrecy_marking_is_whole_and_shown(writer, lekeberg):
    marked = typed(secrecy_provision="18 kap. 1 § OSL", secrecy_on="2026-03-02", secrecy_by=str(lekeberg.pk))
    content = writer.post(
        reverse("lagesbild:add_dialogue", args=["lekeberg"]), marked, follow=True
    ).content.decode()

    assert Dialogue.objects.get().is_secret
    assert "18 kap. 1 § OSL" in content


def test_a_stale_form_is_shown_with_what_the_colleague_saved(writer, dialogue):
    stale = typed(edit_number="1", title="Min rubrik")
    Dialogue.objects.filter(pk=dialogue.pk).update(edit_number=2, title="Kollegans rubrik")

    response = writer.post(url("edit_dialogue", dialogue), stale)

    assert response.status_code == 409
    assert "Kollegans rubrik" in response.content.decode()
    assert "Min rubrik" in response.content.decode()


def test_the_form_of_what_is_the_partys_own_does_not_open_it_to_the_other(writer, dialogue):
    Dialogue.objects.update(layer=Layer.OWN, held_with="staff")

    form = writer.get(url("edit_dialogue", dialogue)).context["form"]

    assert (form["layer"].value(), form["held_with"].value()) == (Layer.OWN, "staff")


@pytest.mark.parametrize("page", ["dialogues", "dialogue"])
def test_more_rows_cost_no_more_queries(
    page, writer, lekeberg, dialogue, django_assert_num_queries, django_assert_max_num_queries
):
    address = (
        reverse("lagesbild:dialogues", args=["lekeberg"]) if page == "dialogues" else url(page, dialogue)
    )
    FindingFactory(dialogue=dialogue)
    writer.get(address)
    with django_assert_max_num_queries(20) as one:
        writer.get(address)
    for _ in range(2):
        FindingFactory(dialogue=dialogue)
        FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))

    with django_assert_num_queries(len(one)):
        writer.get(address)


def test_the_police_do_not_read_what_is_the_municipalitys_own(client, municipal_police, dialogue):
    client.force_login(municipal_police)
    assert client.get(url("dialogue", dialogue)).status_code == 200
    Dialogue.objects.update(layer=Layer.OWN)

    assert client.get(url("dialogue", dialogue)).status_code == 404
    listed = client.get(reverse("lagesbild:dialogues", args=["lekeberg"])).content.decode()
    assert dialogue.title not in listed


def test_a_dialogue_is_found_only_under_its_own_municipality(client, superuser, dialogue, kungsor):
    client.force_login(superuser)

    assert client.get(reverse("lagesbild:dialogue", args=["kungsor", dialogue.pk])).status_code == 404


# --- Of whom --------------------------------------------------------------------------------------------


def test_the_breakdown_is_written_on_one_page(writer, dialogue):
    form = writer.get(url("dialogue_breakdown", dialogue)).context["form"]
    assert form["age_1"].value() == "18–29 år"
    numbers = {
        "age_1": "18–29 år",
        "count_1_0": "210",
        "count_1_1": "3",
        f"count_{len(form.ages) - 1}_3": "9",
    }

    response = writer.post(url("dialogue_breakdown", dialogue), {"edit_number": "1", **numbers}, follow=True)

    rows = set(dialogue.breakdown.values_list("age", "sex", "count"))
    assert rows == {("18–29 år", "women", 210), ("18–29 år", "men", 3), ("", "", 9)}
    content = response.content.decode()
    assert "Så får fördelningen visas för alla" in content
    shown = content.split("Kön och ålder, för alla")[-1]
    assert ">3<" not in shown
    assert ">210<" not in shown


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"age_0": "", "count_0_0": "7"}, "Skriv vilken ålder"),
        ({"age_0": "Unga", "count_0_0": "7", "age_1": "unga", "count_1_0": "7"}, "finns på en annan rad"),
        ({"age_0": "Unga", "count_0_0": "-7"}, "mindre än noll"),
        ({"age_0": "Unga", "count_0_0": "701"}, "701 personer"),
        ({"age_0": "Unga", "count_0_0": "99999999999999999999"}, "för stort"),
    ],
)
def test_a_breakdown_that_cannot_be_is_refused(numbers, said, writer, dialogue):
    response = writer.post(url("dialogue_breakdown", dialogue), {"edit_number": "1", **numbers})

    assert said in response.content.decode()
    assert not dialogue.breakdown.exists()


# --- What was said ---------------------------------------------------------------------------------------


def said(**more):
    return {"theme": "drugs", "text": "Narkotika säljs öppet.", "creation_key": str(uuid.uuid4()), **more}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "in place"])
def test_a_finding_is_added_changed_and_removed(headers, writer, dialogue):
    form = writer.get(url("add_finding", dialogue), **headers).content.decode()
    assert "Vad sades?" in form
    assert ("<html" in form) is not bool(headers)
    response = writer.post(url("add_finding", dialogue), said(count="312", is_public="on"), **headers)
    assert response.status_code == (200 if headers else 302)
    finding = Finding.objects.get()
    assert (finding.count, finding.is_public, finding.position) == (312, True, 1)

    writer.post(
        url("edit_finding", dialogue, finding.pk), said(edit_number="1", text="Fort kört."), **headers
    )
    finding.refresh_from_db()
    assert finding.text == "Fort kört."
    assert "Fort kört." in writer.get(url("remove_finding", dialogue, finding.pk), **headers).content.decode()
    stale = writer.post(
        url("remove_finding", dialogue, finding.pk), {"edit_number": "1"}, follow=True, **headers
    )
    assert "hann ändra" in stale.content.decode()
    writer.post(url("remove_finding", dialogue, finding.pk), {"edit_number": "2"}, **headers)
    assert not Finding.objects.exists()
    again = writer.post(
        url("remove_finding", dialogue, finding.pk), {"edit_number": "2"}, follow=True, **headers
    )
    assert "redan borttaget" in again.content.decode()


def test_rows_change_places_in_place(writer, dialogue):
    one, two = FindingFactory(dialogue=dialogue), FindingFactory(dialogue=dialogue)

    response = writer.post(url("move_finding", dialogue, two.pk), {"direction": "up"}, **HTMX)

    assert response.status_code == 204
    assert f'"order": ["resultat-{two.pk}", "resultat-{one.pk}"]' in response["HX-Trigger"]
    assert writer.post(url("move_finding", dialogue, one.pk), {"direction": "up"}).status_code == 302


def test_a_finding_of_another_dialogue_is_not_found(writer, lekeberg, dialogue):
    other = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))

    for name in ("edit_finding", "remove_finding", "finding"):
        assert writer.get(url(name, dialogue, other.pk)).status_code == 404


def test_a_staff_dialogue_asks_what_or_how(writer, dialogue):
    assert "VAD är problemet" not in writer.get(url("add_finding", dialogue)).content.decode()
    Dialogue.objects.update(held_with="staff")

    assert "VAD är problemet" in writer.get(url("add_finding", dialogue)).content.decode()


# --- Answers, closing -------------------------------------------------------------------------------------


@pytest.fixture
def answered(monkeypatch):
    monkeypatch.setattr(answers, "_sources", [])
    monkeypatch.setattr(answers, "_urls", [])
    found: dict[int, list[Answer]] = {}
    tell_answers_by(lambda findings: found, answer_url=lambda finding: f"/svara/{finding.pk}/")
    return found


def test_the_answer_to_each_finding_is_shown_with_its_link(writer, dialogue, answered):
    one, two = FindingFactory(dialogue=dialogue), FindingFactory(dialogue=dialogue)
    answered[one.pk] = [Answer("Lovat", "Trygghetsvandringar i Fjugesta", "/arbete/loften/1/")]

    content = writer.get(url("dialogue", dialogue)).content.decode()

    assert '<a href="/arbete/loften/1/">Trygghetsvandringar i Fjugesta</a>' in content
    assert f'href="/svara/{two.pk}/"' in content
    assert "Ett resultat väntar på svar" in content


def test_the_page_for_closing_names_what_waits(writer, dialogue, answered):
    finding = FindingFactory(dialogue=dialogue, text="Fort kört på Storgatan.")
    assert "Fort kört på Storgatan." in writer.get(url("close_dialogue", dialogue)).content.decode()
    refused = writer.post(url("close_dialogue", dialogue)).content.decode()
    assert "kan avslutas när varje resultat har ett svar" in refused

    answered[finding.pk] = [Answer("Inte lovat", "Annan hastighet beslutas av regionen")]
    assert writer.post(url("close_dialogue", dialogue)).status_code == 302
    dialogue.refresh_from_db()
    assert not dialogue.is_open
    page = writer.get(url("dialogue", dialogue)).content.decode()
    assert "Lägg till det som sades" not in page
    assert writer.get(url("edit_dialogue", dialogue)).status_code == 302

    assert "Fyll i fältet" in writer.post(url("reopen_dialogue", dialogue), {"reason": ""}).content.decode()
    reopened = writer.post(url("reopen_dialogue", dialogue), {"reason": "En sak glömdes."}, follow=True)
    assert "En sak glömdes." in reopened.content.decode()


def test_the_layer_of_a_new_dialogue_is_the_parties(writer, lekeberg):
    form = writer.get(reverse("lagesbild:add_dialogue", args=["lekeberg"])).context["form"]

    assert form["layer"].value() == Layer.PARTIES
