import io
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from organisations.actions.rows import StaleEdit
from promises.actions import pictures
from promises.models import Picture

TEXTS = {"alt": "Torget", "caption": "", "credit": "Foto: kommunen"}


def upload(kind="JPEG", size=(40, 30), name="bild.jpg", mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, "green").save(out, kind, **options)
    return SimpleUploadedFile(name, out.getvalue())


def save(draft, by, *, picture="new", number=0, key=None, texts=TEXTS):
    clean = pictures.read_picture(upload()) if picture == "new" else picture
    return pictures.save_picture(
        draft, picture=clean, texts=texts, edit_number=number, creation_key=key or uuid.uuid4(), by=by
    )


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_keeps_its_kind_whatever_it_is_called(kind, extension):
    clean = pictures.read_picture(upload(kind, name="fil.txt"))

    assert clean.extension == extension
    assert Image.open(io.BytesIO(clean.content)).format == kind


def test_place_and_camera_are_taken_out():
    exif = Image.Exif()
    exif[0x010F] = "Kamera"
    exif.get_ifd(0x8825)[1] = "N"

    clean = pictures.read_picture(upload(exif=exif))

    assert b"Exif" not in clean.content
    assert not Image.open(io.BytesIO(clean.content)).getexif()


def test_a_picture_that_lies_on_its_side_is_turned_before_that_is_forgotten():
    exif = Image.Exif()
    exif[0x0112] = 6

    clean = pictures.read_picture(upload(size=(40, 20), exif=exif))

    assert (clean.width, clean.height) == (20, 40)


def test_a_large_picture_is_made_smaller():
    clean = pictures.read_picture(upload(size=(3000, 1500)))

    assert (clean.width, clean.height) == (2400, 1200)


def test_a_transparent_picture_stays_transparent():
    clean = pictures.read_picture(upload("PNG", mode="RGBA"))

    assert Image.open(io.BytesIO(clean.content)).mode == "RGBA"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hej",
        b"%PDF-1.7 ...",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 40,
        upload().read()[:200],
        upload("PNG").read()[:60],
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 100,
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError, match="går inte att läsa som bild"):
        pictures.read_picture(SimpleUploadedFile("bild.jpg", content))


def test_heic_is_refused_with_a_way_out():
    heic = SimpleUploadedFile("bild.heic", b"\x00\x00\x00\x18ftypheic" + b"\0" * 40)

    with pytest.raises(ValidationError, match="Spara bilden som JPEG"):
        pictures.read_picture(heic)


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_BYTES", 100)

    with pytest.raises(ValidationError, match="större än 15 MB"):
        pictures.read_picture(upload())


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused_before_it_is_unpacked():
    bomb = upload("PNG", size=(8000, 6000), mode="1")
    assert bomb.size < 100_000

    with pytest.raises(ValidationError, match="för många bildpunkter"):
        pictures.read_picture(bomb)


def test_a_picture_is_stored_under_its_hash(draft, coordinator):
    picture = save(draft, coordinator)

    assert picture.file.name == f"pictures/{picture.sha256}.jpg"
    assert picture.file.storage.exists(picture.file.name)
    assert (picture.width, picture.height) == (40, 30)


def test_the_same_form_twice_stores_one_picture(draft, coordinator):
    key = uuid.uuid4()

    save(draft, coordinator, key=key)
    save(draft, coordinator, key=key)

    assert Picture.objects.count() == 1


def test_the_texts_change_without_a_new_file(draft, coordinator):
    before = save(draft, coordinator)

    after = save(draft, coordinator, picture=None, number=1, texts={**TEXTS, "alt": "Stora torget"})

    assert (after.alt, after.file.name) == ("Stora torget", before.file.name)


def test_a_stale_change_is_refused(draft, coordinator):
    save(draft, coordinator)
    save(draft, coordinator, picture=None, number=1, texts={**TEXTS, "alt": "ett"})

    with pytest.raises(StaleEdit):
        save(draft, coordinator, picture=None, number=1, texts={**TEXTS, "alt": "två"})


def test_only_those_who_write_choose_the_picture(draft, reader):
    with pytest.raises(PermissionDenied):
        save(draft, reader)


def test_a_removed_picture_leaves_no_file(draft, coordinator, django_capture_on_commit_callbacks):
    picture = save(draft, coordinator)

    with django_capture_on_commit_callbacks(execute=True):
        pictures.remove_picture(picture, by=coordinator)

    assert not Picture.objects.exists()
    assert not picture.file.storage.exists(picture.file.name)


def test_a_file_that_another_version_shows_stays(
    draft, others_draft, coordinator, django_capture_on_commit_callbacks
):
    picture = save(draft, coordinator)
    Picture.objects.bulk_create(
        [Picture(revision=others_draft, file=picture.file.name, width=1, height=1, sha256="x", alt="x")]
    )

    with django_capture_on_commit_callbacks(execute=True):
        pictures.remove_picture(picture, by=coordinator)

    assert picture.file.storage.exists(picture.file.name)
