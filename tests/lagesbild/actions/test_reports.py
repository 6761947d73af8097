"""Telling of an event, correcting it and removing it."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from audit.models import Event
from lagesbild.actions import reports
from lagesbild.models import IncidentReport
from organisations.actions.rows import StaleEdit
from tests.factories.lagesbild import IncidentReportFactory, LagesbildPlaceFactory

pytestmark = pytest.mark.django_db

FJUGESTA = {"latitude": Decimal("59.175"), "longitude": Decimal("14.873")}
CENTRE_OF_OREBRO = {"latitude": Decimal("59.274"), "longitude": Decimal("15.213")}
OSLO = {"latitude": Decimal("59.91"), "longitude": Decimal("10.75")}


def said(**values: Any) -> Any:
    return {
        "category": "vandalism",
        "happened_at": timezone.now() - timedelta(hours=1),
        "hour_is_known": True,
        "place": None,
        "address": "Torget",
        "text": "",
        "latitude": None,
        "longitude": None,
        **values,
    }


@pytest.fixture
def tell(lekeberg, school, reporter):
    def told(is_sure: bool = False, key: Any = None, owner: Any = school, **values: Any) -> IncidentReport:
        return reports.tell(
            lekeberg,
            owner=owner,
            values=said(**values),
            creation_key=key or uuid.uuid4(),
            by=reporter,
            is_sure=is_sure,
        )

    return told


@pytest.fixture
def report(lekeberg, school, reporter):
    return IncidentReportFactory(municipality=lekeberg, owner=school, reporter=reporter)


def fault(error: pytest.ExceptionInfo[ValidationError], name: str) -> str:
    return " ".join(error.value.message_dict[name])


def test_a_report_is_told_for_the_reporters_organisation_and_leaves_an_event(
    tell, lekeberg, school, reporter
):
    told = tell(text="En ruta är krossad.")

    assert (told.municipality, told.owner.pk, told.reporter) == (lekeberg, school.pk, reporter)
    event = Event.objects.get(action="lagesbild.report_told")
    assert "ruta" not in str(event.data) + event.object_label


def test_the_same_form_sent_twice_makes_one(tell):
    key = uuid.uuid4()

    assert tell(key=key) == tell(key=key)
    assert Event.objects.filter(action="lagesbild.report_told").count() == 1


def test_a_key_of_another_organisations_report_is_refused(tell, lekeberg):
    theirs = IncidentReportFactory(municipality=lekeberg)

    with pytest.raises(ValidationError):
        tell(key=theirs.creation_key)


def test_nobody_tells_for_an_organisation_that_is_not_theirs(tell, lekeberg):
    with pytest.raises(PermissionDenied):
        tell(owner=lekeberg)


def test_the_coordinator_and_the_police_tell_for_their_own(
    lekeberg, orebro_area, coordinator, municipal_police
):
    for owner, by in [(lekeberg, coordinator), (orebro_area, municipal_police)]:
        told = reports.tell(lekeberg, owner=owner, values=said(), creation_key=uuid.uuid4(), by=by)
        assert told.owner.pk == owner.pk


def test_what_has_not_happened_yet_is_refused(tell):
    with pytest.raises(ValidationError) as error:
        tell(happened_at=timezone.now() + timedelta(minutes=2))

    assert "har inte varit än" in fault(error, "day")


def test_a_position_abroad_is_refused_however_sure_one_is(tell):
    with pytest.raises(ValidationError) as error:
        tell(**OSLO, is_sure=True)

    assert "inte i Sverige" in fault(error, "latitude")


def test_exchanged_numbers_are_seen(tell):
    with pytest.raises(ValidationError) as error:
        tell(latitude=Decimal("14.873"), longitude=Decimal("59.175"))

    assert "bytt plats" in fault(error, "latitude")


def test_half_a_position_is_refused(tell):
    with pytest.raises(ValidationError) as error:
        tell(latitude=Decimal("59.175"))

    assert "både latitud och longitud" in fault(error, "longitude")


def test_a_position_in_another_municipality_is_asked_about_and_then_believed(tell, orebro):
    with pytest.raises(ValidationError) as error:
        tell(**CENTRE_OF_OREBRO)
    assert "ligger i Örebro kommun, inte i Lekebergs kommun" in fault(error, "latitude")

    assert tell(**CENTRE_OF_OREBRO, is_sure=True).latitude == CENTRE_OF_OREBRO["latitude"]


def test_somewhere_is_needed_but_any_of_three_will_do(tell, lekeberg):
    with pytest.raises(ValidationError) as error:
        tell(address="")
    assert "var det var" in fault(error, "address")

    tell(address="", place=LagesbildPlaceFactory(municipality=lekeberg))
    tell(address="", **FJUGESTA)


def test_a_place_of_another_municipality_is_refused(tell, kungsor):
    with pytest.raises(ValidationError):
        tell(place=LagesbildPlaceFactory(municipality=kungsor))


def test_the_reporter_corrects_its_own(report, reporter):
    saved = reports.correct(report, edit_number=1, values=said(text="Två rutor."), by=reporter)

    assert (saved.text, saved.edit_number) == ("Två rutor.", 2)
    assert Event.objects.filter(action="lagesbild.report_corrected").exists()


def test_two_who_correct_do_not_overwrite_each_other(report, reporter, coordinator):
    values = said(text="Två rutor.")
    reports.correct(report, edit_number=1, values=values, by=coordinator)

    with pytest.raises(StaleEdit):
        reports.correct(report, edit_number=1, values=said(text="Tre rutor."), by=reporter)
    assert reports.correct(report, edit_number=1, values=values, by=reporter).edit_number == 2


def test_a_colleagues_report_is_read_but_not_corrected_by_a_reporter(report, reporter):
    IncidentReport.objects.update(reporter=None)
    report.refresh_from_db()

    with pytest.raises(PermissionDenied, match="själv har rapporterat"):
        reports.correct(report, edit_number=1, values=said(), by=reporter)


@pytest.mark.parametrize("who", ["chair", "outsider_coordinator", "executor"])
def test_who_does_not_write_the_lagesbild_changes_nothing(report, member, who):
    with pytest.raises(PermissionDenied):
        reports.remove(report, reason="trial", by=member(who))


def test_a_removed_report_leaves_why_and_not_what(report, coordinator):
    reports.remove(report, reason="personal", by=coordinator)
    reports.remove(report, reason="personal", by=coordinator)

    assert not IncidentReport.objects.exists()
    event = Event.objects.get(action="lagesbild.report_removed")
    assert event.data["reason"] == "Den innehåller uppgifter om enskilda"
    assert report.text not in str(event.data)


def test_a_reason_is_chosen_not_written(report, coordinator):
    with pytest.raises(ValueError):
        reports.remove(report, reason="för att", by=coordinator)


def test_nobody_floods_the_lagesbild(tell, lekeberg, school, reporter, monkeypatch):
    monkeypatch.setattr(reports, "MOST_IN_AN_HOUR", 2)
    first = IncidentReportFactory(municipality=lekeberg, owner=school, reporter=reporter)
    IncidentReport.objects.filter(pk=first.pk).update(reported_at=timezone.now() - timedelta(minutes=61))
    key = uuid.uuid4()
    tell()
    tell(key=key)

    with pytest.raises(ValidationError, match="den senaste timmen"):
        tell()

    assert tell(key=key) is not None
    assert IncidentReport.objects.count() == 3
