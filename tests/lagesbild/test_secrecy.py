"""What is marked secret, and the log of what was handed to others."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Event
from lagesbild.actions import sharing
from lagesbild.models import Layer, Sharing
from tests.factories.lagesbild import ProblemFactory


def values(**changed):
    said = {
        "what": "Lägesbild 2026",
        "recipient": "Länsstyrelsen",
        "shared_on": date(2026, 1, 2),
        "ground": "",
        "note": "",
    }
    return {**said, **changed}


def test_what_was_handed_over_is_noted_once(lekeberg, coordinator):
    key = uuid4()

    for _again in range(2):
        sharing.note(lekeberg, owner=lekeberg, values=values(), creation_key=key, by=coordinator)

    assert Sharing.objects.get().recipient == "Länsstyrelsen"
    assert Event.objects.filter(action="lagesbild.shared").count() == 1


def test_tomorrow_has_not_been(lekeberg, coordinator):
    with pytest.raises(ValidationError):
        sharing.note(
            lekeberg,
            owner=lekeberg,
            values=values(shared_on=date(2999, 1, 1)),
            creation_key=uuid4(),
            by=coordinator,
        )


def test_nobody_notes_for_another_party(lekeberg, orebro_area, coordinator):
    with pytest.raises(PermissionDenied):
        sharing.note(lekeberg, owner=orebro_area, values=values(), creation_key=uuid4(), by=coordinator)


def test_the_page_shows_what_is_marked_to_those_who_may_read_it(client, lekeberg, orebro_area, coordinator):
    secret = {"secrecy_provision": "OSL 18 kap. 1 §", "secrecy_on": date(2026, 1, 2)}
    ProblemFactory(municipality=lekeberg, title="Delat problem", secrecy_by=lekeberg, **secret)
    ProblemFactory(
        municipality=lekeberg,
        owner=orebro_area,
        layer=Layer.OWN,
        title="Polisens eget",
        secrecy_by=orebro_area,
        **secret,
    )
    client.force_login(coordinator)

    page = client.get(f"/arbete/lagesbild/{lekeberg.slug}/sekretess/").content.decode()

    assert "Delat problem" in page
    assert "Polisens eget" not in page


def test_a_form_sent_through_the_browser_is_noted(client, lekeberg, coordinator):
    client.force_login(coordinator)
    data = values(owner=lekeberg.pk, creation_key=str(uuid4()))

    client.post(f"/arbete/lagesbild/{lekeberg.slug}/sekretess/utlamna/", data)

    assert "Länsstyrelsen" in client.get(f"/arbete/lagesbild/{lekeberg.slug}/sekretess/").content.decode()
