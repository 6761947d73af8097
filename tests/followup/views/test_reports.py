import pytest

from followup.models import Report
from tests.followup.test_telling import deliver

pytestmark = pytest.mark.django_db

CHOICE = {"audience": "council", "starts_on": "2027-01-01", "ends_on": "2027-06-30"}
MAKE = "/arbete/uppfoljning/rapporter/ny/"


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def test_the_report_is_shown_before_it_is_delivered(as_coordinator, following, lekeberg):
    page = as_coordinator.get(MAKE, {**CHOICE, "organisation": lekeberg.pk}).content.decode()

    assert "Tryggare kvällar" in page
    assert "Leverera rapporten" in page
    assert not Report.objects.exists()


def test_delivering_leads_to_the_report(as_coordinator, following, lekeberg):
    response = as_coordinator.post(MAKE, {**CHOICE, "organisation": lekeberg.pk}, follow=True)

    assert response.redirect_chain[-1][0].endswith(f"/rapporter/{Report.objects.get().pk}/")
    assert "Levererad rapport" in response.content.decode()


def test_the_files_are_those_that_were_stored(as_coordinator, following, lekeberg, coordinator):
    report = deliver(lekeberg, coordinator)

    pdf = b"".join(as_coordinator.get(f"/arbete/uppfoljning/rapporter/{report.pk}/pdf/").streaming_content)

    assert pdf.startswith(b"%PDF-")
    assert as_coordinator.get(f"/arbete/uppfoljning/rapporter/{report.pk}/exe/").status_code == 404


def test_wrong_days_are_said_in_the_form(as_coordinator, lekeberg):
    page = as_coordinator.get(
        MAKE, {**CHOICE, "organisation": lekeberg.pk, "starts_on": "2027-12-31"}
    ).content.decode()

    assert "Sista dagen kan inte vara före den första." in page
    assert "Leverera rapporten" not in page


def test_another_municipality_cannot_be_chosen(as_coordinator, kungsor):
    response = as_coordinator.post(MAKE, {**CHOICE, "organisation": kungsor.pk})

    assert response.status_code == 200
    assert not Report.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    as_coordinator, following, lekeberg, coordinator, count, django_assert_num_queries
):
    for _number in range(count):
        deliver(lekeberg, coordinator)

    with django_assert_num_queries(6):
        as_coordinator.get("/arbete/uppfoljning/rapporter/")
