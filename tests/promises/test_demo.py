"""The demonstration, loaded once by the command and read as citizens read it: the documents."""

import json
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.models import Event
from audit.verification import faults
from followup.followed import FollowedPromise, followed
from followup.models import Carried, Entry, PublicAnswer, Release, Report, Round
from followup.silences import silences_of
from followup.standing import standing_of
from followup.states import Standing
from lagesbild.models import CooperationAgreement, Measure
from organisations.models import Mandate, Membership, OutboxMessage, User
from organisations.roles import RoleKey
from promises.demo.content import SLUGS
from promises.models import FindingAnswer, Promise, PromiseVersion, Revision
from promises.publication import publication_of

# What Kungsör's promise is followed by.
NEXT_PERIOD = "medborgarlofte-kungsor-2022"
# slug: (activities by focus area, aims, sections, signed on or the paper's words)
FACTS = {
    "orebro-vivalla-2021": ([], 0, []),
    "trollhattan-2018": ([4], 0, []),
    "lekeberg-2021-2022": ([3, 1, 3, 3, 1], 4, ["2021-01-18", "2021-01-04"]),
    "hallefors": ([4], 0, []),
    "kungsor-2021": ([2, 2, 2], 3, ["idag", "idag", "idag"]),
}
# Trollhättan's table, row by row: scope, responsible, follow-up by, evaluation by.
TROLLHATTAN = [
    ("Löpande", "Gruppchef", "Lokalpolisområde Östra Fyrbodal", "Kommunpolis"),
    ("Löpande", "Kommunpolis", "Lokalpolisområde Östra Fyrbodal", "Lokalpolisområde Östra Fyrbodal"),
    ("2 st under 2018", "Folkhälsohandläggare", "Trollhättans stad", "Trollhättans stad|Trygghetsgruppen"),
    ("Under 2018", "Folkhälsostrateg", "Trollhättans stad", "Trollhättans stad|Trygghetsgruppen"),
]


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture
def demo(db: None, settings: Any, tmp_path: Any) -> str:
    settings.DEMO, settings.DEMO_PASSWORD = True, "ett-demo-losen"
    settings.BASE_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    call_command("load_reference_data", stdout=StringIO())
    return load()


def document(slug: str) -> dict[str, Any]:
    return json.loads(PromiseVersion.objects.get(revision__promise__slug=slug).canonical)


def same_in_the_table(shown: list[str], expected: str) -> bool:
    return all(any(part.lower() in text.lower() for text in shown) for part in expected.split("|"))


def test_the_demonstration_is_loaded_whole_and_only_once(demo):
    assert "ett-demo-losen" in demo
    assert "samordnare.lekeberg@demo.example" in demo
    assert set(Promise.objects.values_list("slug", flat=True)) == {*SLUGS, NEXT_PERIOD}
    assert set(Membership.objects.values_list("role", flat=True)) == set(RoleKey.values)
    assert not Promise.objects.filter(is_demo=False).exists()
    assert OutboxMessage.objects.filter(sent_at=None).count() == 0
    assert list(faults()) == []
    _the_restated_promises_keep_their_facts()
    _the_invented_ones_stand_where_they_should()
    _what_became_of_them_fits_their_facts()
    _the_thread_holds_where_it_is_told()
    before = {model: model.objects.count() for model in (Event, User, Membership, Mandate, Revision)}

    assert "Alla löften fanns redan" in load()

    assert {model: model.objects.count() for model in before} == before


