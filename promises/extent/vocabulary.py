"""The words of omfattning. What is not here is not read: an unknown word is better left alone than guessed at."""

import itertools
import re

from promises.extent.kinds import DeadlineUnit, Operator, Per, Timing

OPERATORS: dict[tuple[str, ...], Operator] = {
    ("minst",): Operator.AT_LEAST,
    ("åtminstone",): Operator.AT_LEAST,
    ("lägst",): Operator.AT_LEAST,
    ("högst",): Operator.AT_MOST,
    ("max",): Operator.AT_MOST,
    ("maximalt",): Operator.AT_MOST,
    ("exakt",): Operator.EXACTLY,
    ("precis",): Operator.EXACTLY,
    **dict.fromkeys(
        itertools.product(("inte", "ej"), ("färre", "mindre"), ("än",)),
        Operator.AT_LEAST,
    ),
    **dict.fromkeys(
        itertools.product(("inte", "ej"), ("fler", "flera", "mer", "mera"), ("än",)),
        Operator.AT_MOST,
    ),
    ("upp", "till"): Operator.UP_TO,
    ("mellan",): Operator.BETWEEN,
}
OPERATOR_WORDS = {
    Operator.AT_LEAST: "minst",
    Operator.AT_MOST: "högst",
    Operator.EXACTLY: "exakt",
    Operator.UP_TO: "upp till",
}
APPROXIMATE = frozenset({"cirka", "ca", "c:a", "ungefär", "omkring"})
AVERAGE = frozenset({"snitt", "genomsnitt", "medeltal"})
ONGOING = frozenset({"löpande", "fortlöpande", "kontinuerligt"})

# One form, with its definite form, its gender, and the words that say "each" on their own.
# (noun after "per" and "varje", after "i"/"om"/"över", is it a t-word, adverbs)
PER_FORMS: dict[Per, tuple[str, str, bool, tuple[str, ...]]] = {
    Per.DAY: ("dag", "dagen", False, ("dagligen",)),
    Per.WEEK: ("vecka", "veckan", False, ("veckovis",)),
    Per.WEEKEND: ("helg", "helgen", False, ()),
    Per.MONTH: ("månad", "månaden", False, ("månadsvis", "månatligen")),
    Per.QUARTER: ("kvartal", "kvartalet", True, ("kvartalsvis",)),
    Per.TERTIAL: ("tertial", "tertialet", True, ("tertialvis",)),
    Per.TERM: ("termin", "terminen", False, ("terminsvis",)),
    Per.HALF_YEAR: ("halvår", "halvåret", True, ("halvårsvis",)),
    Per.YEAR: ("år", "året", True, ("årligen",)),
    Per.SCHOOL_YEAR: ("läsår", "läsåret", True, ()),
    Per.PERIOD: ("period", "perioden", False, ()),
    Per.SPRING: ("vår", "våren", False, ()),
    Per.SUMMER: ("sommar", "sommaren", False, ()),
    Per.AUTUMN: ("höst", "hösten", False, ()),
    Per.WINTER: ("vinter", "vintern", False, ()),
    Per.MONDAY: ("måndag", "måndagen", False, ()),
    Per.TUESDAY: ("tisdag", "tisdagen", False, ()),
    Per.WEDNESDAY: ("onsdag", "onsdagen", False, ()),
    Per.THURSDAY: ("torsdag", "torsdagen", False, ()),
    Per.FRIDAY: ("fredag", "fredagen", False, ()),
    Per.SATURDAY: ("lördag", "lördagen", False, ()),
    Per.SUNDAY: ("söndag", "söndagen", False, ()),
}
WEEKDAYS = frozenset(per for per in Per if per.value.endswith("day") and per is not Per.DAY)
SEASONS = frozenset({Per.SPRING, Per.SUMMER, Per.AUTUMN, Per.WINTER})
# What reads better with "varje" than with "per".
EACH = WEEKDAYS | SEASONS | {Per.WEEKEND}

