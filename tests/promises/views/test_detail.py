import pytest
from django.urls import reverse

from promises import quality
from promises.actions import drafting
from promises.models import Revision
from promises.states import Status
from tests.factories.promises import CommentFactory, RevisionFactory, SectionFactory, SignatoryFactory


def detail(client, draft):
    return client.get(reverse("promises:detail", args=[draft.promise_id]))


def test_it_says_what_to_do_next(as_coordinator, draft):
    page = detail(as_coordinator, draft).content.decode()

    assert "Nästa steg: Parter och period" in " ".join(page.split())


def test_it_names_the_parties_and_what_happened_last(as_coordinator, draft, coordinator):
    drafting.save_basics(draft, edit_number=1, values={"title": "Nytt namn"}, by=coordinator)

    page = detail(as_coordinator, draft).content.decode()

    assert "Lokalpolisområde Örebro" in page
    assert "Samordnare ändrade rubrik, period eller ämne." in page


def test_open_comments_stand_at_their_step(as_coordinator, draft):
    CommentFactory(revision=draft)

    assert "1 kommentar att lösa" in detail(as_coordinator, draft).content.decode()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.REVIEW, "Löftet granskas"),
        (Status.FOR_SIGNATURE, "Löftet väntar på underskrift"),
        (Status.SIGNED, "Alla har skrivit under"),
        (Status.PUBLISHED, "Löftet gäller"),
        (Status.ENDED, "Löftet är avslutat"),
    ],
)
def test_it_says_what_each_state_means(client, scene, status, words):
    scene.advance(status)
    client.force_login(scene.coordinator)

    assert words in detail(client, scene.revision).content.decode()


def test_a_text_that_is_done_is_not_said_to_lack_anything(client, scene):
    scene.advance(Status.PUBLISHED)
    client.force_login(scene.coordinator)

    page = detail(client, scene.revision).content.decode()

    assert "Ej påbörjat" not in page
    assert "Det här står i löftet" in page


def test_the_one_who_is_to_sign_is_led_there(client, scene):
    scene.advance(Status.FOR_SIGNATURE)
    client.force_login(scene.chair)

    assert "Läs och skriv under" in detail(client, scene.revision).content.decode()


def test_a_draft_beside_a_text_in_force_says_so(as_coordinator, draft):
    Revision.objects.filter(pk=draft.pk).update(number=2)
    RevisionFactory(promise=draft.promise, status=Status.PUBLISHED)

    response = detail(as_coordinator, draft)

    assert response.context["revision"] == draft
    assert "Version 1 gäller" in response.content.decode()


def test_the_whole_text_is_read_as_it_will_be_published(as_coordinator, draft):
    SectionFactory(revision=draft, heading="Bakgrund", body="Vi har frågat.\n\n- drygt 700 svarade")
    SignatoryFactory(revision=draft)
    CommentFactory(revision=draft, text="bara mellan oss")

    page = as_coordinator.get(reverse("promises:preview", args=[draft.promise_id])).content.decode()

    assert "<h2>Bakgrund</h2>" in page
    assert "<li>drygt 700 svarade</li>" in page
    assert "Kommunstyrelsens ordförande" in page
    assert "bara mellan oss" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_much_is_written(as_coordinator, draft, count, django_assert_num_queries):
    for _number in range(count):
        SectionFactory(revision=draft)
        CommentFactory(revision=draft)

    with django_assert_num_queries(37):
        detail(as_coordinator, draft)


def test_a_party_that_is_called_by_its_name_is_named_once(as_coordinator, draft):
    draft.parties.filter(position=1).update(wording="Lekebergs kommun")
    draft.parties.filter(position=2).update(wording="Polisen")

    page = as_coordinator.get(reverse("promises:detail", args=[draft.promise_id])).content.decode()

    assert '<span class="muted">Lekebergs kommun</span>' not in page
    assert '<span class="muted">Polisen</span>' in page


def test_the_last_step_says_how_much_blocks(as_coordinator, draft):
    blocking = len(quality.check(draft).blocking)

    assert f"{blocking} saker hindrar underskrift." in detail(as_coordinator, draft).content.decode()
