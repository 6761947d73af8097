import os
from typing import Any

from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Say whether the application can serve: 200, or 503 when the database is away or empty.

    Reads a table rather than ``SELECT 1``: SQLite makes a new, empty file when the old one is gone,
    and would then call itself well.
    """
    try:
        _check_file()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            cursor.fetchone()
    except DatabaseError:
        connection.close()
        return JsonResponse({"status": "error", "database": "away"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})


def _check_file() -> None:
    """Raise OperationalError when SQLite's file is not where it should be.

    A kept connection reads on in a file that has been moved or removed, and what is saved there is lost.
    """
    database: Any = connection
    if database.vendor != "sqlite" or database.is_in_memory_db():
        return
    if not os.access(database.settings_dict["NAME"], os.R_OK | os.W_OK):
        raise OperationalError("the database's file is away")
