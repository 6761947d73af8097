"""The site itself: who may come in, which addresses it has, and its front page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from organisations.parking import member_required
from organisations.permissions import may_administer


class Section(Enum):
    """The parts of the front page, in order."""

    PEOPLE = gettext_lazy("Personer")
    ORGANISATIONS = gettext_lazy("Organisationer och grupper")
    LAGESBILD = gettext_lazy("Lägesbild")
    PROMISES = gettext_lazy("Löften")
    COUNTRY = gettext_lazy("Landet")
    LOG = gettext_lazy("Logg")


@dataclass(frozen=True)
class Entry:
    """A list that the person may open."""

    name: str | LazyText
    lead: str | LazyText
    url: str
    add_url: str
    add_text: str | LazyText


class Administration(AdminSite):
    """Django's admin with our door, our addresses and nothing that leads past the rows a person may see.

    Left out on purpose: the popup windows, the look-up of choices while typing (``autocomplete``), the redirect from
    any content type and id to its page (``view_on_site``), and Django's own login and password pages.
    """

    site_title = gettext_lazy("Medborgarlöften – administration")
    site_header = site_title
    index_title = gettext_lazy("Administration")
    enable_nav_sidebar = False

    def __init__(self) -> None:
        super().__init__(name="admin")
        # Deletes without asking the actions. What can be removed has a step of its own.
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        """By the memberships that hold today: a flag on the account would outlive them."""
        return may_administer(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Our login instead of Django's, 403 with a sentence for who has no business here."""

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                raise PermissionDenied(
                    _(
                        "Administrationen är för BRÅ-sekreterare och polisens administratörer. "
                        "Din roll ger inte rätt till den."
                    )
                )
            if {IS_POPUP_VAR, TO_FIELD_VAR} & (request.GET.keys() | request.POST.keys()):
                raise Http404
            return view(request, *args, **kwargs)

        return never_cache(member_required(guarded))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The front page, the way in and every list, each at its Swedish address."""
        urls: list[URLPattern | URLResolver] = [
            path("", self.admin_view(self.index), name="index"),
            # Django's templates and old bookmarks lead here.
            path("login/", self.admin_view(self.go_in), name="login"),
        ]
        for model_admin in self._registry.values():
            urls.append(path(f"{model_admin.path}/", include(model_admin.urls)))  # type: ignore[attr-defined]
        return urls

    def go_in(self, request: HttpRequest) -> HttpResponse:
        """There is one login for all; whoever got as far as here has passed it."""
        return redirect("admin:index")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What the person can do here, in sections."""
        return TemplateResponse(request, "admin/index.html", self.front_page(request))

    def front_page(self, request: HttpRequest) -> dict[str, Any]:
        """``sections``: name of section → the lists in it that the person may open."""
        return {**self.each_context(request), "title": self.index_title, "sections": self.sections(request)}

    def sections(self, request: HttpRequest) -> list[tuple[str, list[Entry]]]:
        """The lists that the person may open, section by section."""
        found: dict[Section, list[Entry]] = {section: [] for section in Section}
        for model_admin in sorted(self._registry.values(), key=lambda one: one.place):  # type: ignore[attr-defined]
            if model_admin.has_module_permission(request):
                found[model_admin.section].append(_entry(model_admin, request))  # type: ignore[attr-defined]
        return [(str(section.value), entries) for section, entries in found.items() if entries]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page needs. Django's own also lists every model and the log of one's own changes."""
        return {"site_title": self.site_title, "site_header": self.site_header}


def _entry(model_admin: Any, request: HttpRequest) -> Entry:
    base = f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    can_add = model_admin.has_add_permission(request)
    return Entry(
        name=model_admin.list_name,
        lead=model_admin.lead,
        url=reverse(f"{base}_changelist"),
        add_url=reverse(f"{base}_add") if can_add else "",
        add_text=model_admin.add_text,
    )


site = Administration()
