"""The site, and a page that does nothing: what the middleware, the server and the machine cost by themselves."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Ingenting.")


urlpatterns = [path("ingenting/", nothing), *site]
