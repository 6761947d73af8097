import inspect

import pytest

from tests.factories import organisations, promises

FACTORIES = [
    factory
    for module in (organisations, promises)
    for name, factory in inspect.getmembers(module, inspect.isclass)
    if name.endswith("Factory") and factory.__module__ == module.__name__
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_every_factory_makes_a_row_that_can_be_read_again(factory):
    row = factory()

    assert type(row).objects.get(pk=row.pk) == row
