"""What was handed over and what was weeded; and the words of what has been marked as secret, which are kept back."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from audit.models import Event
from audit.presenters import keep_back, register
from lagesbild.models import Dialogue, Problem

register(
    {
        "lagesbild.shared": _("{actor} antecknade att {title} lämnades till {recipient} {shared_on}."),
        "lagesbild.reports_weeded": _(
            "{count} händelserapporter från månaden som började {month} gallrades. Regel: {rule}"
        ),
    }
)


def words_of_secret_rows(events: Sequence[Event]) -> Iterable[int]:
    """Events from before a problem or a dialogue was marked as secret: the log cannot be weeded."""
    found: list[int] = []
    for model in (Problem, Dialogue):
        about = [event for event in events if event.object_type == model._meta.label_lower]
        if about:
            rows = model._default_manager.filter(pk__in={event.object_id for event in about})
            secret = {str(pk) for pk in rows.exclude(secrecy_provision="").values_list("pk", flat=True)}
            found += [event.number for event in about if event.object_id in secret]
    return found


keep_back(words_of_secret_rows)
