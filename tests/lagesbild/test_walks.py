"""A safety walk from plan to protocol: its steps, its points, and what readers see."""

import io
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from docx import Document
from PIL import Image

from audit.models import Event
from lagesbild import protocol
from lagesbild.actions import walk_points, walks
from lagesbild.models import Dialogue, SafetyWalk, WalkPoint
from lagesbild.walk_documents import compose, public_document
from lagesbild.walk_states import TRANSITIONS, can_go
from lagesbild.walks import is_overdue, overdue_points, public_points, public_walks, walks_read_by
from organisations.actions.rows import StaleEdit
from organisations.pictures import for_print, read_picture
from tests.factories.lagesbild import SafetyWalkFactory, WalkPointFactory
from tests.factories.uploads import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(lekeberg):
    return SafetyWalkFactory(municipality=lekeberg)


@pytest.fixture
def walked(lekeberg, coordinator):
    return SafetyWalkFactory(municipality=lekeberg, state="walked")


def plan(municipality, by, key=None, **more):
    values = {"title": "Vandring", "held_on": date(2026, 9, 10), **more}
    return walks.plan(
        municipality, owner=municipality, values=values, creation_key=key or uuid.uuid4(), by=by
    )


def seen(**more):
    return {
        "category": "lighting",
        "text": "Tre lampor är trasiga.",
        "place_text": "Gångtunneln",
        "latitude": None,
        "longitude": None,
        "picture_alt": "",
        "is_public": True,
        **more,
    }


def record(walk, by, key=None, picture=None, **more):
    return walk_points.record(
        walk, values=seen(**more), creation_key=key or uuid.uuid4(), by=by, picture=picture
    )


# --- Planned --------------------------------------------------------------------------------------------


def test_a_plan_comes_with_a_checklist_once(lekeberg, coordinator):
    key = uuid.uuid4()

    made = plan(lekeberg, coordinator, key)

    assert plan(lekeberg, coordinator, key) == made
    assert made.checklist.count() >= 10
    assert Event.objects.filter(action="lagesbild.walk_planned").count() == 1


def test_the_checklist_is_written_anew_and_a_stale_one_refused(walk, coordinator):
    walks.set_checklist(walk, edit_number=1, lines=["Ljus", "Sikt"], by=coordinator)

    assert [item.text for item in walk.checklist.all()] == ["Ljus", "Sikt"]
    with pytest.raises(StaleEdit):
        walks.set_checklist(walk, edit_number=1, lines=[], by=coordinator)


def test_both_parties_write_and_nobody_else(
    walk, coordinator, municipal_police, reader, outsider_coordinator
):
    record(walk, coordinator)
    record(walk, municipal_police)

    for person in (reader, outsider_coordinator):
        with pytest.raises(PermissionDenied):
            record(walk, person)
    assert not walks_read_by(outsider_coordinator, walk.municipality).exists()


def test_the_same_press_twice_makes_one_point(walk, coordinator):
    key = uuid.uuid4()

    assert record(walk, coordinator, key) == record(walk, coordinator, key)
    assert record(walk, coordinator).position == 2


# --- Steps -----------------------------------------------------------------------------------------------


def test_the_steps_are_those_of_the_table(walk, coordinator):
    point = record(walk, coordinator)
    walks.note_walked(walk, values={"participants": 12}, by=coordinator)
    walks.plan_again(walk, by=coordinator)
    with pytest.raises(ValidationError):
        walks.publish(walk, by=coordinator)
    walks.note_walked(walk, values={}, by=coordinator)
    walks.publish(walk, by=coordinator)
    walks.publish(walk, by=coordinator)
    assert Event.objects.filter(action="lagesbild.walk_published").count() == 1
    with pytest.raises(ValidationError):
        walks.plan_again(walk, by=coordinator)
    for attempted in (
        lambda: record(walk, coordinator),
        lambda: walk_points.change(point, edit_number=1, values=seen(), by=coordinator),
        lambda: walk_points.remove(point, edit_number=1, by=coordinator),
        lambda: walks.change(walk, edit_number=5, values={}, by=coordinator),
    ):
        with pytest.raises(ValidationError, match="publicerat"):
            attempted()

    back = walks.take_back(walk, by=coordinator)
    assert (back.state, back.published_at, back.published_by) == ("walked", None, None)
    assert not public_walks().exists()


