"""Production's settings, and two addresses more; with ``MEASURE_COLD`` no finished page is kept by the server."""

import os

from config.settings import *  # noqa: F403
from config.settings import CACHES

ROOT_URLCONF = "measure.urls"
if os.environ.get("MEASURE_COLD"):
    CACHES = CACHES | {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
