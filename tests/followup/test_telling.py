import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from docx import Document as Word
from openpyxl import load_workbook

from audit.models import Event
from followup import exports
from followup.actions import telling
from followup.models import Release, Report
from followup.reports import ReportDocument, present
from followup.reports.documents import canonical, digest
from tests.factories.followup import EvaluationFactory, ObservationFactory, RoundFactory
from tests.factories.organisations import GroupFactory, MeetingFactory
from tests.pdf.validation import faults

pytestmark = pytest.mark.django_db

START, END = date(2027, 1, 1), date(2027, 6, 30)


@pytest.fixture(autouse=True)
def _in_july(time_machine):
    time_machine.move_to("2027-07-10 12:00", tick=False)


def deliver(organisation, by, audience="council", **values):
    given = {"starts_on": START, "ends_on": END, "creation_key": uuid4()} | values
    return telling.deliver(organisation, audience=audience, by=by, **given)


def document_of(report):
    return ReportDocument.from_dict(json.loads(report.canonical))


def words_of(report):
    shown = present(document_of(report))
    return json.dumps([block.__dict__ for block in shown.blocks], ensure_ascii=False)


def test_it_says_what_was_promised_and_what_was_done(following, lekeberg, coordinator):
    following.report(following.activity, lekeberg, date(2027, 2, 1), quantity=9)

    [promise] = document_of(deliver(lekeberg, coordinator)).promises

    assert promise.title == "Tryggare kvällar"
    [_lamps, rounds] = [activity for area in promise.areas for activity in area.activities]
    assert (rounds.scope, rounds.reports) == ("2 st i månaden", 1)
    assert rounds.words.startswith("9 av 24")


def test_what_happened_after_the_period_is_not_in_it(following, lekeberg, coordinator):
    following.report(following.activity, lekeberg, date(2027, 7, 1), quantity=9)

    assert '"reports": 0' in json.dumps(document_of(deliver(lekeberg, coordinator)).to_dict())


def test_the_same_form_sent_twice_gives_one_report(following, lekeberg, coordinator):
    key = uuid4()

    first = deliver(lekeberg, coordinator, creation_key=key)
    second = deliver(lekeberg, coordinator, creation_key=key)

    assert first == second
    assert Event.objects.filter(action="followup.report_delivered").count() == 1


def test_its_hashes_are_those_of_what_is_stored(following, lekeberg, coordinator):
    report = deliver(lekeberg, coordinator)

    assert report.sha256 == digest(report.canonical.encode())
    assert report.pdf_sha256 == digest(report.pdf.open().read())
    assert report.docx_sha256 == digest(report.docx.open().read())
    assert canonical(document_of(report)) == report.canonical


def test_a_delivered_report_is_never_changed(following, lekeberg, coordinator):
    report = deliver(lekeberg, coordinator)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(title="En annan")


def test_citizens_get_only_what_is_released(following, lekeberg, coordinator):
    shown = following.report(
        following.activity,
        lekeberg,
        date(2027, 2, 1),
        public_text="Vi gick runt torget.",
        internal_note="Bara för oss.",
        reason="Regn hela kvällen.",
        place="Vid Anderssons",
        quantity=2,
        unit="besök hos Andersson",
        status="partly",
    )
    Release.objects.create(entry=shown, shows_text=True, decided_by=coordinator)
    following.report(following.activity, lekeberg, date(2027, 3, 1), public_text="Inte godkänt.")

    report = deliver(lekeberg, coordinator, audience="citizens")

    assert "Vi gick runt torget." in words_of(report)
    for secret in ("Inte godkänt.", "Bara för oss.", "Regn hela kvällen.", "Andersson"):
        assert secret not in report.canonical


def test_a_text_that_was_taken_back_is_not_told_to_citizens(following, lekeberg, coordinator):
    entry = following.report(following.activity, lekeberg, date(2027, 2, 1), public_text="Fel text.")
    for shows in (True, False):
        Release.objects.create(entry=entry, shows_text=shows, decided_by=coordinator, reason="Fel.")

    assert "Fel text." not in deliver(lekeberg, coordinator, audience="citizens").canonical


def test_the_council_reads_reasons_and_decisions_but_no_notes(following, lekeberg, coordinator):
    following.report(
        following.activity,
        lekeberg,
        date(2027, 2, 1),
        status="partly",
        reason="Regn hela kvällen.",
        internal_note="Bara för oss.",
    )
    meeting = MeetingFactory(group=GroupFactory(parent=lekeberg))
    meeting.decisions.create(
        number=1, text="Fler ska gå med.", owner_title="Samordnaren", due_on=date(2027, 8, 1)
    )

    words = words_of(deliver(lekeberg, coordinator))

    assert "Regn hela kvällen." in words
    assert "Bara för oss." not in words


