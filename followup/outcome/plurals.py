"""Nouns of the field in the plural, and the names of the stretches that a rate is counted in.

Swedish as it is bent and put together, so none of the words of a comparison is marked for translation: sentences
built of their parts cannot be translated one by one, and to look sixty of them up was a tenth of a promise's page.
"""

from __future__ import annotations

from promises.extent import Extent, Per

# By how the word ends, the longest first: "trafikkontroll" → "trafikkontroller".
_ENDINGS = {
    "tillfälle": "tillfällen",
    "aktivitet": "aktiviteter",
    "arbetspass": "arbetspass",
    "kontroll": "kontroller",
    "kampanj": "kampanjer",
    "patrull": "patruller",
    "utskick": "utskick",
    "rapport": "rapporter",
    "månad": "månader",
    "insats": "insatser",
    "dialog": "dialoger",
    "samtal": "samtal",
    "timme": "timmar",
    "timma": "timmar",
    "träff": "träffar",
    "kväll": "kvällar",
    "enkät": "enkäter",
    "minut": "minuter",
    "besök": "besök",
    "möte": "möten",
    "natt": "nätter",
    "rond": "ronder",
    "helg": "helger",
    "kurs": "kurser",
    "gång": "gånger",
    "pass": "pass",
    "ning": "ningar",
    "ring": "ringar",
    "dag": "dagar",
}
# Each stretch of a rate in the plural, and the word before it: "i 30 av 37 veckor", "på 3 av 9 onsdagar".
_STRETCHES = {
    Per.DAY: "dagar",
    Per.WEEK: "veckor",
    Per.WEEKEND: "helger",
    Per.MONTH: "månader",
    Per.QUARTER: "kvartal",
    Per.TERTIAL: "tertial",
    Per.TERM: "terminer",
    Per.HALF_YEAR: "halvår",
    Per.YEAR: "år",
    Per.SCHOOL_YEAR: "läsår",
    Per.PERIOD: "perioder",
    Per.SPRING: "vårar",
    Per.SUMMER: "somrar",
    Per.AUTUMN: "höstar",
    Per.WINTER: "vintrar",
    Per.MONDAY: "måndagar",
    Per.TUESDAY: "tisdagar",
    Per.WEDNESDAY: "onsdagar",
    Per.THURSDAY: "torsdagar",
    Per.FRIDAY: "fredagar",
    Per.SATURDAY: "lördagar",
    Per.SUNDAY: "söndagar",
}
_ON = ("dagar", "helger")


def plural_of(unit: str) -> str:
    """The noun in the plural; one whose plural is not known stands as it is, rather than guessed at."""
    ending = next((end for end in _ENDINGS if unit.endswith(end)), None)
    # "gemensam kontroll" would need its adjective bent too.
    if ending is None or " " in unit:
        return unit
    return unit[: -len(ending)] + _ENDINGS[ending]


def counted(number: int, noun: str) -> str:
    """ "1 rapport", "2 rapporter"; "1 månad", "3 månader"."""
    return f"{number} {noun if number == 1 else plural_of(noun)}"


def stretch_words(extent: Extent, kept: int, of: int) -> str:
    """ "i 30 av 37 veckor", "på 3 av 9 onsdagar"; of two weeks and the like, or of only one, "3 gånger av 9"."""
    name = _STRETCHES[extent.per] if extent.per else ""
    if not name or of == 1 or (extent.every or 1) > 1:
        return f"{counted(kept, 'gång')} av {of}"
    word = "på" if name.endswith(_ON) else "i"
    return f"{word} {kept} av {of} {name}"
