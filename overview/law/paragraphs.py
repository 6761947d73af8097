"""What each paragraph of the law asks, how it stands, what shows it, and what to do next. Rules: no queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.law import Clock, Due
from organisations.days import add_months
from organisations.models import Municipality
from overview.law.facts import Facts


class State(models.TextChoices):
    """How a duty stands. The look of each is ``due_<value>``."""

    FINE = "fine", gettext_lazy("Uppfyllt")
    SOON = "soon", gettext_lazy("Snart dags")
    LATE = "late", gettext_lazy("För sent")
    NEVER = "never", gettext_lazy("Saknas")


@dataclass(frozen=True)
class Evidence:
    """What shows how the duty stands. ``url`` is empty for what has no page; ``report`` is a report's id."""

    text: str
    url: str = ""
    report: int = 0


TITLES = {
    "4": gettext_lazy("Lägesbild"),
    "5": gettext_lazy("Åtgärdsplan"),
    "6": gettext_lazy("Minst vartannat år"),
    "9": gettext_lazy("Överenskommelser om samverkan"),
    "10": gettext_lazy("Strategiskt råd"),
    "11–12": gettext_lazy("Samordning, kontakt och information"),
    "13": gettext_lazy("Rapport till kommunfullmäktige"),
}


@dataclass(frozen=True)
class Paragraph:
    """One duty. ``next_text`` and ``next_url`` are what to do now, empty when nothing is."""

    number: str
    duty: str
    state: State
    evidence: Sequence[Evidence] = field(default_factory=tuple)
    next_text: str = ""
    next_url: str = ""

    @property
    def title(self) -> str:
        """Number and subject: "4 § Lägesbild"."""
        return f"{self.number} § {TITLES[self.number]}"

    @property
    def look(self) -> str:
        return f"due_{self.state}"

    @property
    def is_met(self) -> bool:
        return self.state in (State.FINE, State.SOON)


# "Fortlöpande" has no number in the law; one report a year is not it. So many within so many months are taken for it.
REPORTS_WANTED = 2
REPORTED_WITHIN = 12
_STATES = {
    Due.FINE: State.FINE,
    Due.SOON: State.SOON,
    Due.LATE: State.LATE,
    Due.NEVER: State.NEVER,
}


def paragraphs_of(municipality: Municipality, facts: Facts, today: date) -> list[Paragraph]:
    """Every paragraph that asks something of the municipality, in order."""
    return [
        _four(municipality, facts),
        _five(municipality, facts),
        _six(municipality, facts),
        _nine(municipality, facts),
        _ten(municipality, facts, today),
        _eleven(municipality, facts),
        _thirteen(facts, today),
    ]


def _url(name: str, municipality: Municipality, *more: int) -> str:
    return reverse(f"lagesbild:{name}", args=[municipality.slug, *more])


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _four(municipality: Municipality, facts: Facts) -> Paragraph:
    duty = _(
        "Kommunen ska ha en lägesbild: en kartläggning av brottsligheten, dess omfattning och konsekvenser, annan "
        "information av betydelse, och en analys."
    )
    found = facts.clocks.lagesbild
    partial = [
        Evidence(
            _("%(title)s gäller bara en del av kommunen") % {"title": one.title},
            _url("lagesbild", municipality, one.pk),
        )
        for one in facts.partial
    ]
    if found is not None and found.decided_on is not None:
        text = _("%(title)s, antagen %(day)s") % {"title": found.title, "day": _day(found.decided_on)}
        shown = Evidence(text, _url("lagesbild", municipality, found.pk))
        return Paragraph("4", duty, State.FINE, [shown, *partial])
    if facts.draft is not None:
        draft = _url("lagesbild", municipality, facts.draft.pk)
        shown = Evidence(_("Utkast: %(title)s") % {"title": facts.draft.title}, draft)
        return Paragraph(
            "4", duty, State.NEVER, [shown, *partial], _("Skriv klart utkastet och låt det antas."), draft
        )
    return Paragraph(
        "4", duty, State.NEVER, partial, _("Börja skriva en lägesbild."), _url("lagesbilder", municipality)
    )


