"""Choosing what an activity, a focus area or the promise answers, and answering what has been said."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.models import Cause, Dialogue, Finding, Problem
from promises.actions.linking import Change
from promises.forms.base import DraftForm
from promises.models import FindingAnswer

Kind = FindingAnswer.Kind
# A choice of a list: what is sent, and what it says.
Choice = tuple[Any, str]


class ShownField(forms.Field):
    """What was chosen when the form was made, so that only what somebody changed is changed."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> frozenset[str]:
        return frozenset(str(one) for one in value or ())


def _is_number(text: str) -> bool:
    """Whether it can be the id of a row: a database fails on a number too large to be one."""
    return text.isascii() and text.isdigit() and len(text) < 16


class LinkForm(DraftForm):
    """Lists to tick in. ``change_in`` says what is to be linked and what no longer."""

    mark_optional = False

    def offer(
        self, name: str, label: Any, choices: Iterable[Any], chosen: Collection[Any], help_text: Any = ""
    ) -> None:
        """Add a list called ``name``."""
        field = forms.MultipleChoiceField(
            label=label,
            choices=list(choices),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=help_text,
        )
        field.error_messages["invalid_choice"] = _("Något av det du valde finns inte längre. Välj igen.")
        self.fields[name] = field
        self.fields[f"{name}_shown"] = ShownField(required=False)
        self.initial[name] = self.initial[f"{name}_shown"] = [str(one) for one in chosen]

    def change_in(self, name: str) -> Change:
        if name not in self.fields:
            return Change()
        # From the browser, so it may be anything.
        shown = {int(one) for one in self.cleaned_data[f"{name}_shown"] if _is_number(one)}
        return Change.between(shown, {int(one) for one in self.cleaned_data[name]})


@dataclass(frozen=True)
class ProblemChoice:
    """A problem to tick, with its causes, as the page shows them together."""

    problem: Problem
    widget: Any
    causes: list[Any]


class GroundsForm(LinkForm):
    """Which problems an activity answers and which causes it acts on."""

    def __init__(
        self,
        *args: Any,
        problems: list[Problem],
        causes: list[Cause],
        chosen_problems: Collection[int],
        chosen_causes: Collection[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.all_problems, self.all_causes = problems, causes
        self.offer("problems", _("Problem"), ((one.pk, one.title) for one in problems), chosen_problems)
        self.offer("causes", _("Orsaker"), ((one.pk, one.text) for one in causes), chosen_causes)

    def by_problem(self) -> Iterator[ProblemChoice]:
        """The boxes of both lists, each problem with its own causes."""
        causes = list(zip(self.all_causes, self["causes"].subwidgets, strict=True))
        for problem, widget in zip(self.all_problems, self["problems"].subwidgets, strict=True):
            own = [box for cause, box in causes if cause.problem_id == problem.pk]
            yield ProblemChoice(problem, widget, own)


class ProblemsForm(LinkForm):
    """Which problems a focus area answers."""

    def __init__(self, *args: Any, problems: list[Problem], chosen: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("problems", _("Problem"), ((one.pk, one.title) for one in problems), chosen)


@dataclass(frozen=True)
class Offer:
    """One list of the page about what the promise builds on."""

    name: str
    label: Any
    choices: list[Choice]
    chosen: Collection[int]
    help_text: Any = ""


class BasisForm(LinkForm):
    """What the promise as a whole builds on. Findings are one list for each dialogue."""

    def __init__(self, *args: Any, offers: list[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in offers:
            self.offer(one.name, one.label, one.choices, one.chosen, one.help_text)
        self.names = [one.name for one in offers]

    def change_of(self, kind: str) -> Change:
        """Everything in the lists whose name begins with ``kind``."""
        changes = [self.change_in(name) for name in self.names if name.partition("_")[0] == kind]
        return Change(
            frozenset().union(*(one.add for one in changes)),
            frozenset().union(*(one.remove for one in changes)),
        )

    def lists(self) -> list[Any]:
        return [self[name] for name in self.names]


def dialogue_label(dialogue: Dialogue) -> str:
    return _("Sagt i %(dialogue)s, %(year)s") % {"dialogue": dialogue, "year": dialogue.starts_on.year}


class FindingAnswerForm(DraftForm):
    """The answer to something that was said. ``edit_number`` is the answer's, 0 when there is none."""

    mark_optional = False
    kind = forms.ChoiceField(
        label=gettext_lazy("Vad svarar ni?"), choices=Kind.choices, widget=forms.RadioSelect
    )
    promised = forms.ChoiceField(
        label=gettext_lazy("Vad har ni lovat?"),
        required=False,
        help_text=gettext_lazy("Välj aktiviteten, eller hela löftet om inget i det är ett eget svar."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Varför lovar ni inte det?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    channel = forms.CharField(
        label=gettext_lazy("Vem har fått det?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Till exempel: gatukontoret eller bostadsbolaget. Skriv ingen persons namn."),
    )
    edit_number = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, promised: list[tuple[str, list[Choice]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["promised"].choices = [("", _("Inget valt")), *promised]  # type: ignore[attr-defined]
        self.has_promises = bool(promised)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        wanted: Mapping[str, tuple[str, str]] = {
            Kind.PROMISED: ("promised", _("Välj vad ni har lovat.")),
            Kind.NOT_PROMISED: ("reason", _("Skriv varför ni inte lovar det.")),
            Kind.PASSED_ON: ("channel", _("Skriv vem som har fått det.")),
        }
        name, words = wanted.get(values.get("kind", ""), ("", ""))
        if name and not values.get(name) and name not in self.errors:
            self.add_error(name, words)
        return values

    def chosen(self) -> tuple[int | None, uuid.UUID | None]:
        """The promise and the activity that were chosen as the answer."""
        number, _colon, key = self.cleaned_data.get("promised", "").partition(":")
        return (int(number) if number else None), (uuid.UUID(key) if key else None)


def as_choice(promise: int | None, key: uuid.UUID | None) -> str:
    """How a promise and one of its activities are sent."""
    return f"{promise}:{key or ''}" if promise else ""


class MeasureForm(DraftForm):
    """Which activities a row of the plan is carried out as."""

    mark_optional = False
    activities = forms.MultipleChoiceField(
        label=gettext_lazy("Aktiviteter"), required=False, widget=forms.CheckboxSelectMultiple
    )
    activities_shown = ShownField(required=False)

    def __init__(
        self, *args: Any, groups: list[tuple[str, list[Choice]]], chosen: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        field: Any = self.fields["activities"]
        field.choices = [choice for _title, choices in groups for choice in choices]
        field.error_messages["invalid_choice"] = _("Något av det du valde finns inte längre. Välj igen.")
        self.initial["activities"] = self.initial["activities_shown"] = chosen

    def by_promise(self) -> Iterator[tuple[str, list[Any]]]:
        """The boxes, by promise."""
        boxes = iter(self["activities"].subwidgets)
        for title, choices in self.groups:
            yield title, [next(boxes) for _choice in choices]

    def added(self) -> set[str]:
        return set(self.cleaned_data["activities"]) - self.cleaned_data["activities_shown"]

    def removed(self) -> set[str]:
        return set(self.cleaned_data["activities_shown"]) - set(self.cleaned_data["activities"])


def finding_choice(finding: Finding) -> Choice:
    """A finding to tick: what was said, and how many said it."""
    count = finding.count_wording or (str(finding.count) if finding.count else "")
    return finding.pk, f"{finding.text} ({count})" if count else finding.text
