import re
import uuid
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from followup.actions import releasing, reporting
from followup.models import Entry
from organisations.models import ParkedPost
from promises.actions import publishing
from tests.factories.followup import EntryPictureFactory, OccasionFactory
from tests.factories.published import publish
from tests.factories.uploads import upload
from tests.followup.lanterns import TODAY
from tests.promises.scene import a_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]

FORM = {
    "happened_on": "2027-06-15",
    "status": "done",
    "quantity": "1",
    "unit": "lyktor",
    "place": "",
    "reason": "",
    "exactness": "exact",
}


@pytest.fixture
def form_url(lanterns, address):
    return address("report", lanterns.promise.pk, lanterns.key)


@pytest.fixture
def as_landlord(client, landlord_executor):
    client.force_login(landlord_executor)
    return client


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def typist(response):
    return re.search(r'name="_typist" value="([^"]+)"', response.content.decode())[1]


def initial(response):
    form = response.context["form"]
    return {name: form[name].value() for name in ("happened_on", "status", "quantity", "unit", "place")}


# --- The form -----------------------------------------------------------------------------------------


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


# --- Pictures -----------------------------------------------------------------------------------------


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


# --- Nothing lost -------------------------------------------------------------------------------------


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


# --- Corrections --------------------------------------------------------------------------------------


def test_a_correction_begins_as_the_report_was(as_landlord, lanterns, address):
    entry = lanterns.entry(quantity=20, place="Gård 4")
    response = as_landlord.get(address("correct", lanterns.promise.pk, entry.pk))
    assert initial(response)["quantity"] == "20"

    as_landlord.post(response.request["PATH_INFO"], {**FORM, "quantity": "2"})

    page = as_landlord.get(address("activity", lanterns.promise.pk, lanterns.key)).content.decode()
    assert "Rättad: en tidigare version" in page


def test_a_correction_of_what_somebody_else_corrected_shows_both(as_landlord, lanterns, address, coordinator):
    entry = lanterns.entry(quantity=20)
    holds = reporting.correct(
        entry,
        values={"happened_on": TODAY, "status": "done", "quantity": Decimal(3), "observation": "Tre lyktor."},
        creation_key=uuid.uuid4(),
        by=coordinator,
    )
    sent = {**FORM, "quantity": "2", "creation_key": str(uuid.uuid4())}

    response = as_landlord.post(address("correct", lanterns.promise.pk, entry.pk), sent)

    content = response.content.decode()
    next_url = address("correct", lanterns.promise.pk, holds.pk)
    assert response.status_code == 409
    assert "Tre lyktor." in content
    assert f'action="{next_url}"' in content
    as_landlord.post(next_url, sent)
    assert Entry.objects.get(supersedes=holds).quantity == 2


def test_the_page_of_a_corrected_report_leads_to_the_one_that_holds(as_landlord, lanterns, address):
    entry = lanterns.entry()
    holds = lanterns.entry(supersedes=entry)

    response = as_landlord.get(address("correct", lanterns.promise.pk, entry.pk))

    assert response.url == address("correct", lanterns.promise.pk, holds.pk)


def test_a_report_taken_back_stays_in_the_history(as_landlord, lanterns, address):
    entry = lanterns.entry()

    as_landlord.post(address("retract", lanterns.promise.pk, entry.pk), {"reason": "Fel aktivitet."})

    content = as_landlord.get(address("activity", lanterns.promise.pk, lanterns.key)).content.decode()
    assert "Tillbakatagen: Genomförd" in content
    assert "Fel aktivitet." in content


# --- What waits ---------------------------------------------------------------------------------------


def test_an_executor_is_shown_only_its_own(as_landlord, lanterns, address):
    content = as_landlord.get(address("my_reports")).content.decode()

    assert "Belysning på gården." in content
    assert "Trygghetsrond på Storgatan." not in content


