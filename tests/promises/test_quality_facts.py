"""What the check reads out of the database: who stands where, who may sign, what came before."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from organisations.models import Mandate, Membership
from promises import quality
from promises.quality import Earlier, Level, SignatoryFact, Standing
from promises.quality.facts import gather
from promises.states import Status
from tests.factories.organisations import GroupFactory, OrganisationFactory, UnitFactory
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityAnswerFactory,
    ActivityFactory,
    FocusAreaFactory,
    PartyFactory,
    PredecessorFactory,
    RevisionFactory,
    SectionFactory,
    SignatoryFactory,
)

TODAY = timezone.localdate()


@pytest.fixture
def draft(lekeberg, orebro_area):
    revision = RevisionFactory(promise__owner=lekeberg)
    PartyFactory(revision=revision, organisation=lekeberg, position=1)
    PartyFactory(revision=revision, organisation=orebro_area, position=2)
    return revision


@pytest.fixture
def activity(draft):
    return ActivityFactory(revision=draft)


def executor_of(activity):
    (fact,) = gather(activity.revision).actors[str(activity.key)].executors
    return fact


# --- Who does it ----------------------------------------------------------------------------------------------


def test_a_party_stands_behind_what_it_does(activity, lekeberg):
    ActivityActorFactory(activity=activity, organisation=lekeberg)

    assert executor_of(activity).standing is Standing.PARTY


def test_a_unit_acts_inside_its_municipality_and_may_still_be_asked(activity, lekeberg):
    ActivityActorFactory(activity=activity, organisation=UnitFactory(parent=lekeberg))

    fact = executor_of(activity)
    assert (fact.standing, fact.unanswered) == (Standing.INSIDE, True)


def test_a_unit_of_somebody_else_is_a_stranger(activity, kungsor):
    ActivityActorFactory(activity=activity, organisation=UnitFactory(parent=kungsor))

    assert executor_of(activity).standing is Standing.WAITING


def test_a_group_where_a_party_sits_is_inside(activity, lekeberg):
    ActivityActorFactory(activity=activity, organisation=GroupFactory(parent=lekeberg))

    assert executor_of(activity).standing is Standing.INSIDE


def test_a_company_decides_for_itself_whoever_owns_it(activity, lekeberg):
    company = OrganisationFactory(kind="municipal_company", parent=lekeberg)
    ActivityActorFactory(activity=activity, organisation=company)

    assert executor_of(activity).standing is Standing.WAITING


def test_a_role_without_an_organisation_is_nowhere(activity):
    ActivityActorFactory(activity=activity, organisation=None, role_text="Folkhälsostrateg")

    fact = executor_of(activity)
    assert (fact.name, fact.standing) == ("Folkhälsostrateg", Standing.NOWHERE)


@pytest.mark.parametrize(
    ("outcome", "words", "standing"),
    [
        ("accepted", {}, Standing.ACCEPTED),
        ("declined", {"reason": "Hinner inte."}, Standing.DECLINED),
        ("accepted", {"answered_text": "Något annat."}, Standing.WAITING),
        ("declined", {"reason": "Nej.", "answered_scope": "2 st"}, Standing.WAITING),
    ],
)
def test_an_answer_counts_as_long_as_the_words_are_the_same(activity, landlord, outcome, words, standing):
    given = {"answered_text": activity.text, "answered_scope": activity.scope} | words
    ActivityActorFactory(activity=activity, organisation=landlord)
    ActivityAnswerFactory(activity=activity, organisation=landlord, outcome=outcome, **given)

    assert executor_of(activity).standing is standing


# --- Who signs --------------------------------------------------------------------------------------------------


@pytest.fixture
def place(draft, lekeberg, chair):
    return SignatoryFactory(revision=draft, organisation=lekeberg, title="Kommunstyrelsens ordförande")


def has_mandate(draft, on=None):
    (fact,) = gather(draft, on=on).signatories
    return fact.has_mandate


def test_a_mandate_with_the_title_holds(draft, place):
    assert gather(draft).signatories == [SignatoryFact("Lekebergs kommun", "Kommunstyrelsens ordförande")]


def test_parties_that_nobody_signs_for_are_named(draft, place):
    assert gather(draft).unsigned_parties == ["Lokalpolisområde Örebro"]


def test_a_mandate_for_another_title_does_not_hold(draft, lekeberg, chair):
    SignatoryFactory(revision=draft, organisation=lekeberg, title="Kommundirektör")

    assert not has_mandate(draft)


def test_a_mandate_is_asked_for_on_the_day(draft, place, chair):
    Mandate.objects.filter(user=chair).update(valid_to=TODAY)

    assert has_mandate(draft, on=TODAY)
    assert not has_mandate(draft, on=TODAY + timedelta(days=1))


def test_a_revoked_mandate_does_not_hold(draft, place, chair, council_secretary):
    Mandate.objects.filter(user=chair).update(revoked_at=timezone.now(), revoked_by=council_secretary)

    assert not has_mandate(draft)


def test_a_mandate_without_the_role_to_sign_does_not_hold(draft, place, chair):
    Membership.objects.filter(user=chair).update(valid_to=date(2021, 1, 1))

    assert not has_mandate(draft)


def test_an_organisation_that_is_no_longer_party_is_told_of(draft, place, lekeberg):
    draft.parties.filter(organisation=lekeberg).delete()

    (fact,) = gather(draft).signatories
    assert not fact.is_party


# --- What came before -------------------------------------------------------------------------------------------


def test_public_versions_of_the_same_promise_come_before(draft):
    draft.number = 2
    draft.save()
    first = RevisionFactory(promise=draft.promise, number=1, status=Status.PUBLISHED, title="Förra")
    old = ActivityFactory(revision=first, text="Ronder i Fjugesta.")

    assert gather(draft).earlier == [Earlier(str(old.key), "Ronder i Fjugesta.", "Förra", same_promise=True)]


def test_public_texts_of_a_predecessor_come_before(draft):
    before = RevisionFactory(status=Status.ENDED, title="Medborgarlöfte 2025")
    old = ActivityFactory(revision=before, text="Ronder i Fjugesta.")
    PredecessorFactory(revision=draft, promise=before.promise)

    assert gather(draft).earlier == [Earlier(str(old.key), "Ronder i Fjugesta.", "Medborgarlöfte 2025")]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEW, Status.FOR_SIGNATURE, Status.WITHDRAWN])
def test_what_was_never_public_was_never_promised(draft, status):
    before = RevisionFactory(status=status)
    ActivityFactory(revision=before)
    PredecessorFactory(revision=draft, promise=before.promise)

    assert gather(draft).earlier == []


def test_a_withdrawn_attempt_at_the_same_version_is_not_before(draft):
    attempt = RevisionFactory(promise=draft.promise, number=1, attempt=2, status=Status.WITHDRAWN)
    ActivityFactory(revision=attempt)

    assert gather(draft).earlier == []


# --- Where things stand -----------------------------------------------------------------------------------------


def test_a_finding_points_at_the_row_it_is_about(draft):
    SectionFactory(revision=draft, body="", heading="", position=1)
    section = SectionFactory(revision=draft, body="Ring 070-123 45 67.", position=2)
    area = FocusAreaFactory(revision=draft, goal="Ring 070-123 45 67.", position=1)
    activity = ActivityFactory(revision=draft, text="Ring 070-123 45 67.")

    found = [f.anchor for f in quality.check(draft).blocking if f.rule == 13]

    assert found == [f"section:{section.pk}", f"focus_area:{area.pk}", f"activity:{activity.key}"]


def test_a_name_in_capitals_needs_no_explanation(draft):
    company = OrganisationFactory(kind="municipal_company", name="ÖBO")
    PartyFactory(revision=draft, organisation=company, position=3)
    SectionFactory(revision=draft, body="ÖBO arbetar enligt EST.")

    told = [f.message for f in quality.check(draft).informing if f.rule == 12]

    assert told == ["Skriv ut förkortningen EST första gången."]


def test_nothing_blocks_a_promise_that_was_made_elsewhere(draft):
    draft.promise.registered_afterwards = True
    draft.promise.save()

    report = quality.check(draft)

    assert report.blocking == []
    assert {finding.level for finding in report.findings if finding.rule != 17} == {Level.WARN}


# --- What it costs ----------------------------------------------------------------------------------------------


def filled(draft, lekeberg, number):
    for n in range(number):
        area = FocusAreaFactory(revision=draft, title=f"Område {n}")
        unit = UnitFactory(parent=lekeberg)
        row = ActivityFactory(revision=draft, focus_area=area, text=f"Trygghetsronder i by {n}.")
        ActivityActorFactory(activity=row, organisation=unit)
        ActivityActorFactory(activity=row, organisation=lekeberg, part="responsible", role_text="Chef")
        ActivityAnswerFactory(activity=row, organisation=unit)
        SectionFactory(revision=draft, position=n)
        SignatoryFactory(revision=draft, organisation=lekeberg, title=f"Chef {n}")


@pytest.mark.parametrize("number", [1, 3])
def test_the_check_costs_the_same_number_of_queries_whatever_the_promise_holds(
    draft, lekeberg, chair, number, django_assert_num_queries
):
    filled(draft, lekeberg, number)

    with django_assert_num_queries(23):
        quality.check(draft)


def test_the_verdict_is_about_the_text_as_it_is_now(draft, activity):
    assert any(f.message.startswith("Det står inte vem som ska") for f in quality.check(draft).blocking)
    ActivityActorFactory(activity=activity, organisation=draft.promise.owner)

    assert not any(f.message.startswith("Det står inte vem som ska") for f in quality.check(draft).blocking)
