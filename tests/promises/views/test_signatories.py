import uuid
from datetime import date

import pytest
from django.urls import reverse

from promises.models import PromiseContact, Signatory
from tests.factories.organisations import ContactFactory, MandateFactory
from tests.factories.promises import SignatoryFactory


def url_of(name, draft):
    return reverse(f"promises:{name}", args=[draft.promise_id])


def proposed(client, draft, which="proposed"):
    return client.get(url_of("signatories", draft)).context[which]


def test_the_titles_of_valid_mandates_are_proposed(as_coordinator, draft, lekeberg):
    MandateFactory(organisation=lekeberg, title="Kommunalråd")
    MandateFactory(organisation=lekeberg, title="Förre ordföranden", valid_to=date(2021, 1, 1))

    titles = [proposal.title for proposal in proposed(as_coordinator, draft)]

    assert titles == ["Kommunalråd", "Lokalpolisområdeschef"]


def test_a_deputy_is_not_proposed_beside_the_one_deputised_for(as_coordinator, draft, lekeberg):
    mandate = MandateFactory(organisation=lekeberg, title="Kommunalråd")
    MandateFactory(organisation=lekeberg, title="Vice ordförande", delegated_from=mandate)

    assert [p.title for p in proposed(as_coordinator, draft)][:1] == ["Kommunalråd"]
    assert len(proposed(as_coordinator, draft)) == 2


def test_what_is_ticked_is_added_once_however_often_it_is_sent(as_coordinator, draft):
    chosen = [proposal.key for proposal in proposed(as_coordinator, draft)]

    for _time in range(2):
        as_coordinator.post(url_of("add_proposed", draft), {"chosen": chosen})

    assert sorted(Signatory.objects.values_list("title", flat=True)) == [
        "Kommunstyrelsens ordförande",
        "Lokalpolisområdeschef",
    ]
    assert proposed(as_coordinator, draft) == []


def test_a_party_with_a_signatory_is_not_proposed_again(as_coordinator, draft, lekeberg):
    SignatoryFactory(revision=draft, organisation=lekeberg, title="Kommundirektör")

    assert [p.title for p in proposed(as_coordinator, draft)] == ["Lokalpolisområdeschef"]


def test_public_contacts_of_the_parties_are_proposed(as_coordinator, draft, lekeberg, kungsor):
    ContactFactory(organisation=lekeberg, title="Säkerhetssamordnare")
    ContactFactory(organisation=lekeberg, title="Intern", is_public=False)
    ContactFactory(organisation=kungsor)
    chosen = [proposal.key for proposal in proposed(as_coordinator, draft, "proposed_contacts")]

    as_coordinator.post(url_of("add_proposed", draft), {"chosen": chosen})

    contact = PromiseContact.objects.get()
    assert (contact.title, contact.email) == ("Säkerhetssamordnare", "sakerhet@kommun.example")


def test_an_unknown_proposal_adds_nothing(as_coordinator, draft):
    as_coordinator.post(url_of("add_proposed", draft), {"chosen": ["signatory-999-0", "contact-999", ""]})

    assert not Signatory.objects.exists()


def test_a_reader_is_proposed_nothing_and_adds_nothing(client, reader, draft):
    client.force_login(reader)

    assert proposed(client, draft) == []
    assert client.post(url_of("add_proposed", draft), {"chosen": []}).status_code == 403


def test_two_may_sign_for_one_organisation(as_coordinator, draft, lekeberg):
    for title in ("Kommundirektör", "Kommunalråd"):
        data = {"organisation": lekeberg.pk, "title": title, "creation_key": str(uuid.uuid4())}
        as_coordinator.post(url_of("signatory_add", draft), data)

    assert Signatory.objects.filter(organisation=lekeberg).count() == 2


def test_only_parties_sign(as_coordinator, draft, kungsor):
    data = {"organisation": kungsor.pk, "title": "Kommunalråd", "creation_key": str(uuid.uuid4())}

    response = as_coordinator.post(url_of("signatory_add", draft), data)

    assert "Välj en av parterna" in str(response.context["form"].errors["organisation"])


def test_what_the_original_says_is_asked_only_when_there_is_one(as_coordinator, draft):
    form = as_coordinator.get(url_of("signatory_add", draft)).context["form"]
    assert "original_signed_text" not in form.fields

    draft.promise.registered_afterwards = True
    draft.promise.save()
    form = as_coordinator.get(url_of("signatory_add", draft)).context["form"]
    assert "original_signed_text" in form.fields


def test_telephone_and_mail_of_a_contact_pass(as_coordinator, draft, lekeberg):
    data = {
        "organisation": lekeberg.pk,
        "title": "Kommunpolis",
        "phone": "010-565 26 70",
        "email": "info@kungsor.example",
        "creation_key": str(uuid.uuid4()),
    }

    as_coordinator.post(url_of("contact_add", draft), data)

    assert PromiseContact.objects.get().phone == "010-565 26 70"


@pytest.mark.parametrize("field", ["title"])
def test_a_telephone_number_in_a_title_does_not_pass(as_coordinator, draft, lekeberg, field):
    data = {"organisation": lekeberg.pk, "title": "Ring 070-123 45 67", "phone": "1"}

    response = as_coordinator.post(url_of("contact_add", draft), data)

    assert field in response.context["form"].errors


def test_a_contact_can_be_reached_somehow(as_coordinator, draft, lekeberg):
    response = as_coordinator.post(url_of("contact_add", draft), {"organisation": lekeberg.pk, "title": "x"})

    assert "phone" in response.context["form"].errors
