from django.urls import reverse

from organisations.role_texts import PERMISSION_TEXTS
from organisations.roles import ROLES


def test_the_page_shows_the_whole_table(client, reader):
    client.force_login(reader)

    content = client.get(reverse("overview:roles")).content.decode()

    for role in ROLES.values():
        assert role.description in content
    for text in PERMISSION_TEXTS.values():
        assert str(text)[1:] in content


def test_ones_own_role_is_marked(client, reader):
    client.force_login(reader)

    assert client.get(reverse("overview:roles")).content.decode().count("Din roll") == 1
