"""What the tests of the public follow-up read."""

import json

from promises.documents import canonical
from promises.models import PromiseVersion

PAGE = "/loften/lekeberg-2026/"
JSON = "/loften/lekeberg-2026.json"
NEWS = f"{PAGE}uppfoljning/"


def read(client, page=PAGE):
    return client.get(page).content.decode()


def replace_text(version, document):
    """The same version, read anew, as if the document had been frozen in it."""
    version = PromiseVersion.objects.select_related("revision__promise").get(pk=version.pk)
    version.canonical = canonical(document)
    return version


def activity(client):
    (found,) = json.loads(client.get(JSON).content)["activities"]
    return found
