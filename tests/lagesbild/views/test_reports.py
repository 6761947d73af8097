"""The reporter's form, lists of reports, and taking them out as a file."""

import json
import uuid
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from audit.models import Event
from lagesbild import exports, reported
from lagesbild.forms.reports import ReportForm
from lagesbild.models import IncidentReport, Place
from tests.factories.lagesbild import IncidentReportFactory, LagesbildPlaceFactory

pytestmark = pytest.mark.django_db

TELL = "/arbete/lagesbild/lekeberg/rapportera/"
LIST = "/arbete/lagesbild/lekeberg/handelser/"
EVENING = "2026-10-02T21:30:00+02:00"


@pytest.fixture
def browse(client, member):
    def logged_in(who: str) -> Any:
        client.force_login(member(who))
        return client

    return logged_in


def filled(**values: Any) -> dict[str, Any]:
    at = {"day": "2026-10-02", "hour": "20:15"}
    return {"category": "gathering", "address": "Torget", "creation_key": str(uuid.uuid4()), **at, **values}


# --- Telling -----------------------------------------------------------------------------------------


@time_machine.travel(EVENING, tick=False)
def test_the_form_begins_with_now_and_asks_no_more_than_it_must(browse, school, lekeberg):
    page = browse("reporter").get(TELL).content.decode()

    assert 'value="2026-10-02"' in page
    assert 'value="21:30"' in page
    assert "Vem rapporterar du för?" not in page


def test_who_reports_in_one_municipality_is_not_asked_which(browse, lekeberg, reporter):
    response = browse("reporter").get("/arbete/lagesbild/rapportera/")

    assert response.url == TELL


def test_who_reports_in_several_chooses(browse, lekeberg, orebro, municipal_police):
    page = browse("municipal_police").get("/arbete/lagesbild/rapportera/").content.decode()

    assert "/arbete/lagesbild/orebro/rapportera/" in page
    assert TELL in page


@time_machine.travel(EVENING, tick=False)
def test_a_report_is_saved_in_swedish_time(browse, lekeberg, school, reporter):
    response = browse("reporter").post(TELL, filled())

    report = IncidentReport.objects.get()
    assert response.url == f"/arbete/lagesbild/handelser/{report.pk}/"
    assert report.happened_at == datetime(2026, 10, 2, 18, 15, tzinfo=UTC)
    assert (report.hour_is_known, report.owner.pk, report.source) == (True, school.pk, "rapportör")


@time_machine.travel(EVENING, tick=False)
@pytest.mark.parametrize("values", [{"hour": ""}, {"hour_is_unknown": "on"}])
def test_an_unknown_hour_is_the_days_first_and_said(browse, lekeberg, reporter, values):
    client = browse("reporter")
    response = client.post(TELL, filled(**values))

    report = IncidentReport.objects.get()
    assert (timezone.localtime(report.happened_at).hour, report.hour_is_known) == (0, False)
    assert "klockslaget är okänt" in client.get(response.url).content.decode()


@time_machine.travel(EVENING, tick=False)
def test_one_more_keeps_when_and_where(browse, lekeberg, reporter):
    client = browse("reporter")
    response = client.post(TELL, filled(address="Busskuren", text="Krossat glas.", again="1"))
    page = client.get(response.url).content.decode()

    assert response.url == f"{TELL}?efter={IncidentReport.objects.get().pk}"
    assert 'value="20:15"' in page
    assert "Busskuren" in page
    assert "Krossat glas" not in page


def test_what_somebody_else_told_is_not_kept_for_me(browse, lekeberg, reporter):
    theirs = IncidentReportFactory(municipality=lekeberg, address="Bakom skolan")

    for number in (str(theirs.pk), "²", "x", "9" * 30):
        assert "Bakom skolan" not in browse("reporter").get(TELL, {"efter": number}).content.decode()


