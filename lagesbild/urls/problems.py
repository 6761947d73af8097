"""Problems, their sources, joining them and weighing them."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import matrix, merging, problems, row_pages
from lagesbild.views.sources import SOURCES, sources

ALL = "<slug:slug>/problem"
ONE = f"{ALL}/<int:problem>"
WITH_SOURCES = {"kind": SOURCES}

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{ALL}/", problems.problem_list, name="problems"),
    path(f"{ALL}/nytt/", problems.problem_new, name="problem_new"),
    path(f"{ALL}/sammanfoga/", merging.compare, name="problem_compare"),
    path(f"{ALL}/sammanfoga/skriv/", merging.join, name="problem_join"),
    path(f"{ALL}/matris/", matrix.matrix, name="problem_matrix"),
    path(f"{ALL}/matris/borja/", matrix.criteria_begin, name="criteria_begin"),
    path(f"{ALL}/matris/kriterier/", matrix.criteria, name="criteria"),
    path(f"{ALL}/matris/kriterier/<int:criterion>/", matrix.criterion_edit, name="criterion_edit"),
    path(f"{ALL}/matris/kriterier/<int:criterion>/flytta/", matrix.criterion_move, name="criterion_move"),
    path(
        f"{ALL}/matris/kriterier/<int:criterion>/ta-bort/", matrix.criterion_remove, name="criterion_remove"
    ),
    path(f"{ONE}/", problems.problem_detail, name="problem"),
    path(f"{ONE}/andra/", problems.problem_edit, name="problem_edit"),
    path(f"{ONE}/beslut/", problems.problem_decide, name="problem_decide"),
    path(f"{ONE}/avsluta/", problems.problem_retire, name="problem_retire"),
    path(f"{ONE}/ateruppta/", problems.problem_resume, name="problem_resume"),
    path(f"{ONE}/ta-ut/", problems.problem_unjoin, name="problem_unjoin"),
    path(f"{ONE}/historik/", problems.problem_history, name="problem_history"),
    path(f"{ONE}/kallor/", sources, name="problem_sources"),
    path(f"{ONE}/kallor/ny/", row_pages.add, WITH_SOURCES, name="source_add"),
    path(f"{ONE}/kallor/<int:row>/", row_pages.edit, WITH_SOURCES, name="source_edit"),
    path(f"{ONE}/kallor/<int:row>/flytta/", row_pages.move, WITH_SOURCES, name="source_move"),
    path(f"{ONE}/kallor/<int:row>/ta-bort/", row_pages.remove, WITH_SOURCES, name="source_remove"),
]
