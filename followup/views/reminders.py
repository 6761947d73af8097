"""How often a person wants to be reminded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from followup.actions import reminders as actions
from followup.forms.reminders import ReminderForm
from followup.models import ReminderChoice
from followup.views.base import MemberRequest, member_required, posted_or_parked


@require_http_methods(["GET", "POST"])
@member_required
def reminders(request: MemberRequest) -> HttpResponse:
    """One's own choice of how often."""
    chosen = ReminderChoice.objects.filter(user=request.user).values_list("how_often", flat=True).first()
    initial = {"how_often": chosen or ReminderChoice.HowOften.DAILY}
    form = ReminderForm(posted_or_parked(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.choose(request.user, how_often=form.cleaned_data["how_often"], by=request.user)
        messages.success(request, _("Valet är sparat."))
        return redirect("followup:reminders")
    return render(request, "followup/reminders.html", {"form": form})
