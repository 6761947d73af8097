"""The form with everything about an activity, and what happens when two write at once."""

import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from promises.models import Activity
from tests.factories.organisations import OrganisationFactory
from tests.factories.promises import ActivityActorFactory, ActivityFactory, FocusAreaFactory, PlaceFactory

HTMX = {"HTTP_HX_REQUEST": "true"}
BOTH = pytest.mark.parametrize("extra", [{}, HTMX], ids=["page", "htmx"])


def url(name: str, *args: Any) -> str:
    return reverse(f"promises:{name}", args=args)


def short(**fields: Any) -> dict[str, Any]:
    return {"text": "Vi kontrollerar farten.", "creation_key": str(uuid.uuid4()), **fields}


def full(activity: Any, **fields: Any) -> dict[str, Any]:
    """What the form with everything sends for this activity when nothing is touched but ``fields``."""
    return {
        "text": activity.text,
        "scope": activity.scope,
        "reading": "auto",
        "edit_number": activity.edit_number,
        **fields,
    }


def actors(activity: Any) -> list[tuple[str, int | None, str]]:
    rows = activity.actors.order_by("part", "position")
    return [(row.part, row.organisation_id, row.role_text) for row in rows]


@pytest.fixture
def activity(draft: Any) -> Any:
    return ActivityFactory(revision=draft, text="Trafikkontroller.", scope="löpande")


@BOTH
def test_everything_can_be_said(
    as_coordinator: Any, draft: Any, activity: Any, lekeberg: Any, school: Any, extra: dict[str, str]
) -> None:
    area = FocusAreaFactory(revision=draft) if not extra else None
    data = full(
        activity,
        text="Ny text.\r\nTvå rader.",
        scope="minst 4 kontroller i månaden",
        focus_area=area.pk if area else "",
        executor_0_who=school.pk,
        executor_1_role="Fältarbetare",
        executor_wording="Skolan",
        responsible_0_who=lekeberg.pk,
        responsible_0_role="Folkhälsostrateg",
        follow_up_0_who=lekeberg.pk,
        follow_up_wording="Kommun",
        evaluation_wording="Polis/kommun",
        purpose="Lugn",
        target_group="Unga",
        expected_effect="Färre olyckor",
        approach="situational",
        term="long",
        time_scope="kvällar",
        places="Fjugesta\r\n  Lanna \r\n\r\nFjugesta",
        period_text="hösten 2027",
        outside_period_reason="Börjar före",
    )

    response = as_coordinator.post(url("activity_edit", draft.promise_id, activity.pk), data, **extra)

    activity.refresh_from_db()
    assert response.status_code == (200 if extra else 302)
    assert activity.text == "Ny text.\nTvå rader."
    assert activity.focus_area == area
    assert activity.extent["unit"] == "kontroller"
    assert actors(activity)[:3] == [
        ("evaluation", draft.parties.all()[1].organisation_id, ""),
        ("evaluation", lekeberg.pk, ""),
        ("executor", school.pk, ""),
    ]
    assert actors(activity)[3:] == [
        ("executor", None, "Fältarbetare"),
        ("follow_up", lekeberg.pk, ""),
        ("responsible", lekeberg.pk, "Folkhälsostrateg"),
    ]
    assert (activity.executor_wording, activity.follow_up_wording) == ("Skolan", "Kommun")
    assert [place.name for place in activity.places.all()] == ["Fjugesta", "Lanna"]
    assert (activity.approach, activity.term, activity.time_scope) == ("situational", "long", "kvällar")
    assert (activity.period_start, activity.period_precision) == (date(2027, 9, 1), "season")