PER_NOUNS = {noun: per for per, (noun, _, _, _) in PER_FORMS.items()} | {
    "kalenderår": Per.YEAR,
    "v": Per.WEEK,
    "mån": Per.MONTH,
    "dygn": Per.DAY,
    "löftesperiod": Per.PERIOD,
    "avtalsperiod": Per.PERIOD,
}
PER_DEFINITE = {definite: per for per, (_, definite, _, _) in PER_FORMS.items()} | {"dygnet": Per.DAY}
PER_ADVERBS = {adverb: per for per, (_, _, _, adverbs) in PER_FORMS.items() for adverb in adverbs}
PER_PLURAL_DAYS = {noun + "ar": per for per, (noun, _, _, _) in PER_FORMS.items() if per in WEEKDAYS} | {
    "helger": Per.WEEKEND
}
# What "varje vardag" promises of a week: so many days, by the name that the days have together.
WORKING_DAYS = frozenset({"vardag", "arbetsdag"})
WORKING_DAYS_A_WEEK = 5
# "i våren" and "om måndagen" are not said, or not of something that repeats.
PER_AFTER_I = frozenset({Per.WEEK, Per.MONTH, Per.QUARTER, Per.TERTIAL, Per.TERM, Per.HALF_YEAR})
PER_AFTER_OM = frozenset({Per.DAY, Per.WEEK, Per.MONTH, Per.YEAR})
AVERAGED_OVER = PER_AFTER_I | {Per.YEAR, Per.PERIOD}

TIMING_WORDS = {
    Timing.DURING: "under",
    Timing.BY: "senast",
    Timing.BEFORE: "före",
    Timing.FROM: "från och med",
    Timing.UNTIL: "till och med",
}

DEADLINE_UNITS: dict[str, DeadlineUnit] = {
    **dict.fromkeys(("minut", "minuter", "min"), DeadlineUnit.MINUTE),
    **dict.fromkeys(("timme", "timmar", "tim", "timma"), DeadlineUnit.HOUR),
    **dict.fromkeys(("dygn",), DeadlineUnit.FULL_DAY),
    **dict.fromkeys(("dag", "dagar"), DeadlineUnit.DAY),
    **dict.fromkeys(("arbetsdag", "arbetsdagar", "vardag", "vardagar"), DeadlineUnit.WORKING_DAY),
    **dict.fromkeys(("vecka", "veckor"), DeadlineUnit.WEEK),
    **dict.fromkeys(("månad", "månader"), DeadlineUnit.MONTH),
    **dict.fromkeys(("år",), DeadlineUnit.YEAR),
}
DEADLINE_WORDS = {
    DeadlineUnit.MINUTE: ("minut", "minuter"),
    DeadlineUnit.HOUR: ("timme", "timmar"),
    DeadlineUnit.FULL_DAY: ("dygn", "dygn"),
    DeadlineUnit.DAY: ("dag", "dagar"),
    DeadlineUnit.WORKING_DAY: ("arbetsdag", "arbetsdagar"),
    DeadlineUnit.WEEK: ("vecka", "veckor"),
    DeadlineUnit.MONTH: ("månad", "månader"),
    DeadlineUnit.YEAR: ("år", "år"),
}

# Abbreviated units, in the singular and the plural.
SHORT_UNITS = {
    "ggr": ("gång", "gånger"),
    "ggn": ("gång", "gånger"),
    "tim": ("timme", "timmar"),
    "h": ("timme", "timmar"),
    "min": ("minut", "minuter"),
    "styck": ("st", "st"),
    "stycken": ("st", "st"),
    "stycke": ("st", "st"),
}
# A stretch of time by itself is a length ("2 veckor"), not a number of times; it needs a rate or a period.
LENGTHS = frozenset(
    "sekund sekunder minut minuter dag dagar dygn vecka veckor månad månader kvartal tertial termin terminer halvår "
    "läsår timme timmar timma".split()
)

