"""What was handed over and what was weeded."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.shared": _("{actor} antecknade att {title} lämnades till {recipient} {shared_on}."),
        "lagesbild.reports_weeded": _(
            "{count} händelserapporter från månaden som började {month} gallrades. Regel: {rule}"
        ),
    }
)
