"""What the invented promises say. All of it is made up; nothing is taken from a real promise."""

from __future__ import annotations

YEARS = 6
AREAS = ("Trygghet på allmänna platser", "Trafik", "Barn och unga")
# (text, omfattning, unit of what is reported, the most that a month's report says)
ACTIVITIES = (
    ("Trygghetsronder genom centrum på kvällstid", "minst 2 ronder i månaden", "ronder", 4),
    ("Poliser till fots vid resecentrum", "minst tre timmar per vecka", "timmar", 18),
    ("Buskar klipps och trasig belysning byts där ronderna pekar ut det", "löpande", "åtgärder", 9),
    ("Möte med föreningar och näringsidkare", "4 möten per år", "möten", 1),
    ("Hastighetskontroller vid skolorna", "minst 20 kontroller i månaden", "kontroller", 30),
    ("Nykterhetskontroller på helger", "minst 6 kontroller i månaden", "kontroller", 9),
    ("Information till föräldrar om mopeder och A-traktorer", "3 till 4 gånger", "gånger", 1),
    ("Fordon som står fel flyttas", "vid behov", "fordon", 6),
    ("Fältgruppen är ute fredagar och lördagar", "varje lördag", "kvällar", 5),
    ("Besök i varje högstadieskola", "minst 8 besök", "besök", 2),
    (
        "Kontakt med den som har varit med om ett brott",
        "inom en vecka efter att anmälan kommit in",
        "kontakter",
        7,
    ),
    ("Nattvandrare utbildas och får stöd", "under året", "", 0),
)
OBSERVATIONS = (
    "Lugnt hela kvällen.",
    "Fler vuxna ute än förra månaden.",
    "Belysningen fungerar nu på hela sträckan.",
    "Några få körde för fort, de flesta höll hastigheten.",
    "Stort intresse från dem som bor i området.",
)
PUBLIC = (
    "Vi har varit ute som planerat och pratat med dem vi mött.",
    "Platsen är åtgärdad efter ronden.",
    "Månadens kontroller är gjorda.",
    "Mötet hölls och många kom med förslag.",
)
REASON = "Färre kunde vara med än vi räknat med."
SUMMARY = "I enkäten före perioden nämndes centrum på kvällen, hastigheter vid skolor och brist på vuxna ute."
