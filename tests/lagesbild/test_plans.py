from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word

from audit.models import Event
from lagesbild import measures
from lagesbild.actions import plans as actions
from lagesbild.composition import plan_document
from lagesbild.measures import MeasureStanding, activities_of, tell_activities_by
from lagesbild.models import ActionPlan, Lagesbild, Measure
from lagesbild.presentation import present_plan
from lagesbild.rendering import docx_of, pdf_of
from lagesbild.states import LagesbildStatus, PlanStatus
from organisations.actions.rows import StaleEdit
from tests.factories.lagesbild import (
    ActionPlanFactory,
    CauseFactory,
    LagesbildProblemFactory,
    LagesbildVersionFactory,
    MeasureFactory,
    ProblemFactory,
)
from tests.pdf.validation import faults

pytestmark = pytest.mark.django_db

DECISION = {"decided_by_organ": "Kommunstyrelsen", "decided_on": date(2026, 10, 1), "case_number": "KS 1"}


@pytest.fixture(autouse=True)
def _in_october(time_machine):
    time_machine.move_to("2026-10-20 12:00", tick=False)


@pytest.fixture(autouse=True)
def _nobody_tells(monkeypatch):
    monkeypatch.setattr(measures, "_sources", [])


@pytest.fixture
def plan(lekeberg):
    return ActionPlanFactory(municipality=lekeberg)


@pytest.fixture
def decided(plan, coordinator):
    MeasureFactory(plan=plan, cause_text="Ingen vuxen är där.")
    return actions.decide(plan, by=coordinator, **DECISION)


def values(**more):
    return {"cause": None, "cause_text": "Mörkt.", "text": "Sätt upp lampor."} | more


def test_the_same_form_sent_twice_starts_one_plan(lekeberg, coordinator):
    version = LagesbildVersionFactory(lagesbild__municipality=lekeberg)
    key = uuid4()

    for _time in range(2):
        actions.start_plan(version, owner=lekeberg, title="Plan", creation_key=key, by=coordinator)

    assert ActionPlan.objects.count() == 1
    assert Event.objects.filter(action="lagesbild.plan_started").count() == 1


def test_a_plan_is_begun_on_an_adopted_lagesbild_only(client, lekeberg, coordinator):
    versions = {}
    for status in LagesbildStatus:
        version = LagesbildVersionFactory(lagesbild__municipality=lekeberg)
        Lagesbild.objects.filter(pk=version.lagesbild_id).update(status=status)
        versions[status] = version
    client.force_login(coordinator)
    page = reverse("lagesbild:start_plan", args=[lekeberg.slug])

    for status, version in versions.items():
        sent = {"version": version.pk, "owner": lekeberg.pk, "title": str(status)}
        assert client.post(page, sent).status_code == (302 if status == LagesbildStatus.ADOPTED else 200)

    assert [plan.title for plan in ActionPlan.objects.all()] == ["adopted"]


def test_rows_are_added_changed_moved_and_removed(plan, coordinator):
    first, second = (
        actions.add_measure(plan, creation_key=uuid4(), values=values(text=text), by=coordinator)
        for text in ("Första", "Andra")
    )
    actions.move_measure(second, up=True, by=coordinator)
    actions.change_measure(first, edit_number=1, values=values(text="Ändrad"), by=coordinator)
    assert [row.text for row in plan.measures.all()] == ["Andra", "Ändrad"]

    actions.remove_measure(second, by=coordinator)

    assert [row.text for row in plan.measures.all()] == ["Ändrad"]


def test_a_stale_row_is_refused(plan, coordinator, municipal_police):
    row = MeasureFactory(plan=plan)
    actions.change_measure(row, edit_number=1, values=values(), by=coordinator)

    with pytest.raises(StaleEdit):
        actions.change_measure(row, edit_number=1, values=values(text="Annat"), by=municipal_police)


def test_a_chosen_cause_says_which_problem_it_is_of(plan, lekeberg, coordinator):
    cause = CauseFactory(problem=ProblemFactory(municipality=lekeberg))

    row = actions.add_measure(
        plan, creation_key=uuid4(), values=values(cause=cause, cause_text=""), by=coordinator
    )

    assert row.problem == cause.problem
    assert row.cause_words == cause.text


def test_the_causes_to_choose_from_are_those_of_the_problems_in_the_lagesbild(
    client, plan, lekeberg, coordinator
):
    chosen = ProblemFactory(municipality=lekeberg)
    LagesbildProblemFactory(lagesbild=plan.version.lagesbild, problem=chosen)
    inside = CauseFactory(problem=chosen, text="I lägesbilden")
    CauseFactory(problem=ProblemFactory(municipality=lekeberg), text="Utanför")
    client.force_login(coordinator)
    page = reverse("lagesbild:add_measure", args=[lekeberg.slug, plan.pk])

    content = client.get(page).content.decode()

    assert "I lägesbilden" in content
    assert "Utanför" not in content
    sent = {"cause": inside.pk, "text": "Gör något."}
    assert client.post(page, sent).status_code == 302
    assert "Välj en orsak" in client.post(page, {"text": "Utan orsak."}).content.decode()


