"""Who is told what, by mail. The texts of invitations, and how every letter begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.actions import outbox

if TYPE_CHECKING:
    from organisations.models import Invitation, Mandate, OutboxMessage, User


def absolute(path: str) -> str:
    """The whole address of a path on this site, for letters."""
    return f"{settings.SITE_URL}{path}"


def letter(*paragraphs: str, name: str = "", reason: str = "") -> str:
    """A plain letter: greeting, paragraphs, who it is from, and why it came (because one works here)."""
    greeting = _("Hej %(name)s!") % {"name": name} if name else _("Hej!")
    ending = _("Med vänlig hälsning\nMedborgarlöften\n%(address)s") % {"address": settings.SITE_URL}
    reason = reason or _("Du får mejlet för att du arbetar med medborgarlöften.")
    end = _("%(reason)s Det går inte att svara på det.") % {"reason": reason}
    return "\n\n".join([greeting, *paragraphs, ending, f"-- \n{end}"]) + "\n"


def tell(
    user: User, *, kind: str, subject: str, text: str, path: str, key: str, demo: bool = False
) -> OutboxMessage | None:
    """Write to a person that something has happened or is wanted; within the transaction where it happened.

    text: paragraphs, without greeting and link. path: the page to open, such as `/arbete/loften/12/`.
    key: what it is about; the same key and person give one letter. Nobody who may not log in is written to.
    """
    if not user.is_active:
        return None
    link = _("Öppna sidan:\n%(address)s") % {"address": absolute(path)}
    body = letter(text, link, name=str(user))
    return outbox.enqueue(
        kind=kind,
        to=user.email,
        subject=subject,
        body=body,
        key=f"{key}:{user.pk}",
        demo=demo or user.is_demo,
    )


def invitation(invitation: Invitation, *, path: str, key: str) -> OutboxMessage:
    """Send the link of an invitation. The letter is the only place where its secret stands."""
    what = {
        "by": invitation.invited_by,
        "organisation": invitation.organisation,
        "role": invitation.role_in_text,
        "until": date_format(timezone.localtime(invitation.expires_at), r"j F Y \k\l. H.i"),
    }
    text = _(
        "%(by)s bjuder in dig att arbeta för %(organisation)s i Medborgarlöften, där kommuner och polis skriver och "
        "följer upp sina löften till invånarna. Din roll blir %(role)s."
    )
    link = _(
        "Öppna länken och tacka ja, senast den %(until)s. Har du inget konto väljer du ett lösenord där:\n%(address)s"
    ) % {**what, "address": absolute(path)}
    warning = _(
        "Länken är bara till dig, så skicka den inte vidare. Väntade du den inte? Ta bort mejlet, så händer inget."
    )
    return outbox.enqueue(
        kind="invitation",
        to=invitation.email,
        subject=_("Inbjudan till Medborgarlöften för %(organisation)s") % what,
        body=letter(
            text % what,
            link,
            warning,
            name=invitation.name,
            reason=_("Du får mejlet för att någon har bjudit in din adress."),
        ),
        key=key,
        demo=invitation.organisation.is_demo,
    )


def mandate_to_confirm(mandate: Mandate, people: Iterable[User]) -> None:
    """Ask those who can to look at a mandate that one person alone stands behind."""
    text = _(
        "%(by)s har bjudit in %(person)s och lagt in ett mandat för personen att skriva under för %(organisation)s "
        "som ”%(title)s”. Eftersom samma person har gjort båda sakerna gäller mandatet först när någon annan har "
        "bekräftat det."
    )
    words = {
        "by": mandate.granted_by,
        "person": mandate.user,
        "organisation": mandate.organisation,
        "title": mandate.title,
    }
    for user in people:
        tell(
            user,
            kind="mandate_to_confirm",
            subject=_("Bekräfta ett mandat för %(organisation)s") % words,
            text=text % words,
            path=reverse("organisations:confirm_mandate", args=[mandate.pk]),
            key=f"mandate_to_confirm:{mandate.pk}",
        )
