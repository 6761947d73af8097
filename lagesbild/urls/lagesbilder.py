"""Addresses of lägesbilder as documents."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import lagesbild_decisions as decisions
from lagesbild.views import lagesbild_parts as parts
from lagesbild.views import lagesbild_rows as rows
from lagesbild.views import lagesbilder as views

_ONE = "<slug:slug>/lagesbilder/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/lagesbilder/", views.lagesbilder, name="lagesbilder"),
    path("<slug:slug>/lagesbilder/ny/", views.start_lagesbild, name="start_lagesbild"),
    path(f"{_ONE}/", views.lagesbild, name="lagesbild"),
    path(f"{_ONE}/del/<slug:part>/", parts.lagesbild_part, name="lagesbild_part"),
    path(f"{_ONE}/underlag/", rows.lagesbild_basis, name="lagesbild_basis"),
    path(f"{_ONE}/underlag/nytt/", rows.add_basis, name="add_basis"),
    path(f"{_ONE}/underlag/<int:row>/", rows.change_basis, name="change_basis"),
    path(f"{_ONE}/underlag/<int:row>/flytta/", rows.move_basis, name="move_basis"),
    path(f"{_ONE}/underlag/<int:row>/ta-bort/", rows.remove_basis, name="remove_basis"),
    path(f"{_ONE}/problem/", rows.lagesbild_problems, name="lagesbild_problems"),
    path(f"{_ONE}/problem/<int:row>/flytta/", rows.move_problem, name="move_lagesbild_problem"),
    path(f"{_ONE}/problem/<int:row>/ta-ut/", rows.leave_problem, name="leave_lagesbild_problem"),
    path(f"{_ONE}/kontrollera/", decisions.check_lagesbild, name="check_lagesbild"),
    path(f"{_ONE}/anta/", decisions.adopt_lagesbild, name="adopt_lagesbild"),
    path(f"{_ONE}/ta-bort/", views.remove_lagesbild, name="remove_lagesbild"),
    path(f"{_ONE}/sekretess/", decisions.mark_lagesbild, name="mark_lagesbild"),
    path(f"{_ONE}/fil/<slug:kind>/", views.lagesbild_file, name="lagesbild_file"),
]
