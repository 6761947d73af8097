"""What waits in the lägesbilder that the person writes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild.permissions import municipalities_for
from lagesbild.waiting import waiting_in
from organisations.models import User
from organisations.roles import Permission
from overview.waiting.tasks import MOST, Task


def in_lagesbilder(user: User) -> Iterator[Task]:
    """One task for each kind and municipality. One query; none for who writes no lägesbild."""
    if user.is_superuser:
        # Who runs the service writes them all, and none of them is theirs to write.
        return
    municipalities = municipalities_for(user, Permission.WRITE_LAGESBILD)
    for one in waiting_in(municipalities, user, timezone.localdate())[:MOST]:
        note = _("Lägesbild för %(municipality)s.") % {"municipality": one.municipality}
        yield Task(one.text, note, one.url, one.day, is_late=one.is_late)
