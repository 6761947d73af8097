"""What the demonstration files say: the facts of the restated promises, and that all fit the models."""

from datetime import date

import pytest

from organisations.models import Contact, Group, Organisation
from organisations.roles import ROLES, RoleKey
from organisations.themes import Theme
from promises import models
from promises.demo import content
from promises.models.base import Period

RESTATED = content.SLUGS[:5]
INVENTED = content.SLUGS[5:]

# slug: parties, sections (before, after the activities), aims, activities per focus area, activities outside.
SHAPES = {
    "orebro-vivalla-2021": (4, (5, 0), 0, [], 0),
    "trollhattan-2018": (2, (6, 1), 0, [], 4),
    "lekeberg-2021-2022": (2, (3, 1), 4, [3, 1, 3, 3, 1], 0),
    "hallefors": (2, (1, 3), 0, [], 4),
    "kungsor-2021": (2, (3, 0), 3, [2, 2, 2], 0),
    "lekeberg-2026-2027": (2, (4, 1), 3, [3, 3, 2, 2], 1),
    "lekeberg-skolvagar-2026-2027": (2, (3, 0), 2, [2, 3], 1),
    "lekeberg-vinter-2026-2027": (2, (2, 0), 0, [3, 2], 0),
}

PERIODS = {
    "orebro-vivalla-2021": (date(2021, 1, 1), date(2021, 12, 31), "year"),
    "trollhattan-2018": (date(2018, 1, 1), date(2018, 12, 31), "year"),
    "lekeberg-2021-2022": (date(2021, 1, 1), date(2022, 12, 31), "month"),
    "hallefors": (None, None, "unknown"),
    "kungsor-2021": (date(2021, 1, 1), date(2021, 12, 31), "year"),
}

SIGNATORIES = {
    "orebro-vivalla-2021": [],
    "trollhattan-2018": [],
    "lekeberg-2021-2022": [
        ("lekeberg", "Kommunstyrelsens ordförande", date(2021, 1, 18), ""),
        ("lpo-orebro", "Lokalpolisområdeschef", date(2021, 1, 4), ""),
    ],
    "hallefors": [],
    "kungsor-2021": [
        ("kungsor", "Kommundirektör", None, "idag"),
        ("kungsor", "Kommunalråd", None, "idag"),
        ("lpo-vastra-malardalen", "Lokalpolisområdeschef", None, "idag"),
    ],
}

# Omfattning, ansvarig, uppföljning, utvärdering: the table as it reads.
TROLLHATTAN = [
    ("Löpande", "Gruppchef", "Lokalpolisområde Östra Fyrbodal", "Kommunpolis"),
    ("Löpande", "Kommunpolis", "Lokalpolisområde Östra Fyrbodal", "Lokalpolisområde Östra Fyrbodal"),
    ("2 st under 2018", "Folkhälsohandläggare", "Trollhättans Stad", "Trollhättans Stad, Trygghetsgruppen"),
    ("Under 2018", "Folkhälsostrateg", "Trollhättans stad", "Trollhättans stad, Trygghetsgruppen"),
]

# Utförare, ansvarig.
LEKEBERG = [
    ("Polis", "Polis"),
    ("Kommun", "Kommun"),
    ("Polis/kommun", "Polis/kommun"),
    ("Kommun", "Kommun"),
    ("Polis/Kommun", "Polis/Kommun"),
    ("Polis/kommun", "Polis/Kommun"),
    ("Polis/ kommun", "Polis/ kommun"),
    ("Polis", "Polis"),
    ("Polis", "Polis"),
    ("Kommun", "Kommun"),
    ("Polis", "Polis"),
]


def organisation_keys() -> set[str]:
    cast = content.read_cast()
    return {row["key"] for row in [*cast["organisations"], *cast["groups"]]}


def logins() -> set[str]:
    return {user["login"] for user in content.read_cast()["users"]}


@pytest.mark.parametrize("slug", content.SLUGS)
def test_each_promise_has_its_shape(slug):
    promise = content.read_promise(slug)

    sections = promise.get("sections", [])
    after = sum(section.get("after_activities", False) for section in sections)
    shape = (
        len(promise["parties"]),
        (len(sections) - after, after),
        len(promise.get("aims", [])),
        [len(area["activities"]) for area in promise.get("focus_areas", [])],
        len(promise.get("activities", [])),
    )

    assert shape == SHAPES[slug]


@pytest.mark.parametrize("slug", RESTATED)
def test_restated_promises_keep_their_period(slug):
    period = content.read_promise(slug)["period"]

    assert (period.get("start"), period.get("end"), period["precision"]) == PERIODS[slug]


@pytest.mark.parametrize("slug", RESTATED)
def test_restated_promises_keep_titles_and_days_of_their_signatories(slug):
    rows = content.read_promise(slug).get("signatories", [])

    found = [
        (row["organisation"], row["title"], row.get("signed_on"), row.get("signed_text", "")) for row in rows
    ]

    assert found == SIGNATORIES[slug]