def test_what_is_stored_stands_in_the_form(
    as_coordinator: Any, draft: Any, activity: Any, school: Any
) -> None:
    ActivityActorFactory(activity=activity, organisation=school, role_text="Rektor")
    PlaceFactory(revision=draft, activity=activity, name="Lanna")
    Activity.objects.filter(pk=activity.pk).update(
        period_text="2027", period_start=date(2027, 1, 1), purpose="Lugn"
    )

    page = as_coordinator.get(url("activity_edit", draft.promise_id, activity.pk)).content.decode()

    assert f'<option value="{school.pk}" selected>Skolan i Lekeberg</option>' in page
    for value in ('value="Rektor"', ">\nLanna</textarea>", ">\nLugn</textarea>", 'value="2027-01-01"'):
        assert value in page, value


def test_a_save_that_touches_nothing_changes_nothing(
    as_coordinator: Any, draft: Any, activity: Any, school: Any
) -> None:
    ActivityActorFactory(activity=activity, organisation=school, role_text="Rektor")
    before = Activity.objects.filter(pk=activity.pk).values().get()
    page = as_coordinator.get(url("activity_edit", draft.promise_id, activity.pk)).content.decode()
    sent = {name: value for name, value in _fields(page).items() if not name.startswith("_")}

    as_coordinator.post(url("activity_edit", draft.promise_id, activity.pk), sent)

    after = Activity.objects.filter(pk=activity.pk).values().get()
    changed = {name for name in before if before[name] != after[name]}
    # The factory stores no reading; saving reads the omfattning.
    assert changed == {"edit_number", "edited_at", "edited_by_id", "extent", "extent_source"}
    assert actors(activity) == [("executor", school.pk, "Rektor")]


def _fields(page: str) -> dict[str, str]:
    """The names and values that a browser would send from the form with everything."""
    form = page[page.index('class="activity-form"') :]
    form = form[: form.index("</form>")]
    sent = {}
    for name, value in re.findall(
        r'<input type="(?:hidden|text|date|number)" name="(\w+)"(?: value="([^"]*)")?', form
    ):
        sent[name] = value
    for name, body in re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        sent[name] = body
    for name, body in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        sent[name] = chosen.group(1) if chosen else ""
    for name, value in re.findall(r'<input type="radio" name="(\w+)" value="(\w+)"[^>]*checked', form):
        sent[name] = value
    return sent


@pytest.mark.parametrize(
    ("sent", "kind", "source"),
    [
        ({"reading": "auto"}, "ongoing", "scope"),
        ({"reading": "none"}, None, "manual"),
        ({"reading": "manual", "extent_kind": "count", "extent_number": "5", "extent_unit": "besök"},
         "count", "manual"),
        ({"reading": "manual", "extent_kind": "rate", "extent_number": "2,5", "extent_unit": "timmar",
          "extent_per": "week"}, "rate", "manual"),
        ({"reading": "manual", "extent_kind": "service_level", "extent_deadline": "1", "extent_deadline_unit": "week",
          "extent_trigger": "efter att anmälan kommit in"}, "service_level", "manual"),
        ({"reading": "manual", "extent_kind": "within", "extent_timing": "during", "extent_time": "hösten 2027"},
         "within", "manual"),
        ({"reading": "manual", "extent_kind": "on_demand", "extent_trigger": "när skolan önskar det"},
         "on_demand", "manual"),
        # What another kind left behind is not used.
        ({"reading": "manual", "extent_kind": "ongoing", "extent_number": "många"}, "ongoing", "manual"),
        # Nothing in the parts stops a form that does not use them.
        ({"reading": "auto", "extent_number": "1" * 50, "extent_every": "0", "extent_kind": "x"}, "ongoing", "scope"),
    ],
)  # fmt: skip
def test_a_reading_is_corrected_by_hand(
    as_coordinator: Any, draft: Any, activity: Any, sent: dict[str, str], kind: str | None, source: str
) -> None:
    response = as_coordinator.post(
        url("activity_edit", draft.promise_id, activity.pk), full(activity, **sent)
    )

    activity.refresh_from_db()
    assert response.status_code == 302
    assert (activity.extent["kind"] if activity.extent else None, activity.extent_source) == (kind, source)
    assert activity.scope == "löpande"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Välj vilket slags omfattning det är."),
        ({"extent_kind": "count"}, "Ange hur många."),
        (
            {"extent_kind": "count", "extent_number": "fem", "extent_unit": "besök"},
            "går inte att använda här",
        ),
        (
            {"extent_kind": "within", "extent_timing": "during", "extent_time": "snart"},
            "Tiden går inte att läsa.",
        ),
    ],
)
def test_a_correction_that_makes_no_sense_is_explained(
    as_coordinator: Any, draft: Any, activity: Any, sent: dict[str, str], sentence: str
) -> None:
    data = full(activity, reading="manual", **sent)

    page = as_coordinator.post(url("activity_edit", draft.promise_id, activity.pk), data).content.decode()

    assert sentence in page
    activity.refresh_from_db()
    assert activity.edit_number == 1


