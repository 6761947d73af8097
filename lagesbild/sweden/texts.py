"""What the invented lägesbilder say. All of it is made up, says so, and is taken from no municipality."""

from __future__ import annotations

from lagesbild.models import Cause, Dialogue, WalkPoint
from organisations.themes import Theme

# The name and how far it reaches in metres. Those of the reports (``reports._PLACES``) come beside these.
PLACES = (
    ("Påhittade storgatan", 300),
    ("Påhittade gångtunneln", 60),
    ("Påhittade köpcentrumet", 200),
    ("Påhittade idrottsplatsen", 250),
    ("Påhittade bostadsområdet", 500),
    ("Påhittade busshållplatsen", 50),
    ("Påhittade biblioteket", 80),
    ("Påhittade parkeringsgaraget", 100),
)
DIALOGUES = (
    ("Påhittad enkät till invånare", Dialogue.Form.SURVEY, Dialogue.With.CITIZENS),
    ("Påhittat medborgarmöte", Dialogue.Form.MEETING, Dialogue.With.CITIZENS),
    ("Påhittad medarbetardialog", Dialogue.Form.FOCUS_GROUP, Dialogue.With.STAFF),
)
AGES = ("16–19 år", "20–34 år", "35–64 år", "65 år och äldre")
# (ämne, vad som sades)
FINDINGS = (
    (Theme.PUBLIC_PLACES, "Vi undviker torget efter mörkrets inbrott."),
    (Theme.TRAFFIC, "Bilarna kör för fort förbi skolan på morgonen."),
    (Theme.SCHOOL, "Det saknas vuxna som ser oss på helgkvällarna."),
    (Theme.VANDALISM, "Hållplatsen är sönderslagen och blir inte lagad."),
    (Theme.DRUGS, "Det säljs narkotika vid gångtunneln."),
    (Theme.HOUSING, "Trapphusen står olåsta och främmande går in."),
    (Theme.PRESENCE, "Vi vill se polis till fots oftare."),
    (Theme.BURGLARY, "Cyklar och mopeder försvinner vid stationen."),
)
# One problem each: what is told of it, why, and to which side of the triangle the direct causes belong.
PROBLEMS = (
    ("Otryggt på torget på kvällen", Theme.PUBLIC_PLACES, "Grupper dröjer sig kvar och andra går omvägar."),
    ("Höga hastigheter vid skolorna", Theme.TRAFFIC, "Föräldrar och genomfart kör över gränsen."),
    ("Unga som dricker på helgerna", Theme.SCHOOL, "Ungdomar samlas utan vuxna i närheten."),
    ("Skadegörelse på hållplatser", Theme.VANDALISM, "Glas krossas och väggar klottras ned."),
    ("Öppen försäljning av narkotika", Theme.DRUGS, "Överlåtelser sker där det är mörkt och tyst."),
    ("Stölder vid stationen", Theme.BURGLARY, "Cyklar och mopeder stjäls medan ägaren är borta."),
)
CAUSES = (
    ("Platsen är mörk och ligger avsides", Cause.Side.PLACE),
    ("Få vuxna rör sig där vid den tiden", Cause.Side.TARGET),
    ("Det saknas något att göra för unga", Cause.Side.OFFENDER),
    ("Ingen har ansvar för hela platsen", Cause.Side.PLACE),
)
EVIDENCE = "Sågs på vandringen och sägs i enkäten."
CHAIN = ("Grupper samlas efter skolan.", "Fler kommer till under kvällen.", "Andra väljer en annan väg.")
SOURCES = (("Händelserapporter", False), ("Enkäten", False), ("En rundringning", True))
CHECKLIST = ("Lyser alla lampor?", "Syns det runt hörnen?", "Är det rent och helt?", "Vilka rör sig här?")
POINTS = (
    (WalkPoint.Category.LIGHTING, "Lampan vid tunneln är släckt.", "Byt lampan."),
    (WalkPoint.Category.SIGHT, "Buskarna skymmer gångvägen.", "Klipp ned buskarna."),
    (WalkPoint.Category.LITTER, "Klotter på elskåpet.", "Sanera elskåpet."),
    (WalkPoint.Category.DAMAGE, "Bänken är trasig.", "Laga bänken."),
    (WalkPoint.Category.GOOD, "Nya gångvägen är ljus och öppen.", ""),
    (WalkPoint.Category.TRAFFIC, "Bilar kör på cykelvägen.", "Sätt upp en bom."),
)
PARTS = {
    "mapping": "Påhittad kartläggning. Det anmäls mest på torget, vid stationen och vid skolorna, mest på helger.",
    "other_information": "Påhittad information ur dialoger, vandringar och rapporter från skola och bostadsbolag.",
    "analysis": "Påhittad analys. Mörka platser utan vuxna förklarar mer än antalet unga.",
    "positive_factors": "Föreningslivet är starkt och många nattvandrar.",
    "forecast": "Påhittad prognos: mer under sommaren, mindre när gångvägen är klar.",
    "planned_events": "Marknaden i augusti.",
    "public_summary": "Det här är en påhittad sammanfattning för den som bor här.",
}
BASIS = (("Händelserapporter", False), ("Dialoger och vandringar", False), ("Anmälda brott per dag", True))
# (åtgärd, mål)
MEASURES = (
    ("Byt belysning längs gångvägen", "Alla lampor lyser i november."),
    ("Vuxna ute fredagar och lördagar", "Två vuxna varje helgkväll."),
    ("Kontrollera hastigheten vid skolorna", "Färre än var tionde kör för fort."),
    ("Ta bort klotter inom två dygn", "Inget klotter är äldre än två dygn."),
    ("Möblera om platsen vid stationen", "Cyklarna syns från kiosken."),
    ("Fritidsgården har öppet på lördagar", "Fyrtio besökare varje lördag."),
)
DECISION = "Insatsen fortsätter till nästa träff."
