"""The pages about safety walks: lists with few queries, the form for a phone, the protocol as files."""

import uuid

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from lagesbild.models import Dialogue, SafetyWalk, WalkPoint
from tests.factories.lagesbild import SafetyWalkFactory, WalkPointFactory
from tests.factories.uploads import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(lekeberg):
    return SafetyWalkFactory(municipality=lekeberg)


@pytest.fixture
def writer(client, coordinator):
    client.force_login(coordinator)
    return client


def url(name, walk, *more):
    return reverse(f"lagesbild:{name}", args=["lekeberg", walk.pk, *more])


def seen(**more):
    return {
        "category": "lighting",
        "text": "Tre lampor är trasiga.",
        "is_public": "on",
        "creation_key": str(uuid.uuid4()),
        **more,
    }


def test_from_plan_to_published_protocol(writer, lekeberg):
    planned = {
        "title": "Vandring i centrum",
        "held_on": "2026-09-10",
        "starts_at": "18:30",
        "route": "Torget.",
    }
    writer.post(reverse("lagesbild:add_walk", args=["lekeberg"]), planned)
    walk = SafetyWalk.objects.get()
    writer.post(url("walk_checklist", walk), {"edit_number": "1", "lines": "Ljus\n\n Sikt \n"})
    assert [item.text for item in walk.checklist.all()] == ["Ljus", "Sikt"]
    saved = writer.post(url("record_point", walk), seen(), follow=True).content.decode()
    assert "Punkten är sparad" in saved
    assert "data-stored-draft" in saved
    writer.post(url("walk_held", walk), {"participants": "14", "weather": "Mörkt"})
    assert "Tre lampor" in writer.get(url("publish_walk", walk)).content.decode()
    page = writer.post(url("publish_walk", walk), follow=True).content.decode()

    assert "Protokollet är publicerat." in page
    assert SafetyWalk.objects.get().participants == 14
    public = writer.get(reverse("public:walk", args=["lekeberg", walk.pk])).content.decode()
    assert "Tre lampor är trasiga." in public


@pytest.mark.parametrize("page", ["walks", "walk", "walk_protocol"])
def test_more_rows_cost_no_more_queries(
    page, writer, lekeberg, walk, django_assert_num_queries, django_assert_max_num_queries
):
    address = reverse("lagesbild:walks", args=["lekeberg"]) if page == "walks" else url(page, walk)
    SafetyWalk.objects.update(state="walked")

    def more():
        WalkPointFactory(walk=walk, due_on="2026-01-01", measure_owner=lekeberg, measure="Byt.")
        WalkPointFactory(walk=SafetyWalkFactory(municipality=lekeberg, state="walked"), due_on="2026-01-02")

    more()
    with django_assert_max_num_queries(20) as one:
        assert writer.get(address).status_code == 200
    more()
    more()

    with django_assert_num_queries(len(one)):
        writer.get(address)


# --- On the walk ---------------------------------------------------------------------------------------------


