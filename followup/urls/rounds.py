"""Addresses of rounds and meetings."""

from django.urls import URLPattern, path

from followup.views import rounds

urlpatterns: list[URLPattern] = [
    path("<int:pk>/omgangar/", rounds.rounds, name="rounds"),
    path("<int:pk>/omgangar/<int:number>/", rounds.one_round, name="round"),
    path("<int:pk>/omgangar/<int:number>/bekrafta/<uuid:key>/", rounds.confirm, name="confirm_standing"),
    path("<int:pk>/omgangar/<int:number>/avsluta/", rounds.close, name="close_round"),
]
