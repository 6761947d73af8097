"""Questions that readers ask. Each starts from what is public; none from what is not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.db.models import Case, Prefetch, Q, QuerySet, TextField, When
from django.db.models.functions import Cast

from followup.publication import with_what_there_is
from organisations.models import Municipality
from organisations.swedish import search_form, sort_form
from promises.models import (
    Party,
    Predecessor,
    Promise,
    PromiseVersion,
    RegistrationConfirmation,
    Revision,
)
from promises.states import CURRENT, PUBLIC
from promises.thread import with_links

Versions = QuerySet[PromiseVersion]


def public_versions() -> Versions:
    """Every frozen text that is or has been public."""
    return PromiseVersion.objects.filter(revision__status__in=PUBLIC).select_related(
        "revision__promise__public_answer"
    )


def current_versions() -> Versions:
    """The texts in force and the last texts of ended promises, newest first."""
    return public_versions().filter(revision__status__in=CURRENT).order_by("-revision__published_at", "-pk")


def for_publication(versions: Versions) -> Versions:
    """With what the follow-up and what it builds on need to know of each.

    Signatures and the like are read of the one text that is shown, not of every text there has been.
    """
    return with_links(with_what_there_is(versions))


def texts_of(slug: str) -> Versions:
    """Every public text of the promise, newest first."""
    return _texts().filter(revision__promise__slug=slug)


@cache
def _texts() -> Versions:
    """Put together once: that takes longer than its answer."""
    return for_publication(public_versions()).order_by("-revision__number", "-revision__attempt")


def for_cards(versions: Versions) -> Versions:
    """With all that a card in a list shows, and without the frozen text: two queries, however long the texts."""
    confirmations = RegistrationConfirmation.objects.select_related("organisation")
    lean = versions.select_related(None).select_related("revision")
    return lean.only("revision__status", "revision__summary").prefetch_related(
        Prefetch("confirmations", confirmations)
    )


def matching(versions: Versions, text: str) -> Versions:
    """Texts in whose title, municipalities, parties, places or focus areas every word occurs."""
    for word in search_form(text)[:100].split():
        versions = versions.filter(revision__search_text__contains=word)
    return versions


def in_county(versions: Versions, code: str) -> Versions:
    return _with_party(versions, organisation__municipality__county__code=code)


def in_municipality(versions: Versions, slug: str) -> Versions:
    return _with_party(versions, organisation__municipality__slug=slug)


def in_police_area(versions: Versions, slug: str) -> Versions:
    return _with_party(versions, organisation__policearea__slug=slug)


def about(versions: Versions, theme: str) -> Versions:
    # SQLite cannot look inside JSON with "contains"; the text of a list of keywords is the same on both databases.
    themed = versions.annotate(theme_text=Cast("revision__themes", TextField()))
    return themed.filter(theme_text__contains=f'"{theme}"')


def running_in(versions: Versions, year: int) -> Versions:
    """Texts whose period touches the year. An unknown end counts as still running, an unknown start as begun."""
    starts = Q(revision__period_start__isnull=True) | Q(revision__period_start__lte=date(year, 12, 31))
    ends = Q(revision__period_end__isnull=True) | Q(revision__period_end__gte=date(year, 1, 1))
    known = Q(revision__period_start__isnull=False) | Q(revision__period_end__isnull=False)
    return versions.filter(starts, ends, known)


def neighbours(slug: str, before: Iterable[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The public promises beside this one: titles of those ``before`` by slug, and (slug, title) of those after.

    One query. After are those that name this one as what came before.
    """
    own = set(before)
    after = Predecessor.objects.filter(promise__slug=slug).values("revision")
    beside = Q(revision__in=after)
    if own:
        # Most promises are the first: then there is no such question to put together either.
        beside |= Q(revision__in=Revision.objects.filter(promise__slug__in=own).values("pk"))
    known = list(_titles().filter(beside))
    return {one: title for one, title in known if one in own}, [row for row in known if row[0] not in own]


@cache
def _titles() -> QuerySet[PromiseVersion, tuple[str, str]]:
    """(slug, title) of every public promise, the first published first. Put together once, as ``_texts``."""
    rows = current_versions().select_related(None).order_by("revision__published_at")
    return rows.values_list("revision__promise__slug", "revision__summary__title")


def title_of(promise: Promise) -> str:
    """What the promise is called in its text in force; empty when none is."""
    version = current_versions().filter(revision__promise=promise).first()
    return version.document.title if version else ""


def municipalities_matching(text: str, limit: int = 20) -> list[Municipality]:
    """First those that begin as it is written, then as it may be meant: ``å`` is Åmål before Alingsås."""
    nearness = Case(
        When(sort_key__startswith=sort_form(text), then=0),
        When(search_text__startswith=search_form(text), then=1),
        default=2,
    )
    found = Municipality.objects.matching(text).select_related("county").order_by(nearness, "sort_key")
    return list(found[:limit])


def _with_party(versions: Versions, **lookup: str) -> Versions:
    return versions.filter(revision__in=Party.objects.filter(**lookup).values("revision"))
