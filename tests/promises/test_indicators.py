"""What a promise measures: written in the draft, shown in the text, kept from version to version."""

import pytest
from django.urls import reverse

from followup.earlier import outcomes
from promises import documents as d
from promises.forms.indicators import IndicatorForm
from promises.presentation import Table, present
from promises.quality.outcomes import Known
from promises.views.kinds import INDICATOR
from tests.factories.followup import CarriedFactory, VerdictFactory
from tests.factories.promises import ActivityFactory, FocusAreaFactory, IndicatorFactory

DATA = {"name": "Trygga", "kind": "outcome", "direction": "up"}


def form_errors(draft, **data):
    form = IndicatorForm({**DATA, **data}, revision=draft)
    form.is_valid()
    return set(form.errors)


def test_an_indicator_is_about_one_thing(draft):
    area, activity = FocusAreaFactory(revision=draft), ActivityFactory(revision=draft)

    assert form_errors(draft, focus_area=area.pk) == set()
    assert form_errors(draft, focus_area=area.pk, activity=activity.pk) == {"activity"}


def test_a_thing_of_another_draft_cannot_be_chosen(draft, others_draft):
    assert form_errors(draft, activity=ActivityFactory(revision=others_draft).pk) == {"activity"}


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"baseline_on": "2026-10-01"}, {"baseline"}),
        ({"baseline": "41,5", "baseline_on": "2026-10-01"}, set()),
        ({"baseline": "41.5"}, set()),
        ({"baseline": "mycket"}, {"baseline"}),
        ({"name": "Ring 070-123 45 67"}, {"name"}),
    ],
)
def test_values_are_taken_as_people_write_them(draft, data, wrong):
    assert form_errors(draft, **data) == wrong


def test_the_step_lists_what_is_measured(as_coordinator, draft):
    IndicatorFactory(revision=draft, name="Andel trygga", baseline="41.5")

    page = as_coordinator.get(reverse("promises:follow_up", args=[draft.promise_id])).content.decode()

    assert "Andel trygga" in page
    assert reverse("promises:indicator_add", args=[draft.promise_id]) in page


def test_the_step_asks_the_same_however_much_is_measured(
    as_coordinator, draft, django_assert_max_num_queries
):
    counts = []
    for rows in (1, 2):
        for _n in range(rows):
            IndicatorFactory(revision=draft, activity=ActivityFactory(revision=draft))
        with django_assert_max_num_queries(60) as captured:
            as_coordinator.get(reverse("promises:follow_up", args=[draft.promise_id]))
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert INDICATOR.step == "follow_up"


def test_readers_see_what_is_measured_with_the_promises_own_words():
    activity = d.ActivityText(number="2", key="a", text="Belysning.")
    document = d.Document(
        slug="x",
        title="X",
        version=1,
        municipalities=[],
        police_area=None,
        police_areas=[],
        period=d.PeriodText(),
        parties=[],
        focus_areas=[d.FocusAreaText("Centrum", key="f", activities=[activity])],
        indicators=[
            d.IndicatorText(
                "1",
                "outcome",
                "Trygga",
                "procent",
                "up",
                "Enkäten",
                "41.500",
                "2026-10-01",
                "50",
                "2027-12-31",
            ),
            d.IndicatorText("2", "output", "Lampor", focus_area_key="f"),
            d.IndicatorText("3", "process", "Timmar", activity_key="a"),
        ],
    )

    blocks = present(d.Publication(document, "", "published", "")).blocks
    (table,) = [block for block in blocks if isinstance(block, Table) and block.caption == "Det vi mäter"]

    assert table.rows == [
        [
            ["Trygga"],
            ["Effektmål"],
            ["41,5 procent", "1 oktober 2026"],
            ["ska öka", "50 procent", "senast 31 december 2027"],
            ["Enkäten"],
        ],
        [["Lampor", "Gäller: Centrum"], ["Produktionsmål"], [], [], []],
        [["Timmar", "Gäller aktivitet 2"], ["Processmål"], [], [], []],
    ]


def test_the_check_is_told_how_earlier_activities_went(draft, db):
    done = VerdictFactory()
    missed = VerdictFactory(promise=done.promise, outcome="not_achieved", reason="Snö.")
    explained = VerdictFactory(promise=done.promise, outcome="stopped", reason="Snö.")
    CarriedFactory(
        promise=done.promise, activity_key=explained.activity_key, successor=draft.promise, reason="Salt."
    )

    assert outcomes(draft.promise_id, {done.promise_id}) == {
        (done.promise_id, done.activity_key): Known.SAID,
        (done.promise_id, missed.activity_key): Known.NOT_DONE,
        (done.promise_id, explained.activity_key): Known.SAID,
    }
