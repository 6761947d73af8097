"""The demonstration's lägesbilder, the plan and the agreements, made by the same actions as a person's clicks."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from lagesbild.actions import adopting, agreements, lagesbild_rows, lagesbilder, plans
from lagesbild.choosing import choosable_problems
from lagesbild.demo.keys import key_of
from lagesbild.models import ActionPlan, Cause, CooperationAgreement, Lagesbild, Measure, Problem
from lagesbild.rendering import pdf_of
from organisations.models import Municipality, Organisation, PoliceArea
from organisations.uploads import CheckedFile
from pdf.blocks import Bullets, Facts, Heading, Presentation

if TYPE_CHECKING:
    from organisations.models import User

_TEXTS = (
    "mapping",
    "other_information",
    "analysis",
    "positive_factors",
    "forecast",
    "planned_events",
    "public_summary",
)
# By which code or name the organisations of the country's register are found, others by their address name.
_MUNICIPALITIES = {
    "lekeberg": "1814",
    "orebro": "1880",
    "hallefors": "1863",
    "kungsor": "1960",
    "trollhattan": "1488",
}
_AREAS = {"lpo-orebro": "Örebro", "lpo-vastra-malardalen": "Västra Mälardalen"}
_SLUGS = {"obo": "obo-orebro", "vasterporten": "vasterporten-orebro"}


@cache
def read() -> dict[str, list[dict[str, Any]]]:
    """What ``lagesbilder.toml`` says."""
    return tomllib.loads(Path(__file__).with_name("lagesbilder.toml").read_text(encoding="utf-8"))


def load(people: Mapping[str, User]) -> None:
    """Write each document that is not there yet. One that exists is left as somebody may have edited it."""
    for written in read()["lagesbilder"]:
        if not _of_key(Lagesbild, written["key"]).exists():
            with transaction.atomic():
                _lagesbild(written, people[written["by"]])
    for written in read()["plans"]:
        if not _of_key(ActionPlan, written["key"]).exists():
            with transaction.atomic():
                _plan(written, people[written["by"]])
    for written in read()["agreements"]:
        if not _of_key(CooperationAgreement, written["key"]).exists():
            with transaction.atomic():
                _agreement(written, people[written["by"]])


def _of_key(model: Any, key: str) -> Any:
    return model.objects.filter(creation_key=key_of(model.__name__, key))


def _day(written: date | int) -> date:
    """A date, or so many days ago."""
    return written if isinstance(written, date) else timezone.localdate() - timedelta(days=written)


def _organisation(key: str) -> Organisation:
    if key in _MUNICIPALITIES:
        return Municipality.objects.get(code=_MUNICIPALITIES[key])
    if key in _AREAS:
        return PoliceArea.objects.get(name=_AREAS[key])
    return Organisation.objects.get(slug=_SLUGS.get(key, key))


def _municipality(key: str) -> Municipality:
    return Municipality.objects.get(code=_MUNICIPALITIES[key])


def _lagesbild(written: dict[str, Any], by: User) -> None:
    municipality = _municipality(written["key"].split("-")[0])
    texts = {name: written[name].strip() for name in _TEXTS if name in written}
    values = {
        "title": written["title"],
        "starts_on": _day(written["starts_on"]),
        "ends_on": _day(written["ends_on"]),
        "area": None,
        "area_text": written.get("area_text", ""),
        "is_joint": True,
    }
    origin = _of_key(Lagesbild, written["from"]).get() if "from" in written else None
    made = lagesbilder.start(
        municipality,
        owner=municipality,
        values=values | texts,
        creation_key=key_of("Lagesbild", written["key"]),
        by=by,
        start_from=origin,
    )
    _basis(made, written.get("basis", []), by)
    if "problems" in written:
        _problems(made, written["problems"], by)
    if "decision" in written:
        adopting.adopt(made, by=by, **_decision(written["decision"]))


def _basis(made: Lagesbild, rows: Iterable[dict[str, Any]], by: User) -> None:
    for number, row in enumerate(rows):
        values = {
            "name": row["name"],
            "period": row.get("period", ""),
            "is_rejected": row.get("rejected", False),
            "note": row.get("note", ""),
        }
        key = key_of("Lagesbild", made.creation_key, "basis", number)
        lagesbild_rows.add_basis(made, creation_key=key, values=values, by=by)


def _problems(made: Lagesbild, titles: list[str], by: User) -> None:
    """Those that there are, in the order they are named; a joint one before a party's own of the same name."""
    found: dict[str, Problem] = {}
    for problem in choosable_problems(by, made).filter(title__in=titles).order_by("is_joint", "-pk"):
        found[problem.title] = problem
    chosen = [found[title] for title in titles if title in found]
    there = made.chosen.values_list("problem", flat=True)
    if new := [problem for problem in chosen if problem.pk not in set(there)]:
        lagesbild_rows.choose_problems(made, new, by=by)


