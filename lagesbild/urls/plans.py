"""Addresses of åtgärdsplaner."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import plan_decisions as decisions
from lagesbild.views import plan_rows as rows
from lagesbild.views import plans as views

_ONE = "<slug:slug>/planer/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/planer/", views.plans, name="plans"),
    path("<slug:slug>/planer/ny/", views.start_plan, name="start_plan"),
    path(f"{_ONE}/", views.plan, name="plan"),
    path(f"{_ONE}/namn/", views.rename_plan, name="rename_plan"),
    path(f"{_ONE}/ta-bort/", views.remove_plan, name="remove_plan"),
    path(f"{_ONE}/atgarder/ny/", rows.add_measure, name="add_measure"),
    path(f"{_ONE}/atgarder/<int:row>/", rows.change_measure, name="change_measure"),
    path(f"{_ONE}/atgarder/<int:row>/flytta/", rows.move_measure, name="move_measure"),
    path(f"{_ONE}/atgarder/<int:row>/ta-bort/", rows.remove_measure, name="remove_measure"),
    path(f"{_ONE}/atgarder/<int:row>/lage/", decisions.measure_state, name="measure_state"),
    path(f"{_ONE}/besluta/", decisions.decide_plan, name="decide_plan"),
    path(f"{_ONE}/uppfoljning/", decisions.follow_up_plan, name="follow_up_plan"),
    path(f"{_ONE}/fil/<slug:kind>/", views.plan_file, name="plan_file"),
]
