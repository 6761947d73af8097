"""Every shared component on one page, for those who build pages and for the accessibility tests."""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.templatetags._looks import STEP_LOOKS, TONES
from promises.states import Status

CHOICES = [("day", _("Dag")), ("month", _("Månad")), ("year", _("År"))]
# Words for what is not a revision's status; real pages take them from their model.
OTHER_TEXTS = {
    "pending": _("Väntar på svar"),
    "accepted": _("Accepterad"),
    "approved": _("Godkänt"),
    "returned": _("Skickat tillbaka"),
    "declined": _("Nej"),
    "voided": _("Gäller inte längre"),
    "confirmed": _("Bekräftat"),
    "unconfirmed": _("Ej bekräftat"),
}


class ExampleForm(forms.Form):
    title = forms.CharField(label=_("Rubrik"), help_text=_("Kort och konkret, högst 80 tecken."))
    scope = forms.CharField(label=_("Omfattning"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    starts = forms.DateField(label=_("Första dag"), widget=forms.DateInput(attrs={"type": "date"}))
    count = forms.IntegerField(label=_("Antal gånger"), min_value=1, required=False)
    email = forms.EmailField(label=_("E-post till kontaktperson"), required=False)
    precision = forms.ChoiceField(label=_("Periodens noggrannhet"), choices=CHOICES)
    kind = forms.ChoiceField(label=_("Hur ofta?"), choices=CHOICES, widget=forms.RadioSelect)
    parties = forms.MultipleChoiceField(
        label=_("Vilka är med?"), choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    picture = forms.FileField(label=_("Bild"), required=False)
    accept = forms.BooleanField(label=_("Jag har läst texten"), help_text=_("Du kan läsa den igen ovanför."))


@login_required
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show the components, with a form in its empty and in its refused state. Only for staff and demonstrations."""
    if not (settings.DEMO or request.user.is_staff):
        raise PermissionDenied(_("Stilguiden är till för den som utvecklar webbplatsen."))
    wrong = {"email": "inte en adress", "count": "0"}
    context = {
        "form": ExampleForm(auto_id="id_tom_%s"),
        "refused": ExampleForm(wrong, auto_id="id_fel_%s"),
        "tones": TONES,
        "statuses": [*Status.choices, *OTHER_TEXTS.items()],
        "states": list(STEP_LOOKS),
        "page": Paginator(range(200), 10).page(7),
        "now": timezone.now(),
        "names": [_("Utkast"), _("Granskning"), _("Underskrift"), _("Publicering")],
    }
    return render(request, "overview/style_guide.html", context)
