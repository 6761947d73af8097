"""Failed logins, as Django and allauth tell of them."""

from typing import Any

from django.contrib.auth import get_user_model

from audit.actions import record_login_failure


def password_failed(*, credentials: dict[str, Any], **kwargs: Any) -> None:
    """A wrong password, an account that is closed, or an address without an account."""
    typed = str(credentials.get("email") or credentials.get("username") or "")
    users = get_user_model()
    account = (
        users._default_manager.filter(**{f"{users.USERNAME_FIELD}__iexact": typed}).first() if typed else None
    )
    record_login_failure(account=account, method="password")


def second_factor_failed(*, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """A wrong one-time code or recovery code after a right password."""
    record_login_failure(account=user, method=str(authenticator.type))
