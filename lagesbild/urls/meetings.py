"""Addresses of lägesbildsträffar."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import meetings

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/traffar/", meetings.meetings, name="meetings"),
    path("<slug:slug>/traffar/<int:pk>/", meetings.meeting, name="meeting"),
    path("<slug:slug>/traffar/<int:pk>/dagordning/", meetings.fill, name="meeting_fill"),
    path("<slug:slug>/traffar/<int:pk>/sammanfattning/", meetings.summary, name="meeting_summary"),
]
