import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from followup.models import Entry
from organisations.models import ParkedPost
from promises.actions import publishing
from tests.factories.followup import OccasionFactory
from tests.factories.uploads import upload
from tests.followup.lanterns import TODAY
from tests.followup.views.reports import FORM, initial, typist

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]


def test_the_form_is_filled_in_for_the_ordinary_report(as_landlord, form_url):
    response = as_landlord.get(form_url)

    assert initial(response) == {
        "happened_on": TODAY,
        "status": "done",
        "quantity": 1,
        "unit": "",
        "place": "",
    }
    assert "Klart" in response.content.decode()


def test_the_form_of_a_planned_occasion_has_its_place(as_landlord, form_url, lanterns, landlord):
    occasion = OccasionFactory(
        promise=lanterns.promise,
        activity_key=lanterns.key,
        organisation=landlord,
        starts_on=TODAY,
        place="Gård 4",
    )

    response = as_landlord.get(form_url, {"tillfalle": occasion.pk})

    assert initial(response)["place"] == "Gård 4"


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "²"])
def test_an_occasion_that_does_not_exist_is_not_found(as_landlord, form_url, number):
    assert as_landlord.get(form_url, {"tillfalle": number}).status_code == 404


def test_what_the_form_proposes_can_be_sent_as_it_is(as_landlord, form_url, lanterns, address):
    form = as_landlord.get(form_url).context["form"]
    proposed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}

    response = as_landlord.post(form_url, {**proposed, "happened_on": "2027-06-15"})

    entry = Entry.objects.get()
    assert response.url == address("reported", lanterns.promise.pk, entry.pk)
    assert (entry.quantity, entry.status, entry.happened_on) == (1, "done", TODAY)
    assert "Rapporten är sparad" in as_landlord.get(response.url).content.decode()


def test_the_receipt_tells_the_browser_which_draft_is_stored(as_landlord, form_url, client, coordinator):
    key = str(uuid.uuid4())
    response = as_landlord.post(form_url, {**FORM, "creation_key": key})

    assert f'data-stored-draft="{key}"' in as_landlord.get(response.url).content.decode()
    client.force_login(coordinator)
    assert key not in client.get(response.url).content.decode()


def test_a_double_tap_makes_one_report_and_leads_to_the_same_receipt(as_landlord, form_url):
    sent = {**FORM, "creation_key": str(uuid.uuid4())}

    first, second = (as_landlord.post(form_url, sent) for _ in range(2))

    assert first.url == second.url
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"happened_on": "2026-12-31"}, "före aktivitetens period"),
        ({"happened_on": "2027-06-16"}, "har inte varit än"),
        ({"quantity": "-1"}, "inte vara mindre än noll"),
        ({"quantity": "9" * 20}, "Talet är för stort"),
        ({"quantity": "många"}, "Skriv ett tal"),
        ({"quantity": "NaN"}, "Skriv ett tal"),
        ({"quantity": "201"}, "Det stämmer ändå"),
        ({"status": "partly"}, "Skriv varför"),
        ({"participants": "-3"}, "inte vara mindre än noll"),
        ({"observation": "Ring 070-123 45 67."}, "telefonnummer"),
    ],
)
def test_faulty_input_is_said_in_the_form_and_everything_typed_is_kept(
    as_landlord, form_url, values, sentence
):
    response = as_landlord.post(form_url, {**FORM, "next_step": "Fler lyktor till hösten.", **values})

    content = response.content.decode()
    assert response.status_code == 200
    assert sentence in content
    assert "Fler lyktor till hösten." in content
    assert not Entry.objects.exists()


def test_an_unlikely_number_is_taken_when_it_is_ticked(as_landlord, form_url):
    refused = as_landlord.post(form_url, {**FORM, "quantity": "201"})
    assert 'name="is_sure"' in refused.content.decode()

    as_landlord.post(form_url, {**FORM, "quantity": "201", "is_sure": "on"})

    assert Entry.objects.get().quantity == 201


def test_the_tick_is_not_there_before_it_is_asked_for(as_landlord, form_url):
    assert 'name="is_sure"' not in as_landlord.get(form_url).content.decode()


def test_a_picture_goes_with_the_report(as_landlord, form_url, lanterns, address):
    as_landlord.post(form_url, {**FORM, "picture": upload(), "alt": "En lykta"})

    entry = Entry.objects.get()
    response = as_landlord.get(address("entry_picture", lanterns.promise.pk, entry.pk))
    assert response["Content-Type"] == "image/jpeg"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"hej", "går inte att läsa som bild"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "går inte att läsa som bild"),
        (b"GIF89a" + b"\0" * 40, "går inte att läsa som bild"),
        (b"\x00\x00\x00\x18ftypheic" + b"\0" * 40, "Spara bilden som JPEG"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_text_is_kept(as_landlord, form_url, file, sentence):
    sent = {**FORM, "picture": SimpleUploadedFile("bild.jpg", file), "alt": "En lykta"}

    content = as_landlord.post(form_url, sent).content.decode()

    assert sentence in content
    assert "En lykta" in content
    assert not Entry.objects.exists()


def test_a_picture_that_is_too_large_is_said_beside_the_field(as_landlord, form_url, settings):
    settings.MAX_FILE_BYTES = 100
    big = SimpleUploadedFile("bild.jpg", b"\xff\xd8" + b"x" * (10 * 1024 * 1024))

    content = as_landlord.post(form_url, {**FORM, "picture": big, "alt": "En lykta"}).content.decode()

    assert "större än 10 MB" in content
    assert not Entry.objects.exists()


def test_a_picture_needs_words(as_landlord, form_url):
    assert "vad bilden visar" in as_landlord.post(form_url, {**FORM, "picture": upload()}).content.decode()


def test_a_membership_taken_away_while_typing_gives_the_text_back(as_landlord, form_url, landlord_executor):
    shown = as_landlord.get(form_url)
    landlord_executor.memberships.all().delete()

    response = as_landlord.post(
        form_url, {**FORM, "_typist": typist(shown), "observation": "Allt fungerar igen."}
    )

    assert response.status_code == 403
    assert "din roll" in response.content.decode()
    assert "Allt fungerar igen." in response.content.decode()
    assert not Entry.objects.exists()


def test_a_stranger_who_never_saw_the_form_learns_nothing(client, outsider_coordinator, form_url):
    client.force_login(outsider_coordinator)
    own_page = client.get(reverse("overview:account"))

    for extra in ({}, {"_typist": typist(own_page)}):
        assert client.post(form_url, {**FORM, **extra}).status_code == 404


def test_a_promise_that_ended_while_typing_gives_the_text_back(as_landlord, form_url, lanterns, coordinator):
    shown = as_landlord.get(form_url)
    publishing.end(lanterns.revision, reason="Tiden är ute.", by=coordinator)

    response = as_landlord.post(
        form_url, {**FORM, "_typist": typist(shown), "observation": "Allt fungerar igen."}
    )

    assert response.status_code == 403
    assert "Löftet är avslutat" in response.content.decode()
    assert "Allt fungerar igen." in response.content.decode()


def test_a_login_that_ran_out_keeps_the_text(as_landlord, form_url):
    shown = as_landlord.get(form_url)
    as_landlord.logout()

    as_landlord.post(form_url, {**FORM, "_typist": typist(shown), "observation": "Allt fungerar igen."})

    assert "Allt+fungerar+igen." in ParkedPost.objects.get().data
