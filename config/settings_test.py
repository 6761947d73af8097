"""Settings for the suite: production's rules, quick and harmless.

``DATABASE_URL`` chooses the database; without it the suite runs on SQLite. The database is a file, so
that several processes can meet in it, and its name holds the process id, so that two runs at once
do not.
"""

import os
import tempfile
from pathlib import Path

# Only to be spared the variables that production demands; the mode itself is set to production below.
os.environ["DEMO"] = "true"

from config.settings import *
from config.settings import DATABASES, STORAGES

DEMO = False
SITE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEFAULT_FROM_EMAIL = "medborgarloften@kommun.example"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # What a crashed machine loses is of no interest here. Rows that nobody has put in order come backwards:
    # PostgreSQL may give them in any order, and here a test that takes one for granted fails every time.
    DATABASES["default"]["OPTIONS"]["init_command"] += (
        " PRAGMA synchronous=OFF; PRAGMA reverse_unordered_selects=ON;"
    )
    _file = Path(tempfile.gettempdir()) / f"medborgarloften-test-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(_file)}
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_medborgarloften_{os.getpid()}"}
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Argon2 takes a twentieth of a second on purpose. One test logs in with the real one.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# No page is kept from one test to the next: what factories make leaves no event, so the pages' tag would stay.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
# Files under their own names, straight from where they lie: no collectstatic before a test.
STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
LOGGING_CONFIG = None
# Flushing after a test that commits, and tests that tamper, need the triggers out of the way.
APPEND_ONLY_MAY_BE_LIFTED = True
