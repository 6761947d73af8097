import pytest
from django.urls import reverse

from audit.models import Event
from lagesbild.actions import adopting
from lagesbild.composition import adopted_document
from lagesbild.models import Lagesbild
from lagesbild.presentation import present_lagesbild
from tests.factories.lagesbild import (
    LagesbildProblemFactory,
    ProblemFactory,
)
from tests.lagesbild.lagesbilder.texts import DECISION, kept, secret

pytestmark = pytest.mark.django_db


def test_a_marked_problem_is_masked_in_the_frozen_text(draft, lekeberg, coordinator):
    problem = ProblemFactory(municipality=lekeberg, title="Hemligt ord", what="Mer hemligt")
    secret(problem)
    LagesbildProblemFactory(lagesbild=draft, problem=problem)

    version = adopting.adopt(draft, by=coordinator, **DECISION).version

    assert "emligt" not in version.canonical
    assert "18 kap. 1 § OSL" in version.canonical


def test_what_is_marked_afterwards_is_masked_for_readers_and_in_every_file(
    client, draft, lekeberg, coordinator, reader
):
    problem = ProblemFactory(municipality=lekeberg, title="Hemligt ord", what="Mer hemligt")
    LagesbildProblemFactory(lagesbild=draft, problem=problem)
    adopting.adopt(draft, by=coordinator, **DECISION)
    secret(problem)
    client.force_login(reader)

    page = client.get(reverse("lagesbild:lagesbild", args=[lekeberg.slug, draft.pk])).content.decode()
    shown = present_lagesbild(adopted_document(Lagesbild.objects.get(pk=draft.pk)), sha256="x")

    assert "emligt" not in page
    assert "18 kap. 1 § OSL" in page
    assert "emligt" not in repr(shown)
    json_page = reverse("lagesbild:lagesbild_file", args=[lekeberg.slug, draft.pk, "json"])
    assert client.get(json_page).status_code == 404


def test_of_a_lagesbild_that_is_marked_no_text_leaves(client, draft, lekeberg, coordinator):
    secret(draft)
    adopting.adopt(draft, by=coordinator, **DECISION)

    shown = present_lagesbild(adopted_document(Lagesbild.objects.get(pk=draft.pk)), sha256="x")

    assert "Narkotika" not in repr(shown)
    assert "Sekretessmarkerat enligt" in repr(shown)


def test_who_writes_sees_what_is_marked_on_the_page_and_nobody_in_a_file(
    client, draft, lekeberg, coordinator, reader, monkeypatch
):
    adopted = adopting.adopt(draft, by=coordinator, **DECISION)
    mark = reverse("lagesbild:mark_lagesbild", args=[lekeberg.slug, adopted.pk])
    client.force_login(coordinator)
    sent = {"edit_number": adopted.edit_number, "secrecy_provision": "18 kap. 1 § OSL"}
    assert "Fyll i alla tre" in client.post(mark, sent).content.decode()
    assert (
        client.post(mark, sent | {"secrecy_on": "2026-10-01", "secrecy_by": lekeberg.pk}).status_code == 302
    )
    page = reverse("lagesbild:lagesbild", args=[lekeberg.slug, adopted.pk])
    given = []
    monkeypatch.setattr("pdf.render", kept(given))

    assert "Narkotika" in client.get(page).content.decode()
    client.get(reverse("lagesbild:lagesbild_file", args=[lekeberg.slug, adopted.pk, "pdf"]))
    client.force_login(reader)
    assert "Narkotika" not in client.get(page).content.decode()

    assert "Narkotika" not in given[0]
    assert Event.objects.filter(action="lagesbild.lagesbild_marked").count() == 1


def test_who_only_reads_is_not_told_the_name_of_a_marked_problem(client, draft, lekeberg, reader):
    problem = ProblemFactory(municipality=lekeberg, title="Hemligt ord")
    secret(problem)
    LagesbildProblemFactory(lagesbild=draft, problem=problem)
    client.force_login(reader)

    for name in ("lagesbild_problems", "check_lagesbild", "lagesbild"):
        page = reverse(f"lagesbild:{name}", args=[lekeberg.slug, draft.pk])
        assert "Hemligt ord" not in client.get(page).content.decode()


def test_a_marked_draft_is_masked_in_its_files_too(client, draft, lekeberg, coordinator, monkeypatch):
    secret(draft)
    given = []
    monkeypatch.setattr("pdf.render", kept(given))
    client.force_login(coordinator)

    client.get(reverse("lagesbild:lagesbild_file", args=[lekeberg.slug, draft.pk, "pdf"]))

    assert "Narkotika" not in given[0]
    assert "Sekretessmarkerat enligt" in given[0]
