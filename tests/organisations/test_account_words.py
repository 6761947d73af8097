"""The words of the account pages, where the library has others."""

import pytest


@pytest.mark.django_db
def test_a_refused_login_speaks_our_swedish(client):
    sent = {"login": "nagon@example.se", "password": "fel-losenord"}

    page = client.post("/konto/login/", sent).content.decode()
    empty = client.post("/konto/login/", {}).content.decode()

    assert "E-postadressen eller lösenordet stämmer inte." in page
    assert "Fyll i fältet." in empty