def _decision(written: dict[str, Any]) -> dict[str, Any]:
    return {
        "decided_by_organ": written["organ"],
        "decided_on": _day(written["on"]),
        "decision_paragraph": written["paragraph"],
        "case_number": written["case_number"],
    }


def _plan(written: dict[str, Any], by: User) -> None:
    lagesbild = _of_key(Lagesbild, written["lagesbild"]).get()
    plan = plans.start_plan(
        lagesbild.version,
        owner=lagesbild.municipality,
        title=written["title"],
        creation_key=key_of("ActionPlan", written["key"]),
        by=by,
    )
    causes = Cause.objects.filter(problem__chosen_in__lagesbild=lagesbild).order_by("pk")
    rows = [
        plans.add_measure(
            plan, creation_key=key_of(written["key"], number), values=_measure(row, causes), by=by
        )
        for number, row in enumerate(written["measures"])
    ]
    plans.decide(plan, by=by, **_decision(written["decision"]))
    for row, measure in zip(written["measures"], rows, strict=True):
        if row["state"] != Measure.State.OPEN:
            plans.set_state(
                measure,
                edit_number=measure.edit_number,
                state=row["state"],
                state_note=row.get("note", ""),
                by=by,
            )
    plans.follow_up(
        plan,
        followed_up_on=_day(written["follow_up"]["on"]),
        text=written["follow_up"]["text"],
        creation_key=key_of(written["key"], "follow_up"),
        by=by,
    )


def _measure(row: dict[str, Any], causes: QuerySet[Cause]) -> dict[str, Any]:
    """``cause_begins``: how a cause of one of the problems begins; ``cause``: one in words of its own."""
    return {
        "cause": causes.filter(text__startswith=row["cause_begins"]).first()
        if "cause_begins" in row
        else None,
        "cause_text": row.get("cause", ""),
        "text": row["text"],
        "goal": row["goal"],
        "when_text": row["when"],
        "who": _organisation(row["who"]),
        "who_text": row["role"],
        "follow_up": row["follow_up"],
        "kind": row["kind"],
        "term": row["term"],
    }


def _agreement(written: dict[str, Any], by: User) -> None:
    values = {name: written[name] for name in ("title", "purposes", "areas")}
    values |= {
        "starts_on": _day(written["starts_on"]),
        "ends_on": _day(written["ends_on"]) if "ends_on" in written else None,
        "case_number": "",
        "is_public": True,
    }
    parties = [_organisation(key) for key in written["parties"]]
    agreements.add_agreement(
        _municipality(written["municipality"]),
        parties=parties,
        values=values,
        creation_key=key_of("CooperationAgreement", written["key"]),
        by=by,
        file=_signed(values, parties),
    )


def _signed(values: Mapping[str, Any], parties: list[Organisation]) -> CheckedFile:
    """An invented copy of the signed agreement, which says of itself that it is."""
    last = f"till {date_format(values['ends_on'], 'j F Y')}" if values["ends_on"] else "tills vidare"
    facts = [
        ("Parter", [str(party) for party in parties]),
        ("Ändamål", [values["purposes"]]),
        ("Områden", [values["areas"]]),
        ("Gäller", [f"Från {date_format(values['starts_on'], 'j F Y')} {last}"]),
    ]
    shown = Presentation(
        title=values["title"],
        subtitle=", ".join(str(party) for party in parties),
        notices=["Den här handlingen är påhittad för demonstrationen. Ingen har skrivit under den."],
        facts=Facts(facts),
        blocks=[
            Heading(2, "Underskrifter"),
            Bullets([f"{party}: här står underskrift, namn, titel och dag" for party in parties]),
        ],
    )
    made_at = datetime.combine(values["starts_on"], time(12), UTC)
    content = pdf_of(
        shown,
        kind="Samverkansöverenskommelse",
        author=str(parties[0]),
        demonstration=True,
        made_at=made_at,
    )
    return CheckedFile(content, "pdf", hashlib.sha256(content).hexdigest())
