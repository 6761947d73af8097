"""A report by the landlord, and a correction of it."""

import uuid

import pytest

from followup.actions import reporting
from tests.followup.actions.reports import VALUES


@pytest.fixture
def write(lanterns, landlord, landlord_executor):
    """``write(status="partly")``: a report by the landlord, with other values where they are given."""

    def written(*, by=landlord_executor, organisation=landlord, key=None, **more):
        options = {name: more.pop(name) for name in ("occasion", "picture", "is_sure") if name in more}
        return reporting.report(
            lanterns.found(),
            lanterns.activity(),
            organisation=organisation,
            values=VALUES | more,
            creation_key=key or uuid.uuid4(),
            by=by,
            **options,
        )

    return written


@pytest.fixture
def correct(landlord_executor):
    def corrected(entry, *, by=landlord_executor, key=None, picture=None, **values):
        return reporting.correct(
            entry, values=VALUES | values, creation_key=key or uuid.uuid4(), by=by, picture=picture
        )

    return corrected
