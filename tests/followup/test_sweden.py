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
from promises.models import Promise, PromiseVersion
from promises.states import Status

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)


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
