import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from organisations import uploads

A_PDF = b"%PDF-1.7\nnonsense\n%%EOF\n"


def picture(kind, size=(20, 10)):
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def checked(content, name="fil"):
    return uploads.checked(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("content", "suffix"), [(A_PDF, "pdf"), (picture("PNG"), "png"), (picture("JPEG"), "jpg")]
)
def test_the_three_kinds_are_known_by_what_is_in_them(content, suffix):
    file = checked(content, name="virus.exe")

    assert (file.suffix, file.sha256) == (suffix, hashlib.sha256(content).hexdigest())
    assert file.as_stored().name.endswith(f".{suffix}")
    assert "virus" not in file.as_stored().name


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("GIF"),
        picture("PNG")[:40],
        b"%PDF-1.7 without an end",
        b"MZ" + b"\x00" * 2000 + b"%PDF-1.7\n%%EOF",
    ],
    ids=["empty", "html", "svg", "gif", "half a png", "half a pdf", "pdf after other things"],
)
def test_anything_else_is_refused_whatever_it_is_called(content):
    with pytest.raises(ValidationError, match="inte en PDF, PNG eller JPEG"):
        checked(content, name="sida.pdf")


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    upload = SimpleUploadedFile("sida.pdf", A_PDF)
    upload.size = uploads.MAX_BYTES + 1

    with pytest.raises(ValidationError, match="större än 10 MB"):
        uploads.checked(upload)
    assert upload.read() == A_PDF


def test_a_picture_that_is_small_packed_and_huge_unpacked_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_PIXELS", 100)

    with pytest.raises(ValidationError):
        checked(picture("PNG", (11, 10)))


def test_a_stored_file_is_sent_as_what_it_is_and_an_unknown_one_as_nothing_a_browser_runs():
    assert uploads.content_type("signatures/2026/a.pdf") == "application/pdf"
    assert uploads.content_type("a.html") == "application/octet-stream"
