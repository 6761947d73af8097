"""Removing what was written by mistake, and what keeps it from being removed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from audit.models import Event
from audit.presenters import sentence
from lagesbild.actions import removing
from lagesbild.models import CooperationAgreement, Dialogue, Figure, Finding, HotSpot, Layer, Place, Series
from promises.models import PromiseBasis, PromiseFinding
from tests.factories.lagesbild import (
    CooperationAgreementFactory,
    DialogueFactory,
    FigureFactory,
    FindingFactory,
    HotSpotFactory,
    IncidentReportFactory,
    LagesbildPlaceFactory,
    ProblemFactory,
    SafetyWalkFactory,
    SeriesFactory,
)
from tests.factories.promises import PromiseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue(lekeberg):
    return FindingFactory(dialogue=DialogueFactory(municipality=lekeberg)).dialogue


@pytest.fixture
def place(lekeberg):
    return LagesbildPlaceFactory(municipality=lekeberg, name="Torget")


@pytest.fixture
def agreement(lekeberg):
    return CooperationAgreementFactory(municipality=lekeberg, is_public=False)


@pytest.fixture
def series(lekeberg):
    found = SeriesFactory(source=Series.Source.OWN, municipality=lekeberg, title="Skadegörelse på skolor")
    FigureFactory(series=found, municipality=lekeberg)
    return found


def test_each_is_removed_with_its_own_and_it_is_noted(dialogue, place, agreement, series, coordinator):
    HotSpotFactory(run__municipality=place.municipality, place=place)
    removing.remove_dialogue(dialogue, by=coordinator)
    removing.remove_place(place, by=coordinator)
    removing.remove_agreement(agreement, by=coordinator)
    removing.remove_series(series, by=coordinator)

    for model in (Dialogue, Finding, Place, CooperationAgreement, Series, Figure):
        assert not model.objects.exists(), model
    assert HotSpot.objects.get().place is None
    assert {sentence(event) for event in Event.objects.all()} == {
        "Samordnare tog bort dialogen Enkät om trygghet.",
        "Samordnare tog bort platsen Torget.",
        "Samordnare tog bort samverkansöverenskommelsen Samverkansöverenskommelse 2026–2027.",
        "Samordnare tog bort statistikserien Skadegörelse på skolor.",
    }


def test_again_is_nothing(place, coordinator):
    again = Place.objects.get()
    removing.remove_place(place, by=coordinator)
    removing.remove_place(again, by=coordinator)

    assert Event.objects.count() == 1


def _closed(dialogue, by):
    Dialogue.objects.update(closed_at="2026-05-01T12:00Z", closed_by=by)


def _public(dialogue, by):
    Dialogue.objects.update(layer=Layer.PUBLIC)


def _in_problem(dialogue, by):
    ProblemFactory(municipality=dialogue.municipality).findings.add(dialogue.findings.get())


def _in_promise(dialogue, by):
    PromiseFinding.objects.create(promise=PromiseFactory(), finding=dialogue.findings.get(), linked_by=by)


def _in_walk(dialogue, by):
    SafetyWalkFactory(municipality=dialogue.municipality, dialogue=dialogue)


@pytest.mark.parametrize(
    ("happens", "word"),
    [
        (_closed, "avslutad"),
        (_public, "Alla får läsa"),
        (_in_problem, "används: problem"),
        (_in_promise, "används: resultat av dialoger som löften bygger på"),
        (_in_walk, "används: trygghetsvandringar"),
    ],
)
def test_a_dialogue_that_something_stands_on_stays(dialogue, coordinator, happens, word):
    happens(dialogue, coordinator)

    with pytest.raises(ValidationError, match=word):
        removing.remove_dialogue(dialogue, by=coordinator)
    assert Dialogue.objects.exists()


def test_a_place_with_reports_or_a_problem_stays(place, coordinator):
    IncidentReportFactory(municipality=place.municipality, place=place)
    ProblemFactory(municipality=place.municipality).places.add(place)

    with pytest.raises(ValidationError, match="används: händelserapporter, problem"):
        removing.remove_place(place, by=coordinator)


def test_an_agreement_that_is_shown_or_that_a_promise_stands_on_stays(agreement, coordinator):
    PromiseBasis.objects.create(promise=PromiseFactory(), agreement=agreement, linked_by=coordinator)
    with pytest.raises(ValidationError, match="används: underlag för löften"):
        removing.remove_agreement(agreement, by=coordinator)

    CooperationAgreement.objects.update(is_public=True)
    with pytest.raises(ValidationError, match="visas för invånarna"):
        removing.remove_agreement(agreement, by=coordinator)


def test_the_file_of_an_agreement_goes_with_it(agreement, coordinator, django_capture_on_commit_callbacks):
    agreement.file.save("avtal.pdf", ContentFile(b"%PDF-1.7"))
    storage, name = agreement.file.storage, agreement.file.name

    with django_capture_on_commit_callbacks(execute=True):
        removing.remove_agreement(agreement, by=coordinator)

    assert not storage.exists(name)


def test_who_only_reads_and_who_did_not_write_it_removes_nothing(dialogue, place, reader, municipal_police):
    with pytest.raises(PermissionDenied):
        removing.remove_place(place, by=reader)
    with pytest.raises(PermissionDenied):
        removing.remove_dialogue(dialogue, by=municipal_police)


def test_the_page_asks_first_and_then_says_that_it_is_gone(client, dialogue, coordinator):
    client.force_login(coordinator)
    arguments = [dialogue.municipality.slug, dialogue.pk]
    address = reverse("lagesbild:remove_dialogue", args=arguments)
    assert address in client.get(reverse("lagesbild:dialogue", args=arguments)).content.decode()

    asked = client.get(address).content.decode()
    assert "försvinner, med allt som är inskrivet om den: 1 resultat." in asked
    assert Dialogue.objects.exists()

    done = client.post(address, follow=True).content.decode()
    assert "Enkät om trygghet är borttagen." in done
    assert not Dialogue.objects.exists()


def test_the_page_says_why_not(client, place, coordinator):
    IncidentReportFactory(municipality=place.municipality, place=place)
    client.force_login(coordinator)
    address = reverse("lagesbild:remove_place", args=[place.municipality.slug, place.pk])

    for answer in (client.get(address), client.post(address)):
        text = answer.content.decode()
        assert "används: händelserapporter. Ta bort det därifrån först." in text
        assert "försvinner" not in text
    assert Place.objects.exists()


def test_others_series_are_not_removed_here(client, lekeberg, coordinator):
    client.force_login(coordinator)
    series = SeriesFactory()

    assert client.post(reverse("lagesbild:remove_series", args=[lekeberg.slug, series.pk])).status_code == 404
