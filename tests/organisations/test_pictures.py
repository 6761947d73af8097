import io
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from organisations import pictures
from tests.factories.uploads import upload


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

    assert (clean.width, clean.height) == (2000, 1000)


def test_a_transparent_picture_stays_transparent():
    clean = pictures.read_picture(upload("PNG", mode="RGBA"))

    assert Image.open(io.BytesIO(clean.content)).mode == "RGBA"


def test_comments_and_colour_profiles_are_taken_out():
    clean = pictures.read_picture(upload("JPEG", comment=b"Tagen hos Anna", icc_profile=b"hemlig profil"))

    assert b"Anna" not in clean.content
    assert b"hemlig" not in clean.content


def test_the_same_picture_is_stored_once():
    storage = InMemoryStorage()
    clean = pictures.read_picture(upload())

    names = {clean.stored(storage, "entries/2027") for _ in range(2)}

    assert names == {f"entries/2027/{clean.sha256}.jpg"}


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

    with pytest.raises(ValidationError, match="större än 10 MB"):
        pictures.read_picture(upload())


def test_a_size_that_only_the_head_of_the_file_claims_is_refused():
    content = bytearray(upload("PNG").read())
    # Width and height of the header; Pillow raises an error of its own above its limit.
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")

    with pytest.raises(ValidationError, match="för många bildpunkter"):
        pictures.read_picture(SimpleUploadedFile("bild.png", bytes(content)))


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused_before_it_is_unpacked():
    bomb = upload("PNG", size=(8000, 6000), mode="1")
    assert bomb.size < 100_000

    with pytest.raises(ValidationError, match="för många bildpunkter"):
        pictures.read_picture(bomb)
