#!/usr/bin/env python
import os
import sys

# These read models and templates, never an installation's data, and so need no configuration.
FOR_DEVELOPERS = {"check", "makemessages", "makemigrations", "state_diagram"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if FOR_DEVELOPERS.intersection(sys.argv[1:2]) and "--deploy" not in sys.argv:
        os.environ.setdefault("DEMO", "true")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
