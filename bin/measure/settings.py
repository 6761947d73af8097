"""Production's settings, and one address more."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "measure.urls"
