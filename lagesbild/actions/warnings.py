"""Warning before the two years of 6 § are over, and when they are: one letter each time, to those who see to it.

Safe to kill and run again: that a warning is sent is stored in the same transaction as its letters, once by the
database's own rule. The latest warning that has been reached is sent, those before it are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lagesbild.clocks import clocks_of
from lagesbild.law import Clock, Due
from lagesbild.models import DueWarning
from organisations.models import Membership, Municipality, User
from organisations.notifications import tell
from organisations.roles import RoleKey

_TOLD = (RoleKey.COORDINATOR, RoleKey.COUNCIL_SECRETARY)
_AT_ONCE = 300
About = DueWarning.About
_PAGES = {About.LAGESBILD: "lagesbild:lagesbilder", About.PLAN: "lagesbild:plans"}


def warn(day: date | None = None) -> int:
    """Write the warnings that are due, and say how many letters that was. The outbox sends them."""
    today = day or timezone.localdate()
    told = _people()
    written = 0
    for chunk in _chunks(sorted(told)):
        clocks = clocks_of(chunk, today)
        sent = _sent(chunk)
        for municipality in Municipality.objects.filter(pk__in=chunk).order_by("pk"):
            both = clocks[municipality.pk]
            people = told[municipality.pk]
            for about, one in ((About.LAGESBILD, both.lagesbild_clock), (About.PLAN, both.plan_clock)):
                if (municipality.pk, str(about), one.since, one.warning) not in sent:
                    written += _warn(municipality, about, one, people)
    return written


def _people() -> dict[int, list[User]]:
    """Who is told, by municipality: its coordinators and the secretaries of its council."""
    found: dict[int, list[User]] = {}
    rows = Membership.objects.valid().filter(role__in=_TOLD, organisation__kind="municipality")
    for row in rows.select_related("user").order_by("organisation", "user"):
        people = found.setdefault(row.organisation_id, [])
        if row.user not in people:
            people.append(row.user)
    return found


def _chunks(pks: list[int]) -> Iterable[list[int]]:
    for first in range(0, len(pks), _AT_ONCE):
        yield pks[first : first + _AT_ONCE]


def _sent(municipalities: list[int]) -> set[tuple[int, str, date | None, int]]:
    rows = DueWarning.objects.filter(municipality__in=municipalities)
    return set(rows.values_list("municipality", "about", "since", "months"))


def _warn(municipality: Municipality, about: About, one: Clock, people: list[User]) -> int:
    """Write to the municipality's people about one of the two; the number of letters."""
    if not one.warning or one.since is None:
        return 0
    try:
        with transaction.atomic():
            DueWarning.objects.create(
                municipality=municipality, about=about, since=one.since, months=one.warning
            )
            key = f"two_years:{municipality.pk}:{about}:{one.since.isoformat()}:{one.warning}"
            letters = [_tell(municipality, about, one, user, key) for user in people]
    except IntegrityError:
        # Another run sent the same warning a moment ago.
        return 0
    return sum(letter is not None for letter in letters)


def _tell(municipality: Municipality, about: About, one: Clock, user: User, key: str) -> object:
    subject, text = _words(about, one, municipality)
    return tell(
        user,
        kind="two_years",
        subject=subject,
        text=text,
        path=reverse(_PAGES[about], args=[municipality.slug]),
        key=key,
    )


def _words(about: About, one: Clock, municipality: Municipality) -> tuple[str, str]:
    words = {
        "name": municipality.display_name,
        "since": date_format(one.since, "j F Y") if one.since else "",
        "due": date_format(one.due_on, "j F Y") if one.due_on else "",
    }
    if about == About.LAGESBILD:
        subject = _("Lägesbilden för %(name)s ska uppdateras senast %(due)s")
        late = _("Lägesbilden för %(name)s skulle ha uppdaterats senast %(due)s")
        what = _("Lägesbilden för %(name)s antogs den %(since)s.")
    else:
        subject = _("Åtgärdsplanen för %(name)s ska följas upp senast %(due)s")
        late = _("Åtgärdsplanen för %(name)s skulle ha följts upp senast %(due)s")
        what = _("Åtgärdsplanen för %(name)s beslutades eller följdes upp senast den %(since)s.")
    law = _(
        "Kommunen ska minst vartannat år uppdatera lägesbilden och följa upp åtgärdsplanen "
        "(6 § lagen 2023:196 om kommuners ansvar för brottsförebyggande arbete)."
    )
    chosen = late if one.state == Due.LATE else subject
    return chosen % words, f"{what % words} {law}"
