import dataclasses

import pytest

from promises.actions.copying import LEFT_BEHIND, PLAIN, copy_revision
from promises.composition import document_of
from promises.models import Activity, Adoption, FocusArea, Indicator, Place, Revision
from promises.states import Status
from tests.factories import promises as factories

pytestmark = pytest.mark.django_db


def a_full_revision():
    """One row of every kind, with a place at each of the three levels."""
    revision = factories.RevisionFactory(status=Status.WITHDRAWN, title="Allt på en gång", themes=["traffic"])
    for factory in (
        factories.PartyFactory,
        factories.SectionFactory,
        factories.AimFactory,
        factories.DialogueBasisFactory,
        factories.FollowUpPlanFactory,
        factories.SignatoryFactory,
        factories.PromiseContactFactory,
        factories.PictureFactory,
        factories.PredecessorFactory,
        factories.AdoptionFactory,
    ):
        factory(revision=revision)
    area = factories.FocusAreaFactory(revision=revision)
    inside = factories.ActivityFactory(revision=revision, focus_area=area, extent={"kind": "count"})
    factories.ActivityFactory(revision=revision, text="Utanför.")
    factories.ActivityActorFactory(activity=inside)
    factories.ActivityAnswerFactory(activity=inside)
    factories.PlaceFactory(revision=revision)
    factories.PlaceFactory(revision=revision, focus_area=area, name="Torget")
    factories.PlaceFactory(revision=revision, activity=inside, name="Parken")
    factories.IndicatorFactory(revision=revision)
    factories.IndicatorFactory(revision=revision, focus_area=area, name="Andel trygga på torget")
    factories.IndicatorFactory(revision=revision, activity=inside, name="Antal kontroller")
    return revision


def copied(revision, person, **values):
    return copy_revision(revision, number=1, attempt=2, by=person, **values)


def test_the_copy_reads_the_same(nobody):
    revision = a_full_revision()

    copy = copied(revision, nobody, keep_adoptions=True)

    assert document_of(copy) == document_of(revision)


def test_the_copy_is_a_draft_with_rows_of_its_own(nobody):
    revision = a_full_revision()

    copy = copied(revision, nobody)
    copy.focus_areas.all().delete()
    copy.places.all().delete()

    assert (copy.status, copy.based_on, copy.edit_number) == (Status.DRAFT, revision, 1)
    assert (copy.published_at, copy.ended_at, copy.ended_reason) == (None, None, "")
    assert len(document_of(revision).focus_areas) == 2
    assert document_of(revision).focus_areas[0].places == ["Torget"]


def test_activities_keep_their_keys_and_their_answers(nobody):
    revision = a_full_revision()

    copy = copied(revision, nobody)

    assert set(copy.activities.values_list("key", flat=True)) == set(
        revision.activities.values_list("key", flat=True)
    )
    assert copy.activities.filter(answers__outcome="accepted").count() == 1


def test_focus_areas_and_indicators_keep_their_keys(nobody):
    revision = a_full_revision()

    copy = copied(revision, nobody)

    for rows in ("focus_areas", "indicators"):
        assert set(getattr(copy, rows).values_list("key")) == set(getattr(revision, rows).values_list("key"))


def test_an_adoption_of_the_old_text_does_not_follow(nobody):
    copy = copied(a_full_revision(), nobody)

    assert not Adoption.objects.filter(revision=copy).exists()


def test_a_text_to_be_signed_here_loses_the_days_of_its_original(nobody):
    revision = a_full_revision()
    revision.signatories.update(original_signed_text="idag", original_place="Kungsör")

    copy = copied(revision, nobody, signed_here=True)

    signatory = copy.signatories.get()
    assert (signatory.original_signed_text, signatory.original_place) == ("", "")


def test_the_copy_shows_the_same_picture_file(nobody):
    revision = a_full_revision()

    copy = copied(revision, nobody)

    assert copy.picture.file.name == revision.picture.file.name
    assert copy.picture.creation_key != revision.picture.creation_key


def test_every_kind_of_row_is_either_copied_or_said_to_be_left_behind():
    """A new table on the revision must be decided on here."""
    rows = {r.related_model.__name__ for r in Revision._meta.related_objects if r.field.name == "revision"}

    copied_kinds = {model.__name__ for model in (*PLAIN, FocusArea, Activity, Place, Indicator)}
    assert rows == copied_kinds | LEFT_BEHIND


def test_the_full_revision_of_these_tests_fills_the_document():
    """Else a part of the text could be lost without a test that notices."""
    document = document_of(a_full_revision())

    empty = {f.name for f in dataclasses.fields(document) if not getattr(document, f.name)}
    assert empty <= {
        "police_area", "police_areas", "scope_text", "time_scope", "aims_lead", "original", "change_summary",
        "registered_afterwards", "demonstration",
    }  # fmt: skip
