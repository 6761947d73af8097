from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_login_failed
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("händelselogg")

    def ready(self) -> None:
        """Keep the triggers up over migrations, listen to failed logins, and collect the apps' sentences."""
        # Here and not above: these need the registry of apps to be ready.
        from allauth.mfa.signals import authentication_failed  # noqa: PLC0415

        from audit import checks, receivers  # noqa: F401, PLC0415

        # With this app as sender, so that each comes once per migrate and not once per app.
        pre_migrate.connect(narrow_triggers, sender=self)
        post_migrate.connect(install_triggers, sender=self)
        user_login_failed.connect(receivers.password_failed)
        authentication_failed.connect(receivers.second_factor_failed)
        autodiscover_modules("audit_sentences")


def narrow_triggers(*, using: str, plan: list[Any] | None = None, **kwargs: Any) -> None:
    """Before migrations that change something."""
    from audit import append_only  # noqa: PLC0415  # as above

    if plan:
        append_only.narrow(using)


def install_triggers(*, using: str, **kwargs: Any) -> None:
    """After every migrate and flush: SQLite drops a table's triggers when Django rebuilds the table."""
    from audit import append_only  # noqa: PLC0415  # as above

    append_only.install(using)