def test_the_days_are_read_from_the_words_until_somebody_sets_them(
    as_coordinator: Any, draft: Any, activity: Any
) -> None:
    address = url("activity_edit", draft.promise_id, activity.pk)
    as_coordinator.post(address, full(activity, period_text="2027"))
    activity.refresh_from_db()
    assert (activity.period_start, activity.period_precision) == (date(2027, 1, 1), "year")

    data = full(activity, period_text="2027", period_start="2027-02-01", period_end="2027-12-31")
    as_coordinator.post(address, data)
    activity.refresh_from_db()
    assert (activity.period_start, activity.period_precision) == (date(2027, 2, 1), "day")

    data = full(activity, period_start="2027-02-01", period_end="2026-12-31")
    assert "slutar innan den börjar" in as_coordinator.post(address, data).content.decode()


@BOTH
def test_more_rows_come_without_losing_what_is_typed(
    as_coordinator: Any, draft: Any, activity: Any, lekeberg: Any, extra: dict[str, str]
) -> None:
    data = full(activity, text="Halvskrivet", executor_0_who=lekeberg.pk, executor_0_role="Chef", fler="1")

    page = as_coordinator.post(
        url("activity_edit", draft.promise_id, activity.pk), data, **extra
    ).content.decode()

    assert 'name="executor_2_who"' in page
    assert ">\nHalvskrivet</textarea>" in page
    assert 'value="Chef"' in page
    assert f'<option value="{lekeberg.pk}" selected>' in page
    activity.refresh_from_db()
    assert activity.edit_number == 1


def test_a_correction_starts_from_the_words_without_javascript(
    as_coordinator: Any, draft: Any, activity: Any
) -> None:
    address = url("activity_edit", draft.promise_id, activity.pk)
    assert 'name="extent_kind"' not in as_coordinator.get(address).content.decode()

    data = full(activity, scope="minst 4 gånger i månaden", reading="manual", las="1")
    page = as_coordinator.post(address, data).content.decode()

    assert 'name="extent_number" value="4"' in page
    assert '<option value="month" selected>' in page


@pytest.mark.parametrize("button", ["sok", "enter"])
def test_an_organisation_outside_the_lists_is_searched_for_and_chosen(
    as_coordinator: Any, draft: Any, activity: Any, button: str
) -> None:
    walkers = OrganisationFactory(name="Nattvandrarna i Örebro")
    address = url("activity_edit", draft.promise_id, activity.pk)

    page = as_coordinator.post(address, full(activity, search="nattv", **{button: "1"})).content.decode()
    assert f'<option value="{walkers.pk}">Nattvandrarna i Örebro</option>' in page
    assert "1 träff på ”nattv”" in page

    as_coordinator.post(address, full(activity, executor_0_who=walkers.pk))
    assert actors(activity) == [("executor", walkers.pk, "")]


def test_an_organisation_that_does_not_exist_is_refused(
    as_coordinator: Any, draft: Any, activity: Any
) -> None:
    for value in ("999999", "x", "9" * 30):
        response = as_coordinator.post(
            url("activity_edit", draft.promise_id, activity.pk), full(activity, executor_0_who=value)
        )
        assert response.status_code == 200
    assert actors(activity) == []