def test_every_state_has_its_steps():
    assert set(TRANSITIONS) == set(SafetyWalk.State)
    assert not can_go("planned", "published")


def test_a_walk_is_not_held_before_its_day(lekeberg, coordinator):
    coming = SafetyWalkFactory(municipality=lekeberg, held_on=timezone.localdate() + timedelta(days=1))

    with pytest.raises(ValidationError, match="har inte varit"):
        walks.note_walked(coming, values={}, by=coordinator)


def test_a_protocol_without_a_point_for_everybody_is_not_published(walked, coordinator):
    WalkPointFactory(walk=walked, is_public=False)

    with pytest.raises(ValidationError, match="Ingen punkt"):
        walks.publish(walked, by=coordinator)


def test_only_a_plan_without_points_is_removed(walk, walked, coordinator):
    WalkPointFactory(walk=walk)
    for one in (walk, walked):
        with pytest.raises(ValidationError):
            walks.remove(one, by=coordinator)
    walk.points.all().delete()

    walks.remove(walk, by=coordinator)
    walks.remove(walk, by=coordinator)
    assert list(SafetyWalk.objects.all()) == [walked]


# --- Points ------------------------------------------------------------------------------------------------


def picture(**options):
    return read_picture(upload(size=(80, 60), **options))


def test_a_picture_is_described_kept_and_goes_with_its_point(
    walk, coordinator, django_capture_on_commit_callbacks
):
    with pytest.raises(ValidationError, match="vad bilden visar"):
        record(walk, coordinator, picture=picture())
    point = record(walk, coordinator, picture=picture(), picture_alt="En lampa.")
    file = point.picture.name
    kept = walk_points.change(
        point, edit_number=1, values=seen(picture_alt="En trasig lampa."), by=coordinator
    )
    assert kept.picture.name == file

    with django_capture_on_commit_callbacks(execute=True):
        gone = walk_points.change(point, edit_number=2, values=seen(), by=coordinator, keeps_picture=False)
    assert not gone.picture
    assert not default_storage.exists(file)


def test_two_points_with_the_same_picture_share_a_file(walk, coordinator, django_capture_on_commit_callbacks):
    one = record(walk, coordinator, picture=picture(), picture_alt="En lampa.")
    two = record(walk, coordinator, picture=picture(), picture_alt="Samma lampa.")
    assert one.picture.name == two.picture.name

    with django_capture_on_commit_callbacks(execute=True):
        walk_points.remove(one, edit_number=1, by=coordinator)
    assert default_storage.exists(two.picture.name)


def test_half_a_position_is_none(walk, coordinator):
    with pytest.raises(ValidationError, match="båda"):
        record(walk, coordinator, latitude=Decimal(59))


def test_what_is_declined_has_a_reason_and_published_points_are_followed_up(walked, coordinator):
    point = WalkPointFactory(walk=walked)
    walks.publish(walked, by=coordinator)

    def follow(state, note="", number=1, day=None):
        return walk_points.follow_up(
            point, edit_number=number, state=state, state_note=note, state_on=day, by=coordinator
        )

    with pytest.raises(ValidationError, match="varför"):
        follow("declined")
    with pytest.raises(ValidationError, match="har inte varit"):
        follow("done", day=timezone.localdate() + timedelta(days=1))
    assert follow("declined", "Marken är privat.").state_on == timezone.localdate()
    with pytest.raises(StaleEdit):
        follow("done")
    document = public_document("lekeberg", walked.pk)
    assert document.points[0].state_note == "Marken är privat."


def test_what_should_have_been_done_is_listed_the_oldest_first(walked, walk, lekeberg):
    today = date(2026, 11, 1)
    late = WalkPointFactory(walk=walked, due_on=date(2026, 10, 20))
    latest = WalkPointFactory(walk=walked, due_on=date(2026, 10, 1), state="underway")
    WalkPointFactory(walk=walked, due_on=today)
    WalkPointFactory(walk=walked, due_on=date(2026, 10, 1), state="done")
    WalkPointFactory(walk=walk, due_on=date(2026, 10, 1))

    assert list(overdue_points(lekeberg, today)) == [latest, late]
    assert is_overdue(late, today)
    assert not is_overdue(late, date(2026, 10, 20))


