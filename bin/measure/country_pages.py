"""Which pages are asked for in the invented country, and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from lagesbild import news
from lagesbild import sweden as reports
from lagesbild.models import Place
from lagesbild.periods import latest
from organisations.models import Membership, Municipality, Organisation, User
from organisations.roles import RoleKey
from organisations.swedish import sort_form
from promises.models import Promise

PLACE = "lekeberg"
IN_PERIOD, PLACES = 10_000, 500
NOTHING, NOTHING_INSIDE = "/ingenting/", "/ingenting/inloggad/"


@dataclass(frozen=True)
class Asked:
    """A page, and who asks for it; None for anybody. kind: what it is held against (``country_report``)."""

    name: str
    kind: str
    path: str
    user: User | None = None


@dataclass(frozen=True)
class People:
    """A coordinator and a police chief of their own, since the invented ones log in nowhere but in a demonstration;
    and whoever runs the service, who sees the whole country."""

    coordinator: User
    chief: User
    operator: User


def people() -> People:
    municipality = Municipality.objects.get(slug=PLACE)
    area = municipality.police_areas.order_by("pk")[0]
    operator = User.objects.create_superuser("drift@matning.example", name="Drift")
    return People(_person(municipality, RoleKey.COORDINATOR), _person(area, RoleKey.SIGNATORY), operator)


def _person(organisation: Organisation, role: RoleKey) -> User:
    user = User.objects.create_user(f"{role}@matning.example", name=str(role.label))
    Membership.objects.create(
        user=user, organisation=organisation, role=role, title=str(role.label), valid_from=date(2020, 1, 1)
    )
    return user


def fill_place() -> None:
    """As much as is wanted of the measured municipality, whatever its share of the country is: 10,000 reports in the
    latest quarter, and 500 named places."""
    municipality = Municipality.objects.get(slug=PLACE)
    reports.fill(municipality, latest("kvartal", timezone.localdate()), IN_PERIOD)
    there = list(Place.objects.filter(municipality=municipality, latitude__isnull=False))
    names = [f"Påhittad plats {number}" for number in range(len(there), PLACES)]
    Place.objects.bulk_create(
        Place(
            municipality=municipality,
            owner=municipality,
            name=name,
            sort_key=sort_form(name),
            radius=100,
            latitude=there[number % len(there)].latitude,
            longitude=there[number % len(there)].longitude,
        )
        for number, name in enumerate(names)
    )


def the_promise() -> Promise:
    found: Promise = Promise.objects.get(slug=f"{PLACE}-pahittat-{timezone.localdate().year}")
    return found


def pages(who: People) -> list[Asked]:
    """All of them, in the order that they are printed."""
    return [*_follow_up(who), *_of_lagesbild(who)]


def _follow_up(who: People) -> list[Asked]:
    promise = the_promise()
    return [
        Asked("nothing", "", NOTHING),
        Asked("nothing_inside", "", NOTHING_INSIDE, who.coordinator),
        Asked("promise", "public", reverse("public:promise", args=[promise.slug])),
        Asked("municipality", "public", reverse("public:municipality", args=[PLACE])),
        Asked("list", "public", f"{reverse('public:promises')}?q={PLACE}"),
        Asked("coordinator", "staff", reverse("overview:home"), who.coordinator),
        Asked("chief", "staff", reverse("overview:home"), who.chief),
        Asked("follow_up", "staff", reverse("followup:detail", args=[promise.pk]), who.coordinator),
    ]


def _of_lagesbild(who: People) -> list[Asked]:
    one, law = _of_municipality(who), reverse("overview:law_list")
    promise = the_promise()
    meeting = news.meetings_of(Municipality.objects.get(slug=PLACE)).first()
    if meeting is None:
        raise RuntimeError(f"{PLACE} has no invented meetings any longer.")
    return [
        *one,
        Asked(
            "meeting", "lagesbild", reverse("lagesbild:meeting", args=[PLACE, meeting.pk]), who.coordinator
        ),
        Asked(
            "thread_promise",
            "lagesbild",
            reverse("overview:thread_promise", args=[promise.pk]),
            who.coordinator,
        ),
        Asked("thread", "lagesbild", reverse("overview:thread", args=[PLACE]), who.coordinator),
        Asked("law", "lagesbild", reverse("overview:law", args=[PLACE]), who.coordinator),
        Asked("start_area", "lagesbild", reverse("lagesbild:start"), who.chief),
        Asked("law_area", "lagesbild", law, who.chief),
        Asked("start_country", "lagesbild", reverse("lagesbild:start"), who.operator),
        Asked("law_country", "lagesbild", law, who.operator),
        Asked("law_by_day", "lagesbild", f"{law}?ordning=datum", who.operator),
    ]


def _of_municipality(who: People) -> list[Asked]:
    """Pages with the same name as their address, but for the first."""
    names = (
        "statistics",
        "hot_spots_json",
        "outline",
        "places",
        "tell",
        "reports",
        "problems",
        "problem_matrix",
    )
    return [
        Asked("analysis", "analysis", reverse("lagesbild:analysis", args=[PLACE]), who.coordinator),
        Asked("lagesbild", "lagesbild", reverse("lagesbild:municipality", args=[PLACE]), who.coordinator),
        *(
            Asked(name, "lagesbild", reverse(f"lagesbild:{name}", args=[PLACE]), who.coordinator)
            for name in names
        ),
    ]
