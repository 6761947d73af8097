"""The chain as people read it: what was said, the problem, its causes, the activities and how they go. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from followup.states import Standing
from lagesbild.models import Cause
from overview.thread.reading import Key, Material


@dataclass(frozen=True)
class Item:
    """One thing in a link of the chain. ``note`` stands beside it, ``standing`` says how an activity goes."""

    text: str
    url: str = ""
    note: str = ""
    standing: Standing | None = None


@dataclass(frozen=True)
class Link:
    """One of the five links; ``missing`` says what there is none of, and ``mend_url`` is where it can be written."""

    label: str
    items: list[Item]
    missing: str = ""
    mend: str = ""
    mend_url: str = ""


@dataclass(frozen=True)
class Chain:
    """From what was said to the result, for one problem or for what has none yet."""

    title: str
    links: list[Link] = field(default_factory=list)


def chains_of(material: Material, problems: Collection[int]) -> list[Chain]:
    """The whole chain of each of the problems."""
    return [of_problem(material, number) for number in problems]


def of_problem(material: Material, number: int) -> Chain:
    """The chain through the problem with that number."""
    return _chain(
        material,
        number,
        findings=material.findings_of_problem.get(number, []),
        causes=material.causes_of(number),
        keys=_keys_of(material, number),
    )


def of_cause(material: Material, cause: Cause) -> Chain:
    """The part of its problem's chain that goes through the cause."""
    return _chain(
        material,
        cause.problem_id,
        findings=material.findings_of_problem.get(cause.problem_id, []),
        causes=[cause],
        keys=material.activities_of_cause.get(cause.pk, []),
    )


def of_finding(material: Material, number: int) -> list[Chain]:
    """A chain for each problem that it tells of; one without a problem when it tells of none."""
    own = _answering(material, number)
    problems = [problem for problem, said in material.findings_of_problem.items() if number in said]
    found = [
        _chain(material, problem, findings=[number], causes=material.causes_of(problem), keys=keys)
        for problem in problems
        for keys in [_once([*own, *_keys_of(material, problem)])]
    ]
    return found or [_chain(material, None, findings=[number], causes=[], keys=own)]


def chain_of_promise(material: Material, promise: int) -> list[Chain]:
    """A chain for each problem that the promise answers, and one for what it builds on beside them."""
    found, told = [], set()
    for number in material.problems:
        keys = [key for key in _keys_of(material, number) if key[0] == promise]
        if not keys and promise not in material.promises_of_problem.get(number, set()):
            continue
        said = material.findings_of_problem.get(number, [])
        causes = [
            one
            for one in material.causes_of(number)
            if _of(promise, material.activities_of_cause.get(one.pk))
        ]
        told.update(said)
        found.append(_chain(material, number, findings=said, causes=causes, keys=keys))
    for number in material.findings_of_promise.get(promise, []):
        if number not in told:
            found.append(
                _chain(material, None, findings=[number], causes=[], keys=_answering(material, number))
            )
    return found


def _of(promise: int, keys: Iterable[Key] | None) -> bool:
    return any(key[0] == promise for key in keys or ())


def _keys_of(material: Material, problem: int) -> list[Key]:
    """The activities that answer the problem or act on one of its causes."""
    acting = [
        key for cause in material.causes_of(problem) for key in material.activities_of_cause.get(cause.pk, [])
    ]
    return _once([*material.activities_of_problem.get(problem, []), *acting])


def _answering(material: Material, finding: int) -> list[Key]:
    answer = material.answers.get(finding)
    if answer is None or answer.promise_id is None or answer.activity_key is None:
        return []
    key = (answer.promise_id, answer.activity_key)
    return [key] if key in material.activities else []


def _once(keys: Iterable[Key]) -> list[Key]:
    return list(dict.fromkeys(keys))


# --- The five links -----------------------------------------------------------------------------------


def _chain(
    material: Material,
    problem: int | None,
    *,
    findings: Collection[int],
    causes: Collection[Cause],
    keys: list[Key],
) -> Chain:
    row = material.problems.get(problem or 0)
    title = row.title if row else _("Det som inte är kopplat till något problem än")
    slug = material.municipality.slug
    stated = [Item(row.title, _url("problem", slug, row.pk), str(row.get_priority_display()))] if row else []
    return Chain(
        title,
        [
            Link(_("Sagt"), list(_said(material, findings)), _("Inget från någon dialog.")),
            Link(_("Problem"), stated, _("Inget problem.")),
            Link(
                _("Orsak"),
                [Item(one.text, _url("cause", slug, one.pk)) for one in causes],
                _("Ingen orsak."),
                _("Till orsaksanalysen"),
                reverse("lagesbild:causes", args=[slug, row.pk]) if row else "",
            ),
            Link(_("Aktivitet"), list(_activities(material, keys)), _("Ingen aktivitet.")),
            Link(_("Resultat"), list(_results(material, keys)), _("Inget resultat.")),
        ],
    )


def _said(material: Material, numbers: Iterable[int]) -> Iterator[Item]:
    for number in numbers:
        one = material.findings.get(number)
        if one is not None:
            yield Item(one.text, _url("finding", material.municipality.slug, one.pk), str(one.dialogue))


def _activities(material: Material, keys: Iterable[Key]) -> Iterator[Item]:
    for key in keys:
        one = material.activities[key]
        yield Item(one.text, reverse("promises:detail", args=[key[0]]), one.promise_title)


def _results(material: Material, keys: Collection[Key]) -> Iterator[Item]:
    for key in keys:
        one = material.activities[key]
        # Of several, each says which activity it is the result of.
        note = Truncator(one.text).chars(60) if len(keys) > 1 else ""
        if one.standing is None:
            yield Item(_("Löftet gäller inte än."), note=note)
        else:
            yield Item(one.words, reverse("followup:activity", args=key), note, one.standing)


def _url(name: str, slug: str, number: int) -> str:
    return reverse(f"overview:thread_{name}", args=[slug, number])
