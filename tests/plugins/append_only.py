"""Append-only tables in tests: the flush after a test that commits gets through, and a test can tamper."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.test import TransactionTestCase

from audit import append_only


@pytest.fixture(scope="session", autouse=True)
def _flush_lifts_the_triggers() -> Iterator[None]:
    """Django empties every table after a test that commits (`transaction=True`, `live_server`).

    Patched here rather than in a fixture of each such test: whoever forgets it would leave rows behind.
    """
    flush = TransactionTestCase._fixture_teardown

    def lifted_flush(case: TransactionTestCase) -> None:
        with append_only.lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted_flush)
        yield


@pytest.fixture
def lifted(db: None) -> Callable[[], AbstractContextManager[None]]:
    """`with lifted():` somebody with full rights to the database changes what should never change."""
    return append_only.lifted
