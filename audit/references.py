"""What an event says about the row it concerns: type, id and a label, none of them a foreign key."""

from dataclasses import dataclass
from typing import Any

from django.db import models

LABEL_LENGTH = 200


@dataclass(frozen=True)
class Reference:
    """A row as the log knows it. Take one with `reference(obj)` before the row is deleted."""

    type: str = ""
    id: str = ""
    label: str = ""


def reference(obj: Any) -> Reference:
    """Refer to a model instance; None gives an empty reference and a reference is returned as it is.

    A row of a child table (a municipality) is referred to as its parent (the organisation), so that it has
    one history whichever class it was loaded through. Raises ValueError for a row that has no primary key.
    """
    if obj is None:
        return Reference()
    if isinstance(obj, Reference):
        return obj
    if obj.pk is None:
        raise ValueError(f"{obj!r} is not saved, or already deleted: take reference(obj) before the deletion")
    # Not type(obj): request.user is a lazy object around the user.
    return Reference(_root(obj._meta.model)._meta.label_lower, str(obj.pk), clean_label(obj))


def clean_label(value: Any) -> str:
    """The text a value shows, cut to what the log stores and without characters a database refuses."""
    text = str(value).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return text[:LABEL_LENGTH]


def _root(model: type[models.Model]) -> type[models.Model]:
    model = model._meta.concrete_model or model
    while (remote := model._meta.pk.remote_field) and getattr(remote, "parent_link", False):
        model = remote.model
    return model
