import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Loads every address and view. Here, where the workers are not made yet: else each would do it on its own, and
# the first visitor of each would wait a third of a second.
reverse("public:home")
