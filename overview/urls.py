"""Addresses of pages behind login that show several apps at once."""

from django.urls import URLPattern, URLResolver, path

from organisations.views.roles import roles
from overview.views import thread
from overview.views.home import account, home
from overview.views.law import law, law_list
from overview.views.style_guide import style_guide

app_name = "overview"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("roller/", roles, name="roles"),
    path("mitt-konto/", account, name="account"),
    path("lagen/", law_list, name="law_list"),
    path("lagen/<slug:slug>/", law, name="law"),
    path("stilguide/", style_guide, name="style_guide"),
    path("traden/lofte/<int:pk>/", thread.promise, name="thread_promise"),
    path("traden/<slug:slug>/", thread.municipality, name="thread"),
    path("traden/<slug:slug>/problem/<int:pk>/", thread.problem, name="thread_problem"),
    path("traden/<slug:slug>/orsak/<int:pk>/", thread.cause, name="thread_cause"),
    path("traden/<slug:slug>/sagt/<int:pk>/", thread.finding, name="thread_finding"),
]
