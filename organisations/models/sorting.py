from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class SortKeyField(models.CharField):
    """A column that holds ``sort_form`` of a name and is ordered by its bytes on every database.

    PostgreSQL would else order it by the language of the server, in which the braces that stand for å, ä and ö
    come first or count for nothing. ``db_collation="C"`` was rejected: SQLite knows no such collation.
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C"} if connection.vendor == "postgresql" else parameters
