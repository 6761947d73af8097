import hashlib
import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Event
from audit.presenters import lines
from organisations.actions.editing import save_row
from organisations.actions.rows import StaleEdit
from promises.actions import amending, redacting
from promises.actions.events import note
from promises.actions.steps import Refused
from promises.documents import Document
from promises.models import Picture, PromiseVersion
from promises.publication import publication_of
from promises.states import Status
from tests.factories.promises import PictureFactory, RevisionFactory, SectionFactory
from tests.promises.scene import scene_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

MARK = "[Borttaget enligt beslut KS 2027/3]"


def _waiting(cast):
    """A text that waits for signatures, with a name here and there, and a picture."""
    scene = scene_of(cast)
    scene.revision.title = "Olssons torg"
    scene.revision.save()
    PictureFactory(revision=scene.revision)
    SectionFactory(revision=scene.revision, heading="Bakgrund", body="Anna Andersson berättade om torget.")
    return scene.advance(Status.FOR_SIGNATURE)


_made, _own, cast, scene = shared("scene", _waiting)


@pytest.fixture
def published(scene):
    return scene.advance(Status.PUBLISHED)


def redact(scene, path, words="", **values):
    given = {
        "reason": "Namnet ska inte stå här.",
        "decision_reference": "KS 2027/3",
        "decided_on": date(2027, 1, 12),
        "by": scene.coordinator,
    }
    return redacting.redact(scene.version, path=path, words=words, **given | values)


def test_the_words_go_the_mark_stands_and_the_hash_stays(published):
    before = published.version

    redact(published, "/sections/0/body", "Anna Andersson")

    after = published.version
    assert after.document.sections[0].body == f"{MARK} berättade om torget."
    assert after.sha256 == before.sha256
    assert "Anna" not in after.canonical


def test_everything_else_in_the_text_is_as_it_was(published):
    before = json.loads(published.version.canonical)

    redact(published, "/sections/0/body", "Anna Andersson")

    after = json.loads(published.version.canonical)
    before["sections"][0]["body"] = after["sections"][0]["body"]
    assert after == before


def test_readers_see_that_something_was_removed_and_by_which_decision(published):
    redact(published, "/sections/0/body", "Anna Andersson")

    publication = publication_of(published.version)
    assert [(r.path, r.decision_reference) for r in publication.redactions] == [
        ("/sections/0/body", "KS 2027/3")
    ]
    text = published.version.canonical
    assert hashlib.sha256(text.encode()).hexdigest() != publication.sha256


def test_without_words_the_whole_string_goes(published):
    redact(published, "/sections/0/body")

    assert published.version.document.sections[0].body == MARK


def test_the_words_do_not_come_back_in_the_next_version(published):
    redact(published, "/sections/0/body", "Anna Andersson")

    draft = amending.amend(published.revision, by=published.coordinator)

    assert "Anna" not in draft.sections.get().body


def test_the_words_go_from_a_next_version_that_is_being_written_too(published):
    draft = amending.amend(published.revision, by=published.coordinator)
    before = draft.sections.get()

    redact(published, "/sections/0/body", "Anna Andersson")

    section = draft.sections.get()
    assert section.body == f"{MARK} berättade om torget."
    with pytest.raises(StaleEdit):
        save_row(before, edit_number=before.edit_number, values={"body": before.body})


def test_neither_words_nor_text_are_put_in_the_log(published):
    redact(published, "/sections/0/body", "Anna Andersson")

    event = Event.objects.get(action="promises.redacted")
    assert "Anna" not in str(event.data) + event.object_label
    assert event.data["path"] == "/sections/0/body"


def test_a_signatures_name_is_removed_by_its_own_path(published):
    signature = published.version.signatures.order_by("pk").first()

    redact(published, f"/signatures/{signature.pk}/name")

    signature.refresh_from_db()
    assert signature.name == MARK
    assert signature.title == "Kommunstyrelsens ordförande"


