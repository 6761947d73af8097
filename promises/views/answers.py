"""The activities that somebody else's promise puts on my organisation, and my yes or no to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from organisations.actions.rows import StaleEdit
from organisations.models import Organisation
from promises import activity_list, answers, permissions
from promises.actions.answers import NotAsked, answer_activity
from promises.forms.answers import AnswerForm
from promises.models import Activity
from promises.permissions.answers import can_answer_for, check_can_answer
from promises.views.base import member_required, posted_or_parked


@member_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What my organisations and groups are asked, first what waits for an answer."""
    asked = answers.asked_of(request.user)
    context = {
        "waiting": [question for question in asked if question.is_open],
        "answered": [question for question in asked if not question.is_open],
        "visible": set(permissions.visible_to(request.user).values_list("pk", flat=True)) if asked else set(),
    }
    return render(request, "promises/answers.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, row: int, organisation: int) -> HttpResponse:
    """One activity put to one organisation."""
    user: Any = request.user
    activity, asked = _found(user, row, organisation)
    form = AnswerForm(posted_or_parked(request), initial=_given(activity, asked))
    if request.method == "POST":
        check_can_answer(user, activity, asked)
        if form.is_valid():
            return _save(request, activity, asked, form)
    return render(request, "promises/answer.html", _context(activity, asked, form))


def _found(user: Any, row: int, organisation: int) -> tuple[Activity, Organisation]:
    """The activity and the organisation that is asked: 404 for whoever speaks for neither it nor a party."""
    activity = get_object_or_404(Activity.objects.select_related("revision__promise", "focus_area"), pk=row)
    questions = answers.asked_in(activity.revision).get(activity.pk, [])
    asked = next((q.organisation for q in questions if q.organisation.pk == organisation), None)
    if asked is None or not (can_answer_for(user, asked) or _sees(user, activity)):
        raise Http404
    check_can_answer(user, activity, asked)
    return activity, asked


def _sees(user: Any, activity: Activity) -> bool:
    return permissions.visible_to(user).filter(pk=activity.revision.promise_id).exists()


def _given(activity: Activity, organisation: Organisation) -> dict[str, Any]:
    """The answer that was given, if it is to the words that stand there now."""
    given = activity.answers.filter(organisation=organisation).first()
    if given is None or (given.answered_text, given.answered_scope) != (activity.text, activity.scope):
        return {"edit_number": activity.edit_number}
    return {"edit_number": activity.edit_number, "outcome": given.outcome, "reason": given.reason}


def _context(
    activity: Activity, organisation: Organisation, form: AnswerForm, changed: bool = False
) -> dict[str, Any]:
    given = activity.answers.filter(organisation=organisation).first()
    return {
        "form": form,
        "one": activity_list.view_of(activity, may_edit=False),
        "organisation": organisation,
        "revision": activity.revision,
        "promise": activity.revision.promise,
        "changed": changed,
        "earlier": given,
    }


def _save(request: HttpRequest, activity: Activity, asked: Organisation, form: AnswerForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        answer_activity(
            activity,
            asked,
            outcome=data["outcome"],
            reason=data["reason"],
            edit_number=data["edit_number"],
            by=request.user,  # type: ignore[arg-type]
        )
    except StaleEdit as stale:
        return _changed(request, stale, asked, form)
    except NotAsked:
        messages.info(request, _("Parterna har ändrat aktiviteten, så ni behöver inte svara längre."))
        return redirect("promises:answers")
    messages.success(request, _("Tack, svaret är sparat. Parterna ser det i löftet."))
    return redirect("promises:answers")


def _changed(request: HttpRequest, stale: StaleEdit, asked: Organisation, form: AnswerForm) -> HttpResponse:
    """The activity was rewritten while the answer was: show the new words, with the answer kept."""
    if stale.current is None:
        messages.info(request, _("Parterna har tagit bort aktiviteten, så ni behöver inte svara längre."))
        return redirect("promises:answers")
    now, _asked = _found(request.user, stale.current.pk, asked.pk)
    again = AnswerForm({**form.cleaned_data, "edit_number": now.edit_number})
    return render(request, "promises/answer.html", _context(now, asked, again, changed=True), status=409)
