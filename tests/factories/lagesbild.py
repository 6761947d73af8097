"""One row each of a lägesbild. What a row cannot do without is made too; nothing else."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from lagesbild import models
from lagesbild.composition import document_of
from lagesbild.documents import canonical, digest
from organisations.themes import Theme
from tests.factories.organisations import MunicipalityFactory, UserFactory


class _OfMunicipality(DjangoModelFactory):
    class Meta:
        abstract = True

    municipality = factory.SubFactory(MunicipalityFactory)
    owner = factory.SelfAttribute("municipality")


class LagesbildPlaceFactory(_OfMunicipality):
    class Meta:
        model = models.Place

    name = factory.Sequence(lambda n: f"Torget {n}")


class IncidentReportFactory(_OfMunicipality):
    class Meta:
        model = models.IncidentReport

    category = models.Category.VANDALISM
    happened_at = datetime(2026, 10, 2, 20, 30, tzinfo=UTC)
    address = "Torget"
    text = "Krossade rutor i busskuren."


class DialogueFactory(_OfMunicipality):
    class Meta:
        model = models.Dialogue

    title = "Enkät om trygghet"
    form = models.Dialogue.Form.SURVEY
    starts_on = date(2026, 3, 1)
    reached = 700


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = models.Finding

    dialogue = factory.SubFactory(DialogueFactory)
    theme = Theme.DRUGS
    text = "Många ser narkotika säljas vid badplatsen."
    position = factory.Sequence(lambda n: n + 1)


class SafetyWalkFactory(_OfMunicipality):
    class Meta:
        model = models.SafetyWalk

    title = "Trygghetsvandring i centrum"
    held_on = date(2026, 9, 10)


class WalkPointFactory(DjangoModelFactory):
    class Meta:
        model = models.WalkPoint

    walk = factory.SubFactory(SafetyWalkFactory)
    category = models.WalkPoint.Category.LIGHTING
    text = "Tre lampor är trasiga."
    position = factory.Sequence(lambda n: n + 1)


class ProblemFactory(_OfMunicipality):
    class Meta:
        model = models.Problem

    title = "Skadegörelse vid badplatsen"
    theme = Theme.VANDALISM
    what = "Bänkar och soptunnor förstörs."


class CauseFactory(DjangoModelFactory):
    class Meta:
        model = models.Cause

    problem = factory.SubFactory(ProblemFactory)
    text = "Ingen vuxen är på platsen efter klockan 20."
    side = models.Cause.Side.PLACE
    position = factory.Sequence(lambda n: n + 1)


class LagesbildFactory(_OfMunicipality):
    class Meta:
        model = models.Lagesbild

    title = "Lägesbild 2026"
    starts_on = date(2025, 9, 1)
    ends_on = date(2026, 8, 31)


class AdoptedLagesbildFactory(LagesbildFactory):
    """Adopted, with the three parts; without its frozen text, which ``LagesbildVersionFactory`` adds."""

    status = models.lagesbilder.LagesbildStatus.ADOPTED
    mapping = "Narkotika säljs öppet."
    other_information = "Kommunen växer."
    analysis = "Platsen saknar vuxna."
    decided_by_organ = "Kommunstyrelsen"
    decided_on = date(2026, 9, 15)


class LagesbildVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.LagesbildVersion

    lagesbild = factory.SubFactory(AdoptedLagesbildFactory)
    canonical = factory.LazyAttribute(lambda made: canonical(document_of(made.lagesbild)))
    sha256 = factory.LazyAttribute(lambda made: digest(made.canonical))
    frozen_by = factory.SubFactory(UserFactory)


class ActionPlanFactory(_OfMunicipality):
    class Meta:
        model = models.ActionPlan

    title = "Åtgärdsplan 2026"
    version = factory.SubFactory(
        LagesbildVersionFactory, lagesbild__municipality=factory.SelfAttribute("...municipality")
    )


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = models.Measure

    plan = factory.SubFactory(ActionPlanFactory)
    text = "Fältgruppen besöker badplatsen fredagar och lördagar."
    position = factory.Sequence(lambda n: n + 1)


class CooperationAgreementFactory(DjangoModelFactory):
    class Meta:
        model = models.CooperationAgreement

    municipality = factory.SubFactory(MunicipalityFactory)
    title = "Samverkansöverenskommelse 2026–2027"
    purposes = "Minska brott och öka tryggheten."
    areas = "Narkotika, trafik, badplatser."
    starts_on = date(2026, 1, 1)


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = models.Criterion

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"Kriterium {n}")
    position = factory.Sequence(lambda n: n + 1)


class ProblemSourceFactory(DjangoModelFactory):
    class Meta:
        model = models.ProblemSource

    problem = factory.SubFactory(ProblemFactory)
    name = "Anmälda brott"
    position = factory.Sequence(lambda n: n + 1)


class ChainStepFactory(DjangoModelFactory):
    class Meta:
        model = models.ChainStep

    problem = factory.SubFactory(ProblemFactory)
    text = "Badet stänger och personalen går hem."
    position = factory.Sequence(lambda n: n + 1)


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Evidence

    cause = factory.SubFactory(CauseFactory)
    text = "De flesta skadorna sker efter klockan 18."
    position = factory.Sequence(lambda n: n + 1)


class LagesbildBasisFactory(DjangoModelFactory):
    class Meta:
        model = models.LagesbildBasis

    lagesbild = factory.SubFactory(LagesbildFactory)
    name = "Anmälda brott"
    period = "2025"
    position = factory.Sequence(lambda n: n + 1)


class LagesbildProblemFactory(DjangoModelFactory):
    class Meta:
        model = models.LagesbildProblem

    lagesbild = factory.SubFactory(LagesbildFactory)
    problem = factory.SubFactory(
        ProblemFactory, municipality=factory.SelfAttribute("..lagesbild.municipality")
    )
    position = factory.Sequence(lambda n: n + 1)


class PlanFollowUpFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanFollowUp

    plan = factory.SubFactory(ActionPlanFactory)
    followed_up_on = date(2026, 10, 1)
    text = "Två av tre åtgärder är genomförda."


class HotSpotRunFactory(DjangoModelFactory):
    class Meta:
        model = models.HotSpotRun

    municipality = factory.SubFactory(MunicipalityFactory)
    starts_on = date(2026, 7, 1)
    ends_on = date(2026, 9, 30)
    method = "Rum–tid-permutationsskanning (Kulldorff m.fl. 2005)"
    seed = 1
    permutations = 999
    reports = 120
    seconds = 0.4


class HotSpotFactory(DjangoModelFactory):
    class Meta:
        model = models.HotSpot

    run = factory.SubFactory(HotSpotRunFactory)
    rank = factory.Sequence(lambda n: n + 1)
    latitude = "59.27000"
    longitude = "15.21000"
    radius = 150
    starts_on = date(2026, 8, 10)
    ends_on = date(2026, 8, 16)
    observed = 14
    expected = 2.4
    p_value = 0.001


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = models.Series

    source = models.Series.Source.KOLADA
    key = factory.Sequence(lambda n: f"N{n:05}")
    title = factory.Sequence(lambda n: f"Anmälda brott {n}")
    unit = "antal/100 000 inv"


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = models.Figure

    series = factory.SubFactory(SeriesFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    year = 2025
    value = "9000"


class ImportBatchFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportBatch

    municipality = factory.SubFactory(MunicipalityFactory)
    organisation = factory.SelfAttribute("municipality")
    kind = "reports"
    source = "Hyresvärdens felanmälan"
    file_name = "felanmalan.csv"
    file_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    uploaded_by = factory.SubFactory(UserFactory)
