import pytest

from audit.models import Event
from audit.references import reference
from organisations.models import Organisation
from tests.factories.audit import EventFactory
from tests.factories.organisations import MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_history_of_a_row_is_its_own():
    one, other = UserFactory(), UserFactory()
    event = EventFactory(obj=one)
    EventFactory(obj=other)
    EventFactory()

    assert list(Event.objects.for_object(one)) == [event]
    assert list(Event.objects.for_object(reference(one))) == [event]
    assert Event.objects.for_object(one, other).count() == 2
    assert not Event.objects.for_object()


def test_a_municipality_and_its_organisation_have_the_same_history():
    municipality = MunicipalityFactory()
    organisation = Organisation.objects.get(pk=municipality.pk)
    event = EventFactory(obj=municipality)

    assert event.object_type == "organisations.organisation"
    assert list(Event.objects.for_object(organisation)) == [event]
    assert list(Event.objects.for_object(municipality)) == [event]


def test_an_organisations_log_holds_its_events_and_no_others():
    event = EventFactory(organisations=[1, 2])
    EventFactory(organisations=[3])
    EventFactory()

    assert list(Event.objects.for_organisation(1)) == [event]
    assert list(Event.objects.for_organisation(1, 2)) == [event]
    assert not Event.objects.for_organisation()


def test_refusals_can_be_left_out():
    EventFactory(action="audit.refused", data={"reason": "Nej."})
    EventFactory(action="audit.login_failed")
    event = EventFactory(action="promises.signed")

    assert list(Event.objects.without_refusals()) == [event]


def test_the_order_is_that_of_the_numbers():
    first, second = EventFactory(), EventFactory()

    assert list(Event.objects.in_order()) == [first, second]
    assert list(Event.objects.newest_first()) == [second, first]
