"""Addresses of the list, the steps of drafting and the rows in them."""

from django.urls import URLPattern, path

from promises.views import comments, drafting, links, overview, parties, pictures, rows, signatories, text
from promises.views.kinds import KINDS, RowKind


def _rows(kind: RowKind) -> list[URLPattern]:
    """``promises:section_add``, ``…_edit``, ``…_show``, ``…_move`` and ``…_remove`` for one kind of row."""
    base = f"<int:pk>/{kind.path}/"
    extra = {"kind": kind}
    add = parties.add if kind.name == "party" else rows.add
    return [
        path(f"{base}ny/", add, extra, name=f"{kind.name}_add"),
        path(f"{base}<int:row>/", rows.edit, extra, name=f"{kind.name}_edit"),
        path(f"{base}<int:row>/visa/", rows.show, extra, name=f"{kind.name}_show"),
        path(f"{base}<int:row>/flytta/", rows.move, extra, name=f"{kind.name}_move"),
        path(f"{base}<int:row>/ta-bort/", rows.remove, extra, name=f"{kind.name}_remove"),
    ]


urlpatterns = [
    # The list and the task list of one promise
    path("", overview.index, name="list"),
    path("nytt/", drafting.create, name="create"),
    path("<int:pk>/", overview.detail, name="detail"),
    path("<int:pk>/forhandsgranska/", overview.preview, name="preview"),
    path("<int:pk>/ta-bort/", drafting.delete, name="delete"),
    # Steps
    path("<int:pk>/parter/", drafting.basics, name="basics"),
    path("<int:pk>/parter/period/", drafting.read_period, name="read_period"),
    path("<int:pk>/bild/", pictures.edit, name="picture"),
    path("<int:pk>/bild/fil/", pictures.show, name="picture_file"),
    path("<int:pk>/bild/ta-bort/", pictures.remove, name="picture_remove"),
    path("<int:pk>/avsnitt/", text.sections, name="sections"),
    path("<int:pk>/avsnitt/forhandsgranska/", text.preview_section, name="preview_section"),
    path("<int:pk>/dialog/", text.dialogue, name="dialogue"),
    path("<int:pk>/bygger-pa/", links.basis, name="basis"),
    path("<int:pk>/uppfoljning/", text.follow_up, name="follow_up"),
    path("<int:pk>/underskrifter/", signatories.signatories, name="signatories"),
    path("<int:pk>/underskrifter/forslag/", signatories.add_proposed, name="add_proposed"),
    # Comments
    path("<int:pk>/kommentarer/", comments.add, name="comment_add"),
    path("<int:pk>/kommentarer/<int:comment>/", comments.resolve, name="comment_resolve"),
    *[url for kind in KINDS for url in _rows(kind)],
]