def test_an_empty_plan_is_not_decided(plan, coordinator):
    with pytest.raises(ValidationError, match="inga åtgärder"):
        actions.decide(plan, by=coordinator, **DECISION)


@pytest.mark.parametrize("name", ["municipal_police", "reader"])
def test_the_municipality_notes_its_decision(plan, member, name):
    MeasureFactory(plan=plan)

    with pytest.raises(PermissionDenied):
        actions.decide(plan, by=member(name), **DECISION)


def test_who_noted_the_decision_is_the_last_to_have_edited_the_plan(decided, coordinator):
    decided.refresh_from_db()

    assert decided.edited_by == coordinator


def test_deciding_twice_is_deciding_once(decided, coordinator):
    actions.decide(decided, by=coordinator, **DECISION)

    assert Event.objects.filter(action="lagesbild.plan_decided").count() == 1


def test_what_was_decided_is_not_changed(decided, coordinator):
    row = decided.measures.get()
    with pytest.raises(PermissionDenied):
        actions.change_measure(row, edit_number=1, values=values(), by=coordinator)
    with pytest.raises(PermissionDenied):
        actions.add_measure(decided, creation_key=uuid4(), values=values(), by=coordinator)
    with pytest.raises(PermissionDenied):
        actions.remove_plan(decided, by=coordinator)


def test_how_a_row_stands_is_written_after_the_decision_only(decided, plan, coordinator, municipal_police):
    row = decided.measures.get()

    saved = actions.set_state(row, edit_number=1, state="done", state_note="Klart.", by=municipal_police)

    assert (saved.state, saved.state_note) == ("done", "Klart.")
    draft = MeasureFactory(plan__municipality=decided.municipality)
    with pytest.raises(PermissionDenied):
        actions.set_state(draft, edit_number=1, state="done", state_note="", by=coordinator)


def test_a_row_that_is_not_carried_out_needs_a_reason(decided, coordinator):
    with pytest.raises(ValidationError):
        actions.set_state(
            decided.measures.get(), edit_number=1, state="dropped", state_note="", by=coordinator
        )


def test_a_new_plan_replaces_the_one_in_force_for_the_same_area(decided, lekeberg, coordinator):
    other = ActionPlanFactory(municipality=lekeberg, version__lagesbild__area_text="Lanna")
    following = ActionPlanFactory(municipality=lekeberg)
    for plan in (other, following):
        MeasureFactory(plan=plan)
        actions.decide(plan, by=coordinator, **DECISION)

    states = {plan.pk: plan.status for plan in ActionPlan.objects.all()}
    assert states[decided.pk] == PlanStatus.REPLACED
    assert states[other.pk] == states[following.pk] == PlanStatus.DECIDED
    assert ActionPlan.objects.get(pk=following.pk).supersedes == decided


def test_following_up_counts_the_latest_day(decided, coordinator):
    for day in (date(2026, 10, 15), date(2026, 10, 5)):
        actions.follow_up(decided, followed_up_on=day, text="Gott.", creation_key=uuid4(), by=coordinator)

    decided.refresh_from_db()
    assert decided.followed_up_on == date(2026, 10, 15)
    assert decided.follow_ups.count() == 2


@pytest.mark.parametrize("days", [1, -100])
def test_a_follow_up_is_neither_of_tomorrow_nor_before_the_decision(decided, coordinator, days):
    day = timezone.localdate() + timedelta(days=days)

    with pytest.raises(ValidationError):
        actions.follow_up(decided, followed_up_on=day, text="x", creation_key=uuid4(), by=coordinator)


def test_a_draft_is_not_followed_up(plan, coordinator):
    with pytest.raises(PermissionDenied):
        actions.follow_up(
            plan, followed_up_on=date(2026, 10, 10), text="x", creation_key=uuid4(), by=coordinator
        )


def test_each_row_shows_the_activity_that_it_has_become(client, decided, lekeberg, coordinator):
    row = decided.measures.get()
    told = MeasureStanding("Tryggare Lekeberg", "Fler lampor", "green", "Grönt", "/arbete/x/")
    tell_activities_by(lambda rows: {one.pk: [told] for one in rows})
    client.force_login(coordinator)

    content = client.get(reverse("lagesbild:plan", args=[lekeberg.slug, decided.pk])).content.decode()

    assert 'href="/arbete/x/"' in content
    assert "Tryggare Lekeberg" in content
    assert activities_of([row]) == {row.pk: [told]}
    assert "Grönt (Tryggare Lekeberg)" in repr(present_plan(plan_document(decided)))