def test_trollhattans_table_reads_as_in_the_original():
    rows = content.activities(content.read_promise("trollhattan-2018"))

    assert [
        (row["scope"], row["responsible_wording"], row["follow_up_wording"], row["evaluation_wording"])
        for row in rows
    ] == TROLLHATTAN


def test_trollhattans_table_has_no_executors():
    rows = content.activities(content.read_promise("trollhattan-2018"))

    assert not any("executors" in row for row in rows)


def test_lekebergs_tables_read_as_in_the_original():
    rows = content.activities(content.read_promise("lekeberg-2021-2022"))

    assert [(row["executor_wording"], row["responsible_wording"]) for row in rows] == LEKEBERG


def test_lekebergs_headings_and_figures_are_kept():
    promise = content.read_promise("lekeberg-2021-2022")

    assert [area["title"] for area in promise["focus_areas"]] == [
        "ANDT",
        "Badplatser",
        "Samverkan",
        "Trafiksäkerhet",
        "Tillgänglighet",
    ]
    assert promise["dialogue"]["figures"] == "drygt 700 svarade"
    assert promise["follow_up"]["interval"] == "month"


def test_hallefors_keeps_its_service_level():
    *_, last = content.activities(content.read_promise("hallefors"))

    assert "inom en vecka efter att en utredare tilldelats ärendet" in last["text"]


def test_trollhattan_reports_in_december_and_follows_2016_and_2017():
    promise = content.read_promise("trollhattan-2018")

    assert promise["follow_up"]["report_by"] == date(2018, 12, 31)
    assert [row["title"][-4:] for row in promise["predecessors"]] == ["2017", "2016"]


@pytest.mark.parametrize("slug", content.SLUGS)
def test_every_organisation_and_login_in_a_file_is_in_the_cast(slug):
    promise = content.read_promise(slug)

    organisations = {promise["owner"]}
    for rows in ("parties", "signatories", "contacts"):
        organisations |= {row["organisation"] for row in promise.get(rows, [])}
    for activity in content.activities(promise):
        organisations |= {a["organisation"] for _, a in content.actors(activity) if "organisation" in a}
    people = {promise[key] for key in ("registered_by", "created_by") if key in promise}
    for rows in ("confirmed_by", "reviewed_by", "signed_by"):
        people |= set(promise.get(rows, []))
    people |= {comment["by"] for comment in promise.get("comments", [])}

    assert organisations <= organisation_keys()
    assert people <= logins()


@pytest.mark.parametrize("slug", content.SLUGS)
def test_every_choice_in_a_file_exists(slug):
    promise = content.read_promise(slug)
    areas = promise.get("focus_areas", [])
    rows = list(content.activities(promise))
    places = [place for row in [promise, *areas, *rows] for place in row.get("places", [])]

    assert {section["kind"] for section in promise["sections"]} <= set(models.Section.Kind.values)
    assert {*promise["themes"], *(area["theme"] for area in areas)} <= set(Theme.values)
    assert {place["kind"] for place in places} <= set(models.Place.Kind.values)
    assert promise["follow_up"].get("interval", "") in {"", *models.FollowUpPlan.Interval.values}
    assert {period["precision"] for row in [promise, *rows] if (period := row.get("period"))} <= set(
        Period.Precision.values
    )
    assert {row.get("approach", "") for row in rows} <= {"", *models.Activity.Approach.values}


def test_the_cast_holds_roles_and_kinds_that_exist():
    cast = content.read_cast()
    kinds = {row["key"]: row.get("kind") for row in cast["organisations"]}

    assert {user["role"] for user in cast["users"]} == set(RoleKey.values)
    assert {kind for kind in kinds.values() if kind} <= set(Organisation.Kind.values)
    assert {group["group_kind"] for group in cast["groups"]} <= set(Group.GroupKind.values)
    assert {contact["function"] for contact in cast["contacts"]} <= set(Contact.Function.values)


def test_people_in_the_cast_hold_roles_that_their_organisation_can_have():
    cast = content.read_cast()
    kinds = {
        row["key"]: row.get("kind") or ("municipality" if "municipality" in row else "police_area")
        for row in cast["organisations"]
    }

    for user in cast["users"]:
        assert kinds[user["organisation"]] in ROLES[RoleKey(user["role"])].organisation_kinds, user["login"]


@pytest.mark.parametrize("slug", INVENTED)
def test_invented_promises_have_five_to_eleven_activities_in_lekeberg(slug):
    promise = content.read_promise(slug)

    assert 5 <= len(list(content.activities(promise))) <= 11
    assert {row["organisation"] for row in promise["parties"]} == {"lekeberg", "lpo-orebro"}


def test_nobody_is_named():
    for promise in content.read_promises():
        assert not any(row.get("name") for row in promise.get("signatories", []))
