"""All settings in one file; every value that differs between installations comes from the environment.

Two modes. Production is the default and stops at once when something that must be decided is not.
``DEMO=true`` (what ``make run`` uses) fills in harmless values, for one's own machine only.
Every variable is explained in the README's table; a test keeps the two alike.
"""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment, tile_host

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment()

# --- Mode -----------------------------------------------------------------------------------------

# Invented data and accounts with a known password exist only in this mode: load_demo refuses without
# it, and accounts marked is_demo can neither log in nor keep a session.
DEMO = env.bool("DEMO", default=False)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")
DEBUG = env.bool("DEBUG", default=False)

if DEBUG and not DEMO:
    raise ImproperlyConfigured(
        "DEBUG=true shows source code and settings to visitors. Set DEMO=true too, on your own machine, "
        "or leave DEBUG out."
    )


SHORTEST_KEY = 50
MUST_BE_SET = {
    "SECRET_KEY": "at least 50 random characters that you keep secret, for example from `openssl rand -base64 48`",
    "ALLOWED_HOSTS": "the host names that visitors use, separated by commas, for example loften.example.se",
    "DATABASE_URL": "the database's address, for example postgres://user:password@host:5432/name, "
    "or sqlite:////srv/medborgarloften/db.sqlite3 for one machine",
}
# Commas and spaces alone name no host.
missing = [name for name in MUST_BE_SET if not env.str(name, default="").strip(" ,")]
if missing and not DEMO:
    raise ImproperlyConfigured(
        "\n".join(f"{name} is not set. Set it to {MUST_BE_SET[name]}." for name in missing)
        + "\nTo try the application on your own machine, use `make run` (or set DEMO=true)."
    )

# --- Addresses and keys ---------------------------------------------------------------------------

if not DEMO and len(env.str("SECRET_KEY")) < SHORTEST_KEY:
    raise ImproperlyConfigured(f"SECRET_KEY is too short. Set it to {MUST_BE_SET['SECRET_KEY']}.")
SECRET_KEY = env.str("SECRET_KEY", default="only-for-demonstration-on-ones-own-machine-0123456789")
ALLOWED_HOSTS = [
    host.strip()
    for host in env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
    if host.strip()
]
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000, least=1, most=65535)
# gunicorn reads this one itself before us, so a word here is its traceback; `manage.py check` gives the sentence.
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", default=2, least=1, most=256)
# Addresses in e-mail and JSON, where there is no request to take them from.
_here = f"http://127.0.0.1:{PORT}" if DEMO else f"https://{ALLOWED_HOSTS[0]}"
SITE_URL = env.str("SITE_URL", default=_here).rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- Applications ---------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    # Only so that its widget templates are found by our form renderer.
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "audit",
    "organisations",
    "lagesbild",
    "promises",
    "followup",
    "overview",
    "public",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before anything that reads the body: the CSRF check would parse all of a huge upload.
    "config.middleware.refuse_large_bodies",
    "audit.middleware.OriginMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, so that it hears of a refusal before anything turns it into a page.
    "audit.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisations.context_processors.portal",
            ],
            # Gives {% csrf_token %} its second half everywhere, so that no form can lose a text.
            "builtins": ["organisations.templatetags.form_tokens"],
        },
    },
]

# An address written without a scheme is https, as it will be in Django 6; goes away there.
FORMS_URLFIELD_ASSUME_HTTPS = True
FORM_RENDERER = "organisations.form_renderer.FormRenderer"

# --- Database -------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}")
}
if (
    not DATABASES["default"].get("ENGINE", "").endswith(("sqlite3", "postgresql"))
    or not DATABASES["default"]["NAME"]
):
    raise ImproperlyConfigured(
        f"DATABASE_URL is not an address that we can read. Set it to {MUST_BE_SET['DATABASE_URL']}."
    )
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock when a transaction starts: without it four simultaneous writers
    # lose to "database is locked". recursive_triggers makes INSERT OR REPLACE meet the delete triggers.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
        ),
    }
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
else:
    # A database that is away is reported by /healthz in seconds, not after the system's two minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache and sessions ---------------------------------------------------------------------------