def test_a_picture_is_removed_whole(published):
    redact(published, redacting.PICTURE)

    assert published.version.document.picture is None
    assert not Picture.objects.exists()


def test_search_no_longer_finds_the_removed_words(published):
    assert "olssons" in published.revision.search_text

    redact(published, "/title", "Olssons")

    published.revision.refresh_from_db()
    assert "olssons" not in published.revision.search_text
    assert published.revision.summary["title"] == f"{MARK} torg"
    assert published.revision.title == f"{MARK} torg"


@pytest.mark.parametrize(
    "path",
    [
        "/sections/9/body",
        "/sections/0/nothing",
        "/slug",
        "/version",
        "",
        "/",
        "/signatures/0/name",
        "/signatures/x/name",
    ],
)
def test_a_place_without_words_is_refused(published, path):
    with pytest.raises(Refused):
        redact(published, path, "Anna Andersson")

    assert PromiseVersion.objects.get().redactions.count() == 0


def test_words_that_do_not_stand_there_are_refused(published):
    with pytest.raises(Refused):
        redact(published, "/title", "Anna Andersson")

    assert PromiseVersion.objects.get().redactions.count() == 0


@pytest.mark.parametrize("person", ["officer", "chair", "outsider"])
def test_redaction_is_for_the_owners_coordinator(published, person):
    with pytest.raises(PermissionDenied):
        redact(published, "/sections/0/body", "Anna", by=getattr(published, person))


@pytest.mark.parametrize("status", [Status.FOR_SIGNATURE, Status.SIGNED])
def test_a_text_on_its_way_is_taken_back_rather_than_redacted(scene, status):
    scene.advance(status)

    with pytest.raises(PermissionDenied, match="Ta tillbaka"):
        redact(scene, "/sections/0/body", "Anna")


def test_the_places_of_words_are_found_with_their_text(published):
    places = dict(redacting.places_of(published.version, "Anna Andersson"))

    assert places == {"/sections/0/body": "Anna Andersson berättade om torget."}
    assert redacting.places_of(published.version, "") == []


@given(st.text(min_size=1, max_size=30), st.data())
def test_a_redacted_text_can_still_be_read(word, data):
    document = Document(
        slug="a", title=word, version=1, municipalities=[], police_area=None, police_areas=[],
        period={"start": "2026-01-01"}, parties=[], aims=[word], time_scope=word,
    )  # fmt: skip
    strings = redacting._strings(document.to_dict())
    path, text = data.draw(st.sampled_from(strings))
    tree = document.to_dict()
    parent, last = redacting._parent(tree, path)
    parent[last] = text.replace(word, MARK)

    assert Document.from_dict(tree).period.start == "2026-01-01"


def test_words_that_went_are_shown_in_no_history_either(published):
    """The log itself can never be weeded: what people wrote in it before then is kept back."""
    note("activity_changed", published.revision, by=published.coordinator, what="Anna Andersson på torget")
    before = Event.objects.get(action="promises.activity_changed")
    redact(published, "/sections/0/body", "Anna Andersson")
    note("activity_changed", published.revision, by=published.coordinator, what="Torget")

    texts = {line.number: line.text for line in lines(Event.objects.for_object(published.revision.promise))}

    assert not any("Anna" in text for text in texts.values())
    assert texts[before.number].endswith("ändrade aktiviteten ”[borttaget]”.")
    assert texts[max(texts)].endswith("ändrade aktiviteten ”Torget”.")
    assert any("Kommunstyrelsens ordförande, Lekebergs kommun (lösenord)" in text for text in texts.values())


def test_other_promises_keep_their_words(published, scene):
    redact(published, "/sections/0/body", "Anna Andersson")
    other = RevisionFactory(promise__owner=scene.municipality)
    note("activity_changed", other, by=scene.coordinator, what="Bron")

    assert "”Bron”" in lines(Event.objects.for_object(other.promise))[0].text
