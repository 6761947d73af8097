"""Days, periods, people and figures as words that every rendering uses alike."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.themes import Theme
from promises import documents as d
from promises.models.base import Period


def swedish_day(iso: str | None) -> str:
    """``2021-01-04`` → ``4 januari 2021``; empty for None."""
    return date_format(date.fromisoformat(iso), "j F Y") if iso else ""


def period_words(period: d.PeriodText) -> str:
    """The document's own words when there are any, else the days."""
    if period.text:
        return period.text
    if period.precision == Period.Precision.YEAR and period.start and period.end:
        years = dict.fromkeys((period.start[:4], period.end[:4]))
        return "–".join(years)
    start, end = swedish_day(period.start), swedish_day(period.end)
    if period.open_ended:
        words = _("från %(start)s tills vidare") % {"start": start} if start else _("tills vidare")
        return f"{words}, {period.condition}" if period.condition else words
    return " – ".join(part for part in (start, end) if part)


def theme_labels(themes: list[str]) -> list[str]:
    labels = dict(Theme.choices)
    return [str(labels[value]) for value in themes if value in labels]


def party_line(party: d.PartyText) -> str:
    same = not party.wording or party.wording == party.name
    return party.name if same else f"{party.name} ({party.wording})"


def signatory_line(signatory: d.SignatoryText | d.SignatureText) -> str:
    return ", ".join(part for part in (signatory.name, signatory.title, signatory.organisation) if part)


def measured_value(value: str | None, unit: str) -> str:
    """ "41,5 procent"; nothing when there is no value."""
    if value is None:
        return ""
    shown = value.rstrip("0").rstrip(".") if "." in value else value
    return f"{shown.replace('.', ',')} {unit}".strip()


def latest(day: str | None) -> str:
    return _("senast %(day)s") % {"day": swedish_day(day)} if day else ""


def picture_words(caption: str, credit: str) -> str:
    """What stands under a picture. Whoever wrote "Foto:" or "Illustration:" is not made to say it twice."""
    if credit and ":" not in credit:
        credit = _("Bild: %(credit)s") % {"credit": credit}
    sentences = [words.strip() for words in (caption, credit) if words.strip()]
    return " ".join(words if words[-1] in ".!?" else f"{words}." for words in sentences)