def test_a_planned_occasion_waits_until_it_is_reported(as_landlord, lanterns, address, landlord):
    occasion = OccasionFactory(
        promise=lanterns.promise, activity_key=lanterns.key, organisation=landlord, starts_on=date(2027, 6, 1)
    )
    form = f"{address('report', lanterns.promise.pk, lanterns.key)}?tillfalle={occasion.pk}"
    assert form in as_landlord.get(address("my_reports")).content.decode()
    assert form in as_landlord.get("/arbete/").content.decode()

    as_landlord.post(form, FORM)

    assert form not in as_landlord.get(address("my_reports")).content.decode()
    assert form not in as_landlord.get("/arbete/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_many(
    as_landlord, lanterns, address, landlord, count, django_assert_num_queries
):
    for _number in range(count):
        OccasionFactory(
            promise=lanterns.promise, activity_key=lanterns.key, organisation=landlord, starts_on=TODAY
        )
    with django_assert_num_queries(10):
        as_landlord.get(address("my_reports"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_activity_costs_the_same_for_one_report_and_many(
    as_landlord, lanterns, address, count, django_assert_num_queries
):
    for _number in range(count):
        EntryPictureFactory(entry=lanterns.entry(supersedes=lanterns.entry()))
    with django_assert_num_queries(11):
        as_landlord.get(address("activity", lanterns.promise.pk, lanterns.key))


def test_an_activity_that_has_not_begun_does_not_wait(as_landlord, lanterns, address):
    with time_machine.travel("2026-12-02", tick=False):
        page = as_landlord.get(address("my_reports"))

    assert "Belysning på gården." not in page.content.decode()


def test_what_is_over_comes_after_what_can_be_done_now(
    client, lanterns, address, lekeberg, orebro_area, coordinator
):
    over = a_draft(lekeberg, orebro_area)
    over.period_start, over.period_end = date(2025, 1, 1), date(2025, 12, 31)
    over.title = "Löftet för 2025"
    over.save()
    publish(over, coordinator)
    client.force_login(coordinator)
    Entry.objects.all().delete()

    rows = client.get(address("my_reports")).context["rows"]

    assert [row.followed.document.title for row in rows][-1] == "Löftet för 2025"


# --- What everybody sees ------------------------------------------------------------------------------


def test_what_waits_for_a_decision_is_listed_with_what_to_look_at(as_coordinator, lanterns, address):
    entry = lanterns.entry(public_text="Tre ungdomar från gården hjälpte till.")
    EntryPictureFactory(entry=entry)

    content = as_coordinator.get(address("releases")).content.decode()

    assert "Tre ungdomar" in content
    assert "kan peka ut några få personer" in content
    assert "Titta noga på bilden" in content


def test_one_press_shows_it_and_the_list_is_empty(as_coordinator, lanterns, address):
    entry = lanterns.entry(public_text="Nya lyktor.")

    response = as_coordinator.post(
        address("release", lanterns.promise.pk, entry.pk), {"shows_text": "on", "back": "list"}
    )

    assert response.url == address("releases")
    assert "Inget väntar på dig" in as_coordinator.get(response.url).content.decode()
    assert entry.releases.get().shows_text


def test_holding_back_without_a_reason_asks_for_it(as_coordinator, lanterns, address):
    entry = lanterns.entry(public_text="Nya lyktor.")

    response = as_coordinator.post(address("release", lanterns.promise.pk, entry.pk), {})

    assert "Skriv varför något inte visas" in response.content.decode()
    assert not entry.releases.exists()


def test_others_see_nothing_that_waits(client, member, lanterns, address):
    lanterns.entry(public_text="Nya lyktor.")

    for name in ("landlord_executor", "reader", "outsider_coordinator", "nobody"):
        client.force_login(member(name))
        assert "Nya lyktor." not in client.get(address("releases")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_decisions_costs_the_same_for_one_and_many(
    as_coordinator, lanterns, address, count, django_assert_num_queries
):
    for _number in range(count):
        EntryPictureFactory(entry=lanterns.entry(public_text="Nya lyktor."))
    with django_assert_num_queries(5):
        as_coordinator.get(address("releases"))


# --- Pictures to everybody ----------------------------------------------------------------------------


@pytest.fixture
def pictured(lanterns):
    """A report with a picture that is stored."""
    picture = EntryPictureFactory(entry=lanterns.entry(public_text="Nya lyktor."))
    default_storage.save(picture.file.name, ContentFile(b"bild"))
    return picture.entry


@pytest.fixture
def public_url(lanterns, pictured):
    return reverse("public:entry_picture", args=[lanterns.promise.slug, pictured.pk])


def decide(entry, by, shows_picture):
    return releasing.release(entry, shows_text=True, shows_picture=shows_picture, reason="Någon syns.", by=by)


def test_a_picture_is_public_only_while_the_latest_decision_shows_it(
    client, pictured, public_url, coordinator
):
    assert client.get(public_url).status_code == 404

    decide(pictured, coordinator, shows_picture=False)
    assert client.get(public_url).status_code == 404

    decide(pictured, coordinator, shows_picture=True)
    shown = client.get(public_url)
    assert (shown.status_code, b"".join(shown.streaming_content)) == (200, b"bild")

    decide(pictured, coordinator, shows_picture=False)
    assert client.get(public_url, headers={"If-None-Match": shown["ETag"]}).status_code == 404


def test_a_picture_of_a_report_taken_back_is_no_longer_public(client, pictured, public_url, coordinator):
    decide(pictured, coordinator, shows_picture=True)

    reporting.retract(pictured, reason="Fel gård.", by=coordinator)

    assert client.get(public_url).status_code == 404


def test_a_picture_is_not_found_under_another_promise(client, pictured, coordinator, published_elsewhere):
    decide(pictured, coordinator, shows_picture=True)

    url = reverse("public:entry_picture", args=[published_elsewhere.slug, pictured.pk])

    assert client.get(url).status_code == 404


@pytest.fixture
def published_elsewhere(kungsor, vastra_malardalen, outsider_coordinator):
    draft = a_draft(kungsor, vastra_malardalen)
    publish(draft, outsider_coordinator)
    return draft.promise


def test_an_occasion_leads_to_its_form_once_it_has_begun(as_landlord, lanterns, address, landlord):
    begun, later = (
        OccasionFactory(
            promise=lanterns.promise, activity_key=lanterns.key, organisation=landlord, starts_on=day
        )
        for day in (TODAY, date(2027, 9, 1))
    )

    pages = {
        one: as_landlord.get(address("occasion", lanterns.promise.pk, one.pk)).content.decode()
        for one in (begun, later)
    }

    assert f"rapportera/?tillfalle={begun.pk}" in pages[begun]
    assert "rapportera/?tillfalle=" not in pages[later]