def test_decisions_that_are_not_done_stand_in_the_report(following, lekeberg, coordinator):
    meeting = MeetingFactory(group=GroupFactory(parent=lekeberg))
    meeting.decisions.create(
        number=1, text="Fler ska gå med.", owner_title="Samordnaren", due_on=date(2027, 8, 1)
    )
    meeting.decisions.create(number=2, text="Redan gjort.", done_on=date(2027, 5, 1), done_by=coordinator)

    report = deliver(lekeberg, coordinator, audience="steering")

    assert document_of(report).decisions == ["Fler ska gå med. (Samordnaren, senast 1 augusti 2027)"]


@pytest.mark.parametrize(
    ("audience", "decisions", "rounds", "entries"),
    [
        ("council", True, True, True),
        ("steering", True, True, True),
        ("assembly", False, True, False),
        ("citizens", False, False, False),
    ],
)
def test_each_audience_reads_its_part(following, lekeberg, coordinator, audience, decisions, rounds, entries):
    following.report(following.activity, lekeberg, date(2027, 2, 1), status="partly", reason="Regn.")
    meeting = MeetingFactory(group=GroupFactory(parent=lekeberg))
    meeting.decisions.create(number=1, text="Fler ska gå med.")
    RoundFactory(
        promise=following.promise, number=1, starts_on="2027-01-01", ends_on="2027-03-31", due_on="2027-04-15",
        closed_at="2027-04-10T12:00Z", closed_by=coordinator,
    )  # fmt: skip

    told = document_of(deliver(lekeberg, coordinator, audience=audience))

    [promise] = told.promises
    said = [entry for area in promise.areas for one in area.activities for entry in one.entries]
    assert (bool(told.decisions), bool(promise.rounds), bool(said)) == (decisions, rounds, entries)


def test_it_says_how_things_stood_on_the_last_day_of_the_period(following, lekeberg, coordinator):
    following.report(following.activity, lekeberg, date(2027, 1, 20), quantity=2)

    [promise] = document_of(deliver(lekeberg, coordinator, ends_on=date(2027, 1, 31))).promises

    [_lamps, rounds] = [activity for area in promise.areas for activity in area.activities]
    assert rounds.standing == "Enligt löftet"


def test_a_promise_belongs_to_the_period_that_its_last_day_is_in(following, lekeberg):
    last = date(2027, 12, 31)

    assert telling.promises_of(lekeberg, last, last) == [following.promise]
    assert telling.promises_of(lekeberg, date(2028, 1, 1), date(2028, 1, 31)) == []


def test_the_assembly_is_told_which_law_asks_for_it(following, lekeberg, coordinator):
    assert "13 § lagen 2023:196" in words_of(deliver(lekeberg, coordinator, audience="assembly"))


def test_a_corrected_report_is_counted_once(following, lekeberg, coordinator):
    wrong = following.report(following.activity, lekeberg, date(2027, 2, 1), quantity=90)
    following.report(following.activity, lekeberg, date(2027, 2, 1), quantity=9, supersedes=wrong)

    assert "9 av 24" in deliver(lekeberg, coordinator).canonical


def test_days_in_the_wrong_order_are_refused(lekeberg, coordinator):
    with pytest.raises(ValidationError, match="Sista dagen"):
        deliver(lekeberg, coordinator, starts_on=END, ends_on=START)


def test_somebody_elses_municipality_is_refused(lekeberg, outsider_coordinator):
    with pytest.raises(PermissionDenied):
        deliver(lekeberg, outsider_coordinator)


def test_what_was_measured_and_found_stands_beside_what_was_done(following, lekeberg, coordinator):
    [indicator] = following.followed.document.indicators
    for day, value in ((date(2027, 6, 1), 44), (date(2027, 7, 5), 49)):
        ObservationFactory(
            promise=following.promise, indicator_key=indicator.key, measured_on=day, value=value
        )
    EvaluationFactory(
        promise=following.promise,
        kind="outcome",
        result="no_measurable",
        reason="Bara en mätning.",
        recommendation="continue",
    )

    council = document_of(deliver(lekeberg, coordinator)).promises[0]
    assert council.measured == [
        "Andel som känner sig trygga: från 41 procent (1 oktober 2026), till 44 procent (1 juni 2027), "
        "målet är 50 procent."
    ]
    assert council.evaluated == [
        "Hela löftet. Effekt: blev det bättre? Ingen mätbar effekt. Bara en mätning. Rekommendation: fortsätt."
    ]
    # What nobody has released stays between the parties.
    assembly = document_of(deliver(lekeberg, coordinator, "assembly")).promises[0]
    assert (assembly.measured, assembly.evaluated) == (council.measured, [])


