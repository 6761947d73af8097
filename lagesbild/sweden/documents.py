"""An invented lägesbild adopted every second year, frozen as a real one is, and the plan that stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lagesbild.actions.freezing import freeze
from lagesbild.models import (
    ActionPlan,
    CooperationAgreement,
    Lagesbild,
    LagesbildBasis,
    LagesbildProblem,
    LagesbildVersion,
    Layer,
    Measure,
    PlanFollowUp,
)
from lagesbild.states import LagesbildStatus, PlanStatus
from lagesbild.sweden import texts
from lagesbild.sweden.keys import key
from lagesbild.sweden.problems import Known
from lagesbild.sweden.said import noon
from organisations.sweden import Parties

ORGAN = "Kommunstyrelsen"
# Adopted in March, the plan decided a month later and followed up after a year.
_ADOPTED = (3, 15)
_DECIDED_AFTER = timedelta(days=30)
_FOLLOWED_UP_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class Adopted:
    """A lägesbild of one year, and the rows of its plan; none while it is not decided."""

    year: int
    lagesbild: Lagesbild
    measures: list[Measure]


def adopted_years(years: range, today: date) -> list[int]:
    """Every second of the years, the latest that adoption has been in."""
    over = [year for year in years if date(year, *_ADOPTED) <= today]
    return sorted(over[::-2])


def documents(parties: Parties, known: Known, years: range, today: date) -> list[Adopted]:
    """Each lägesbild replaces the one before, and so do the plans."""
    chosen = adopted_years(years, today)
    found: list[Adopted] = []
    before: tuple[Lagesbild | None, ActionPlan | None] = (None, None)
    for year in chosen:
        is_last = year == chosen[-1]
        lagesbild = _lagesbild(parties, known, year, before[0], is_last=is_last)
        version = freeze(lagesbild, by=parties.coordinator)
        plan = _plan(parties, version, year, before[1], today)
        found.append(Adopted(year, lagesbild, _measures(parties, plan, known, today) if plan else []))
        before = (lagesbild, plan or before[1])
    return found


def _lagesbild(
    parties: Parties, known: Known, year: int, before: Lagesbild | None, *, is_last: bool
) -> Lagesbild:
    day = date(year, *_ADOPTED)
    made = Lagesbild.objects.create(
        municipality=parties.municipality,
        owner=parties.municipality,
        layer=Layer.PARTIES,
        title=f"Påhittad lägesbild {year}",
        starts_on=date(year, 1, 1),
        ends_on=date(year + 1, 12, 31),
        status=LagesbildStatus.ADOPTED if is_last else LagesbildStatus.REPLACED,
        decided_by_organ=ORGAN,
        decided_on=day,
        decision_paragraph="§ 40",
        case_number=f"PÅHITTAD {year}-40",
        supersedes=before,
        started_from=before,
        creation_key=key(parties.municipality.code, "lagesbild", year),
        edited_by=parties.coordinator,
        edited_at=noon(day),
        **texts.PARTS,
    )
    LagesbildBasis.objects.bulk_create(
        LagesbildBasis(
            lagesbild=made,
            position=position,
            name=name,
            period=str(year - 1),
            is_rejected=is_rejected,
            note="Finns inte per dag." if is_rejected else "",
            creation_key=key(made.creation_key, "basis", position),
        )
        for position, (name, is_rejected) in enumerate(texts.BASIS, start=1)
    )
    LagesbildProblem.objects.bulk_create(
        LagesbildProblem(
            lagesbild=made,
            problem=problem,
            position=position,
            creation_key=key(made.creation_key, "problem", position),
        )
        for position, problem in enumerate(known.problems, start=1)
    )
    return made


def _plan(
    parties: Parties, version: LagesbildVersion, year: int, before: ActionPlan | None, today: date
) -> ActionPlan | None:
    day = date(year, *_ADOPTED) + _DECIDED_AFTER
    if day > today:
        return None
    if before is not None:
        ActionPlan.objects.filter(pk=before.pk).update(status=PlanStatus.REPLACED)
    followed_up_on = day + _FOLLOWED_UP_AFTER
    plan = ActionPlan.objects.create(
        municipality=parties.municipality,
        owner=parties.municipality,
        version=version,
        title=f"Påhittad åtgärdsplan {year}",
        status=PlanStatus.DECIDED,
        decided_by_organ=ORGAN,
        decided_on=day,
        decision_paragraph="§ 62",
        case_number=f"PÅHITTAD {year}-62",
        followed_up_on=followed_up_on if followed_up_on <= today else None,
        supersedes=before,
        creation_key=key(parties.municipality.code, "plan", year),
        edited_by=parties.coordinator,
        edited_at=noon(day),
    )
    if plan.followed_up_on:
        PlanFollowUp.objects.create(
            plan=plan,
            followed_up_on=plan.followed_up_on,
            text="Påhittad uppföljning: det mesta är gjort, belysningen dröjer.",
            creation_key=key(plan.creation_key, "follow_up"),
        )
    return plan


def _measures(parties: Parties, plan: ActionPlan, known: Known, today: date) -> list[Measure]:
    return Measure.objects.bulk_create(_rows(parties, plan, known, today))


def _rows(parties: Parties, plan: ActionPlan, known: Known, today: date) -> Iterator[Measure]:
    """A row for the first cause of each problem."""
    for number, (problem, (text, goal)) in enumerate(zip(known.problems, texts.MEASURES, strict=True)):
        cause = known.causes[problem.pk][0]
        due = (plan.decided_on or today) + timedelta(days=60 * (number + 1))
        who = parties.organisations[number % len(parties.organisations)]
        yield Measure(
            plan=plan,
            position=number + 1,
            problem=problem,
            cause=cause,
            cause_text=cause.text,
            text=text,
            goal=goal,
            due_on=due,
            who=who,
            follow_up="Varje kvartal",
            kind=(Measure.Kind.SITUATIONAL, Measure.Kind.SOCIAL)[number % 2],
            term=(Measure.Term.SHORT, Measure.Term.LONG)[number % 2],
            state=Measure.State.DONE if due < today else Measure.State.UNDERWAY,
            creation_key=key(plan.creation_key, "measure", number),
        )


def agreement(parties: Parties, today: date) -> None:
    """A samverkansöverenskommelse between the two, in force."""
    if parties.police is None:
        return
    made = CooperationAgreement.objects.create(
        municipality=parties.municipality,
        title="Påhittad överenskommelse om samverkan",
        purposes="Påhittat ändamål: att färre utsätts för brott och fler är trygga.",
        areas="Hela kommunen",
        starts_on=date(today.year - 1, 1, 1),
        ends_on=date(today.year + 2, 12, 31),
        creation_key=key(parties.municipality.code, "agreement"),
    )
    made.parties.set(parties.organisations)
