"""What every page needs to know about the site itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

WORK_PATHS = ("/arbete/", "/konto/", "/admin/")


def portal(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``portal``: its name, whether data is invented, and whether this is a page behind login.

    Not called ``site``: the login library has a variable of that name. Reads neither user nor session, so that
    a public page can be cached.
    """
    return {
        "portal": {
            "name": "Medborgarlöften",
            "demo": settings.DEMO,
            "work": request.path.startswith(WORK_PATHS),
        }
    }
