"""How the tests of the administration send a form, as a browser would."""

import uuid
from typing import Any

from django.test import Client

from audit.models import Event
from tests.organisations.admin_rows import admin_of


def add(client: Client, model: Any, **values: Any) -> Any:
    """Send the form for a new row, as a browser would."""
    data = {"creation_key": uuid.uuid4(), **values}
    return client.post(admin_of(model).url("add"), {k: v for k, v in data.items() if v is not None})


def change(client: Client, row: Any, **values: Any) -> Any:
    data = {"edit_number": row.edit_number, **values}
    return client.post(
        admin_of(type(row)).url("change", row.pk), {k: v for k, v in data.items() if v is not None}
    )


def contact_values(**values: Any) -> dict[str, Any]:
    return {
        "function": "coordination",
        "title": "Trygghetssamordnare",
        "phone": "0585-488 00",
        "email": "trygghet@kommun.example",
        "address": "",
        "is_public": "on",
        **values,
    }


def last_event() -> Event:
    return Event.objects.latest("number")
