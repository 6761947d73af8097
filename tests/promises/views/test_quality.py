"""The page that sums up the quality check, the hints on the steps, and the hints beside an activity."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from promises import quality
from promises.actions import linking
from promises.models import Activity, FollowUpPlan, Revision
from promises.states import Status
from tests.factories.lagesbild import AdoptedLagesbildFactory, CauseFactory
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityFactory,
    FocusAreaFactory,
    SectionFactory,
)


def url(revision: Revision, name: str = "check") -> str:
    return reverse(f"promises:{name}", args=[revision.promise_id])


def text_of(response: Any) -> str:
    """What a reader sees of the main part, without markup."""
    main = response.content.decode().split("<main", 1)[1]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.fixture
def page(client, scene):
    """Open the summary as somebody of the cast: the coordinator unless another is named."""

    def open_page(person: Any = None, revision: Revision | None = None) -> str:
        client.force_login(person or scene.coordinator)
        response = client.get(url(revision or scene.revision))
        assert response.status_code == 200
        return text_of(response)

    return open_page


@pytest.fixture
def linked(scene, coordinator):
    """The activity acts on a cause of a problem in a new lägesbild."""
    cause = CauseFactory(problem__municipality=scene.municipality, problem__equality="Fler kvinnor än män.")
    decided_on = timezone.localdate() - timedelta(days=30)
    AdoptedLagesbildFactory(municipality=scene.municipality, decided_on=decided_on).problems.add(
        cause.problem
    )
    linking.change_grounds(
        scene.revision.activities.get(), causes=linking.Change(frozenset({cause.pk})), by=coordinator
    )


# --- The summary ------------------------------------------------------------------------------------------------


def test_a_text_with_nothing_to_remark_on_can_be_handed_over(page, scene, client, linked):
    shown = page()

    assert "Allt ser bra ut" in shown
    assert "0 hindrar underskrift 0 är värt att ändra 0 tips" in shown
    assert url(scene.revision, "submit") in client.get(url(scene.revision)).content.decode()


def test_a_municipality_without_a_lagesbild_gets_one_warning_and_hands_it_over_all_the_same(
    page, scene, client
):
    shown = page()

    assert "0 hindrar underskrift 1 är värt att ändra 1 tips" in shown
    assert "Kommunen har ingen lägesbild med problem" in shown
    assert url(scene.revision, "submit") in client.get(url(scene.revision)).content.decode()


def test_what_blocks_is_shown_with_reason_example_and_a_link_to_the_field(page, scene, client):
    FollowUpPlan.objects.update(first_on=None)
    (finding,) = quality.check(scene.revision).blocking

    shown = page()
    html = client.get(url(scene.revision)).content.decode()

    assert "1 hindrar underskrift" in shown
    assert finding.message in shown
    assert finding.reason in shown
    assert escape(finding.example) in html
    assert f'href="{url(scene.revision, "follow_up")}#id_first_on"' in html


def test_the_link_leads_to_a_field_that_is_there(page, scene, client):
    FollowUpPlan.objects.update(first_on=None)
    Activity.objects.update(text="Verka för trygghet.")
    SectionFactory(revision=scene.revision, body="Vi ringer 070-123 45 67.")
    FocusAreaFactory(revision=scene.revision, goal="Vi ringer 070-123 45 67.")
    page()

    links = re.findall(r'href="([^"]*)#(id_[^"]*)"', client.get(url(scene.revision)).content.decode())

    assert len(links) >= 4
    for address, field in links:
        assert f'id="{field}"' in client.get(address).content.decode()


def test_a_text_that_must_be_changed_is_not_offered_for_review(page, scene, client):
    scene.revision.follow_up.delete()

    shown = page()

    assert "Inte redo att lämnas för granskning" in shown
    assert url(scene.revision, "submit") not in client.get(url(scene.revision)).content.decode()


def test_what_others_have_to_settle_does_not_stop_the_review(page, scene, landlord):
    activity = scene.revision.activities.get()
    ActivityActorFactory(activity=activity, organisation=landlord)

    shown = page()

    assert "Kan lämnas för granskning, men inte skrivas under än" in shown
    assert "Lämna för granskning" in shown
    assert "Hyresvärden är inte part och har inte sagt ja till aktiviteten än." in shown


def test_the_button_hands_the_text_over(page, scene, client):
    page()
    client.post(url(scene.revision, "submit"))

    assert scene.status == Status.REVIEW
    assert "Till granskning och underskrift" in page()


def test_one_rule_with_many_places_gives_its_reason_once(page, scene, linked):
    for number in range(5):
        row = ActivityFactory(
            revision=scene.revision, text=f"Trygghetsronder i by {number}.", scope="löpande"
        )
        ActivityActorFactory(activity=row, organisation=scene.municipality)
        ActivityActorFactory(activity=row, organisation=scene.municipality, part="responsible")
    finding = next(one for one in quality.check(scene.revision).warnings if one.rule == 2)

    shown = page()

    assert shown.count(finding.message) == 5
    assert shown.count(finding.reason) == 1
    assert "6 är värt att ändra" in shown


def test_a_reader_sees_the_verdict_without_links_to_edit(page, scene, reader, client):
    Activity.objects.update(text="Verka för trygghet.")
    activity = scene.revision.activities.get()

    assert "Verka för" in page(reader)
    html = client.get(url(scene.revision)).content.decode()
    assert f"{url(scene.revision, 'activities')}#aktivitet-{activity.pk}" in html
    assert "#id_" not in html
    assert url(scene.revision, "submit") not in html


def test_a_promise_registered_afterwards_is_only_warned(page, scene, client):
    scene.revision.promise.registered_afterwards = True
    scene.revision.promise.save()
    scene.revision.follow_up.delete()

    shown = page()

    assert "0 hindrar underskrift" in shown
    assert "Löftet är redan gjort" in shown
    assert url(scene.revision, "register") in client.get(url(scene.revision)).content.decode()


@pytest.mark.parametrize("person", ["outsider_coordinator", "nobody", "expired", "reporter"])
def test_strangers_do_not_learn_that_it_exists(client, scene, member, person):
    client.force_login(member(person))

    assert client.get(url(scene.revision)).status_code == 404


def test_it_needs_a_login(client, scene):
    assert client.get(url(scene.revision)).status_code == 302


def test_it_is_only_read(client, scene):
    client.force_login(scene.coordinator)

    assert client.post(url(scene.revision)).status_code == 405


def test_it_is_never_kept_by_a_browser_and_follows_every_change(page, scene, client, linked):
    assert "Allt ser bra ut" in page()
    Activity.objects.update(scope="löpande", extent=None)

    response = client.get(url(scene.revision))

    assert "no-store" in response["Cache-Control"]
    assert "Ingen av aktiviteterna går att mäta." in text_of(response)


def test_nobody_can_plant_markup_in_it(page, scene, client):
    Activity.objects.update(text="<script>alert(1)</script> Verka för <b>trygghet</b>.")
    page()

    html = client.get(url(scene.revision)).content.decode()

    assert "<script>alert" not in html
    assert "<b>trygghet" not in html


@pytest.mark.parametrize("count", [1, 60])
def test_it_costs_the_same_for_one_activity_and_for_sixty(client, scene, count, django_assert_num_queries):
    client.force_login(scene.coordinator)
    for number in range(count - 1):
        row = ActivityFactory(revision=scene.revision, text=f"Verka för by {number}.", scope="löpande")
        ActivityActorFactory(activity=row, organisation=scene.municipality)

    with django_assert_num_queries(29):
        client.get(url(scene.revision))


# --- The steps --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "change", "message"),
    [
        ("basics", {"period_end": None}, "Det står inte när löftet slutar gälla."),
        ("follow_up", {"follow_up__reported_to": ""}, "Det står inte vem som får veta resultatet"),
        ("dialogue", {"dialogue__summary": ""}, "Det står inte vad invånarna har sagt"),
    ],
)
def test_a_step_shows_what_the_check_says_about_it(client, scene, step, change, message):
    client.force_login(scene.coordinator)
    assert message not in text_of(client.get(url(scene.revision, step)))
    for name, value in change.items():
        owner, _sep, attribute = name.rpartition("__")
        row = getattr(scene.revision, owner) if owner else scene.revision
        type(row).objects.filter(pk=row.pk).update(**{attribute: value})

    assert message in text_of(client.get(url(scene.revision, step)))


def test_a_step_that_nobody_has_begun_is_not_scolded(client, scene):
    client.force_login(scene.coordinator)
    scene.revision.follow_up.delete()
    scene.revision.dialogue.delete()

    assert "Hindrar underskrift" not in text_of(client.get(url(scene.revision, "follow_up")))
    assert "Hindrar underskrift" not in text_of(client.get(url(scene.revision, "dialogue")))


def test_a_step_shows_no_hints_to_who_cannot_change_it(client, scene, reader):
    client.force_login(reader)
    Revision.objects.update(period_end=None)

    assert "Hindrar underskrift" not in text_of(client.get(url(scene.revision, "basics")))


def test_a_signatory_without_a_mandate_is_told_of_on_the_step(client, scene):
    client.force_login(scene.coordinator)
    scene.chair_place.title = "Kommundirektör"
    scene.chair_place.save()

    shown = text_of(client.get(url(scene.revision, "signatories")))

    assert "Ingen har i dag mandat att skriva under som ”Kommundirektör”" in shown


def test_a_section_that_is_hard_to_read_is_told_of_on_the_step(client, scene):
    client.force_login(scene.coordinator)
    hard = (
        "Genomförandet av trygghetsskapande åtgärder förutsätter kontinuerlig samordning mellan förvaltningar. "
        * 6
    )
    section = SectionFactory(revision=scene.revision, body=hard)

    html = client.get(url(scene.revision, "sections")).content.decode()

    assert "läsbarhetsindex" in html
    assert f"#id_section_{section.pk}_body" in html


# --- Beside an activity -------------------------------------------------------------------------------------------


@pytest.fixture
def hints(client, scene):
    """What is said about an activity that stands in the form and is not saved."""

    def ask(**values: str) -> str:
        client.force_login(scene.coordinator)
        response = client.post(url(scene.revision, "activity_hints"), values, headers={"HX-Request": "true"})
        assert response.status_code == 200
        return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())

    return ask


def test_an_unsaved_activity_gets_its_hints(hints):
    shown = hints(text="Verka för trygghet.", scope="löpande")

    assert "”Verka för” och ”trygghet” säger inte vad ni ska göra." in shown
    assert "”Löpande” går inte att räkna." in shown
    assert "Förslag:" in shown
    assert Activity.objects.get().text != "Verka för trygghet."


def test_an_activity_that_is_concrete_and_measurable_is_praised(hints):
    assert "Det går att se vad som ska göras och att följa upp det." in hints(
        text="Trygghetsronder i Fjugesta.", scope="2 st under 2027"
    )


def test_an_empty_form_gets_no_hints(hints):
    assert hints() == ""
    assert hints(text=" ", scope="") == ""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"scope": "2 st under 2019"}, "”2019” ligger utanför löftets period."),
        ({"scope": "2 st", "period_text": "hösten 2030"}, "Aktiviteten ligger utanför löftets period"),
        ({"scope": "2 st", "period_start": "2028-01-01"}, "Aktiviteten ligger utanför löftets period"),
        ({"scope": "vid behov"}, "”Vid behov” säger inte när det blir av."),
        ({"scope": "2 st", "purpose": "Ett fåtal ungdomar stör."}, "kan peka ut några få personer"),
        ({"scope": "2 st", "text": "Ring 070-123 45 67."}, "telefonnummer"),
        (
            {"scope": "2 st", "text": "Razzia varje fredag.", "places": "Parken"},
            "inte bör vara känt i förväg",
        ),
        ({"scope": "2 st", "text": "MBU-träffar."}, "Skriv ut förkortningen MBU första gången."),
        ({"scope": "4 st", "text": "Två trygghetsronder."}, "Siffrorna skiljer sig"),
    ],
)
def test_hints_come_from_all_that_stands_in_the_form(hints, values, expected):
    assert expected in hints(**{"text": "Trygghetsronder i Fjugesta."} | values)


@pytest.mark.parametrize(
    "values",
    [
        {"period_text": "hösten 2030", "outside_period_reason": "Fortsätter när skolan börjar."},
        {"period_start": "inte ett datum"},
        {"reading": "manual", "extent_kind": "count", "extent_number": "2"},
        {"reading": "none"},
        {"places": "A\n" * 500},
    ],
)
def test_odd_or_complete_values_are_no_trouble(hints, values):
    assert "Det går att se" in hints(**{"text": "Trygghetsronder i Fjugesta.", "scope": "2 st"} | values)


def test_an_abbreviation_that_a_section_explains_needs_no_hint(hints, scene):
    SectionFactory(revision=scene.revision, body="Det gäller motorburen ungdom (MBU).")

    assert "MBU" not in hints(text="MBU-träffar på biblioteket.", scope="2 st")


def test_the_form_opens_with_the_hints_of_what_is_saved(client, scene):
    client.force_login(scene.coordinator)
    Activity.objects.update(text="Verka för trygghet.")
    activity = scene.revision.activities.get()

    response = client.get(reverse("promises:activity_edit", args=[scene.revision.promise_id, activity.pk]))

    assert "”Verka för” och ”trygghet” säger inte vad ni ska göra." in text_of(response)
    assert 'aria-live="polite"' in response.content.decode()


def test_strangers_get_no_hints(client, scene):
    client.force_login(scene.outsider)

    assert client.post(url(scene.revision, "activity_hints"), {"text": "Ronder"}).status_code == 404


def test_without_javascript_a_button_gives_the_hints_and_saves_nothing(client, scene):
    client.force_login(scene.coordinator)
    activity = scene.revision.activities.get()
    edit = reverse("promises:activity_edit", args=[scene.revision.promise_id, activity.pk])

    changed = client.post(edit, {"text": "Verka för trygghet.", "scope": "löpande", "las": "1"})
    new = client.post(url(scene.revision, "activity_add"), {"text": "Polisen ska synas mer.", "las": "1"})

    assert 'name="las" value="1">Kontrollera texten' in changed.content.decode()
    assert "”Verka för” och ”trygghet” säger inte vad ni ska göra." in text_of(changed)
    assert "”Synas” säger inte vad ni ska göra." in text_of(new)
    assert [row.text for row in Activity.objects.all()] == [activity.text]
