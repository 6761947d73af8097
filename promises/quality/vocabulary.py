"""The word lists of the quality rules. What is not here is not judged: an unknown verb may well be a good one."""

from promises.quality.swedish import as_they_are, noun_forms, phrase_table, verb_forms, word_set

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
    | word_set(
        "bjuda bjuder bjöd bjudit bjuds gripa griper grips grep gripit skriva skriver skrivs skrev skrivit beskära "
        "beskär beskärs beslagta beslagtar beslagtas omhänderta omhändertar omhändertas riva river rivs möts"
    )
)

# A plain verb and the particle that makes it concrete, at most so many words after it.
PARTICLE_WITHIN = 3
PARTICLES: dict[str, frozenset[str]] = {
    form: word_set(particles)
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
# The other way round: followed by one of these, the verb says less than by itself.
WEAKENED: dict[str, frozenset[str]] = {
    **dict.fromkeys(word_set("följa följer följs följde följt"), word_set("upp")),
    **dict.fromkeys(
        word_set("bygga bygger bygger byggs"), word_set("relationer relation förtroende broar nätverk tillit")
    ),
}

# What is done a number of times.
ACTION_NOUNS = noun_forms(
    "rond:er kontroll:er besök:- möte:n vandring:ar träff:ar dialog:er patrull:er samtal:- enkät:er lektion:er "
    "föreläsning:ar utbildning:ar kampanj:er mätning:ar undersökning:ar inventering:ar intervju:er workshop:ar "
    "konferens:er övning:ar promenad:er kurs:er utskick:- avstämning:ar genomgång:ar inspektion:er patrullering:ar "
    "razzia:or temadag:ar cykeldag:ar städdag:ar studiedag:ar informationsdag:ar utbildningsdag:ar temakväll:ar "
    "föräldrakväll:ar filmkväll:ar vinterkväll:ar informationskväll:ar läger:- tävling:ar utställning:ar tillsyn:er "
    "arbetspass:- utryckning:ar provtagning:ar övervakning:ar bevakning:ar sanering:ar städning:ar röjning:ar "
    "frukost:ar kafé:er café:er"
) | as_they_are("studiecirkel studiecirklar studiecirklarna seminarium seminarier seminarierna workshops")
# Words that end like one of them and are something else.
NOT_ACTION_NOUNS = word_set(
    "dialog konkurs konkurser diskurs diskurser bemöten självkontroll myndighetsutövning"
)

# What may be done in any way: concrete only when somebody says how many.
CONTAINERS = noun_forms(
    "insats:er åtgärd:er aktivitet:er satsning:ar arbete:n projekt:- initiativ:- process:er"
)
# What nobody can see being done.
ABSTRACT_NOUNS = noun_forms(
    "närvaro:- synlighet:er samverkan:- samarbete:n samordning:ar trygghet:er tillgänglighet:er fokus:- "
    "prioritering:ar inriktning:ar arbetssätt:- samverkansform:er förutsättning:ar utveckling:ar delaktighet:er "
    "engagemang:- medvetenhet:er helhetssyn:er samsyn:er kontaktyta:or nolltolerans:er"
)
# A method with its own name, and no wish.
NOT_ABSTRACT = word_set("grannsamverkan båtsamverkan företagssamverkan")
ABSTRACT_ADJECTIVES = word_set(
    "synlig synliga synligare närvarande tillgänglig tillgängliga tillgängligare trygg tryggt trygga tryggare"
)

# Verbs of wish, direction and effect: they say nothing of what is done. The first kind also swallows what comes after
# it: in "verka för fler möten" no meeting is promised.
SWALLOWING_VERBS = verb_forms(
    "verka arbeta jobba sträva värna fokusera prioritera utveckla vidareutveckla främja förbättra uppmuntra fördjupa "
    "bredda eftersträva underlätta",
    1,
) | word_set(
    "stärka stärker stärks stärkte förstärka förstärker förstärks möjliggöra möjliggör bidra bidrar bidrog"
)
# These swallow only with one of their prepositions: "arbeta med trafikkontroller" is done, "arbeta för" is hoped.
SWALLOWS_ONLY_WITH = {
    **dict.fromkeys(verb_forms("arbeta jobba", 1), word_set("för mot")),
    **dict.fromkeys(word_set("bidra bidrar bidrog"), word_set("till")),
}
VAGUE_VERBS = (
    SWALLOWING_VERBS
    | verb_forms(
        "öka minska motverka säkerställa uppmärksamma beakta stötta samverka samarbeta samordna påverka", 1
    )
    | verb_forms("säkerställa förebygga fortsätta stödja", 2)
    | word_set("synas syns")
)
VAGUE_PHRASES = phrase_table("""
ha fokus
har fokus
fokus på
bygga relationer
bygger relationer
bygga förtroende
bygger förtroende
bygga tillit
bygga broar
bygga nätverk
se över
ser över
se till
ser till
lyssna på
lyssnar på
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
RANKING_VERBS = word_set("sätta sätter sätts ställa ställer ställs komma kommer gå går")
RANKS = word_set("främst först högst")
RANK_WITHIN = 4
# Here the text goes on to say how, and nothing is swallowed any more.
HOW_WORDS = word_set("genom via bland exempelvis såsom nämligen")
CLAUSE_MARKS = frozenset(".;:!?()–\n")
# A verb after one of these begins something new.
JOINING = frozenset({"och", "samt", "sedan", "därefter", ","})
# Verbs that say nothing themselves but may have a concrete object.
LIGHT_VERBS = verb_forms("delta medverka skapa", 1) | word_set(
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
) | as_they_are("handböcker handböckerna")
# "Varje fredagskväll", "fredagar och lördagar", "alla skoldagar": how often, in words that omfattning does not read.
EVERY = word_set("varje varannan varannat alla")
RECURRING = (
    "dagar", "dagskväll", "dagskvällar", "dagsnatt", "dagsnätter", "kvällar", "nätter", "helg", "helger", "veckoslut",
    "skoldag", "vardag", "kväll", "natt", "lov", "sommarlov", "höstlov", "sportlov", "termin", "läsår",
)  # fmt: skip
RECURRING_DAYS = tuple("måndag tisdag onsdag torsdag fredag lördag söndag vardag helg".split())
LENGTHS = word_set(
    "minuter timme timmar dygn dag dagar arbetsdag arbetsdagar vardagar vecka veckor månad månader"
)
# Units that leave to another word what is counted.
GENERIC_UNITS = word_set("st gång gånger tillfälle tillfällen")

# --- Rule 16: vid behov ---------------------------------------------------------------------------------

RESERVATIONS = phrase_table("""
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
) | as_they_are("anmälan anmälningar förfrågningar")
CONDITIONS = word_set("när då ifall såvida om")
ASKING_VERBS = word_set(
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
WELL_KNOWN = word_set("AB DNA EPA EU FN GPS ID IT LED MC OBS OK PDF QR SMS TV USA USB WC")
# No abbreviation takes a letter from these.
SMALL_WORDS = word_set("och eller för i på av med till mot om en ett den det de som")

# --- Rule 15: what two activities may share without being alike ------------------------------------------

STOP_WORDS = word_set(
    "och eller samt men för i på av med till mot om en ett den det de som att är ska skall kommer har hade kan får "
    "inom vid hos från genom under över efter kring runt utanför sin sitt sina dem deras vi ni polis polisen kommun "
    "kommunen kommunens tillsammans där när så bland varje minst högst år"
)
