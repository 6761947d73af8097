from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config import views

# One login for all, with its rate limits and passkeys: the admin's own form has neither.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("konto/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("arbete/loften/", include("promises.urls")),
    path("arbete/organisationer/", include("organisations.urls")),
    path("arbete/lagesbild/", include("lagesbild.urls")),
    path("arbete/uppfoljning/", include("followup.urls")),
    path("arbete/", include("overview.urls")),
    path("", include("public.urls")),
]