# The login's rate limits count in the default cache, so all workers must share it. Public pages never write to the
# database: they are kept in each worker's memory, the latest asked for, at most 15 MB of them (``public.kept``).
CACHES = {
    "default": env.cache_url("CACHE_URL", default="dbcache://cache"),
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 250},
    },
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=10, least=1, most=8760) * 60 * 60
SESSION_COOKIE_SECURE = not DEMO
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
# Keeps the text of a form whose token has grown old.
CSRF_FAILURE_VIEW = "organisations.views.csrf_failure"

# --- Accounts -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["organisations.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/arbete/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "organisations.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "organisations.account_forms.LoginForm",
    "reset_password": "organisations.account_forms.ResetPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# People come by an invitation sent to their address, which proves it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = True
# Do not write to an address without an account: it may be a stranger's.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEMO else "https"

MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Medborgarlöften"
# The danger it guards against is a stranger who signs up with another's address; sign-up is closed.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Passkeys on http://localhost, which browsers count as safe.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

# --- Behind a proxy, and what browsers are told -----------------------------------------------------

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0, most=16)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = not DEMO
# A probe asks inside the house, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if DEMO else env.int("HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# W021 wants the word "preload", which invites anyone to put the whole domain on the browsers' lists.
# That is for the domain's owner to decide, not for one application on it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Where maps get their pictures from; without it they show the outline of the municipality alone.
MAP_TILES = env.tile_address("MAP_TILES")
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", default="")
if MAP_TILES and not MAP_ATTRIBUTION:
    raise ImproperlyConfigured(
        "MAP_ATTRIBUTION is not set. Set it to whom the map is to name as its source, such as "
        "'© OpenStreetMaps bidragsgivare', or leave MAP_TILES out."
    )

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # The design system draws its icons with data: addresses.
        "img-src": [SELF, "data:", *([tile_host(MAP_TILES)] if MAP_TILES else [])],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}

# --- Uploads and files ----------------------------------------------------------------------------

# The whole body, files included; config.middleware answers 413 above it.
MAX_BODY_BYTES = 15 * 1024 * 1024
# One file in it. ``organisations.pictures`` and ``organisations.uploads`` say the same to people.
MAX_FILE_BYTES = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "config.uploads.StopAtLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A promise of sixty activities posts some thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
# No MEDIA_URL: uploaded files go through views that ask for permission.
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": env.str("FILE_STORAGE", default="django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("FILE_STORAGE_OPTIONS", default={}),
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Where indicators are fetched from by `manage.py import_kolada`; a copy inside the own network will do.
KOLADA_URL = env.str("KOLADA_URL", default="https://api.kolada.se/v3")

# Nobody asks for a file by its unhashed name.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STATIC_URL = "/static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
NODE_MODULES = BASE_DIR / "frontend" / "node_modules"
# Only the folders a page needs. What is not installed is left out, so that whatever does without the
# front-end packages (most tests, a management command) also starts without them.
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *(
        (prefix, folder)
        for prefix, folder in [
            (
                "designsystemet",
                NODE_MODULES / "@digdir" / "designsystemet-css" / "dist" / "src",
            ),
            (
                "source-sans-3",
                NODE_MODULES / "@fontsource-variable" / "source-sans-3" / "files",
            ),
            ("leaflet", NODE_MODULES / "leaflet" / "dist"),
        ]
        if folder.is_dir()
    ),
]

# --- Language, mail, log --------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

_mail = env.email_url("EMAIL_URL", default="consolemail://" if DEMO else "smtp://localhost:25")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL",
    default="medborgarloften@demo.example" if DEMO else f"no-reply@{ALLOWED_HOSTS[0]}",
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOG_LEVEL = env.one_of(
    "LOG_LEVEL", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL", default="WARNING" if DEMO else "INFO"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own handlers would mail administrators, or be silent, depending on DEBUG.
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # Scanners that ask for other hosts are noise, not our error.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
