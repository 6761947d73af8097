"""The application as ``manage.py`` loads it: for the process that others are forked from, never imported by tests."""

import django

django.setup()
