"""Every drafting page opens, for those who may edit and those who may only read."""

import pytest
from django.urls import reverse

from tests.factories import promises as rows

PAGES = ["detail", "preview", "basics", "sections", "dialogue", "follow_up", "signatories"]
EDITING = [
    "delete",
    "picture",
    "section_add",
    "aim_add",
    "party_add",
    "place_add",
    "predecessor_add",
    "signatory_add",
    "contact_add",
]


@pytest.fixture
def full(draft, lekeberg):
    rows.SectionFactory(revision=draft)
    rows.SectionFactory(revision=draft, kind="lagesbild", heading="Lägesbild", after_activities=True)
    rows.AimFactory(revision=draft)
    rows.PlaceFactory(revision=draft)
    rows.PredecessorFactory(revision=draft)
    rows.DialogueBasisFactory(revision=draft)
    rows.FollowUpPlanFactory(revision=draft)
    rows.SignatoryFactory(revision=draft, organisation=lekeberg, statement="Bra.\n\n- ett\n- två")
    rows.PromiseContactFactory(revision=draft, organisation=lekeberg)
    rows.PictureFactory(revision=draft)
    rows.CommentFactory(revision=draft)
    return draft


@pytest.mark.parametrize("name", [*PAGES, *EDITING])
def test_an_empty_draft_opens(as_coordinator, draft, name):
    response = as_coordinator.get(reverse(f"promises:{name}", args=[draft.promise_id]))

    assert response.status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_full_draft_opens(as_coordinator, full, name):
    response = as_coordinator.get(reverse(f"promises:{name}", args=[full.promise_id]))

    assert response.status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_may_read_every_step_but_sees_no_form_to_save(client, reader, full, name):
    client.force_login(reader)

    response = client.get(reverse(f"promises:{name}", args=[full.promise_id]))

    assert response.status_code == 200
    assert 'name="edit_number"' not in response.content.decode()


@pytest.mark.parametrize("name", EDITING)
def test_a_reader_is_told_why_not(client, reader, full, name):
    client.force_login(reader)

    response = client.get(reverse(f"promises:{name}", args=[full.promise_id]))

    assert response.status_code == 403


@pytest.mark.parametrize("name", [*PAGES, *EDITING])
def test_a_stranger_finds_nothing(as_coordinator, others_draft, name):
    response = as_coordinator.get(reverse(f"promises:{name}", args=[others_draft.promise_id]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", [*PAGES, *EDITING])
def test_nobody_gets_in_without_logging_in(client, draft, name):
    url = reverse(f"promises:{name}", args=[draft.promise_id])

    response = client.get(url)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    # Twenty of them are the quality check's, where something is saved that it has hints about.
    [("basics", 33), ("sections", 41), ("dialogue", 13), ("follow_up", 8), ("signatories", 44)],
)
def test_a_page_costs_the_same_for_one_row_and_for_three(
    as_coordinator, draft, name, queries, count, django_assert_num_queries
):
    for _number in range(count):
        rows.PartyFactory(revision=draft)
        rows.SectionFactory(revision=draft, kind="lagesbild")
        rows.AimFactory(revision=draft)
        rows.PlaceFactory(revision=draft)
        rows.PredecessorFactory(revision=draft)
        rows.SignatoryFactory(revision=draft)
        rows.PromiseContactFactory(revision=draft)
        rows.CommentFactory(revision=draft)

    with django_assert_num_queries(queries):
        as_coordinator.get(reverse(f"promises:{name}", args=[draft.promise_id]))


def test_the_list_and_the_first_page_open(as_coordinator, draft):
    assert as_coordinator.get(reverse("promises:list")).status_code == 200
    assert as_coordinator.get(reverse("promises:create")).status_code == 200