def test_a_value_that_is_still_to_be_measured_says_so(following, lekeberg, coordinator):
    [line] = document_of(deliver(lekeberg, coordinator)).promises[0].measured

    assert "från 41 procent (1 oktober 2026), inte mätt sedan dess" in line


def test_word_has_real_headings_and_tables(following, lekeberg, coordinator):
    word = Word(BytesIO(deliver(lekeberg, coordinator).docx.open().read()))

    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Title", "Heading 1", "Heading 2"} <= styles
    assert word.tables[1].rows[0].cells[1].text == "Aktivitet"
    assert 'w:tblHeader w:val="true"' in word.tables[1].rows[0]._tr.xml
    assert word.core_properties.title.startswith("Uppföljning av medborgarlöften")


@pytest.mark.parametrize("promises", [1, 3])
def test_composing_costs_the_same_for_one_promise_and_for_three(
    following, lekeberg, orebro_area, coordinator, promises, django_assert_num_queries
):
    from tests.factories.published import publish
    from tests.promises.scene import a_draft

    for _number in range(promises - 1):
        publish(a_draft(lekeberg, orebro_area), coordinator)
    rows = telling.promises_of(lekeberg, START, END)
    assert len(rows) == promises

    # Texts, actors, reports, rounds, decisions, values, evaluations.
    with django_assert_num_queries(7):
        telling.compose(
            lekeberg, rows, audience="council", starts_on=START, ends_on=END, today=date(2027, 7, 10)
        )


# --- Taking data out ----------------------------------------------------------------------------------


def test_excel_keeps_text_as_text(following, lekeberg):
    formula = '=HYPERLINK("https://x.example")'
    following.report(following.activity, lekeberg, date(2027, 2, 1), observation=formula, quantity="2.5")

    sheet = load_workbook(BytesIO(exports.as_xlsx(following.followed))).active
    [headings, row] = list(sheet.iter_rows())

    cells = {heading.value: cell for heading, cell in zip(headings, row, strict=True)}
    assert (cells["Vad ni såg"].data_type, cells["Vad ni såg"].value) == ("s", formula)
    assert cells["Antal"].value == 2.5
    assert cells["Datum"].is_date


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_csv_defuses_what_a_program_would_run(following, lekeberg, start):
    following.report(
        following.activity, lekeberg, date(2027, 2, 1), observation=f"{start}1+1", quantity="2.5"
    )

    text = exports.as_csv(following.followed).decode("utf-8-sig")

    assert f";'{start}1+1;" in text
    assert ";2,5;" in text


def test_corrected_reports_are_exported_too_and_said_to_be(following, lekeberg):
    wrong = following.report(following.activity, lekeberg, date(2027, 2, 1), quantity=90)
    following.report(following.activity, lekeberg, date(2027, 2, 2), quantity=9, supersedes=wrong)

    rows = list(exports.rows(following.followed))

    assert [row[5] for row in rows] == [90, 9]
    assert [row[-1] for row in rows] == ["", "Ja"]


def test_an_export_of_a_demonstration_says_so_on_each_row(following, lekeberg):
    following.report(following.activity, lekeberg, date(2027, 2, 1))
    marked = replace(following.followed, document=replace(following.followed.document, demonstration=True))

    assert "Påhittad uppgift" not in exports.as_csv(following.followed).decode()
    [head, row] = exports.as_csv(marked).decode().splitlines()
    assert (head.split(";")[-1], row.split(";")[-1]) == ("Demonstration", "Påhittad uppgift")
    assert len(exports.columns(marked)) == len(next(exports.rows(marked)))


def test_an_export_leaves_an_event(client, following, coordinator):
    client.force_login(coordinator)

    response = client.post(f"/arbete/uppfoljning/{following.promise.pk}/hamta/xlsx/")

    assert response.status_code == 200
    assert Event.objects.get(action="followup.entries_exported").data["format"] == "xlsx"


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_is_an_accessible_archive_file(following, lekeberg, coordinator, profile, tmp_path):
    following.report(
        following.activity, lekeberg, date(2027, 2, 1), status="partly", reason="Regn hela kvällen."
    )
    file = tmp_path / "rapport.pdf"
    file.write_bytes(deliver(lekeberg, coordinator).pdf.open().read())

    assert faults(file, profile) == []
