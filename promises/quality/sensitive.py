"""The word lists of the rules about what had better not be said: small groups and secret tactics."""

from promises.quality.swedish import as_they_are, noun_forms, phrase_table, word_set

# --- Rule 13: small groups ------------------------------------------------------------------------------

# "Vuxna" are left out: "två vuxna på plats" is a promise and no description of anybody.
PERSONS = noun_forms(
    "ungdom:ar pojke:ar flicka:or kille:ar tjej:er elev:er person:er individ:er barn:- kvinna:or familj:er syskon:- "
    "missbrukare:- tonåring:ar gäng:- brottsling:ar invandrare:-"
) | as_they_are("män männen bröder bröderna systrar systrarna unga ungas kriminella hemlösa narkomaner")
FEW = word_set("fåtal fåtalet handfull enstaka enskild enskilda känd kända namngiven namngivna viss vissa")
FEW_NUMBERS = word_set("två tre fyra 2 3 4")
# One group that is known already, with or without a number.
KNOWN_GROUPS = ("gänget", "bröderna", "brödraskaran")
# A number after one of these is what is promised, not how many there are.
PROMISED = word_set("minst högst lägst max till mellan varje per åtminstone exakt upp")

# --- Rule 14: secret tactics ----------------------------------------------------------------------------

TACTICS = noun_forms(
    "razzia:or tillslag:- husrannsakan:- spaning:ar avlyssning:ar tvångsåtgärd:er"
) | as_they_are("husrannsakningar spana spanar spanas")
TACTIC_PHRASES = phrase_table("""
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
PLACE_WORDS = word_set("i på vid utanför kring runt längs hos")
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
