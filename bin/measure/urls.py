"""The site, and two pages that do nothing: what the middleware, the server and the machine cost by themselves.

One for anybody, one that asks who is logged in, as every page behind login must before it does anything.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Ingenting.")


urlpatterns = [
    path("ingenting/", nothing),
    path("ingenting/inloggad/", login_required(nothing)),
    *site,
]
