from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from lagesbild.actions import agreements as actions
from lagesbild.models import CooperationAgreement
from organisations.actions.rows import StaleEdit
from tests.factories.lagesbild import CooperationAgreementFactory

pytestmark = pytest.mark.django_db

A_PDF = b"%PDF-1.7\nnonsense\n%%EOF\n"


def sent(lekeberg, orebro_area, **more):
    return {
        "title": "Överenskommelse",
        "parties": [lekeberg.pk, orebro_area.pk],
        "purposes": "Minska brott.",
        "areas": "Trafik.",
        "starts_on": "2026-01-01",
        "is_public": "on",
    } | more


def test_it_is_noted_with_its_parties_and_its_signed_file(client, lekeberg, orebro_area, coordinator):
    client.force_login(coordinator)
    page = reverse("lagesbild:add_agreement", args=[lekeberg.slug])
    file = SimpleUploadedFile("avtal.pdf", A_PDF)

    assert client.post(page, sent(lekeberg, orebro_area, file=file)).status_code == 302

    made = CooperationAgreement.objects.get()
    assert {one.pk for one in made.parties.all()} == {lekeberg.pk, orebro_area.pk}
    assert len(made.file_sha256) == 64
    stored = client.get(reverse("lagesbild:agreement_file", args=[lekeberg.slug, made.pk]))
    assert b"".join(stored.streaming_content) == A_PDF
    assert stored["Content-Type"] == "application/pdf"
    shown = client.get(reverse("lagesbild:agreement", args=[lekeberg.slug, made.pk])).content.decode()
    assert made.file_sha256 in shown


@pytest.mark.parametrize("content", [b"<html>", b"MZ\x90", b"", b"%PDF-1.7 half"])
def test_a_file_that_is_not_what_it_says_is_refused(client, lekeberg, orebro_area, coordinator, content):
    client.force_login(coordinator)
    page = reverse("lagesbild:add_agreement", args=[lekeberg.slug])
    file = SimpleUploadedFile("avtal.pdf", content)

    assert client.post(page, sent(lekeberg, orebro_area, file=file)).status_code == 200
    assert not CooperationAgreement.objects.exists()


def test_what_the_law_asks_for_must_be_written(client, lekeberg, orebro_area, coordinator):
    client.force_login(coordinator)
    page = reverse("lagesbild:add_agreement", args=[lekeberg.slug])

    form = client.post(page, {"title": "Tom"}).context["form"]

    assert {"parties", "purposes", "areas", "starts_on"} <= set(form.errors)


def test_a_change_keeps_the_file_there_is(client, lekeberg, orebro_area, coordinator):
    row = CooperationAgreementFactory(municipality=lekeberg, file="agreements/x.pdf", file_sha256="0" * 64)
    client.force_login(coordinator)
    page = reverse("lagesbild:change_agreement", args=[lekeberg.slug, row.pk])
    assert client.get(page).status_code == 200

    answer = client.post(page, sent(lekeberg, orebro_area, edit_number=1, title="Ny", is_public=""))

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.title, row.file.name, row.is_public) == ("Ny", "agreements/x.pdf", False)
    assert Event.objects.filter(action="lagesbild.agreement_changed").count() == 1


def test_a_stale_save_is_refused_with_both_texts(client, lekeberg, orebro_area, coordinator):
    row = CooperationAgreementFactory(municipality=lekeberg, edit_number=2, title="Kollegans")
    client.force_login(coordinator)
    page = reverse("lagesbild:change_agreement", args=[lekeberg.slug, row.pk])

    answer = client.post(page, sent(lekeberg, orebro_area, edit_number=1, title="Min"))

    assert answer.status_code == 409
    assert "Kollegans" in answer.content.decode()
    values = {"title": "x", "starts_on": date(2026, 1, 1), "ends_on": None}
    with pytest.raises(StaleEdit):
        actions.change_agreement(row, edit_number=1, parties=[], values=values, by=coordinator)


def test_the_last_day_is_not_before_the_first(lekeberg, coordinator):
    values = {"title": "x", "starts_on": date(2026, 1, 1), "ends_on": date(2025, 1, 1)}

    with pytest.raises(ValidationError):
        actions.add_agreement(lekeberg, parties=[], values=values, creation_key=uuid4(), by=coordinator)


def test_a_reader_does_not_write(lekeberg, reader):
    values = {"title": "x", "starts_on": date(2026, 1, 1), "ends_on": None}

    with pytest.raises(PermissionDenied):
        actions.add_agreement(lekeberg, parties=[], values=values, creation_key=uuid4(), by=reader)


def test_a_stranger_is_no_party(client, lekeberg, kungsor, coordinator):
    client.force_login(coordinator)
    page = reverse("lagesbild:add_agreement", args=[lekeberg.slug])

    form = client.post(page, sent(lekeberg, kungsor)).context["form"]

    assert "parties" in form.errors


def test_more_of_them_cost_no_more_queries(client, lekeberg, coordinator, django_assert_num_queries,
                                           django_assert_max_num_queries):  # fmt: skip
    def more():
        CooperationAgreementFactory(municipality=lekeberg).parties.add(lekeberg)

    page = reverse("lagesbild:agreements", args=[lekeberg.slug])
    client.force_login(coordinator)
    more()
    client.get(page)
    with django_assert_max_num_queries(15) as one:
        client.get(page)
    more()
    more()

    with django_assert_num_queries(len(one)):
        client.get(page)
