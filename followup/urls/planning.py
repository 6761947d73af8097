"""Addresses of plans, the year wheel and calendars."""

from django.urls import URLPattern, path

from followup.views import calendars, occasions, plan

urlpatterns: list[URLPattern] = [
    path("<int:pk>/plan/", plan.plan, name="plan"),
    path("<int:pk>/plan/skapa/", plan.generate, name="plan_generate"),
    path("<int:pk>/aktivitet/<uuid:key>/plan/", plan.activity_plan, name="activity_plan"),
    path("<int:pk>/aktivitet/<uuid:key>/plan/skapa/", plan.generate_activity, name="activity_plan_generate"),
    path("<int:pk>/aktivitet/<uuid:key>/plan/nytt/", occasions.add, name="occasion_add"),
    path("<int:pk>/plan/<int:occasion>/", occasions.detail, name="occasion"),
    path("<int:pk>/plan/<int:occasion>/andra/", occasions.change, name="occasion_change"),
    path("<int:pk>/plan/<int:occasion>/flytta/", occasions.move, name="occasion_move"),
    path("<int:pk>/plan/<int:occasion>/stall-in/", occasions.cancel, name="occasion_cancel"),
    path("<int:pk>/plan/<int:occasion>/aterstall/", occasions.restore, name="occasion_restore"),
    path("<int:pk>/kalender/", calendars.promise, name="promise_calendar"),
    path("kalender/", calendars.index, name="calendars"),
    path("kalender/<int:feed>/stang/", calendars.close, name="calendar_close"),
]