def test_a_picture_loses_what_the_camera_hid(writer, walk):
    exif = Image.Exif()
    exif[0x010F] = "Kameran"
    sent = seen(picture=upload(size=(80, 60), exif=exif), picture_alt="En lampa.")
    writer.post(url("record_point", walk), sent)

    point = WalkPoint.objects.get()
    with default_storage.open(point.picture.name) as stored:
        assert not Image.open(stored).getexif()
    assert (point.picture_width, point.picture_height) == (80, 60)
    response = writer.get(url("walk_picture", walk, point.pk))
    assert response["Content-Type"] == "image/jpeg"
    b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "Fyll i fältet"),
        ({"category": ""}, "Välj ett alternativ"),
        ({"text": "Fråga den som har 070-174 06 05"}, "telefonnummer"),
        ({"latitude": "48.85", "longitude": "2.35"}, "ligger inte i Sverige"),
        ({"latitude": "59.2", "longitude": ""}, "Fyll i både latitud och longitud"),
        ({"latitude": "abc", "longitude": "15"}, "Skriv grader med decimaler"),
        ({"latitude": "59.6", "longitude": "16.5"}, "kryssa i att den stämmer ändå"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(wrong, said, writer, walk):
    response = writer.post(url("record_point", walk), seen(place_text="Gångtunneln", **wrong))

    assert said in response.content.decode()
    assert "Gångtunneln" in response.content.decode()
    assert not WalkPoint.objects.exists()


def test_what_is_no_picture_is_refused_and_a_picture_has_words(writer, walk):
    odd = SimpleUploadedFile("bild.jpg", b"<svg onload=alert(1)>")
    assert (
        "inte att läsa som bild"
        in writer.post(url("record_point", walk), seen(picture=odd, picture_alt="En lampa.")).content.decode()
    )
    assert (
        "Skriv vad bilden visar"
        in writer.post(url("record_point", walk), seen(picture=upload())).content.decode()
    )
    assert not WalkPoint.objects.exists()


def test_only_the_page_that_asks_for_a_position_may_have_it(writer, walk):
    policy = writer.get(url("record_point", walk))["Permissions-Policy"]

    assert "geolocation=(self)" in policy.replace('"', "")
    assert "camera=()" in policy
    assert "geolocation=()" in writer.get(url("walk", walk))["Permissions-Policy"]


def test_a_way_is_drawn_or_written_and_shown(writer, walk):
    plan = {"title": "Vandring", "held_on": "2026-09-10", "edit_number": "1"}
    refused = writer.post(url("edit_walk", walk), {**plan, "route_line": "59.17, 14.98"}).content.decode()
    assert "minst två punkter" in refused
    there_and_back = "59.17, 14.98\n59.18, 14.99\n59.17, 14.98"
    page = writer.post(
        url("edit_walk", walk), {**plan, "route_line": there_and_back}, follow=True
    ).content.decode()

    walk.refresh_from_db()
    assert walk.route_line == [[14.98, 59.17], [14.99, 59.18], [14.98, 59.17]]
    assert '"line": [[14.98, 59.17]' in page
    assert "59.18, 14.99" in writer.get(url("edit_walk", walk)).content.decode()


def test_a_position_is_kept_for_the_parties_alone(writer, walk, coordinator):
    writer.post(url("record_point", walk), seen(latitude="59.17512", longitude="14.98765"))

    assert "59.17512, 14.98765" in writer.get(url("walk", walk)).content.decode()
    SafetyWalk.objects.update(state="published", published_at=timezone.now(), published_by=coordinator)
    assert "17512" not in writer.get(reverse("public:walk", args=["lekeberg", walk.pk])).content.decode()


# --- Afterwards ------------------------------------------------------------------------------------------------


def test_a_point_is_changed_followed_up_and_removed(writer, walk, lekeberg):
    point = WalkPointFactory(walk=walk)
    changed = seen(
        edit_number="1",
        measure="Byt lampor.",
        measure_owner=str(lekeberg.pk),
        due_on="2026-10-01",
        is_public="",
    )
    writer.post(url("edit_point", walk, point.pk), changed)
    point.refresh_from_db()
    assert (point.measure, point.measure_owner_id, point.is_public) == ("Byt lampor.", lekeberg.pk, False)
    SafetyWalk.objects.update(state="walked")
    late = writer.get(reverse("lagesbild:walks", args=["lekeberg"])).content.decode()
    assert "Skulle ha varit klart" in late

    refused = writer.post(
        url("follow_point", walk, point.pk), {"edit_number": "2", "state": "declined", "state_note": ""}
    )
    assert "Skriv varför" in refused.content.decode()
    writer.post(
        url("follow_point", walk, point.pk), {"edit_number": "2", "state": "done", "state_note": "Klart."}
    )
    assert WalkPoint.objects.get().state == "done"
    assert (
        writer.post(url("follow_point", walk, point.pk), {"edit_number": "2", "state": "open"}).status_code
        == 409
    )

    stale = writer.post(url("remove_point", walk, point.pk), {"edit_number": "1"}, follow=True)
    assert "hann ändra" in stale.content.decode()
    writer.post(url("remove_point", walk, point.pk), {"edit_number": "3"})
    assert not WalkPoint.objects.exists()
    assert writer.post(url("remove_point", walk, point.pk), {"edit_number": "3"}).status_code == 302


def test_a_stale_point_is_shown_with_what_the_colleague_saved(writer, walk):
    point = WalkPointFactory(walk=walk)
    WalkPoint.objects.filter(pk=point.pk).update(edit_number=2, text="Kollegans ord.")

    response = writer.post(url("edit_point", walk, point.pk), seen(edit_number="1", text="Mina ord."))

    assert response.status_code == 409
    assert "Kollegans ord." in response.content.decode()
    assert "Mina ord." in response.content.decode()


def test_a_point_of_another_walk_is_not_found(writer, lekeberg, walk):
    other = WalkPointFactory(walk=SafetyWalkFactory(municipality=lekeberg))

    for name in ("edit_point", "follow_point", "remove_point", "walk_picture"):
        assert writer.get(url(name, walk, other.pk)).status_code == 404


def test_the_protocol_is_had_as_pdf_and_as_word(writer, walk):
    WalkPointFactory(walk=walk)

    pdf, word = writer.get(url("walk_protocol_pdf", walk)), writer.get(url("walk_protocol_docx", walk))

    assert pdf["Content-Disposition"] == (
        'attachment; filename="protokoll-trygghetsvandring-i-centrum-2026-09-10.pdf"'
    )
    assert pdf.content.startswith(b"%PDF-")
    assert word.content.startswith(b"PK")


def test_a_walk_becomes_a_dialogue_by_one_button(writer, walk):
    WalkPointFactory(walk=walk)
    SafetyWalk.objects.update(state="walked")
    assert "Gör en dialog av vandringen" in writer.get(url("walk", walk)).content.decode()

    writer.post(url("walk_to_dialogue", walk))
    page = writer.post(url("walk_to_dialogue", walk), follow=True).content.decode()

    assert Dialogue.objects.count() == 1
    assert "Trygghetsvandring i centrum" in page
    assert "Gör en dialog av vandringen" not in writer.get(url("walk", walk)).content.decode()


def test_what_is_published_is_taken_back_before_it_is_changed(writer, walk, coordinator):
    point = WalkPointFactory(walk=walk)
    SafetyWalk.objects.update(state="published", published_at=timezone.now(), published_by=coordinator)

    for address in (
        *(url(name, walk) for name in ("edit_walk", "walk_checklist", "record_point")),
        *(url(name, walk, point.pk) for name in ("edit_point", "remove_point")),
    ):
        assert "Ta tillbaka det först" in writer.get(address, follow=True).content.decode()
    assert writer.get(url("follow_point", walk, point.pk)).status_code == 200
    page = writer.post(url("take_back_walk", walk), follow=True).content.decode()
    assert "visas inte längre för alla" in page
    assert writer.get(url("edit_point", walk, point.pk)).status_code == 200


def test_who_only_reads_gets_no_buttons(client, reader, walk):
    WalkPointFactory(walk=walk)
    client.force_login(reader)

    page = client.get(url("walk", walk)).content.decode()

    assert "Tre lampor" in page
    assert "Nästa steg" not in page
    assert "Ta bort" not in page
