"""Addresses of dialogues and what was said in them."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import dialogues, findings, removing

_ONE = "<slug:slug>/dialoger/<int:pk>/"
_ROW = f"{_ONE}resultat/<int:row>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/dialoger/", dialogues.index, name="dialogues"),
    path("<slug:slug>/dialoger/ny/", dialogues.add, name="add_dialogue"),
    path(_ONE, dialogues.detail, name="dialogue"),
    path(f"{_ONE}andra/", dialogues.edit, name="edit_dialogue"),
    path(f"{_ONE}fordelning/", dialogues.breakdown, name="dialogue_breakdown"),
    path(f"{_ONE}avsluta/", dialogues.close, name="close_dialogue"),
    path(f"{_ONE}oppna/", dialogues.reopen, name="reopen_dialogue"),
    path(f"{_ONE}ta-bort/", removing.remove_dialogue, name="remove_dialogue"),
    path(f"{_ONE}resultat/nytt/", findings.add, name="add_finding"),
    path(_ROW, findings.show, name="finding"),
    path(f"{_ROW}andra/", findings.edit, name="edit_finding"),
    path(f"{_ROW}flytta/", findings.move, name="move_finding"),
    path(f"{_ROW}ta-bort/", findings.remove, name="remove_finding"),
]
