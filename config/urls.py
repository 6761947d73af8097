from django.urls import URLPattern, URLResolver, include, path

from config import views
from organisations.admin import site as administration

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("konto/", include("allauth.urls")),
    path("admin/", administration.urls),
    path("arbete/loften/", include("promises.urls")),
    path("arbete/organisationer/", include("organisations.urls")),
    path("arbete/lagesbild/", include("lagesbild.urls")),
    path("arbete/uppfoljning/", include("followup.urls")),
    path("arbete/", include("overview.urls")),
    path("", include("public.urls")),
]
