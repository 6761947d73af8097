"""Addresses of focus areas and activities, and of the answers of those who carry them out."""

from django.urls import path

from promises.views import (
    activities,
    activity_forms,
    activity_help,
    activity_paste,
    answers,
    finding_answers,
    focus_areas,
    links,
)

_ALL = "<int:pk>/aktiviteter/"
_ONE = "<int:pk>/aktiviteter/<int:row>/"
_AREA = "<int:pk>/fokusomraden/<int:row>/"

urlpatterns = [
    path(_ALL, activities.index, name="activities"),
    path(f"{_ALL}ny/", activity_forms.add, name="activity_add"),
    path(f"{_ALL}ny/alla-falt/", activity_forms.new, name="activity_new"),
    path(f"{_ALL}klistra-in/", activity_paste.paste, name="activity_paste"),
    path(f"{_ALL}lasning/", activity_help.reading, name="activity_reading"),
    path(f"{_ALL}kvalitet/", activity_help.hints, name="activity_hints"),
    path(_ONE, activity_forms.edit, name="activity_edit"),
    path(f"{_ONE}visa/", activities.show, name="activity_show"),
    path(f"{_ONE}kopiera/", activities.copy, name="activity_copy"),
    path(f"{_ONE}flytta/", activities.move, name="activity_move"),
    path(f"{_ONE}las-ur-texten/", activities.take_reading, name="activity_take_reading"),
    path(f"{_ONE}ta-bort/", activities.remove, name="activity_remove"),
    path(f"{_ONE}kommentarer/", activity_help.comments, name="activity_comments"),
    path(f"{_ONE}svarar-pa/", links.activity, name="activity_grounds"),
    path("<int:pk>/fokusomraden/ny/", focus_areas.add, name="focus_area_add"),
    path(_AREA, focus_areas.edit, name="focus_area_edit"),
    path(f"{_AREA}visa/", focus_areas.show, name="focus_area_show"),
    path(f"{_AREA}svarar-pa/", links.focus_area, name="focus_area_problems"),
    path(f"{_AREA}flytta/", focus_areas.move, name="focus_area_move"),
    path(f"{_AREA}ta-bort/", focus_areas.remove, name="focus_area_remove"),
    # An executor that does not draft
    path("svar/", answers.index, name="answers"),
    path("svar/<int:row>/<int:organisation>/", answers.answer, name="answer"),
    # What has been said, and the plan
    path("svar/dialog/<int:pk>/", finding_answers.dialogue, name="dialogue_answers"),
    path("svar/<int:pk>/", finding_answers.answer, name="answer_finding"),
    path("atgard/<int:pk>/", finding_answers.measure, name="measure_activities"),
]
