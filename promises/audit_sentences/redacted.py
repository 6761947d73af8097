"""What is not shown in the log any more: the words in it from before something was removed from the promise's text.

Which words were removed is recorded nowhere, on purpose. So all that people wrote before then is kept back, and the
events themselves stay as they are.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Max

from audit.models import Event
from audit.presenters import keep_back
from promises.models import Redaction


def words_before_redactions(events: Sequence[Event]) -> Iterable[int]:
    """The events of promises that have had words removed since."""
    promises = {event.object_id for event in events if event.object_type == "promises.promise"}
    if not promises:
        return []
    known = [int(number) for number in promises if number.isdecimal()]
    rows = Redaction.objects.filter(version__revision__promise__in=known).order_by()
    latest = dict(rows.values_list("version__revision__promise").annotate(Max("redacted_at")))
    last = {str(promise): at for promise, at in latest.items()}
    return [
        event.number
        for event in events
        if event.object_type == "promises.promise"
        and event.object_id in last
        and event.occurred_at <= last[event.object_id]
    ]


keep_back(words_before_redactions)
