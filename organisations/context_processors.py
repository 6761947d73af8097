"""What every page needs to know about the site itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

WORK_PATHS = ("/arbete/", "/konto/")


def site(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``site``: its name, whether data is invented, and whether this is a page behind login.

    Reads neither user nor session, so that a public page can be cached.
    """
    return {
        "site": {
            "name": "Medborgarlöften",
            "demo": settings.DEMO,
            "work": request.path.startswith(WORK_PATHS),
        }
    }
