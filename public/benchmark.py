"""Promises to measure with: as long as real ones, and as many as a list shows. Only for a throwaway database.

The texts are put together from a stock of sentences, so that no two rows of a table are alike: a page of one
sentence sixty times would shrink to nothing under gzip and flatter the figures.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from organisations.models import Municipality, Organisation, PoliceArea, User
from organisations.themes import Theme
from promises import documents, extent
from promises.composition import document_of
from promises.indexing import index_of
from promises.models import (
    Activity,
    ActivityActor,
    Aim,
    DialogueBasis,
    FocusArea,
    FollowUpPlan,
    Party,
    Place,
    Promise,
    PromiseContact,
    PromiseVersion,
    Revision,
    Section,
    Signatory,
    Signature,
)
from promises.states import Status

LONG, LONG_ACTIVITIES = "matning-60", 60
SHORT, SHORT_ACTIVITIES = "matning-20", 20
# More than a page of the list holds.
OTHERS = 24
ACTIVITIES_PER_AREA = 10

AREAS = [
    ("Trygghet vid stationen och i centrum", Theme.PUBLIC_PLACES),
    ("Narkotika bland unga", Theme.DRUGS),
    ("Trafik vid skolor och på genomfartsleder", Theme.TRAFFIC),
    ("Inbrott i bostäder och förråd", Theme.BURGLARY),
    ("Närvaro i bostadsområdena", Theme.PRESENCE),
    ("Våld i nära relation", Theme.CLOSE_RELATIONS),
]
DEEDS = [
    "Poliser till fots går genom {place} under kvällar när många rör sig ute, och stannar och pratar med dem de möter",
    "Kommunens fältgrupp besöker {place} fredagar och lördagar och tar kontakt med ungdomar som dröjer sig kvar",
    "Hastigheten mäts vid {place} de tider då barn går till och från skolan, och resultatet visas på en tavla",
    "Fastighetsägarna runt {place} byter trasig belysning och klipper ner buskar som skymmer sikten",
    "En trygghetsvandring hålls i {place} tillsammans med hyresgäster, näringsidkare och räddningstjänst",
    "Personal på fritidsgården vid {place} utbildas i att känna igen tecken på att någon använder narkotika",
    "Föräldrar i {place} bjuds in till ett samtal om alkohol, nätet och vad de kan göra tillsammans",
    "Krogar och butiker i närheten av {place} kontrolleras så att ingen under arton år får köpa alkohol eller tobak",
    "Grannsamverkan startas i {place}, med en kontaktperson hos polisen och material på lätt svenska",
    "Klotter och skräp vid {place} tas bort inom två dygn efter att någon har anmält det",
    "Socialtjänsten och polisen möts om de platser, däribland {place}, där oron är störst",
    "Ett öppet möte vid {place} berättar vad som har gjorts, och tar emot nya synpunkter",
]
PLACES = [
    "Stationsgatan", "Norra torget", "Ekparken", "Björkängens skola", "Hamnkajen", "Kvarnbacken", "Lindvallen",
    "biblioteket", "Sörgårdens centrum", "idrottshallen", "busstorget", "Västra genomfarten", "Solhöjden",
]  # fmt: skip
SCOPES = [
    "minst 4 gånger i månaden", "2 gånger per vecka", "löpande", "3 till 4 gånger under perioden", "vid behov",
    "minst 20 kontroller i månaden", "varannan onsdag", "en gång i månaden",
]  # fmt: skip
ROLES = ["Säkerhetssamordnare", "Kommunpolis", "Fritidschef", "Gruppchef", "Folkhälsostrateg"]
BODY = (
    "Hösten före perioden frågade vi dem som bor, arbetar och går i skola här vad som gör dem otrygga. Svaren pekar "
    "åt samma håll som anmälningarna och det som personalen ser: kvällar, några få platser, och mörka vägar hem.\n\n"
    "- Oron är störst vid stationen och i centrum efter klockan 20.\n- Många nämner höga hastigheter vid skolorna."
    "\n- Fler än förr känner någon som har blivit erbjuden narkotika.\n\nVi har också frågat vad som fungerar. "
    "Vuxna som syns, belysta gångvägar och föreningar som håller öppet på kvällen återkommer i nästan alla svar."
)


def fill() -> None:
    """Publish the long promise in two versions, the short one, and enough others for a full list.

    Needs the reference data. The database must hold no promise before.
    """
    by = User.objects.create(email="matning@demo.example", name="Mätningen")
    police = _police_area()
    places = list(Municipality.objects.order_by("code")[: OTHERS + 2])
    _publish(LONG, places[0], police, by, LONG_ACTIVITIES - 3, Status.SUPERSEDED)
    _publish(LONG, places[0], police, by, LONG_ACTIVITIES)
    _publish(SHORT, places[1], police, by, SHORT_ACTIVITIES)
    for number, place in enumerate(places[2:], start=1):
        _publish(f"matning-{number:03}", place, police, by, SHORT_ACTIVITIES)


def _police_area() -> PoliceArea:
    return PoliceArea.objects.order_by("pk").first() or PoliceArea.objects.create(
        kind=Organisation.Kind.POLICE_AREA, name="Mätning", slug="lokalpolisomrade-matning"
    )


def _publish(
    slug: str,
    municipality: Municipality,
    police: PoliceArea,
    by: User,
    activities: int,
    status: Status = Status.PUBLISHED,
) -> None:
    promise, _new = Promise.objects.get_or_create(
        slug=slug, defaults={"owner": municipality, "created_by": by, "creation_key": uuid.uuid4()}
    )
    revision = _revision(promise, municipality)
    _write_text(revision, municipality, police)
    _write_activities(revision, municipality, police, activities)
    document = document_of(revision)
    canonical = documents.canonical(document)
    version = PromiseVersion.objects.create(
        revision=revision, canonical=canonical, sha256=documents.digest(canonical), frozen_by=by
    )
    _sign(version, by)
    Revision.objects.filter(pk=revision.pk).update(
        status=status, published_at=timezone.now(), **index_of(document)
    )


def _revision(promise: Promise, municipality: Municipality) -> Revision:
    return Revision.objects.create(
        promise=promise,
        number=promise.revisions.count() + 1,
        title=f"Tryggare tillsammans i {municipality.name}",
        themes=[theme for _title, theme in AREAS],
        scope_text="Hela kommunen",
        period_start=date(2026, 1, 1),
        period_end=date(2027, 12, 31),
        period_precision="year",
    )


def _write_text(revision: Revision, municipality: Municipality, police: PoliceArea) -> None:
    for position, organisation in enumerate((municipality, police), start=1):
        Party.objects.create(revision=revision, organisation=organisation, position=position)
        Signatory.objects.create(
            revision=revision, organisation=organisation, title="Den som leder", position=position
        )
        PromiseContact.objects.create(
            revision=revision, organisation=organisation, title=ROLES[position - 1], position=position
        )
    for position, kind in enumerate(("background", "lagesbild", "cause_analysis"), start=1):
        heading = str(Section.Kind(kind).label)
        Section.objects.create(revision=revision, kind=kind, heading=heading, body=BODY, position=position)
    for position, (title, _theme) in enumerate(AREAS[:4], start=1):
        Aim.objects.create(revision=revision, text=f"{title}: färre ska känna oro.", position=position)
    DialogueBasis.objects.create(revision=revision, summary=BODY, method="Enkät", figures="Drygt 700 svarade")
    FollowUpPlan.objects.create(revision=revision, statement=BODY, interval="quarter", by_whom=ROLES[0])


def _write_activities(revision: Revision, municipality: Municipality, police: PoliceArea, count: int) -> None:
    areas = list(_areas(revision, count))
    for number in range(count):
        scope = SCOPES[number % len(SCOPES)]
        reading = extent.parse(scope)
        place = PLACES[number % len(PLACES)]
        activity = Activity.objects.create(
            revision=revision,
            focus_area=areas[number // ACTIVITIES_PER_AREA],
            position=number,
            # As when an amendment is made: the same activity in both versions.
            key=uuid.uuid5(revision.promise.creation_key, str(number)),
            text=DEEDS[number % len(DEEDS)].format(place=place) + ".",
            scope=scope,
            extent=extent.to_dict(reading) if reading else None,
            purpose="Fler ska vilja röra sig ute på kvällen." if number % 3 == 0 else "",
        )
        Place.objects.create(revision=revision, activity=activity, name=place)
        for position, part in enumerate(ActivityActor.Part.values):
            role = ROLES[(number + position) % len(ROLES)]
            organisation = police if (number + position) % 2 else municipality
            ActivityActor.objects.create(
                activity=activity, part=part, organisation=organisation, role_text=role, position=position
            )


def _areas(revision: Revision, activities: int) -> Iterator[FocusArea]:
    for position in range(-(-activities // ACTIVITIES_PER_AREA)):
        title, theme = AREAS[position]
        yield FocusArea.objects.create(
            revision=revision,
            title=title,
            theme=theme,
            background=BODY.partition("\n")[0],
            purpose="Fler ska känna sig trygga på väg hem.",
            goal="Andelen som är otrygga ska ha sjunkit när perioden är slut.",
            position=position,
        )


def _sign(version: PromiseVersion, by: User) -> None:
    for signatory in version.revision.signatories.select_related("organisation"):
        Signature.objects.create(
            version=version,
            signatory=signatory,
            organisation=signatory.organisation,
            organisation_name=str(signatory.organisation),
            signatory_title=signatory.title,
            title=signatory.title,
            method=Signature.Method.PAPER,
            signed_on=date(2025, 12, 1),
            sha256=version.sha256,
            recorded_by=by,
        )