def _the_restated_promises_keep_their_facts() -> None:
    for slug, (activities, aims, days) in FACTS.items():
        text = document(slug)
        assert [len(area["activities"]) for area in text["focus_areas"]] == activities, slug
        assert len(text["aims"]) == aims, slug
        assert [s["signed_on"] or s["signed_text"] for s in text["signatories"]] == days, slug
        assert text["registered_afterwards"] is True
        assert text["original"]["url"].startswith("https://")
        version = PromiseVersion.objects.get(revision__promise__slug=slug)
        assert publication_of(version).unconfirmed == []
    rows = document("trollhattan-2018")["focus_areas"][0]["activities"]
    for row, (scope, responsible, follow_up, evaluation) in zip(rows, TROLLHATTAN, strict=True):
        assert row["scope"].lower() == scope.lower()
        assert same_in_the_table([*row["responsible"], row["responsible_wording"]], responsible)
        assert same_in_the_table([*row["follow_up_by"], row["follow_up_wording"]], follow_up)
        assert same_in_the_table([*row["evaluation_by"], row["evaluation_wording"]], evaluation)
    lekeberg = document("lekeberg-2021-2022")["focus_areas"]
    (presence,) = lekeberg[-1]["activities"]
    assert (presence["extent"]["number"], presence["extent"]["per"]) == (2, "week")
    assert {
        a["executor_wording"].lower().replace(" ", "") for area in lekeberg for a in area["activities"]
    } == {
        "polis",
        "kommun",
        "polis/kommun",
    }


def _the_thread_holds_where_it_is_told() -> None:
    """Vivalla's promise answers what was said there, Lekeberg's plan its causes, and agreements have their file."""
    answers = FindingAnswer.objects.filter(promise__slug="orebro-vivalla-2021")
    assert answers.count() == 2
    assert {one.finding.dialogue.municipality.code for one in answers} == {"1880"}
    rows = Measure.objects.filter(plan__municipality__code="1814")
    assert [bool(row.cause) for row in rows.order_by("position")] == [True, True, True, False]
    for agreement in CooperationAgreement.objects.all():
        assert agreement.file.read().startswith(b"%PDF")


def _what_became_of_them_fits_their_facts() -> None:
    def entries(slug: str) -> Any:
        return Entry.objects.filter(promise__slug=slug, unit="", quantity=1)

    assert set(entries("trollhattan-2018").values_list("place", flat=True)) == {"Kronogården", "Lextorp"}
    reported = Report.objects.get()
    assert (reported.audience, str(reported.ends_on)) == ("steering", "2018-12-14")
    assert Round.objects.filter(promise__slug="lekeberg-2021-2022", closed_at__isnull=False).count() == 24
    _it_was_decided_when_it_happened()
    assert Revision.objects.get(promise__slug="kungsor-2021").status == "ended"
    assert PublicAnswer.objects.get().promise.slug == "kungsor-2021"
    assert Carried.objects.filter(successor__slug=NEXT_PERIOD).count() == 6
    stands = standing_of(_followed("lekeberg-2026-2027"), today=date(2026, 11, 27))
    standings = {one.activity.text.number: one.result.standing for one in stands.activities}
    assert standings["1"] == standings["5"] == Standing.GREEN
    assert standings["7"] == Standing.YELLOW
    silent = silences_of([_followed("lekeberg-2026-2027")], date(2026, 11, 27))
    assert "6" in {one.activity.text.number for one in silent}


def _it_was_decided_when_it_happened() -> None:
    for row in Round.objects.filter(closed_at__isnull=False):
        assert timezone.localdate(row.closed_at) == min(
            row.ends_on + timedelta(days=10), timezone.localdate()
        )
    for release in Release.objects.select_related("entry"):
        decided = timezone.localdate(release.decided_at)
        assert decided == min(release.entry.happened_on + timedelta(days=2), timezone.localdate())


def _followed(slug: str) -> FollowedPromise:
    found = followed(Promise.objects.get(slug=slug))
    assert found is not None
    return found


def _the_invented_ones_stand_where_they_should() -> None:
    statuses = dict(
        Revision.objects.filter(promise__registered_afterwards=False).values_list("promise__slug", "status")
    )
    assert statuses == {
        "lekeberg-2026-2027": "published",
        "lekeberg-skolvagar-2026-2027": "for_signature",
        "lekeberg-vinter-2026-2027": "draft",
        NEXT_PERIOD: "draft",
    }
    waiting = PromiseVersion.objects.get(revision__promise__slug="lekeberg-skolvagar-2026-2027")
    assert [s.title for s in publication_of(waiting).missing_signatures] == ["Lokalpolisområdeschef"]


def test_without_demo_nothing_is_loaded(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=true"):
        load()

    assert User.objects.count() == 0