def test_personal_data_is_refused_in_every_field_of_words(
    as_coordinator: Any, draft: Any, activity: Any
) -> None:
    names = [
        "text", "scope", "executor_wording", "executor_0_role", "purpose", "target_group", "expected_effect",
        "time_scope", "places", "period_text", "outside_period_reason", "extent_trigger",
    ]  # fmt: skip
    for name in names:
        data = full(activity, reading="manual", extent_kind="on_demand") | {name: "ring 070-123 45 67"}
        page = as_coordinator.post(url("activity_edit", draft.promise_id, activity.pk), data).content.decode()
        assert "Personuppgifter får inte stå här" in page, name
    activity.refresh_from_db()
    assert activity.edit_number == 1


@BOTH
def test_a_stale_save_shows_both_versions_and_can_be_sent_again(
    as_coordinator: Any, draft: Any, activity: Any, lekeberg: Any, school: Any, extra: dict[str, str]
) -> None:
    address = url("activity_edit", draft.promise_id, activity.pk)
    as_coordinator.post(address, full(activity, text="Först.", executor_0_who=lekeberg.pk))

    mine = full(
        activity, text="Sist.", executor_0_who=school.pk, executor_1_role="Rektor", responsible_2_role="Chef"
    )
    response = as_coordinator.post(address, mine, **extra)

    page = response.content.decode()
    assert response.status_code == (200 if extra else 409)
    for words in ("Först.", "Sist.", "Lekebergs kommun", "Rektor", "Chef"):
        assert words in page, words
    assert 'name="edit_number" value="2"' in page.replace('type="hidden" ', "")
    activity.refresh_from_db()
    assert activity.text == "Först."

    as_coordinator.post(address, mine | {"edit_number": 2})
    activity.refresh_from_db()
    assert activity.text == "Sist."


@BOTH
def test_what_was_typed_about_a_removed_activity_can_be_saved_as_new(
    as_coordinator: Any, draft: Any, activity: Any, lekeberg: Any, extra: dict[str, str]
) -> None:
    data = full(activity, text="Det jag skrev.", purpose="Lugn", executor_0_who=lekeberg.pk)
    address = url("activity_edit", draft.promise_id, activity.pk)
    activity.delete()

    page = as_coordinator.post(address, data, **extra).content.decode()
    assert "Det jag skrev." in page
    create = url("activity_new", draft.promise_id)
    assert f'action="{create}"' in page

    as_coordinator.post(create, data | {"creation_key": str(uuid.uuid4())})
    made = Activity.objects.get()
    assert (made.text, made.purpose, actors(made)) == (
        "Det jag skrev.",
        "Lugn",
        [("executor", lekeberg.pk, "")],
    )


def test_a_new_activity_can_be_written_with_every_field_at_once(as_coordinator: Any, draft: Any) -> None:
    address = url("activity_new", draft.promise_id)
    assert 'name="purpose"' in as_coordinator.get(address).content.decode()
    data = short(purpose="Lugn", fler="1")
    assert "Ny aktivitet" in as_coordinator.post(address, data).content.decode()
    assert not Activity.objects.exists()

    for _n in range(2):
        as_coordinator.post(address, {name: value for name, value in data.items() if name != "fler"})

    assert Activity.objects.get().purpose == "Lugn"


def test_an_activity_that_gets_another_focus_area_moves_in_the_page(
    as_coordinator: Any, draft: Any, activity: Any
) -> None:
    area = FocusAreaFactory(revision=draft)

    page = as_coordinator.post(
        url("activity_edit", draft.promise_id, activity.pk), full(activity, focus_area=area.pk), **HTMX
    ).content.decode()

    assert f'hx-swap-oob="beforebegin:#aktivitet-ny-{area.pk}"' in page
    activity.refresh_from_db()
    assert activity.focus_area == area