# --- A dialogue of it ---------------------------------------------------------------------------------------


def test_a_walk_becomes_a_dialogue_once(walked, coordinator, municipal_police):
    WalkPointFactory(walk=walked, place_text="Tunneln")
    WalkPointFactory(walk=walked, category="litter", text="Glas på marken.")

    made = walks.make_dialogue(walked, by=coordinator)

    assert walks.make_dialogue(walked, by=municipal_police) == made
    assert Dialogue.objects.count() == 1
    assert list(made.findings.values_list("text", "theme", "is_public")) == [
        ("Tre lampor är trasiga. (Tunneln)", "public_places", False),
        ("Glas på marken.", "vandalism", False),
    ]
    assert made.form == "safety_walk"


def test_the_police_make_it_their_own_dialogue(walked, municipal_police, orebro_area):
    assert walks.make_dialogue(walked, by=municipal_police).owner_id == orebro_area.pk


def test_a_planned_walk_is_no_dialogue(walk, coordinator):
    with pytest.raises(ValidationError):
        walks.make_dialogue(walk, by=coordinator)


# --- The protocol ----------------------------------------------------------------------------------------------


@pytest.fixture
def published(walked, lekeberg, coordinator):
    """Three points, one of them inside, with a picture."""
    SafetyWalk.objects.filter(pk=walked.pk).update(participants=3, introduction="Vi gick i mörkret.")
    WalkPointFactory(
        walk=walked, measure="Byt lampor.", measure_owner=lekeberg, internal_note="hemligt-ord", position=1
    )
    WalkPointFactory(walk=walked, text="hemligt-ord", is_public=False, position=2)
    record(walked, coordinator, picture=picture(kind="WEBP"), picture_alt="En mörk tunnel.")
    walks.publish(walked, by=coordinator)
    return SafetyWalk.objects.get(pk=walked.pk)


def test_the_parties_read_everything_and_readers_what_is_for_them(published):
    inside, outside = compose(published), public_document("lekeberg", published.pk)

    assert [point.text for point in inside.points].count("hemligt-ord") == 1
    assert inside.participants == 3
    assert "hemligt-ord" not in repr(outside)
    # Numbered anew, so that nobody sees that one is left out; and three people are too few to be told.
    assert [point.number for point in outside.points] == [1, 2]
    assert outside.participants is None
    assert outside.points[0].who == "Lekebergs kommun"


def test_what_is_not_published_has_no_protocol_for_readers(walked, published, kungsor):
    WalkPointFactory(walk=walked)

    assert public_document("kungsor", published.pk) is None
    SafetyWalk.objects.update(state="walked", published_at=None, published_by=None)
    assert public_document("lekeberg", published.pk) is None
    assert not public_points(SafetyWalk.objects.get()).exists()


def test_the_protocol_as_pdf_is_accessible_and_has_its_picture(published):
    content = protocol.pdf_of(compose(published))

    assert content.startswith(b"%PDF-")
    assert b"/MarkInfo" in content or b"pdfuaid" in content
    assert b"/Image" in content


def test_the_protocol_as_word_describes_its_picture(published):
    word = Document(io.BytesIO(protocol.docx_of(compose(published))))

    shapes = word.inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == ["En mörk tunnel."]
    assert any(paragraph.style.name.startswith("Heading") for paragraph in word.paragraphs)


@pytest.mark.parametrize("content", [None, b"ingen bild", b""])
def test_a_protocol_whose_picture_cannot_be_read_is_still_a_protocol(content, published):
    name = "walks/2026/borta.jpg"
    if content is not None:
        name = default_storage.save("walks/2026/trasig.jpg", ContentFile(content))
    WalkPoint.objects.exclude(picture="").update(picture=name)

    assert protocol.pdf_of(compose(published)).startswith(b"%PDF-")


def test_a_picture_for_paper_is_small_and_white_behind():
    see_through = Image.new("RGBA", (3000, 20), (0, 0, 0, 0))
    out = io.BytesIO()
    see_through.save(out, "PNG")
    with Image.open(io.BytesIO(for_print(out.getvalue()))) as printed:
        assert printed.format == "JPEG"
        assert printed.size[0] == 1000
        assert printed.getpixel((5, 3)) == (255, 255, 255)
