"""Choosing what an activity, a focus area and the promise answer, and answering what was said, page by page."""

import re

import pytest
from django.urls import reverse

from lagesbild.models import Layer
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusAreaProblem,
    MeasureActivity,
    PromiseBasis,
    PromiseFinding,
)
from promises.states import Status
from tests.factories.lagesbild import (
    AdoptedLagesbildFactory,
    CauseFactory,
    DialogueFactory,
    FindingFactory,
    MeasureFactory,
    ProblemFactory,
)
from tests.factories.promises import FocusAreaFactory


def text_of(response):
    main = response.content.decode().split("<main", 1)[1]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.fixture
def activity(scene):
    return scene.revision.activities.get()


@pytest.fixture
def url(scene, activity):
    return reverse("promises:activity_grounds", args=[scene.revision.promise_id, activity.pk])


@pytest.fixture
def inside(client, scene):
    client.force_login(scene.coordinator)
    return client


def page_url(scene, name):
    return reverse(f"promises:{name}", args=[scene.revision.promise_id])


# --- What an activity answers -----------------------------------------------------------------------------


def test_problem_and_cause_are_chosen_and_shown_at_the_activity(inside, scene, activity, url, lekeberg):
    cause = CauseFactory(problem=ProblemFactory(municipality=lekeberg))
    shown = text_of(inside.get(url))
    assert "Skadegörelse vid badplatsen" in shown
    assert "Orsak: Ingen vuxen är på platsen efter klockan 20." in shown

    response = inside.post(url, {"problems": [cause.problem_id], "causes": [cause.pk]}, follow=True)

    assert (ActivityProblem.objects.count(), ActivityCause.objects.count()) == (1, 1)
    assert "Det här svarar aktiviteten på Problem: Skadegörelse vid badplatsen Orsak: Ingen vuxen" in text_of(
        response
    )


def test_only_what_was_changed_is_changed(inside, scene, activity, url, lekeberg, coordinator):
    """What somebody else linked while the form was open stays."""
    mine, theirs = (ProblemFactory(municipality=lekeberg, title=title) for title in ("Mitt", "Deras"))
    ActivityProblem.objects.create(
        promise=scene.revision.promise, activity_key=activity.key, problem=theirs, linked_by=coordinator
    )

    inside.post(url, {"problems": [mine.pk], "problems_shown": []})
    assert ActivityProblem.objects.count() == 2

    inside.post(url, {"problems": [mine.pk], "problems_shown": [mine.pk, theirs.pk]})
    assert ActivityProblem.objects.get().problem == mine


def test_without_problems_the_page_says_what_to_do(inside, url):
    assert "Lägesbilden har inga problem än" in text_of(inside.get(url))


def test_the_other_partys_own_problem_is_neither_shown_nor_taken(inside, url, lekeberg, orebro_area):
    hidden = ProblemFactory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN, title="Polisens egen")
    ProblemFactory(municipality=lekeberg)
    assert "Polisens egen" not in text_of(inside.get(url))

    response = inside.post(url, {"problems": [hidden.pk]})

    assert "Något av det du valde finns inte längre." in text_of(response)
    assert not ActivityProblem.objects.exists()


@pytest.mark.parametrize("sent", ["x", "-1", "9" * 30, "1 OR 1=1"])
def test_whatever_is_sent_as_shown_before_changes_nothing(inside, url, lekeberg, sent):
    problem = ProblemFactory(municipality=lekeberg)

    response = inside.post(url, {"problems": [problem.pk], "problems_shown": [sent]})

    assert response.status_code in (200, 302)
    assert ActivityProblem.objects.count() == 1


def test_links_are_made_also_when_the_text_is_in_force(inside, scene, url, lekeberg):
    problem = ProblemFactory(municipality=lekeberg)
    scene.advance(Status.PUBLISHED)
    assert url in inside.get(page_url(scene, "activities")).content.decode()

    inside.post(url, {"problems": [problem.pk]})

    assert ActivityProblem.objects.exists()


def test_who_carries_out_an_activity_does_not_read_why(
    client, scene, activity, lekeberg, school, executor, coordinator
):
    activity.actors.update(organisation=school)
    ActivityProblem.objects.create(
        promise=scene.revision.promise,
        activity_key=activity.key,
        problem=ProblemFactory(municipality=lekeberg),
        linked_by=coordinator,
    )
    client.force_login(executor)

    shown = text_of(client.get(page_url(scene, "activities")))
    assert "Trygghetsrond på Storgatan." in shown
    assert "Skadegörelse vid badplatsen" not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_activities_costs_the_same_whatever_is_linked(
    inside, scene, activity, lekeberg, coordinator, count, django_assert_num_queries
):
    for _ in range(count):
        cause = CauseFactory(problem=ProblemFactory(municipality=lekeberg))
        of = {"promise": scene.revision.promise, "activity_key": activity.key, "linked_by": coordinator}
        ActivityProblem.objects.create(problem=cause.problem, **of)
        ActivityCause.objects.create(cause=cause, **of)
    inside.get(page_url(scene, "activities"))

    with django_assert_num_queries(21):
        inside.get(page_url(scene, "activities"))


def test_a_focus_area_answers_a_problem(inside, scene, lekeberg):
    area = FocusAreaFactory(revision=scene.revision)
    problem = ProblemFactory(municipality=lekeberg)
    url = reverse("promises:focus_area_problems", args=[scene.revision.promise_id, area.pk])

    response = inside.post(url, {"problems": [problem.pk]}, follow=True)

    assert FocusAreaProblem.objects.get().problem == problem
    assert "Problem: Skadegörelse vid badplatsen" in text_of(response)


