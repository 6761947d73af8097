"""What a list says of a promise is made from the frozen text, kept when it is published, and never anything else."""

import json
from importlib import import_module

from django.apps import apps

from promises.actions.amending import amend
from promises.models import Revision
from promises.states import Status
from promises.summaries import Summary, summary_of
from tests.promises.demo_documents import document_of


def test_a_summary_says_what_the_text_says():
    for slug in ("lekeberg-2021-2022", "hallefors", "orebro-vivalla-2021"):
        document = document_of(slug)
        summary = Summary.of(document)

        assert summary.title == document.title
        assert summary.activities == len(document.activities)
        assert summary.parties == document.parties


def test_a_published_text_keeps_its_summary(scene):
    scene.advance(Status.PUBLISHED)
    scene.revision.refresh_from_db()

    assert summary_of(scene.version) == Summary.of(scene.version.document)
    assert scene.revision.summary == Summary.of(scene.version.document).to_dict()


def test_a_text_without_one_is_read_instead(scene):
    scene.advance(Status.PUBLISHED)
    Revision.objects.update(summary=None)
    scene.version.revision.refresh_from_db()

    assert summary_of(scene.version) == Summary.of(scene.version.document)


def test_a_new_draft_starts_without_the_old_index(scene):
    scene.advance(Status.PUBLISHED)

    draft = amend(scene.revision, by=scene.coordinator)

    assert (draft.search_text, draft.summary) == ("", None)


def test_texts_from_before_get_the_same_summary(scene):
    scene.advance(Status.PUBLISHED)
    Revision.objects.update(summary=None)

    import_module("promises.migrations.0006_list_summary").summarise(apps, None)

    scene.revision.refresh_from_db()
    assert json.dumps(scene.revision.summary, sort_keys=True) == json.dumps(
        Summary.of(scene.version.document).to_dict(), sort_keys=True
    )
