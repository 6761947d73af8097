"""The empty choice of a list has words."""

from django import forms

from organisations.forms.base import say_what_to_choose
from organisations.models import Membership, Municipality


class Form(forms.ModelForm):
    county = forms.ModelChoiceField(Municipality.objects.none())
    kept = forms.ModelChoiceField(Municipality.objects.none(), empty_label="Ingen kommun")

    class Meta:
        model = Membership
        fields = ["role"]


def test_dashes_become_a_word_and_other_words_stay():
    form = Form()
    say_what_to_choose(form)

    assert "---" not in str(form)
    assert str(form).count(">Välj</option>") == 2
    assert "Ingen kommun" in str(form)