def test_a_source_is_told_once_and_not_asked_without_rows():
    asked = []

    def source(rows):
        asked.append(rows)
        return {}

    tell_activities_by(source)
    tell_activities_by(source)

    assert activities_of([]) == {}
    assert asked == []


def test_a_problem_that_is_marked_is_masked_on_the_page_and_in_the_files(client, plan, lekeberg, coordinator):
    problem = ProblemFactory(
        municipality=lekeberg, title="Hemligt ord", secrecy_provision="18 kap. 1 § OSL",
        secrecy_on=date(2026, 10, 1), secrecy_by=lekeberg,
    )  # fmt: skip
    MeasureFactory(plan=plan, problem=problem, cause=CauseFactory(problem=problem, text="Mer hemligt"))
    client.force_login(coordinator)

    content = client.get(reverse("lagesbild:plan", args=[lekeberg.slug, plan.pk])).content.decode()

    assert "emligt ord" not in content
    assert "Mer hemligt" not in content
    assert "emligt" not in repr(present_plan(plan_document(plan)))


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_is_an_accessible_archive_file(decided, coordinator, profile, tmp_path):
    MeasureFactory(plan=decided, text="#panic() *fet* <script>", goal="Mål", kind="social", term="long")
    actions.follow_up(
        decided, followed_up_on=date(2026, 10, 10), text="Gott.\n\n- så", creation_key=uuid4(), by=coordinator
    )
    file = tmp_path / "plan.pdf"
    shown = present_plan(plan_document(decided))
    file.write_bytes(pdf_of(shown, kind="Åtgärdsplan", author="Lekebergs kommun"))

    assert faults(file, profile) == []


def test_the_word_file_has_the_rows_in_a_table(decided, tmp_path):
    file = tmp_path / "plan.docx"
    file.write_bytes(docx_of(present_plan(plan_document(decided)), author="Lekebergs kommun"))

    tables = Word(str(file)).tables

    headings = [cell.text for cell in tables[1].rows[0].cells]
    assert headings == ["Nr", "Orsak", "Åtgärd", "Mål", "När", "Vem", "Uppföljning"]
    assert "Ingen vuxen är där." in tables[1].rows[1].cells[1].text


@pytest.mark.parametrize("name", ["plans", "plan"])
def test_more_rows_cost_no_more_queries(
    name, client, decided, lekeberg, coordinator, django_assert_num_queries, django_assert_max_num_queries
):
    def more():
        problem = ProblemFactory(municipality=lekeberg)
        MeasureFactory(plan=decided, problem=problem, cause=CauseFactory(problem=problem), who=lekeberg)
        ActionPlanFactory(municipality=lekeberg)

    page = reverse(f"lagesbild:{name}", args=[lekeberg.slug] + ([decided.pk] if name == "plan" else []))
    client.force_login(coordinator)
    more()
    client.get(page)
    with django_assert_max_num_queries(20) as one:
        client.get(page)
    more()
    more()

    with django_assert_num_queries(len(one)):
        client.get(page)


def test_from_start_to_follow_up_by_the_pages(client, lekeberg, coordinator):
    version = LagesbildVersionFactory(lagesbild__municipality=lekeberg)
    client.force_login(coordinator)

    def post(name, *arguments, **sent):
        return client.post(reverse(f"lagesbild:{name}", args=[lekeberg.slug, *arguments]), sent)

    assert post("start_plan", version=version.pk, owner=lekeberg.pk, title="Plan").status_code == 302
    plan = ActionPlan.objects.get()
    assert post("add_measure", plan.pk, cause_text="Mörkt", text="Lampor").status_code == 302
    row = Measure.objects.get()
    assert post("rename_plan", plan.pk, edit_number=1, title="Ny").status_code == 302
    decision = {"decided_by_organ": "Kommunstyrelsen", "decided_on": "2026-10-01"}
    assert post("decide_plan", plan.pk, **decision).status_code == 302
    assert post("measure_state", plan.pk, row.pk, edit_number=1, state="done").status_code == 302
    assert post("follow_up_plan", plan.pk, followed_up_on="2026-10-10", text="Gott.").status_code == 302

    plan.refresh_from_db()
    assert (plan.title, plan.is_decided, plan.followed_up_on) == ("Ny", True, date(2026, 10, 10))


def test_what_was_decided_stays_when_the_analysis_is_written_anew(plan, coordinator):
    cause = CauseFactory(problem__municipality=plan.municipality, text="Ingen vuxen är där.")
    row = MeasureFactory(plan=plan, cause=cause, problem=cause.problem)
    actions.decide(plan, by=coordinator, **DECISION)

    cause.delete()

    assert Measure.objects.get(pk=row.pk).cause_words == "Ingen vuxen är där."
