import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from promises.actions import registering
from promises.models import Promise, RegistrationConfirmation, Revision
from promises.states import Status

pytestmark = pytest.mark.django_db

A_PDF = b"%PDF-1.4\nnonsense\n%%EOF"


@pytest.fixture
def made(scene):
    Promise.objects.update(registered_afterwards=True, original_url="https://kommun.example/lofte.pdf")
    scene.revision.refresh_from_db()
    return scene


def address(scene, name):
    return reverse(f"promises:{name}", args=[scene.revision.promise_id])


def new_form(client, **values):
    url = reverse("promises:register_new")
    form = client.get(url).context["form"]
    given = {
        "title": "Löfte 2019",
        "period_text": "",
        "police_areas": [str(pk) for pk, _label in form.fields["police_areas"].choices],
        "original_url": "https://kommun.example/2019.pdf",
        "creation_key": str(form["creation_key"].value()),
    }
    return client.post(url, given | values)


def test_a_promise_made_elsewhere_is_begun_once_however_often_it_is_sent(client, coordinator, orebro_area):
    client.force_login(coordinator)
    url = reverse("promises:register_new")
    key = str(client.get(url).context["form"]["creation_key"].value())

    for _ in range(2):
        response = new_form(client, creation_key=key)

    promise = Promise.objects.get()
    assert response.url == reverse("promises:detail", args=[promise.pk])
    assert promise.registered_afterwards
    assert promise.revisions.get().parties.count() == 2


def test_without_an_address_or_file_it_is_not_begun(client, coordinator, orebro_area):
    client.force_login(coordinator)

    response = new_form(client, original_url="")

    assert "Skriv adressen eller lägg in filen" in response.content.decode()
    assert not Promise.objects.exists()


def test_a_file_is_enough(client, coordinator, orebro_area):
    client.force_login(coordinator)

    new_form(client, original_url="", original_file=SimpleUploadedFile("löfte.pdf", A_PDF))

    assert Promise.objects.get().original_file.read() == A_PDF


@pytest.mark.parametrize("person", ["chair", "reader", "nobody"])
def test_others_do_not_begin(client, member, person):
    client.force_login(member(person))

    assert client.get(reverse("promises:register_new")).status_code == 403


def test_the_original_is_changed_and_read(client, made):
    client.force_login(made.officer)
    file = SimpleUploadedFile("a.pdf", A_PDF)

    client.post(address(made, "original"), {"original_url": "", "original_file": file})

    response = client.get(address(made, "original_file"))
    assert b"".join(response.streaming_content) == A_PDF
    assert client.get(address(made, "original")).status_code == 200


def test_registering_asks_once_more_and_publishes_once(client, made):
    client.force_login(made.coordinator)
    assert "Registrera löftet?" in client.get(address(made, "register")).content.decode()

    for _ in range(2):
        assert client.post(address(made, "register")).status_code == 302

    assert made.status == Status.PUBLISHED


def test_what_is_missing_is_told(client, made):
    Promise.objects.update(original_url="")
    client.force_login(made.coordinator)

    page = client.post(address(made, "register"), follow=True).content.decode()

    assert "Originalet saknas" in page


def test_the_other_party_reads_and_confirms(client, made):
    registering.register(made.revision, by=made.coordinator)
    client.force_login(made.officer)
    page = client.get(address(made, "confirm")).content.decode()
    assert "Bekräfta för Lokalpolisområde Örebro" in page
    assert "https://kommun.example/lofte.pdf" in page

    for _ in range(2):
        client.post(address(made, "confirm"), {"organisation": made.police.pk})

    assert RegistrationConfirmation.objects.filter(confirmed_by=made.officer).count() == 1
    assert "Båda parter har bekräftat" in client.get(address(made, "confirm")).content.decode()


@pytest.mark.parametrize("value", ["", "0", "x", "999999"])
def test_confirming_for_nobody_is_not_found(client, made, value):
    registering.register(made.revision, by=made.coordinator)
    client.force_login(made.officer)

    assert client.post(address(made, "confirm"), {"organisation": value}).status_code == 404


def test_confirming_for_the_other_side_is_refused(client, made):
    registering.register(made.revision, by=made.coordinator)
    client.force_login(made.coordinator)

    assert client.post(address(made, "confirm"), {"organisation": made.police.pk}).status_code == 403


def test_a_correction_is_chosen_on_the_page(client, made):
    registering.register(made.revision, by=made.coordinator)
    client.force_login(made.coordinator)
    assert "Rätta registreringen" in client.get(address(made, "amend")).content.decode()

    client.post(address(made, "amend"), {"kind": "correct"})

    assert Revision.objects.get(number=2).registered_afterwards


@pytest.mark.parametrize("name", ["original", "register", "confirm", "original_file"])
def test_strangers_find_nothing(client, made, name):
    client.force_login(made.outsider)

    assert client.get(address(made, name)).status_code == 404


def test_a_promise_made_here_has_nothing_to_confirm_or_register(client, scene):
    client.force_login(scene.coordinator)

    assert client.get(address(scene, "register")).status_code == 403
    assert client.get(address(scene, "confirm")).status_code == 302


def test_the_police_choose_a_municipality_and_come_to_the_form_for_what_is_made_elsewhere(
    client, municipal_police, lekeberg, kungsor, orebro_area
):
    orebro_area.municipalities.add(kungsor)
    client.force_login(municipal_police)
    url = reverse("promises:register_new")

    choice = client.get(url).content.decode()

    assert f'href="{url}?kommun={lekeberg.code}"' in choice
    assert "Originalets adress" in client.get(f"{url}?kommun={lekeberg.code}").content.decode()