def _five(municipality: Municipality, facts: Facts) -> Paragraph:
    duty = _("Utifrån lägesbilden ska kommunen besluta om en åtgärdsplan.")
    plan = facts.clocks.plan
    if plan is None or plan.decided_on is None:
        if facts.clocks.lagesbild is None:
            text = _("Anta en lägesbild först. Planen bygger på den.")
        else:
            text = _("Skriv en åtgärdsplan på den antagna lägesbilden och låt den beslutas.")
        return Paragraph("5", duty, State.NEVER, (), text, _url("plans", municipality))
    text = _("%(title)s, beslutad %(day)s") % {"title": plan.title, "day": _day(plan.decided_on)}
    shown = [Evidence(text, _url("plan", municipality, plan.pk))]
    current = facts.clocks.lagesbild
    if current is not None and plan.version_id != current.version.pk:
        return Paragraph(
            "5",
            duty,
            State.SOON,
            [*shown, Evidence(_("Planen bygger på en tidigare lägesbild än den som gäller."))],
            _("Skriv en plan på den lägesbild som gäller."),
            _url("plans", municipality),
        )
    return Paragraph("5", duty, State.FINE, shown)


def _six(municipality: Municipality, facts: Facts) -> Paragraph:
    duty = _("Minst vartannat år ska lägesbilden uppdateras och åtgärdsplanen följas upp.")
    one, other = facts.clocks.lagesbild_clock, facts.clocks.plan_clock
    worst = max((one, other), key=lambda clock: _ORDER.index(clock.state))
    shown = [
        Evidence(_clock_words(one, _("Lägesbilden"), _("uppdateras"))),
        Evidence(_clock_words(other, _("Åtgärdsplanen"), _("följas upp"))),
    ]
    state = _STATES[worst.state]
    if state == State.FINE:
        return Paragraph("6", duty, state, shown)
    if worst is one:
        return Paragraph(
            "6",
            duty,
            state,
            shown,
            _("Uppdatera lägesbilden: börja en ny från den som gäller.")
            if one.since
            else _("Anta en lägesbild och besluta en plan. De två åren räknas från dem."),
            _url("lagesbilder", municipality),
        )
    plan = facts.clocks.plan
    return Paragraph(
        "6",
        duty,
        state,
        shown,
        _("Följ upp åtgärdsplanen.") if plan else _("Det finns ingen beslutad plan att följa upp."),
        _url("plan", municipality, plan.pk) if plan else _url("plans", municipality),
    )


_ORDER = [Due.FINE, Due.SOON, Due.LATE, Due.NEVER]


def _clock_words(clock: Clock, what: str, verb: str) -> str:
    if clock.since is None or clock.due_on is None:
        return _("%(what)s: finns inte.") % {"what": what}
    words = {"what": what, "verb": verb, "due": _day(clock.due_on), "since": _day(clock.since)}
    if clock.state == Due.LATE:
        return _("%(what)s skulle %(verb)s senast %(due)s (räknat från %(since)s).") % words
    return _("%(what)s ska %(verb)s senast %(due)s (räknat från %(since)s).") % words


def _nine(municipality: Municipality, facts: Facts) -> Paragraph:
    duty = _(
        "Kommunen ska verka för att träffa skriftliga överenskommelser om samverkan, med minst ändamål och områden."
    )
    address = _url("agreements", municipality)
    shown = [
        Evidence(
            _("%(title)s, från %(day)s") % {"title": one.title, "day": _day(one.starts_on)},
            _url("agreement", municipality, one.pk),
        )
        for one in facts.agreements
    ]
    if shown:
        return Paragraph("9", duty, State.FINE, shown)
    if facts.past_agreements:
        text = _("Den senaste överenskommelsen gäller inte längre. Lägg in den nya.")
        return Paragraph("9", duty, State.LATE, (), text, address)
    return Paragraph("9", duty, State.NEVER, (), _("Lägg in överenskommelsen med polisen."), address)


