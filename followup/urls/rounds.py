"""Addresses of rounds, silences, agendas and reminders."""

from django.urls import URLPattern, path

from followup.views import meetings, reminders, rounds

urlpatterns: list[URLPattern] = [
    path("<int:pk>/omgangar/", rounds.rounds, name="rounds"),
    path("<int:pk>/omgangar/<int:number>/", rounds.one_round, name="round"),
    path("<int:pk>/omgangar/<int:number>/bekrafta/<uuid:key>/", rounds.confirm, name="confirm_standing"),
    path("<int:pk>/omgangar/<int:number>/avsluta/", rounds.close, name="close_round"),
    path("tystnader/", meetings.silences, name="silences"),
    path("moten/<int:pk>/dagordning/", meetings.agenda, name="agenda"),
    path("andring/<slug:slug>/", meetings.wanted_change, name="wanted_change"),
    path("paminnelser/", reminders.reminders, name="reminders"),
]
