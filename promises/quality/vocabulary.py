"""The word lists of the quality rules. What is not here is not judged: an unknown verb may well be a good one."""

from promises.quality.swedish import noun_forms, verb_forms


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _plain(text: str) -> dict[str, bool]:
    """Forms that the rules of bending do not make."""
    return dict.fromkeys(text.split(), False)


Phrases = dict[str, list[tuple[str, ...]]]


def _phrases(text: str) -> Phrases:
    """One phrase a line, by its first word; the longest first."""
    found: Phrases = {}
    for phrase in sorted((tuple(line.split()) for line in text.strip().splitlines()), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return found


# --- Rule 1: what is concrete ---------------------------------------------------------------------------

# What somebody can be seen doing. "Ingripa" and "möta" are left out: they are said of everything.
ACTION_VERBS = (
    verb_forms(
        "patrullera kontrollera rondera inventera dokumentera installera montera reparera laga måla städa rensa sanda "
        "ploga skotta rusta öppna räkna intervjua fråga kontakta svara meddela informera utbilda undervisa träna öva "
        "skicka publicera redovisa rapportera presentera arrangera anordna ordna samla träffa inspektera bevaka "
        "eskortera skjutsa hämta rekrytera starta inrätta avveckla upprätta filma fotografera plantera gallra sanera "
        "skylta coacha prata samtala servera provta testa knacka spana bötfälla lämna annonsera hänvisa banka spärra "
        "flytta asfaltera stoppa vandra cykla",
        1,
    )
    | verb_forms(
        "mäta tömma byta bygga klippa röja stänga låsa tända ringa besöka utreda förhöra lagföra följa anställa köpa "
        "hyra införa trycka belysa handleda föreläsa sammanträda köra kartlägga märka genomsöka åka sända",
        2,
    )
    | _words(
        "bjuda bjuder bjöd bjudit bjuds gripa griper grips grep gripit skriva skriver skrivs skrev skrivit beskära "
        "beskär beskärs beslagta beslagtar beslagtas omhänderta omhändertar omhändertas riva river rivs möts"
    )
)

# A plain verb and the particle that makes it concrete, at most so many words after it.
PARTICLE_WITHIN = 3
PARTICLES: dict[str, frozenset[str]] = {
    form: _words(particles)
    for forms, particles in (
        ("ta tar tas tog tagit", "kontakt fram bort emot"),
        ("söka söker söks sökte sökt", "upp"),
        ("sätta sätter sätts satte satt", "upp"),
        ("ställa ställer ställs ställde ställt", "upp ut"),
        ("gå går gick gått", "igenom ronder rond nattvandring runt"),
        ("dela delar delas delade delat", "ut"),
        ("lägga lägger läggs lade lagt", "ut igen"),
        ("hålla håller hålls höll hållit", "öppet"),
    )
    for form in forms.split()
}
# The other way round: followed by this, the verb says less than by itself.
WEAKENED: dict[str, str] = dict.fromkeys(_words("följa följer följs följde följt"), "upp")

# What is done a number of times.
ACTION_NOUNS = noun_forms(
    "rond:er kontroll:er besök:- möte:n vandring:ar träff:ar dialog:er patrull:er samtal:- enkät:er lektion:er "
    "föreläsning:ar utbildning:ar kampanj:er mätning:ar undersökning:ar inventering:ar intervju:er workshop:ar "
    "konferens:er övning:ar promenad:er kurs:er utskick:- avstämning:ar genomgång:ar inspektion:er patrullering:ar "
    "razzia:or temadag:ar cykeldag:ar städdag:ar studiedag:ar informationsdag:ar utbildningsdag:ar temakväll:ar "
    "föräldrakväll:ar filmkväll:ar vinterkväll:ar informationskväll:ar läger:- tävling:ar utställning:ar tillsyn:er "
    "arbetspass:- utryckning:ar provtagning:ar frukost:ar kafé:er café:er"
) | _plain("studiecirkel studiecirklar studiecirklarna seminarium seminarier seminarierna workshops")
# Words that end like one of them and are something else.
NOT_ACTION_NOUNS = _words("konkurs konkurser diskurs diskurser bemöten självkontroll myndighetsutövning")

# What may be done in any way: concrete only when somebody says how many.
CONTAINERS = noun_forms(
    "insats:er åtgärd:er aktivitet:er satsning:ar arbete:n projekt:- initiativ:- process:er"
)
# What nobody can see being done.
ABSTRACT_NOUNS = noun_forms(
    "närvaro:- synlighet:er samverkan:- samarbete:n samordning:ar trygghet:er tillgänglighet:er fokus:- "
    "prioritering:ar inriktning:ar arbetssätt:- samverkansform:er förutsättning:ar utveckling:ar delaktighet:er "
    "engagemang:- medvetenhet:er helhetssyn:er samsyn:er kontaktyta:or"
)
ABSTRACT_ADJECTIVES = _words(
    "synlig synliga synligare närvarande tillgänglig tillgängliga tillgängligare trygg tryggt trygga tryggare"
)

# Verbs of wish, direction and effect: they say nothing of what is done. The first kind also swallows what comes after
# it: in "verka för fler möten" no meeting is promised.
SWALLOWING_VERBS = verb_forms(
    "verka arbeta jobba sträva värna fokusera prioritera utveckla vidareutveckla främja förbättra uppmuntra fördjupa "
    "bredda eftersträva underlätta",
    1,
) | _words(
    "stärka stärker stärks stärkte förstärka förstärker förstärks möjliggöra möjliggör bidra bidrar bidrog"
)
# These swallow only with one of their prepositions: "arbeta med trafikkontroller" is done, "arbeta för" is hoped.
SWALLOWS_ONLY_WITH = {
    **dict.fromkeys(verb_forms("arbeta jobba", 1), _words("för mot")),
    **dict.fromkeys(_words("bidra bidrar bidrog"), _words("till")),
}
VAGUE_VERBS = (
    SWALLOWING_VERBS
    | verb_forms(
        "öka minska motverka säkerställa uppmärksamma beakta stötta samverka samarbeta samordna påverka", 1
    )
    | verb_forms("säkerställa förebygga fortsätta stödja", 2)
)
VAGUE_PHRASES = _phrases("""
ha fokus
har fokus
fokus på
se över
ser över
ha som mål
har som mål
högst på dagordningen
i första hand
ta ansvar
tar ansvar
ansvarar för
vara delaktig
vara delaktiga
""")
# "Sätter narkotikabrott främst": a ranking and no action, with at most so many words between.
RANKING_VERBS = _words("sätta sätter sätts ställa ställer ställs komma kommer gå går")
RANKS = _words("främst först högst")
RANK_WITHIN = 4
# Here the text goes on to say how, and nothing is swallowed any more.
HOW_WORDS = _words("genom via bland exempelvis såsom nämligen")
CLAUSE_MARKS = frozenset(".;:!?()–\n")
# A verb after one of these begins something new.
JOINING = frozenset({"och", "samt", "sedan", "därefter", ","})
# Verbs that say nothing themselves but may have a concrete object.
LIGHT_VERBS = verb_forms("delta medverka skapa", 1) | _words(
    "genomföra genomför genomförs utföra utför utförs göra gör görs hålla håller hålls ha har ge ger ges vidta vidtar "
    "vidtas erbjuda erbjuder erbjuds deltar medverkar följa följer följs"
)

# --- Rule 2: what can be delivered by a day -------------------------------------------------------------

FINISHING_VERBS = verb_forms(
    "installera montera reparera laga måla rensa rusta öppna publicera redovisa rapportera presentera inrätta starta "
    "avveckla upprätta rekrytera plantera sanera lämna skicka flytta asfaltera inventera spärra",
    1,
) | verb_forms("bygga byta införa anställa köpa kartlägga stänga röja belysa", 2)
DELIVERABLES = noun_forms(
    "plan:er rapport:er rutin:er skylt:ar lampa:or kamera:or belysning:ar handbok:er webbplats:er kartläggning:ar "
    "riktlinje:r checklista:or överenskommelse:r policy:er utredning:ar förslag:- övergångsställe:n farthinder:- "
    "staket:- lägesbild:er sammanställning:ar"
) | _plain("handböcker handböckerna")
# Units that leave to another word what is counted.
GENERIC_UNITS = _words("st gång gånger tillfälle tillfällen")

# --- Rule 13: small groups ------------------------------------------------------------------------------

# "Vuxna" are left out: "två vuxna på plats" is a promise and no description of anybody.
PERSONS = noun_forms(
    "ungdom:ar pojke:ar flicka:or kille:ar tjej:er elev:er person:er individ:er barn:- kvinna:or familj:er syskon:- "
    "missbrukare:- tonåring:ar gäng:- brottsling:ar invandrare:-"
) | _plain("män männen bröder bröderna systrar systrarna unga ungas kriminella hemlösa narkomaner")
FEW = _words("fåtal fåtalet handfull enstaka enskild enskilda känd kända namngiven namngivna viss vissa")
FEW_NUMBERS = _words("två tre fyra 2 3 4")
# A number after one of these is what is promised, not how many there are.
PROMISED = _words("minst högst lägst max till mellan varje per åtminstone exakt upp")

# --- Rule 14: secret tactics ----------------------------------------------------------------------------

TACTICS = noun_forms("razzia:or tillslag:- husrannsakan:- spaning:ar avlyssning:ar tvångsåtgärd:er") | _plain(
    "husrannsakningar spana spanar spanas"
)
TACTIC_PHRASES = _phrases("""
civilklädda poliser
civilklädd polis
civila poliser
civila polisbilar
dold övervakning
dolda kameror
hemlig övervakning
slå till
slår till
""")
# Ordinary checks are told of beforehand, and should be, but not to the hour.
CHECKS = noun_forms("kontroll:er")
WEEKDAYS = frozenset(
    day + ending
    for day in "måndag tisdag onsdag torsdag fredag lördag söndag".split()
    for ending in ("", "en", "ar", "arna", "kväll", "kvällen", "kvällar", "natt", "natten", "nätter")
)
PLACE_WORDS = _words("i på vid utanför kring runt längs hos")
PLACE_ENDINGS = (
    "gatan",
    "vägen",
    "torget",
    "gränd",
    "stigen",
    "allén",
    "parken",
    "skolan",
    "stationen",
    "centrum",
)

# --- Rule 16: vid behov ---------------------------------------------------------------------------------

RESERVATIONS = _phrases("""
vid behov
efter behov
när behov finns
när behov uppstår
när behovet finns
när det behövs
om det behövs
där det behövs
om behov finns
om behov uppstår
om möjligt
när möjlighet finns
om möjlighet finns
där det är möjligt
när det är möjligt
där så är möjligt
i mån av tid
i mån av resurser
i mån av
i möjligaste mån
när tillfälle ges
om resurser finns
när resurser finns
när resurserna tillåter
om resurserna tillåter
""")
# What has to happen first: "vid larm", "vid upprepade klagomål".
EVENTS = noun_forms(
    "larm:- brott:- störning:ar oro:- incident:er händelse:r bråk:- klagomål:- begäran:- förfrågan:- otrygghet:er "
    "skadegörelse:r inbrott:- olycka:or signal:er önskemål:- varning:ar tips:- våld:- hot:- konflikt:er problem:-"
) | _plain("anmälan anmälningar förfrågningar")
CONDITIONS = _words("när då ifall såvida om")
ASKING_VERBS = _words(
    "ber begär önskar kallar larmar kontaktar anmäler efterfrågar rapporterar visar märker ser"
)

# --- Rule 12: abbreviations -----------------------------------------------------------------------------

# What the field's own abbreviations stand for, to be offered as a better wording.
EXPANSIONS = {
    "ANDT": "alkohol, narkotika, dopning och tobak (ANDT)",
    "ANDTS": "alkohol, narkotika, dopning, tobak och spel om pengar (ANDTS)",
    "BRÅ": "brottsförebyggande rådet (BRÅ)",
    "EST": "effektiv samordning för trygghet (EST)",
    "LPO": "lokalpolisområde (LPO)",
    "MBU": "motorburen ungdom (MBU)",
    "NTU": "nationella trygghetsundersökningen (NTU)",
    "SSP": "skola, socialtjänst och polis (SSP)",
    "SSPF": "skola, socialtjänst, polis och fritid (SSPF)",
}
# Better known by their letters than by their words.
WELL_KNOWN = _words("AB DNA EU FN GPS ID IT LED MC OBS OK PDF QR SMS TV USA USB WC")
# No abbreviation takes a letter from these.
SMALL_WORDS = _words("och eller för i på av med till mot om en ett den det de som")

# --- Rule 15: what two activities may share without being alike ------------------------------------------

STOP_WORDS = _words(
    "och eller samt men för i på av med till mot om en ett den det de som att är ska skall kommer har hade kan får "
    "inom vid hos från genom under över efter kring runt utanför sin sitt sina dem deras vi ni polis polisen kommun "
    "kommunen kommunens tillsammans där när så bland varje minst högst år"
)
