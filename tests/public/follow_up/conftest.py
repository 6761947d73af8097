"""A day in the summer, and reports on the one activity that is promised."""

from datetime import date

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from promises.extent import parse, to_dict
from tests.factories.followup import (
    EntryFactory,
    EntryPictureFactory,
    ReleaseFactory,
)


@pytest.fixture
def today():
    with time_machine.travel("2026-07-01T12:00:00+02:00"):
        yield date(2026, 7, 1)


@pytest.fixture
def text(text):
    """With the omfattning read: 4 checks a month for two years."""
    text.activities.update(extent=to_dict(parse("minst 4 kontroller i månaden")))
    return text


@pytest.fixture
def report(published, text):
    """Report on the promise's activity; with ``text`` or ``picture`` what everybody may see of it."""
    key = text.activities.get().key

    def made(day="2026-06-01", *, released=True, picture=False, **fields):
        entry = EntryFactory(version=published, activity_key=key, happened_on=day, **fields)
        if picture:
            file = EntryPictureFactory(entry=entry).file.name
            default_storage.save(file, ContentFile(b"jpeg"))
        if released or picture:
            ReleaseFactory(entry=entry, shows_text=released, shows_picture=picture)
        return entry

    return made
