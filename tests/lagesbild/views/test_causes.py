import pytest
from django.urls import reverse

from audit.models import Event
from lagesbild.models import Cause, CauseAnalysis, ChainStep, Evidence
from lagesbild.views.cause_steps import steps_done
from organisations.templatetags.components import steps
from tests.factories.lagesbild import CauseFactory, ChainStepFactory, EvidenceFactory, ProblemFactory


@pytest.fixture
def problem(lekeberg):
    return ProblemFactory(municipality=lekeberg)


@pytest.fixture
def to(problem):
    return lambda name, *arguments: reverse(f"lagesbild:{name}", args=["lekeberg", problem.pk, *arguments])


def test_an_analysis_from_the_first_step_to_done(client, coordinator, problem, to):
    client.force_login(coordinator)
    assert "Fem steg" in client.get(to("causes")).content.decode()

    onwards = client.post(
        to("cause_triangle"), {"edit_number": 0, "place": "Avsides och mörkt", "vidare": "1"}
    )
    client.post(to("chain_step_add"), {"text": "Badet stänger", "breaks": "Håll öppet längre"})
    assert "Skriv minst en direkt orsak" in client.get(to("cause_summary")).content.decode()
    client.post(to("cause_add"), {"text": "Ingen vuxen är där", "side": "place"})
    direct = Cause.objects.get()
    client.post(to("cause_add"), {"text": "Schemat slutar klockan 18", "side": "place", "parent": direct.pk})
    client.post(to("cause_summary"), {"done": "yes"})
    assert not CauseAnalysis.objects.get().is_done
    client.post(
        to("evidence_add"),
        {"cause": direct.pk, "text": "14 av 17 skador", "strength": "strong", "source": "Polisen"},
    )
    client.post(to("cause_summary"), {"done": "yes"})

    assert onwards.url == to("cause_chain")
    assert CauseAnalysis.objects.get().is_done
    text = client.get(to("causes")).content.decode()
    assert text.count('<svg class="picture__svg') == 2
    assert "Kan brytas: Håll öppet längre" in text
    assert "Väl belagt: 14 av 17 skador (Polisen)" in text
    assert "(indirekt, Platsen)" in text
    assert Event.objects.filter(action="lagesbild.analysis_done").count() == 1


def test_a_step_that_was_passed_over_is_not_ticked(client, coordinator, problem, to):
    EvidenceFactory(cause__problem=problem)
    client.force_login(coordinator)

    strip = [row["state"] for row in steps(["1", "2", "3", "4", "5"], 5, done=steps_done(problem))["rows"]]
    text = client.get(to("cause_summary")).content.decode()

    assert strip == ["todo", "todo", "done", "done", "now"]
    assert text.count('<li class="steps__item" data-state="done"') == 2


def test_the_only_cause_is_chosen_for_evidence(client, coordinator, problem, to):
    one = CauseFactory(problem=problem)
    client.force_login(coordinator)

    assert client.get(to("cause_evidence")).context["form"]["cause"].value() == one.pk
    CauseFactory(problem=problem)
    assert client.get(to("cause_evidence")).context["form"]["cause"].value() is None


def test_losing_the_last_evidence_opens_the_analysis_again(client, coordinator, problem, to):
    evidence = EvidenceFactory(cause__problem=problem)
    client.force_login(coordinator)
    client.post(to("cause_summary"), {"done": "yes"})

    client.post(to("evidence_remove", evidence.pk), {"edit_number": 1})

    assert not CauseAnalysis.objects.get().is_done


def test_the_triangle_of_two_who_write_at_once(client, coordinator, problem, to):
    client.force_login(coordinator)
    client.post(to("cause_triangle"), {"edit_number": 0, "place": "Först"})

    response = client.post(to("cause_triangle"), {"edit_number": 0, "place": "Sedan"})

    assert response.status_code == 409
    assert "Först" in response.content.decode()
    assert "Sedan" in response.content.decode()
    assert CauseAnalysis.objects.get().place == "Först"


