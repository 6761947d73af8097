import uuid

import pytest
from django.core.exceptions import PermissionDenied

from organisations.actions.rows import StaleEdit
from organisations.pictures import read_picture
from promises.actions import pictures
from promises.models import Picture
from tests.factories.uploads import upload

TEXTS = {"alt": "Torget", "caption": "", "credit": "Foto: kommunen"}


def save(draft, by, *, picture="new", number=0, key=None, texts=TEXTS):
    clean = read_picture(upload()) if picture == "new" else picture
    return pictures.save_picture(
        draft, picture=clean, texts=texts, edit_number=number, creation_key=key or uuid.uuid4(), by=by
    )


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
