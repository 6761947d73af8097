from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from organisations import uploads
from organisations.models import Mandate
from promises.actions import amending, signing
from promises.models import Decline, Signature, SigningProof
from promises.states import Status
from tests.factories.promises import SectionFactory
from tests.promises.scene import PASSWORD, scene_of
from tests.shared import shared

pytestmark = pytest.mark.django_db


def _waiting(cast):
    """A text for signature, and signatories with passwords."""
    scene = scene_of(cast)
    SectionFactory(revision=scene.revision, heading="Bakgrund", body="Så började det en gång.")
    for person in (scene.chair, scene.chief):
        person.set_password(PASSWORD)
        person.save()
    return scene.advance(Status.FOR_SIGNATURE)


_made, _own, cast, waiting = shared("waiting", _waiting)


def address(scene, name="sign", **more):
    return reverse(f"promises:{name}", kwargs={"pk": scene.revision.promise_id, **more})


def signed_form(scene, person, **values):
    place = scene.place_of(person)
    return {"place": place.pk, "sha256": scene.version.sha256, "password": PASSWORD} | values


def post(client, scene, person, name="sign", **values):
    client.force_login(person)
    return client.post(address(scene, name), signed_form(scene, person, **values))


def test_the_page_shows_the_frozen_text_and_not_the_rows(client, waiting):
    waiting.revision.sections.update(body="Ändrat bakom ryggen.")
    client.force_login(waiting.chair)

    page = client.get(address(waiting)).content.decode()

    assert "Så började det en gång." in page
    assert "Ändrat bakom ryggen." not in page
    assert waiting.version.sha256 in page


def test_signing_with_the_password(client, waiting):
    response = post(client, waiting, waiting.chair)

    assert response.status_code == 302
    signature = Signature.objects.get()
    assert (signature.user, signature.method) == (waiting.chair, "password")


def test_both_sign_and_the_text_is_signed(client, waiting):
    post(client, waiting, waiting.chair)
    post(client, waiting, waiting.chief)

    assert waiting.status == Status.SIGNED


def test_a_double_click_gives_one_signature_and_no_error(client, waiting):
    post(client, waiting, waiting.chair)
    response = post(client, waiting, waiting.chair)

    assert response.status_code == 302
    assert Signature.objects.count() == 1


def test_a_wrong_password_signs_nothing_and_is_recorded(client, waiting):
    response = post(client, waiting, waiting.chair, password="fel")

    assert "Lösenordet stämmer inte" in response.content.decode()
    assert not Signature.objects.exists()
    event = Event.objects.get(action="audit.login_failed")
    assert event.data["method"] == "signing by password"
    assert "fel" not in str(event.data)


def test_five_wrong_passwords_stop_the_right_one_too(client, waiting):
    for _ in range(5):
        post(client, waiting, waiting.chair, password="fel")

    response = post(client, waiting, waiting.chair)

    assert "För många misslyckade försök" in response.content.decode()
    assert not Signature.objects.exists()


def test_the_right_password_does_not_count_as_an_attempt(client, waiting):
    for _ in range(4):
        post(client, waiting, waiting.chair, password="fel")
    post(client, waiting, waiting.chair, sha256="0" * 64)
    post(client, waiting, waiting.chair, sha256="0" * 64)

    response = post(client, waiting, waiting.chair)

    assert response.status_code == 302


def test_a_stale_page_shows_the_new_text_and_can_be_signed_at_once(client, waiting):
    response = post(client, waiting, waiting.chair, sha256="0" * 64)

    page = response.content.decode()
    assert "Texten har bytts" in page
    assert waiting.version.sha256 in page
    assert not Signature.objects.exists()


def test_somebody_without_password_and_passkey_is_told_what_to_do(client, waiting):
    waiting.chair.set_unusable_password()
    waiting.chair.save()
    client.force_login(waiting.chair)

    response = client.get(address(waiting))

    assert response.status_code == 403
    assert "varken lösenord eller passnyckel" in response.content.decode()


def test_whoever_has_no_mandate_any_longer_is_told_about_the_own_organisation(client, waiting):
    Mandate.objects.filter(user=waiting.chief).update(valid_to=timezone.localdate() - timedelta(days=1))
    client.force_login(waiting.chief)

    content = client.get(address(waiting)).content.decode()

    assert "inget giltigt mandat att skriva under för Lokalpolisområde" in content
    assert "Du är inte undertecknare" not in content


def test_a_signatory_without_a_mandate_gets_a_sentence(client, waiting):
    Mandate.objects.filter(user=waiting.chair).delete()
    client.force_login(waiting.chair)

    response = client.get(address(waiting))

    assert response.status_code == 403
    assert "inget giltigt mandat" in response.content.decode()


@pytest.mark.parametrize("person", ["coordinator", "officer"])
def test_others_of_the_parties_get_a_sentence(client, waiting, person):
    client.force_login(getattr(waiting, person))

    for name in ("sign", "decline"):
        assert client.get(address(waiting, name)).status_code == 403
    assert client.post(address(waiting, "sign_challenge")).status_code == 403


@pytest.mark.parametrize("name", ["sign", "decline", "withdraw", "review"])
def test_a_stranger_finds_nothing(client, waiting, name):
    client.force_login(waiting.outsider)

    assert client.get(address(waiting, name)).status_code == 404