# No unit holds one of these: particles that begin something else, words of vague amount, measures of other things.
NEVER_IN_A_UNIT = frozenset(
    "per i på om av till från för med vid under över inom efter före innan senast mellan mot hos genom inför utan "
    "och eller samt men att som där när då än vars bland trots utom kring runt ut upp ned ner in "
    "varje var vart varannan vartannat varannat minst högst lägst max maximalt exakt precis åtminstone cirka ca "
    "ungefär omkring drygt knappt nästan snitt genomsnitt medeltal löpande fortlöpande kontinuerligt "
    "par fåtal antal del flertal mängd rad dussin tiotal tjugotal hundratal tusental handfull serie bit stund "
    "några någon något flera många få fler färre mer mindre mest halv halvt hela helt enda annan annat andra "
    "januari februari mars april maj juni juli augusti september oktober november december "
    "procent promille kr kronor tkr mkr km mil meter m cm mm kg ton liter grader år års årig åriga åring åringar "
    "de den det dem denna detta dessa sin sitt sina man vi ni jag du han hon er oss vår vårt våra "
    "är ska skall kommer har hade kan får blir bör måste vill sker görs gör "
    "tillsammans varav respektive vardera minus plus ej inte icke ingen inget inga endast bara "
    "dagligen veckovis månadsvis månatligen kvartalsvis tertialvis terminsvis halvårsvis årligen "
    "våren sommaren hösten vintern året perioden terminen veckan månaden dagen "
    "kap kapitel mom stycket punkt punkten nr nummer sid sida".split()
)

# Countable nouns of the field by their last part: "trafikkontroller", "nattvandring", "EST-möten".
COUNTABLE = re.compile(
    r"(?:[\w-]{0,40}(?:kontroll|vandring|rond|besök|möte|träff|insats|dialog|timm|tillfälle|arbetspass|föreläsning|"
    r"utbildning|aktivitet|kampanj|samtal|enkät|patrull|kväll|natt|nätt|helg|genomgång|övning|utskick|rapport|"
    r"uppföljning|workshop|konferens|mätning|undersökning|razzi|lektion|promenad|temakurs|studiecirkel|intervju|"
    r"inventering|avstämning)|gång|pass|kurs|cirkel)(?:ar|er|or|en|et|ena|na|n|s|e|t|a)?|st"
)

DEMAND_HEADS = (("vid", "behov"), ("efter", "behov"))
ASKED = frozenset({"på", "vid", "efter"})
DEMAND_NOUNS = frozenset("begäran förfrågan önskemål inbjudan".split())
DEMAND_VERBS = frozenset(
    "önskar begär ber kallar efterfrågar behöver behövs bjuder påkallar larmar kontaktar behov efterlyser".split()
)
WHEN = frozenset({"när", "om", "då"})
AFTER = frozenset({"efter", "från", "sedan"})
DEMAND_CONNECTORS = WHEN | AFTER | {"på", "av", "vid", "i"}

# A clause that holds one of these says something more about the extent, so it is no clean trigger.
NEVER_IN_A_CLAUSE = frozenset(
    "minst högst lägst max maximalt exakt inom senast under varje varannan vartannat varannat per löpande "
    "fortlöpande kontinuerligt dagligen veckovis månadsvis kvartalsvis årligen snitt genomsnitt tills men dock "
    "annars samt respektive".split()
)
# What may stand before "löpande" when it describes a noun ("med löpande uppföljning").
BEFORE_A_NOUN = frozenset(
    "med en ett den det de genom för av i på har ha via vår deras sin sitt sina".split()
)
AFTER_AN_ADVERB = frozenset(
    "för under i på med mot av över vid hos och samt att som genom inom om till".split()
)
# A number after one of these is a name and no amount: "årskurs 7", "MBU 123", "punkt 3".
LABELS = frozenset(
    "årskurs årskurserna klass åk nr nummer kapitel kap paragraf punkt punkterna steg fas del sida sid tel telefon "
    "box ring larma väg riksväg länsväg linje buss zon kl klockan version bilaga tabell figur vecka v mål".split()
)
STREET = re.compile(r".*(?:gatan|vägen|torget|gränd|stigen|allén)")
