import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from lagesbild.actions import adopting
from lagesbild.actions import lagesbilder as actions
from lagesbild.composition import adopted_document
from lagesbild.documents import LagesbildDocument, canonical, digest
from lagesbild.models import Lagesbild, LagesbildVersion, Layer, Problem
from lagesbild.states import LagesbildStatus
from tests.factories.lagesbild import (
    CauseFactory,
    LagesbildBasisFactory,
    LagesbildFactory,
    LagesbildPlaceFactory,
    LagesbildProblemFactory,
    ProblemFactory,
)
from tests.lagesbild.lagesbilder.texts import DECISION, WHOLE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["mapping", "other_information", "analysis"])
@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_statutory_part_blocks(draft, coordinator, part, text):
    setattr(draft, part, text)
    draft.save()

    with pytest.raises(ValidationError):
        adopting.adopt(draft, by=coordinator, **DECISION)

    draft.refresh_from_db()
    assert draft.is_draft


def test_a_problem_that_one_party_has_taken_back_blocks(draft, lekeberg, orebro_area, coordinator):
    LagesbildProblemFactory(
        lagesbild=draft, problem__municipality=lekeberg, problem__owner=orebro_area, problem__layer=Layer.OWN
    )

    with pytest.raises(ValidationError, match="bara för"):
        adopting.adopt(draft, by=coordinator, **DECISION)


def test_the_polices_own_is_not_adopted_by_the_municipality(draft, orebro_area, coordinator):
    draft.owner, draft.is_joint = orebro_area, False
    draft.save()

    with pytest.raises(ValidationError, match="Polisens egen"):
        adopting.adopt(draft, by=coordinator, **DECISION)


@pytest.mark.parametrize("name", ["municipal_police", "reader", "chair"])
def test_the_municipality_notes_its_own_decision(draft, member, name):
    with pytest.raises(PermissionDenied):
        adopting.adopt(draft, by=member(name), **DECISION)


def test_a_decision_of_tomorrow_is_refused(draft, coordinator):
    tomorrow = DECISION | {"decided_on": timezone.localdate() + timedelta(days=1)}

    with pytest.raises(ValidationError, match="inte varit"):
        adopting.adopt(draft, by=coordinator, **tomorrow)


def test_it_is_frozen_as_canonical_json_with_its_hash(draft, council_secretary):
    LagesbildBasisFactory(lagesbild=draft, name="Enkäten")

    adopting.adopt(draft, by=council_secretary, **DECISION)

    version = LagesbildVersion.objects.get()
    document = LagesbildDocument.from_dict(json.loads(version.canonical))
    assert version.sha256 == digest(version.canonical)
    assert canonical(document) == version.canonical
    assert document.mapping == WHOLE["mapping"]
    assert [one.name for one in document.basis] == ["Enkäten"]
    assert document.decision.case_number == "KS 2026-77"


def test_the_frozen_text_is_never_changed(draft, coordinator):
    version = adopting.adopt(draft, by=coordinator, **DECISION).version

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        LagesbildVersion.objects.filter(pk=version.pk).update(canonical="{}")
    with pytest.raises(PermissionDenied):
        actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "x"}, by=coordinator)


def test_adopting_twice_is_adopting_once(draft, coordinator):
    for _time in range(2):
        adopting.adopt(draft, by=coordinator, **DECISION)

    assert LagesbildVersion.objects.count() == 1
    assert Event.objects.filter(action="lagesbild.lagesbild_adopted").count() == 1


def test_it_replaces_the_one_in_force_for_the_same_area_only(draft, lekeberg, coordinator):
    part = LagesbildFactory(municipality=lekeberg, area_text="Lanna", **WHOLE)
    place = LagesbildFactory(
        municipality=lekeberg, area=LagesbildPlaceFactory(municipality=lekeberg), **WHOLE
    )
    for one in (draft, part, place):
        adopting.adopt(one, by=coordinator, **DECISION)
    following = LagesbildFactory(municipality=lekeberg, title="Nästa", **WHOLE)

    adopted = adopting.adopt(following, by=coordinator, **DECISION)

    states = {one.pk: one.status for one in Lagesbild.objects.all()}
    assert states[draft.pk] == LagesbildStatus.REPLACED
    assert states[part.pk] == states[place.pk] == states[following.pk] == LagesbildStatus.ADOPTED
    assert adopted.supersedes == draft
    assert adopted_document(adopted).follows == draft.title


def test_the_frozen_page_shows_what_was_adopted_and_not_what_rows_say_since(
    client, draft, lekeberg, coordinator, reader
):
    problem = ProblemFactory(municipality=lekeberg, title="Som det hette")
    CauseFactory(problem=problem, text="Ingen vuxen är där")
    LagesbildProblemFactory(lagesbild=draft, problem=problem)
    adopting.adopt(draft, by=coordinator, **DECISION)
    Problem.objects.update(title="Som det heter nu")
    Lagesbild.objects.update(mapping="Ändrad bakom ryggen.")
    client.force_login(reader)

    content = client.get(reverse("lagesbild:lagesbild", args=[lekeberg.slug, draft.pk])).content.decode()

    assert "Som det hette" in content
    assert "Ingen vuxen är där" in content
    assert "Kommunstyrelsen, 15 september 2026, § 112, KS 2026-77" in content
    assert "heter nu" not in content
    assert "bakom ryggen" not in content
