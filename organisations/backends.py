from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class AccountBackend(AuthenticationBackend):
    """E-mail login that knows no demonstration accounts outside the demonstration.

    Asked at login and again for every request with a session, so that a database that was once a
    demonstration gives nobody a way in.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        if getattr(user, "is_demo", False) and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)
