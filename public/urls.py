from django.urls import path, re_path

from public.views import (
    about,
    answers,
    calendars,
    following,
    home,
    lagesbild,
    municipalities,
    pictures,
    promises,
    reports,
    subscribing,
    walks,
)

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("kommuner/", municipalities.municipalities, name="municipalities"),
    path("kommuner/<slug:slug>/", municipalities.municipality, name="municipality"),
    # Before the page: the address of a file must not be read as a number.
    path("kommuner/<slug:slug>/trygghetsvandringar/<int:pk>.pdf", walks.walk_pdf, name="walk_pdf"),
    path("kommuner/<slug:slug>/trygghetsvandringar/<int:pk>/", walks.walk, name="walk"),
    path(
        "kommuner/<slug:slug>/trygghetsvandringar/<int:pk>/bilder/<int:point>/",
        walks.walk_picture,
        name="walk_picture",
    ),
    path("kommuner/<slug:slug>/lagesbild/", lagesbild.lagesbild, name="lagesbild"),
    path("loften/", promises.promises, name="promises"),
    # /loften/<slug>.json and .pdf, before the page: the address of a file must not be read as a slug.
    path("loften/<slug:slug>.json", promises.promise_json, name="promise_json"),
    path("loften/<slug:slug>.pdf", promises.promise_pdf, name="promise_pdf"),
    path("loften/<slug:slug>/", promises.promise, name="promise"),
    path("loften/<slug:slug>/bild/", promises.picture, name="picture"),
    path("loften/<slug:slug>/bilder/<int:entry>/", pictures.entry_picture, name="entry_picture"),
    path("loften/<slug:slug>/original/", promises.original, name="original"),
    path("loften/<slug:slug>/svar/", answers.answer, name="answer"),
    path("loften/<slug:slug>/matvarden/", answers.measures, name="measures"),
    path("loften/<slug:slug>/uppfoljning/", following.updates, name="updates"),
    path("loften/<slug:slug>/uppfoljning.atom", following.feed, name="feed"),
    path("loften/<slug:slug>/folj/", subscribing.follow, name="follow"),
    path("folj/<slug:secret>/", subscribing.confirm, name="confirm_following"),
    path("folj/<slug:secret>/sluta/", subscribing.stop, name="stop_following"),
    path("loften/<slug:slug>/fel/", reports.report_error, name="report_error"),
    path("loften/<slug:slug>/versioner/<int:number>/", promises.version, name="version"),
    path("loften/<slug:slug>/versioner/<int:number>.json", promises.version_json, name="version_json"),
    path("kalender/<slug:secret>.ics", calendars.calendar, name="calendar"),
    path("om/", about.about, name="about"),
    path("om/kontrollera/", about.check, name="check"),
    path("tillganglighet/", about.accessibility, name="accessibility"),
    path("tillganglighet/brist/", reports.report_fault, name="report_fault"),
    path("personuppgifter/", about.privacy, name="privacy"),
    path("kontakt/", about.contact, name="contact"),
    re_path(r"^robots\.txt$", about.robots, name="robots"),
]