@pytest.mark.parametrize("name", ["sign", "decline", "withdraw", "review", "sign_challenge"])
def test_nobody_comes_here_without_logging_in(client, waiting, name):
    assert client.post(address(waiting, name)).status_code in (302, 405)
    assert not SigningProof.objects.exists()


def test_the_page_says_what_changed_since_the_version_in_force(client, waiting):
    waiting.sign(waiting.chair)
    waiting.sign(waiting.chief)
    waiting.advance(Status.PUBLISHED)
    waiting.revision = amending.amend(waiting.revision, by=waiting.coordinator)
    waiting.revision.sections.update(body="Så började det två gånger.")
    waiting.chair_place = waiting.revision.signatories.get(organisation=waiting.municipality)
    waiting.advance(Status.FOR_SIGNATURE)
    client.force_login(waiting.chair)

    page = client.get(address(waiting)).content.decode()

    assert "version 1, som gäller nu" in page
    assert "Så började det <del>en gång.</del>" in page
    assert "Så började det <ins>två gånger.</ins>" in page


def test_after_a_decline_the_page_says_what_changed_since_that_text(client, waiting):
    waiting.revision = signing.decline(waiting.chief_place, reason="Nej.", by=waiting.chief)
    waiting.revision.sections.update(body="Omskrivet.")
    waiting.chair_place = waiting.revision.signatories.get(organisation=waiting.municipality)
    waiting.advance(Status.FOR_SIGNATURE)
    client.force_login(waiting.chair)

    page = client.get(address(waiting)).content.decode()

    assert "texten som togs tillbaka (försök 1)" in page


def test_with_nothing_to_sign_one_is_led_back(client, scene):
    client.force_login(scene.chair)

    response = client.get(address(scene), follow=True)

    assert response.redirect_chain[0][0] == address(scene, "review")
    assert "ingen text att skriva under" in response.content.decode()


def test_declining_on_the_page(client, waiting):
    client.force_login(waiting.chief)
    assert client.get(address(waiting, "decline")).status_code == 200

    response = client.post(
        address(waiting, "decline"), {"place": waiting.chief_place.pk, "reason": "Vi hinner inte."}
    )

    assert response.status_code == 302
    assert Decline.objects.get().reason == "Vi hinner inte."


@pytest.mark.parametrize("reason", ["", "Ring Anna på 070-123 45 67."])
def test_declining_needs_a_reason_without_personal_data(client, waiting, reason):
    client.force_login(waiting.chief)

    response = client.post(address(waiting, "decline"), {"place": waiting.chief_place.pk, "reason": reason})

    assert response.status_code == 200
    assert not Decline.objects.exists()


def test_nobody_declines_in_anothers_place(client, waiting):
    client.force_login(waiting.chief)

    response = client.post(address(waiting, "decline"), {"place": waiting.chair_place.pk, "reason": "Nej."})

    assert response.status_code == 200
    assert not Decline.objects.exists()


def test_taking_back_on_the_page(client, waiting):
    client.force_login(waiting.coordinator)
    assert "gäller inte längre" in client.get(address(waiting, "withdraw")).content.decode()

    client.post(address(waiting, "withdraw"), {"reason": "Fel period."})

    assert waiting.status == Status.WITHDRAWN


def test_the_failures_are_forgotten_with_the_cache(client, waiting):
    """The limit is counted in the shared cache, so that every worker knows it."""
    for _ in range(5):
        post(client, waiting, waiting.chair, password="fel")
    cache.clear()

    assert post(client, waiting, waiting.chair).status_code == 302


def test_a_scanned_page_is_for_those_who_see_the_history(client, waiting, executor):
    scan = uploads.checked(SimpleUploadedFile("sida.pdf", b"%PDF-1.4\n%%EOF"))
    mandate = Mandate.objects.get(user=waiting.chair)
    signature = signing.add_paper(
        waiting.chair_place, mandate=mandate, scan=scan, signed_on=None, by=waiting.officer
    )
    url = address(waiting, "scan", signature=signature.pk)

    client.force_login(executor)
    assert client.get(url).status_code == 403
    assert url not in client.get(address(waiting, "review")).content.decode()

    client.force_login(waiting.chair)
    assert client.get(url).status_code == 200
    assert url in client.get(address(waiting, "review")).content.decode()


@pytest.mark.parametrize("page", ["review", "detail"])
def test_a_text_that_is_written_once_more_says_who_declined_why_and_what_became_of_the_signatures(
    client, waiting, page
):
    waiting.sign(waiting.chair)
    signing.decline(waiting.chief_place, reason="Aktivitet 2 saknar ansvarig.", by=waiting.chief)
    client.force_login(waiting.coordinator)

    shown = client.get(address(waiting, page)).content.decode()

    assert "Lokalpolisområdeschef" in shown.split("avböjde att skriva under")[0]
    assert "Aktivitet 2 saknar ansvarig." in shown
    assert "Underskrifterna som fanns gäller inte längre." in shown
    assert address(waiting, "version", version=waiting.version.pk) in shown


def test_a_text_that_was_taken_back_says_why_while_it_is_written_once_more(client, waiting):
    signing.withdraw(waiting.revision, reason="Fel badplats.", by=waiting.coordinator)
    client.force_login(waiting.officer)

    shown = client.get(address(waiting, "review")).content.decode()

    assert "Texten togs tillbaka" in shown
    assert "Fel badplats." in shown
    assert "Underskrifterna som fanns" not in shown
