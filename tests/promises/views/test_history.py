import pytest
from django.urls import reverse

from promises.actions import amending, review, signing
from promises.models import PromiseVersion
from promises.states import Status
from tests.factories.promises import PictureFactory, SectionFactory

pytestmark = pytest.mark.django_db


def address(scene, name, *more):
    return reverse(f"promises:{name}", args=[scene.revision.promise_id, *more])


def read(client, person, url):
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_history_reads_as_sentences_with_the_reasons_people_gave(client, scene):
    scene.advance(Status.REVIEW)
    review.send_back(scene.revision, organisation=scene.police, comment="Vilka tider?", by=scene.officer)
    scene.advance(Status.FOR_SIGNATURE)
    scene.sign(scene.chair)
    signing.decline(scene.chief_place, reason="Vi hinner inte.", by=scene.chief)

    page = read(client, scene.coordinator, address(scene, "history"))

    for words in (
        "Samordnare lämnade löftet för granskning (omgång 1).",
        "Kommunpolis skickade tillbaka löftet för Lokalpolisområde Örebro.",
        "Vilka tider?",
        "skrev under version 1 som Kommunstyrelsens ordförande, Lekebergs kommun (lösenord).",
        "Lokalpolisområdeschef avböjde att skriva under",
        "Vi hinner inte.",
        "Version 1",
    ):
        assert words in page


def test_every_step_has_a_sentence_of_its_own(client, scene):
    scene.advance(Status.ENDED)

    page = read(client, scene.coordinator, address(scene, "history"))

    assert "gjorde en ändring" not in page
    assert "promises." not in page
    assert "Tiden är ute." in page


def test_a_history_costs_the_same_however_long_it_is(client, scene, django_assert_max_num_queries):
    scene.advance(Status.PUBLISHED)
    client.force_login(scene.coordinator)

    with django_assert_max_num_queries(30):
        client.get(address(scene, "history"))


def test_a_declined_text_is_shown_with_its_void_signatures(client, scene):
    scene.advance(Status.FOR_SIGNATURE)
    scene.sign(scene.chair)
    version = scene.version
    signing.decline(scene.chief_place, reason="Vi hinner inte.", by=scene.chief)

    page = read(client, scene.officer, address(scene, "version", version.pk))

    assert "Gäller inte" in page
    assert "Vi hinner inte." in page
    assert version.sha256 in page


def test_a_text_taken_back_says_why(client, scene):
    version = scene.advance(Status.FOR_SIGNATURE).version
    signing.withdraw(scene.revision, reason="Fel period.", by=scene.coordinator)

    assert "Fel period." in read(client, scene.chair, address(scene, "version", version.pk))


@pytest.mark.parametrize("name", ["history", "version"])
def test_executors_get_a_sentence_and_strangers_nothing(client, scene, executor, name):
    version = scene.advance(Status.PUBLISHED).version
    more = [version.pk] if name == "version" else []
    scene.revision.activities.get().actors.create(
        part="executor", organisation_id=executor.memberships.get().organisation_id
    )

    for person, code in ((executor, 403), (scene.outsider, 404)):
        client.force_login(person)
        assert client.get(address(scene, name, *more)).status_code == code


def test_a_text_can_be_printed(client, scene):
    version = scene.advance(Status.FOR_SIGNATURE).version
    client.force_login(scene.chair)

    response = client.get(address(scene, "version_pdf", version.pk))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    client.force_login(scene.outsider)
    assert client.get(address(scene, "version_pdf", version.pk)).status_code == 404


def test_a_text_of_another_promise_is_not_found(client, scene):
    client.force_login(scene.coordinator)

    assert client.get(address(scene, "version", 987654)).status_code == 404


# --- Removing words ---------------------------------------------------------------------------------


@pytest.fixture
def published(scene):
    SectionFactory(revision=scene.revision, body="Anna Andersson berättade om torget.")
    PictureFactory(revision=scene.revision)
    return scene.advance(Status.PUBLISHED)


def redact(client, scene, **values):
    client.force_login(scene.coordinator)
    given = {
        "words": "Anna Andersson",
        "path": "/sections/0/body",
        "reason": "Namnet ska inte stå här.",
        "decision_reference": "KS 2027/3",
        "decided_on": "2026-01-12",
    }
    return client.post(address(scene, "redact", scene.version.pk), given | values)


def test_words_are_looked_for_and_then_removed(client, published):
    client.force_login(published.coordinator)
    url = address(published, "redact", published.version.pk)
    assert client.get(url).status_code == 200
    found = client.post(url, {"words": "Anna Andersson"}).content.decode()
    assert "Anna Andersson berättade om torget." in found
    assert "/sections/0/body" in found

    response = redact(client, published)

    assert response.status_code == 302
    assert "Anna" not in published.version.canonical
    assert "KS 2027/3" in read(client, published.officer, address(published, "version", published.version.pk))


def test_other_texts_with_the_same_words_are_pointed_out(client, published):
    old = published.version
    published.revision = amending.amend(published.revision, by=published.coordinator)
    published.chair_place = published.revision.signatories.get(organisation=published.municipality)
    published.chief_place = published.revision.signatories.get(organisation=published.police)
    published.advance(Status.PUBLISHED)

    response = redact(client, published)

    assert "Orden står också i: Version 1." in client.get(response.url).content.decode()
    assert "Anna" in PromiseVersion.objects.get(pk=old.pk).canonical


def test_words_that_are_not_there_are_told(client, published):
    client.force_login(published.coordinator)

    page = client.post(
        address(published, "redact", published.version.pk), {"words": "Berit"}
    ).content.decode()

    assert "Orden finns inte i texten" in page


@pytest.mark.parametrize("field", ["reason", "decision_reference"])
def test_the_words_are_not_repeated_in_the_reason(client, published, field):
    response = redact(client, published, **{field: "Det gäller anna andersson."})

    assert "Här står orden som ska bort" in response.content.decode()
    assert "Anna" in PromiseVersion.objects.get().canonical


def test_the_whole_picture_can_go(client, published):
    client.force_login(published.coordinator)
    page = client.post(address(published, "redact", published.version.pk), {"words": "", "path": "/picture"})
    assert "Hela bilden: En gata med träd." in page.content.decode()

    redact(client, published, path="/picture", words="")

    assert published.version.document.picture is None


@pytest.mark.parametrize(("person", "code"), [("officer", 403), ("chair", 403), ("outsider", 404)])
def test_others_do_not_remove_words(client, published, person, code):
    client.force_login(getattr(published, person))
    url = address(published, "redact", published.version.pk)

    assert client.get(url).status_code == code
    assert client.post(url, {"words": "Anna"}).status_code == code


def test_what_was_taken_back_is_read_by_those_who_see_the_history(client, scene, executor):
    scene.advance(Status.FOR_SIGNATURE)
    url = address(scene, "version_pdf", scene.version.pk)
    client.force_login(executor)
    assert client.get(url).status_code == 200

    signing.withdraw(scene.revision, reason="Fel period.", by=scene.coordinator)

    assert client.get(url).status_code == 403
    client.force_login(scene.chair)
    assert client.get(url).status_code == 200
