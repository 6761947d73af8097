"""What readers have told us, in words."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "public.reader_report_received": _("En läsare rapporterade att något är fel ({object})."),
        "public.reader_report_handled": _("{actor} noterade att rapporten är åtgärdad ({object})."),
    }
)