def _ten(municipality: Municipality, facts: Facts, today: date) -> Paragraph:
    duty = _("Kommunen ska leda ett strategiskt råd för det brottsförebyggande arbetet.")
    shown = []
    for one in facts.councils:
        words = [_("%(name)s, %(count)d platser") % {"name": one.name, "count": one.seats}]
        if one.last_meeting:
            words.append(_("senaste mötet %(day)s") % {"day": _day(one.last_meeting)})
        if one.next_meeting:
            words.append(_("nästa möte %(day)s") % {"day": _day(one.next_meeting)})
        shown.append(Evidence(", ".join(words), reverse("organisations:group", args=[one.pk])))
    address = reverse("organisations:detail", args=[municipality.pk])
    if not shown:
        return Paragraph("10", duty, State.NEVER, (), _("Lägg upp rådet bland kommunens grupper."), address)
    group = shown[0].url
    if not any(one.seats for one in facts.councils):
        return Paragraph("10", duty, State.SOON, shown, _("Lägg in vilka som sitter i rådet."), group)
    met = [one.last_meeting for one in facts.councils if one.last_meeting]
    recently = any(day >= add_months(today, -12) for day in met)
    if not recently and not any(one.next_meeting for one in facts.councils):
        return Paragraph(
            "10", duty, State.SOON, shown, _("Rådet har inte haft något möte på ett år. Boka ett."), group
        )
    return Paragraph("10", duty, State.FINE, shown)


def _eleven(municipality: Municipality, facts: Facts) -> Paragraph:
    duty = _(
        "Kommunen ska ha en samordningsfunktion och en kontaktpunkt, och informera invånarna om det "
        "brottsförebyggande arbetet."
    )
    public = reverse("public:municipality", args=[municipality.slug])
    shown = [Evidence(one.title, public) for one in facts.coordination]
    if shown:
        return Paragraph("11–12", duty, State.FINE, shown)
    return Paragraph(
        "11–12",
        duty,
        State.NEVER,
        (),
        _("Lägg in samordningsfunktionen bland kommunens kontakter, synlig för alla."),
        reverse("organisations:detail", args=[municipality.pk]),
    )


def _thirteen(facts: Facts, today: date) -> Paragraph:
    duty = _("Kommunstyrelsen ska fortlöpande rapportera till kommunfullmäktige om arbetet.")
    address = reverse("followup:reports")
    if not facts.reports:
        return Paragraph("13", duty, State.NEVER, (), _("Gör en rapport till kommunfullmäktige."), address)
    shown = []
    for one in facts.reports[:3]:
        words = {"title": one.title, "day": _day(localtime(one.made_at).date())}
        shown.append(
            Evidence(
                _("%(title)s, levererad %(day)s") % words,
                reverse("followup:report_delivered", args=[one.pk]),
                one.pk,
            )
        )
    since = add_months(today, -REPORTED_WITHIN)
    # Twice the same day is one time.
    days = {day for one in facts.reports if (day := localtime(one.made_at).date()) >= since}
    shown.append(Evidence(_judged_thirteen(len(days))))
    if len(days) >= REPORTS_WANTED:
        return Paragraph("13", duty, State.FINE, shown)
    if days:
        text = _("Gör nästa rapport, så att fullmäktige får veta fortlöpande.")
        return Paragraph("13", duty, State.SOON, shown, text, address)
    text = _("Det har gått mer än ett år sedan den senaste rapporten. Gör en ny.")
    return Paragraph("13", duty, State.LATE, shown, text, address)


def _judged_thirteen(count: int) -> str:
    """What the state stands on, since the law gives no number."""
    return _(
        "Rapporter de senaste %(months)d månaderna: %(count)d. Lagen säger ”fortlöpande” men inget antal. Här räknas "
        "det som uppfyllt med minst %(wanted)d på olika dagar."
    ) % {"months": REPORTED_WITHIN, "count": count, "wanted": REPORTS_WANTED}