# --- What the promise builds on -----------------------------------------------------------------------------


def test_findings_and_an_adopted_lagesbild_are_chosen_in_the_step_about_dialogue(inside, scene, lekeberg):
    finding = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg), count=120)
    picture = AdoptedLagesbildFactory(municipality=lekeberg)
    assert page_url(scene, "basis") in inside.get(page_url(scene, "dialogue")).content.decode()
    shown = text_of(inside.get(page_url(scene, "basis")))
    assert "Sagt i Enkät om trygghet, 2026" in shown
    assert "Lägesbild 2026, antagen 15 september 2026" in shown

    data = {f"findings_{finding.dialogue_id}": [finding.pk], "lagesbilder": [picture.pk]}
    response = inside.post(page_url(scene, "basis"), data, follow=True)

    assert (PromiseFinding.objects.get().finding, PromiseBasis.objects.get().lagesbild) == (finding, picture)
    assert "Många ser narkotika säljas vid badplatsen. (Enkät om trygghet)" in text_of(response)


def test_a_municipality_without_a_lagesbild_chooses_nothing(inside, scene):
    assert "Det behövs inte." in text_of(inside.get(page_url(scene, "dialogue")))
    assert "Lägesbilden har inget att välja än" in text_of(inside.get(page_url(scene, "basis")))


# --- Answers ------------------------------------------------------------------------------------------------


@pytest.fixture
def dialogue(lekeberg):
    found = DialogueFactory(municipality=lekeberg)
    for position, text in enumerate(["Badplatsen är otrygg.", "Bussen kör för fort."]):
        FindingFactory(dialogue=found, text=text, position=position)
    return found


def answer_url(finding):
    return reverse("promises:answer_finding", args=[finding.pk])


def test_every_finding_is_answered_one_after_the_other(inside, scene, activity, dialogue):
    first, second = dialogue.findings.all()
    listing = reverse("promises:dialogue_answers", args=[dialogue.pk])
    assert "2 saker väntar på svar." in text_of(inside.get(listing))
    promised = f"{scene.revision.promise_id}:{activity.key}"

    data = {"kind": "promised", "promised": promised, "edit_number": 0, "next": "1"}
    response = inside.post(answer_url(first), data)
    assert response.url == answer_url(second)

    data = {"kind": "passed_on", "channel": "Regionen", "edit_number": 0, "next": "1"}
    response = inside.post(answer_url(second), data, follow=True)
    shown = text_of(response)
    assert "Allt som sagts har fått ett svar." in shown
    assert "Lovat i Tryggare kvällar: Trygghetsrond på Storgatan." in shown
    assert "Lämnat vidare till: Regionen" in shown


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Välj ett alternativ."),
        ({"kind": "promised"}, "Välj vad ni har lovat."),
        ({"kind": "not_promised"}, "Skriv varför ni inte lovar det."),
        ({"kind": "passed_on"}, "Skriv vem som har fått det."),
        ({"kind": "not_promised", "reason": "Ring 070-123 45 67."}, "Personuppgifter får inte stå här."),
        ({"kind": "promised", "promised": "1:x"}, "Välj ett giltigt alternativ"),
    ],
)
def test_what_is_missing_is_said(inside, dialogue, data, words):
    response = inside.post(answer_url(dialogue.findings.first()), {"edit_number": 0, **data})

    assert words in text_of(response)
    assert not FindingAnswer.objects.exists()


def test_a_late_answer_is_shown_beside_the_one_that_came_first(inside, dialogue, municipal_police):
    finding = dialogue.findings.first()
    FindingAnswer.objects.create(
        finding=finding, kind="passed_on", channel="Regionen", answered_by=municipal_police
    )
    data = {"kind": "not_promised", "reason": "Det är inte vår uppgift.", "edit_number": 0}

    response = inside.post(answer_url(finding), data)

    assert response.status_code == 409
    assert "Lämnat vidare till: Regionen" in text_of(response)
    number = re.search(r'name="edit_number" value="(\d+)"', response.content.decode())[1]
    inside.post(answer_url(finding), data | {"edit_number": number})
    assert FindingAnswer.objects.get().reason == "Det är inte vår uppgift."


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_answers_costs_the_same_whatever_was_said(
    inside, scene, activity, lekeberg, coordinator, count, django_assert_num_queries
):
    found = DialogueFactory(municipality=lekeberg)
    for _ in range(count):
        FindingAnswer.objects.create(
            finding=FindingFactory(dialogue=found),
            kind="promised",
            promise=scene.revision.promise,
            activity_key=activity.key,
            answered_by=coordinator,
        )
    listing = reverse("promises:dialogue_answers", args=[found.pk])
    inside.get(listing)

    with django_assert_num_queries(8):
        inside.get(listing)


# --- The plan ---------------------------------------------------------------------------------------------------


def test_a_row_of_the_plan_is_carried_out_as_an_activity_and_no_longer(inside, scene, activity, lekeberg):
    measure = MeasureFactory(plan__municipality=lekeberg)
    url = reverse("promises:measure_activities", args=[measure.pk])
    value = f"{scene.revision.promise_id}:{activity.key}"
    assert "Trygghetsrond på Storgatan." in text_of(inside.get(url))

    inside.post(url, {"activities": [value]})
    assert MeasureActivity.objects.get().activity_key == activity.key

    inside.post(url, {"activities": [], "activities_shown": [value, "x:y", "1:2"]})
    assert not MeasureActivity.objects.exists()
