from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.cache import never_cache
from django.views.defaults import page_not_found

from config import views
from organisations.admin import site as administration

# It can be there the next minute.
handler404 = never_cache(page_not_found)

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
