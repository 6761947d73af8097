"""Removing words from a frozen text by a recorded decision."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from promises import permissions
from promises.actions import redacting
from promises.forms.publishing import RedactionForm
from promises.models import PromiseVersion
from promises.views.base import member_required, page
from promises.views.history import get_version
from promises.views.steps import person, tried, version_name


class WordsForm(forms.Form):
    """Which words are to go. Sent by POST: an address would stand in logs."""

    words = forms.CharField(label="", max_length=500)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["words"].label = _("Vilka ord ska bort?")
        self.fields["words"].help_text = _("Skriv dem exakt som de står i texten.")


@member_required
def redact(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """First the words, then where, why and by which decision."""
    text = get_version(request, pk, version)
    permissions.check_can_redact(person(request), text)
    words = request.POST.get("words", "").strip()
    places = _places(text, words, picture=request.POST.get("path") == redacting.PICTURE)
    form = None
    if "decision_reference" in request.POST:
        form = RedactionForm(request.POST, places=places)
        if form.is_valid() and tried(
            request,
            partial(redacting.redact, text, by=person(request), **form.cleaned_data),
            _("Borttaget. Kontrollsumman är densamma, så att det syns att något har tagits bort."),
        ):
            _warn_of_others(request, text, words)
            return redirect("promises:version", pk, version)
    elif places:
        form = RedactionForm(places=places, initial={"words": words, "path": places[0][0]})
    elif words:
        messages.error(request, _("Orden finns inte i texten. Skriv dem exakt som de står där."))
    context = page(
        request,
        text.revision,
        version=text,
        form=form,
        search=WordsForm(initial={"words": words}),
        words=words,
        picture_path=redacting.PICTURE if text.document.picture else "",
    )
    return render(request, "promises/redact.html", context)


def _warn_of_others(request: HttpRequest, text: PromiseVersion, words: str) -> None:
    """Each frozen text is a decision of its own, but nobody should believe that one was enough."""
    others = PromiseVersion.objects.filter(revision__promise=text.revision.promise_id).exclude(pk=text.pk)
    names = [
        version_name(o.revision) for o in others.select_related("revision") if redacting.places_of(o, words)
    ]
    if names:
        messages.warning(
            request,
            _("Orden står också i: %(versions)s. Ta bort dem där också.") % {"versions": ", ".join(names)},
        )


def _places(version: PromiseVersion, words: str, *, picture: bool) -> list[tuple[str, str]]:
    """The places where the words stand, as choices with a piece of the text each; or the picture."""
    shown = version.document.picture
    if picture:
        return [(redacting.PICTURE, _("Hela bilden: %(alt)s") % {"alt": shown.alt})] if shown else []
    return [(path, Truncator(text).chars(160)) for path, text in redacting.places_of(version, words)]