def test_a_cause_cannot_lie_under_itself_or_what_lies_under_it(client, coordinator, problem, to):
    top = CauseFactory(problem=problem, text="Överst")
    below = CauseFactory(problem=problem, text="Under", parent=top)
    lowest = CauseFactory(problem=problem, text="Underst", parent=below)
    client.force_login(coordinator)
    offered = client.get(to("cause_edit", top.pk)).content.decode()

    for parent in (top, below, lowest):
        sent = {"text": "Överst", "side": "other", "parent": parent.pk, "edit_number": 1}
        assert client.post(to("cause_edit", top.pk), sent).status_code == 200

    top.refresh_from_db()
    assert top.parent is None
    assert f'<option value="{lowest.pk}"' not in offered


def test_removing_a_cause_asks_about_those_under_it(client, coordinator, problem, to):
    top = CauseFactory(problem=problem)
    middle = CauseFactory(problem=problem, parent=top)
    lowest = CauseFactory(problem=problem, parent=middle)
    client.force_login(coordinator)
    assert "Flytta upp dem ett steg" in client.get(to("cause_remove", middle.pk)).content.decode()

    client.post(to("cause_remove", middle.pk), {"edit_number": 1, "children": "keep"})
    lowest.refresh_from_db()
    assert lowest.parent == top
    client.post(to("cause_remove", top.pk), {"edit_number": 1, "children": "remove"})

    assert not Cause.objects.exists()


def test_rows_move_among_those_beside_them(client, coordinator, problem, to):
    first, second = ChainStepFactory(problem=problem), ChainStepFactory(problem=problem)
    top, other = CauseFactory(problem=problem), CauseFactory(problem=problem)
    below = CauseFactory(problem=problem, parent=top)
    client.force_login(coordinator)

    client.post(to("chain_step_move", second.pk), {"direction": "up"})
    client.post(to("cause_move", top.pk), {"direction": "down"})
    client.post(to("cause_move", below.pk), {"direction": "up"})

    assert list(ChainStep.objects.order_by("position")) == [second, first]
    assert list(Cause.objects.filter(parent=None).order_by("position")) == [other, top]


def test_a_row_edited_by_a_colleague_is_not_overwritten(client, coordinator, problem, to):
    step = ChainStepFactory(problem=problem, text="Kollegans", edit_number=2)
    client.force_login(coordinator)

    response = client.post(to("chain_step_edit", step.pk), {"text": "Mitt", "edit_number": 1})

    assert response.status_code == 409
    assert "Kollegans" in response.content.decode()
    assert 'value="Mitt"' in response.content.decode()


def test_another_problems_row_is_not_found(client, coordinator, lekeberg, problem, to):
    other = EvidenceFactory(cause__problem=ProblemFactory(municipality=lekeberg))
    client.force_login(coordinator)

    assert client.get(to("evidence_edit", other.pk)).status_code == 404
    sent = {"cause": other.cause.pk, "text": "Fel", "strength": "some"}
    assert client.post(to("evidence_add"), sent).status_code == 200
    assert Evidence.objects.count() == 1


def test_a_reader_reads_all_steps_without_forms(client, reader, problem, to):
    EvidenceFactory(cause__problem=problem)
    client.force_login(reader)

    for name in ("causes", "cause_chain", "cause_tree", "cause_evidence", "cause_summary"):
        response = client.get(to(name))
        assert response.status_code == 200
        assert "row-form" not in response.content.decode()
    assert client.get(to("cause_triangle")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("causes", 11), ("cause_evidence", 12), ("cause_tree", 10)])
def test_an_analysis_costs_the_same_however_large(
    client, coordinator, problem, to, count, name, queries, django_assert_num_queries
):
    CauseAnalysis.objects.create(problem=problem, place="Avsides")
    for _n in range(count):
        top = CauseFactory(problem=problem)
        EvidenceFactory(cause=CauseFactory(problem=problem, parent=top))
        ChainStepFactory(problem=problem)
    client.force_login(coordinator)

    with django_assert_num_queries(queries):
        client.get(to(name))
