"""The analysis of a problem's causes."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import cause_rows, causes, row_pages
from lagesbild.views.cause_rows import CAUSES, CHAIN, EVIDENCE

ONE = "<slug:slug>/problem/<int:problem>/orsaker"


def _rows(part: str, kind: row_pages.RowKind) -> list[URLPattern]:
    """The page of one kind of rows, and what is done with a row."""
    with_kind = {"kind": kind}
    return [
        path(f"{ONE}/{part}/", cause_rows.row_page, with_kind, name=kind.page),
        path(f"{ONE}/{part}/ny/", row_pages.add, with_kind, name=f"{kind.name}_add"),
        path(f"{ONE}/{part}/<int:row>/", row_pages.edit, with_kind, name=f"{kind.name}_edit"),
        path(f"{ONE}/{part}/<int:row>/flytta/", row_pages.move, with_kind, name=f"{kind.name}_move"),
        path(f"{ONE}/{part}/<int:row>/ta-bort/", row_pages.remove, with_kind, name=f"{kind.name}_remove"),
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{ONE}/", causes.analysis, name="causes"),
    path(f"{ONE}/triangel/", causes.triangle, name="cause_triangle"),
    *_rows("kedja", CHAIN),
    *_rows("trad", CAUSES),
    *_rows("belagg", EVIDENCE),
    path(f"{ONE}/sammanfattning/", causes.summary, name="cause_summary"),
]
