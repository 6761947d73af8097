from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from organisations.actions.outbox import DEMO_MARK


class AccountAdapter(DefaultAccountAdapter):
    """How allauth behaves here: nobody signs up, and addresses are the same in any case of letters."""

    # The library's Swedish says "epost-adress", "Token" and "Ha tålamod".
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Kontot är avstängt."),
        "duplicate_email": _("Du har redan den adressen."),
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte."),
        "email_taken": _("Adressen används av ett annat konto."),
        "enter_current_password": _("Skriv lösenordet som du har nu."),
        "incorrect_code": _("Koden stämmer inte."),
        "incorrect_password": _("Lösenordet stämmer inte."),
        "invalid_or_expired_key": _("Länken gäller inte längre."),
        "invalid_password_reset": _("Länken gäller inte längre. Be om en ny."),
        "rate_limited": _("Det blev för många försök. Vänta en stund och försök igen."),
        "same_as_current": _("Skriv något annat än det du har nu."),
        "too_many_login_attempts": _("Det blev för många försök. Vänta en stund och försök igen."),
        "unknown_email": _("Inget konto har den adressen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: people come by an invitation from their own organisation."""
        return False

    def clean_email(self, email: str) -> str:
        return super().clean_email(email).strip().lower()

    def format_email_subject(self, subject: str) -> str:
        """The library's own letters, such as a new password, say too when they come from a demonstration."""
        mark = DEMO_MARK if settings.DEMO else ""
        return mark + super().format_email_subject(subject)

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Turn away a demonstration account outside the demonstration, however it proved itself.

        The backend refuses it too, but allauth lets a user with the right password past that refusal
        and looks only at ``is_active``. So that is what we tell it; nothing is saved.
        """
        if getattr(user, "is_demo", False) and not settings.DEMO:
            user.is_active = False
        return super().pre_login(request, user, **kwargs)
