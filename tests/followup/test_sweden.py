from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from audit.verification import faults
from followup import sweden
from followup.followed import followed
from followup.models import Entry, Release, Round
from followup.standing import standing_of
from lagesbild.models import Finding, Lagesbild
from promises.models import (
    Activity,
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusArea,
    FocusAreaProblem,
    MeasureActivity,
    Promise,
    PromiseBasis,
    PromiseFinding,
    PromiseVersion,
)
from promises.states import Status

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)
LINKS = (
    ActivityProblem,
    ActivityCause,
    FocusAreaProblem,
    PromiseFinding,
    PromiseBasis,
    MeasureActivity,
    FindingAnswer,
)


def build(*municipalities):
    return sweden.build(municipalities, today=TODAY)


def test_a_municipality_gets_six_years_of_twelve_activities_and_monthly_reports(lekeberg, orebro_area):
    built = build(lekeberg)

    assert (built.municipalities, built.promises) == (1, 6)
    assert built.entries == Entry.objects.count()
    # Twelve reports a year on twelve activities, less a few that are missing.
    assert 780 < built.entries < 6 * 12 * 12
    assert Release.objects.exists()
    assert Round.objects.filter(closed_at__isnull=False).count() == 5 * 4 + 3


def test_this_year_is_in_force_and_the_others_are_over(lekeberg, orebro_area):
    build(lekeberg)

    states = dict(Promise.objects.values_list("slug", "revisions__status"))
    assert states.pop("lekeberg-pahittat-2026") == Status.PUBLISHED
    assert set(states.values()) == {Status.ENDED}


def test_every_promise_is_marked_as_invented(lekeberg, orebro_area):
    build(lekeberg)

    assert all(version.document.demonstration for version in PromiseVersion.objects.all())


def test_the_reports_can_be_compared_with_what_was_promised(lekeberg, orebro_area):
    build(lekeberg)

    stands = standing_of(followed(Promise.objects.get(slug="lekeberg-pahittat-2025")), today=TODAY)

    assert len(stands.activities) == 12
    assert all(one.entries for one in stands.activities)


def test_building_again_makes_nothing_twice(lekeberg, orebro_area):
    build(lekeberg)
    before = Entry.objects.count()

    assert build(lekeberg).promises == 0
    assert Entry.objects.count() == before


def test_a_municipality_gets_the_same_alone_as_with_others(lekeberg, orebro, orebro_area):
    def reports():
        rows = Entry.objects.filter(promise__owner=lekeberg)
        return set(rows.values_list("creation_key", "happened_on", "quantity", "status"))

    with transaction.atomic():
        build(lekeberg)
        alone = reports()
        transaction.set_rollback(True)

    build(orebro, lekeberg)
    assert reports() == alone


def test_a_municipality_without_a_known_police_area_promises_alone(kungsor):
    build(kungsor)

    document = followed(Promise.objects.get(slug="kungsor-pahittat-2026")).document
    assert [party.kind for party in document.parties] == ["municipality"]


def test_the_event_log_stays_whole(lekeberg, orebro_area):
    build(lekeberg)

    assert not list(faults())


# --- What the promises stand on ------------------------------------------------------------------------


def build_all(*municipalities):
    build(*municipalities)
    return sweden.build_grounds(municipalities, today=TODAY)


def test_each_municipality_gets_its_lagesbilder_linked_to_its_own_promises(lekeberg, orebro, orebro_area):
    built = build_all(lekeberg, orebro)

    assert (built.municipalities, built.lagesbilder) == (2, 8)
    assert built.links == sum(model.objects.count() for model in LINKS)
    for link in ActivityProblem.objects.select_related("promise", "problem"):
        assert link.promise.owner_id == link.problem.municipality_id
    for link in PromiseBasis.objects.select_related("promise", "lagesbild"):
        assert link.promise.owner_id == link.lagesbild.municipality_id


def test_what_is_linked_is_an_activity_of_the_promise(lekeberg, orebro_area):
    build_all(lekeberg)

    keys = set(Activity.objects.values_list("revision__promise", "key"))
    for model in (ActivityProblem, ActivityCause, MeasureActivity):
        assert set(model.objects.values_list("promise", "activity_key")) <= keys
    areas = set(FocusArea.objects.values_list("revision__promise", "key"))
    assert set(FocusAreaProblem.objects.values_list("promise", "focus_area_key")) <= areas


def test_every_finding_of_a_closed_dialogue_has_an_answer(lekeberg, orebro_area):
    build_all(lekeberg)

    closed = Finding.objects.filter(dialogue__closed_at__isnull=False)
    assert closed.count() == FindingAnswer.objects.count()
    assert not closed.filter(answer__isnull=True).exists()
    assert set(FindingAnswer.objects.values_list("kind", flat=True)) == set(FindingAnswer.Kind.values)
    assert Finding.objects.filter(answer__isnull=True).exists()


def test_grounds_are_made_once(lekeberg, orebro_area):
    build_all(lekeberg)
    before = Finding.objects.count()

    again = sweden.build_grounds([lekeberg], today=TODAY)

    assert (again.municipalities, again.lagesbilder, again.links) == (1, 0, 0)
    assert Finding.objects.count() == before


def test_an_interrupted_municipality_is_whole_the_next_time(lekeberg, orebro, orebro_area, monkeypatch):
    build(lekeberg, orebro)

    def interrupted(built):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("followup.sweden.grounds._measures", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sweden.build_grounds([lekeberg], today=TODAY)
    assert not Finding.objects.exists()
    with pytest.raises(KeyboardInterrupt):
        sweden.build_grounds([lekeberg, orebro], today=TODAY, progress=interrupted)

    assert sweden.build_grounds([lekeberg, orebro], today=TODAY).lagesbilder == 4
    assert set(Lagesbild.objects.values_list("municipality", flat=True)) == {lekeberg.pk, orebro.pk}


def test_the_same_lagesbild_alone_as_with_others(lekeberg, orebro, orebro_area):
    def facts():
        findings = Finding.objects.filter(dialogue__municipality=lekeberg)
        return set(findings.values_list("creation_key", "text", "count", "dialogue__starts_on"))

    with transaction.atomic():
        build_all(lekeberg)
        alone = facts()
        transaction.set_rollback(True)

    build_all(orebro, lekeberg)
    assert facts() == alone


def test_grounds_without_promises_are_linked_to_none(lekeberg, orebro_area):
    built = sweden.build_grounds([lekeberg], today=TODAY)

    assert built.lagesbilder == 4
    assert not ActivityProblem.objects.exists()


def test_the_event_log_stays_whole_with_grounds(lekeberg, orebro_area):
    build_all(lekeberg)

    assert not list(faults())


# --- The command ---------------------------------------------------------------------------------------


def test_it_is_refused_where_promises_are_real(lekeberg, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="går inte att ta bort"):
        call_command("make_sweden", only=["lekeberg"])


def test_an_unknown_municipality_is_named(lekeberg, settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="atlantis"):
        call_command("make_sweden", only=["atlantis"])


def test_it_says_how_far_it_has_come(lekeberg, orebro_area, settings, capsys):
    settings.DEMO = True
    out = StringIO()

    call_command("make_sweden", only=["lekeberg"], reports=10_000, stdout=out)

    assert "1/1 kommuner" in capsys.readouterr().err
    assert "1 kommuner, 6 nya löften" in out.getvalue()
