"""Fields that every form shares."""

import pytest
from django import forms

from organisations.forms.base import RowsField
from organisations.models import Organisation


class Chosen(forms.Form):
    rows = RowsField(queryset=Organisation.objects.all(), required=False)


@pytest.mark.parametrize("sent", ["9" * 30, "9" * 5000, "-1", "²", "x", "\x00"])
def test_what_is_no_rows_number_is_refused_and_does_not_reach_the_database(db, sent):
    form = Chosen({"rows": [sent]})

    assert not form.is_valid()
    assert form.has_error("rows", "invalid_choice")


def test_rows_that_there_are_can_be_chosen(lekeberg):
    form = Chosen({"rows": [str(lekeberg.pk)]})

    assert form.is_valid()
    assert [one.pk for one in form.cleaned_data["rows"]] == [lekeberg.pk]
