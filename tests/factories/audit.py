"""Events, made as the application makes them: linked into the chain."""

import factory
from django.db import transaction

from audit.actions import record
from audit.models import Event


class EventFactory(factory.Factory):
    """``EventFactory(action="promises.signed", by=user, obj=promise, data={…}, organisations=[…])``."""

    class Meta:
        model = Event

    action = "audit.tried"
    by = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with transaction.atomic():
            return record(kwargs.pop("action"), **kwargs)