@time_machine.travel(EVENING, tick=False)
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"hour": "22:00"}, "Tiden har inte varit än"),
        ({"day": "2026-10-03"}, "Tiden har inte varit än"),
        ({"category": "murder"}, "Välj ett"),
        ({"address": ""}, "Skriv var det var"),
        ({"text": "Ring 070-123 45 67"}, "telefonnummer"),
        ({"latitude": "59,91", "longitude": "10,75"}, "inte i Sverige"),
        ({"latitude": "59.274", "longitude": "15.213"}, "ligger i Örebro kommun, inte i"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(browse, lekeberg, orebro, reporter, values, sentence):
    page = browse("reporter").post(TELL, filled(**values)).content.decode()

    assert sentence in page
    assert not IncidentReport.objects.exists()


@time_machine.travel(EVENING, tick=False)
def test_a_position_elsewhere_is_saved_once_it_is_said_to_be_right(browse, lekeberg, orebro, reporter):
    data = filled(latitude="59.274", longitude="15.213")
    client = browse("reporter")
    assert "Positionen stämmer ändå" in client.post(TELL, data).content.decode()

    client.post(TELL, {**data, "is_sure": "on"})
    assert IncidentReport.objects.get().latitude == Decimal("59.274")


@time_machine.travel(EVENING, tick=False)
def test_the_words_of_a_places_name_mean_the_place(browse, lekeberg, reporter):
    place = LagesbildPlaceFactory(municipality=lekeberg, name="Lanna badgruva")
    browse("reporter").post(TELL, filled(address="lanna  Badgruva"))

    report = IncidentReport.objects.get()
    assert (report.place, report.address) == (place, "")


def test_places_that_are_told_of_most_come_first(lekeberg, reporter):
    places = [LagesbildPlaceFactory(municipality=lekeberg, name=f"Plats {letter}") for letter in "ABCD"]
    IncidentReportFactory(municipality=lekeberg, place=places[2], happened_at=timezone.now())
    common = reported.most_reported(lekeberg, places)
    form = ReportForm(places=places, common=common, organisations=[lekeberg])

    groups = form.fields["place"].widget.choices
    assert common == [places[2]]
    assert groups[1] == ("Vanligast", [(places[2].pk, "Plats C")])


def test_who_only_reports_is_not_told_what_is_called_a_hot_spot(lekeberg, reporter, coordinator):
    LagesbildPlaceFactory(municipality=lekeberg, kind=Place.Kind.HOT_SPOT)
    LagesbildPlaceFactory(municipality=lekeberg, is_active=False)
    known = LagesbildPlaceFactory(municipality=lekeberg)

    assert reported.places_to_report(lekeberg, reporter) == [known]
    assert len(reported.places_to_report(lekeberg, coordinator)) == 2


def test_the_form_costs_the_same_with_many_places(browse, lekeberg, reporter):
    client = browse("reporter")
    client.get(TELL)
    with CaptureQueriesContext(connection) as few:
        client.get(TELL)
    for _number in range(3):
        IncidentReportFactory(municipality=lekeberg, place=LagesbildPlaceFactory(municipality=lekeberg))
    with CaptureQueriesContext(connection) as many:
        client.get(TELL)

    assert len(many) == len(few)


def test_only_forms_with_a_map_may_ask_the_device_where_it_is(browse, lekeberg, coordinator):
    client = browse("coordinator")

    assert "geolocation=(self)" in client.get(TELL).headers["Permissions-Policy"]
    assert "geolocation=()" in client.get(LIST).headers["Permissions-Policy"]


# --- Reading -----------------------------------------------------------------------------------------


@pytest.fixture
def some(lekeberg, school):
    """Two that differ in everything, and one of another municipality."""
    place = LagesbildPlaceFactory(
        municipality=lekeberg, name="Leken", latitude=Decimal("59.146"), longitude=Decimal("14.795")
    )
    IncidentReportFactory(
        municipality=lekeberg, owner=school, text="Glas på stranden.", place=place, address=""
    )
    IncidentReportFactory(
        municipality=lekeberg,
        text="Ljust och fint.",
        category="safe_place",
        happened_at=datetime(2026, 3, 31, 22, 30, tzinfo=UTC),
        source="ÖBO",
    )
    IncidentReportFactory(text="Annan kommun.")
    return place


def shown(client: Any, **query: Any) -> list[str]:
    page = client.get(LIST, query).content.decode()
    return [text for text in ("Glas", "Ljust", "Annan") if text in page]


def test_a_list_is_chosen_by_each_of_its_fields(browse, lekeberg, some, school, coordinator):
    client = browse("coordinator")

    assert shown(client) == ["Glas", "Ljust"]
    assert shown(client, category="safe_place") == ["Ljust"]
    assert shown(client, category=["safe_place", "vandalism"]) == ["Glas", "Ljust"]
    assert shown(client, category=["event", "gathering"]) == []
    assert shown(client, place=some.pk) == ["Glas"]
    assert shown(client, source="ÖBO") == ["Ljust"]
    assert shown(client, own="on") == ["Ljust"]
    # Half past midnight in Sweden: the first of April.
    assert shown(client, first="2026-04-01", last="2026-04-01") == ["Ljust"]
    assert shown(client, last="2026-03-31") == []


def test_a_choice_that_cannot_be_read_is_said(browse, lekeberg, some, coordinator):
    page = browse("coordinator").get(LIST, {"first": "2026-05-01", "last": "2026-04-01"}).content.decode()

    assert "Sista dagen kan inte vara före den första." in page


def test_the_map_has_the_reports_that_lie_somewhere(browse, lekeberg, some, coordinator):
    context = browse("coordinator").get(LIST).context

    [point] = context["points"]
    assert (point["latitude"], point["kind"]) == (59.146, "vandalism")
    json.dumps(context["points"])


def test_a_list_costs_the_same_with_many(browse, lekeberg, coordinator):
    client = browse("coordinator")
    IncidentReportFactory(municipality=lekeberg, place=LagesbildPlaceFactory(municipality=lekeberg))
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _number in range(3):
        IncidentReportFactory(municipality=lekeberg, place=LagesbildPlaceFactory(municipality=lekeberg))
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(few) <= 15


def test_a_reporter_reads_what_the_school_has_told_and_no_more(browse, lekeberg, some, reporter):
    page = browse("reporter").get("/arbete/lagesbild/rapporterat/").content.decode()

    assert "Glas" in page
    assert "Ljust" not in page


def test_what_is_invented_is_marked(browse, lekeberg, coordinator):
    report = IncidentReportFactory(municipality=lekeberg, source="påhittad")
    client = browse("coordinator")

    assert "Påhittad" in client.get(LIST).content.decode()
    assert "Påhittad uppgift" in client.get(f"/arbete/lagesbild/handelser/{report.pk}/").content.decode()


# --- Correcting and removing -------------------------------------------------------------------------


def test_a_correction_that_comes_second_is_shown_what_came_first(browse, lekeberg, school, reporter):
    report = IncidentReportFactory(municipality=lekeberg, owner=school, reporter=reporter, edit_number=2)
    data = filled(day="2026-10-02", hour="21:00", edit_number="1")
    del data["creation_key"]
    response = browse("reporter").post(f"/arbete/lagesbild/handelser/{report.pk}/ratta/", data)

    assert response.status_code == 409
    assert "Skadegörelse" in str(response.context["form"].newer)


def test_a_reporter_removes_its_own_with_a_reason(browse, lekeberg, school, reporter):
    report = IncidentReportFactory(municipality=lekeberg, owner=school, reporter=reporter)
    address = f"/arbete/lagesbild/handelser/{report.pk}/ta-bort/"
    client = browse("reporter")
    assert "Välj ett alternativ." in client.post(address).content.decode()

    assert client.post(address, {"reason": "twice"}).url == "/arbete/lagesbild/rapporterat/"
    assert not IncidentReport.objects.exists()


# --- Files -------------------------------------------------------------------------------------------


def export(client: Any, kind: str = "csv", **query: Any) -> Any:
    return client.post(f"{LIST}hamta/{kind}/", query)


def test_a_file_has_what_the_list_has_and_leaves_an_event(browse, lekeberg, some, coordinator):
    response = export(browse("coordinator"), category="safe_place")
    lines = response.content.decode("utf-8-sig").splitlines()

    assert "handelser-lekeberg-" in response["Content-Disposition"]
    assert len(lines) == 2
    assert lines[1].startswith("Trygg plats;2026-04-01;00:30;")
    event = Event.objects.get(action="lagesbild.reports_exported")
    assert (event.data["count"], event.data["format"]) == (1, "csv")


def test_a_file_is_asked_for_with_all_that_the_list_is_filtered_by(browse, lekeberg, some, coordinator):
    client = browse("coordinator")
    page = client.get(LIST, {"category": ["safe_place", "vandalism"]}).content.decode()

    for value in ("safe_place", "vandalism"):
        assert page.count(f'<input type="hidden" name="category" value="{value}">') == 2
    assert len(export(client, category=["safe_place", "event"]).content.decode().splitlines()) == 2


def test_text_never_becomes_a_formula(browse, lekeberg, coordinator):
    IncidentReportFactory(municipality=lekeberg, address="=1+1", text="@SUM(A1)\x0b")
    client = browse("coordinator")

    assert ";'=1+1;" in export(client).content.decode()
    sheet = load_workbook(BytesIO(export(client, "xlsx").content)).active
    assert [(sheet.cell(2, column).value, sheet.cell(2, column).data_type) for column in (5, 8)] == [
        ("=1+1", "s"),
        ("@SUM(A1)", "s"),
    ]


def test_a_list_too_long_for_a_file_is_said(browse, lekeberg, some, coordinator, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    client = browse("coordinator")
    response = export(client)

    assert response.url == LIST
    assert "Välj en kortare period" in client.get(LIST).content.decode()
    assert not Event.objects.filter(action="lagesbild.reports_exported").exists()


def test_another_kind_of_file_is_not_found(browse, lekeberg, coordinator):
    assert export(browse("coordinator"), "pdf").status_code == 404


def test_who_only_reads_takes_nothing_out(browse, lekeberg, reader):
    from lagesbild.actions.reports import note_export

    with pytest.raises(PermissionDenied):
        note_export(lekeberg, file_format="csv", count=1, by=reader)
    assert "Hämta som fil" not in browse("reader").get(LIST).content.decode()
