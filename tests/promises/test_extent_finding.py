"""Readings inside sentences, numbers in running text, and what hostile text may not do."""

import pytest

from promises.extent import Kind, find, format, numbers_in, parse, suggest

FOUND = [
    (
        "Polisen finns på plats i Lekeberg minst två timmar per vecka, för riktat arbete.",
        [("minst två timmar per vecka", "minst 2 timmar per vecka")],
    ),
    ("Trygghetsronder i Kronogården och Lextorp, 2 st under 2018.", [("2 st under 2018", "2 st under 2018")]),
    ("Parterna ska under 2021 kontinuerligt samverka.", [("under 2021 kontinuerligt", "löpande under 2021")]),
    ("Polisen ska löpande delta i mötena.", [("löpande", "löpande")]),
    ("Mötena sker löpande för att fånga upp vad som händer.", [("löpande", "löpande")]),
    ("Kommunen och Polisen ska vid behov genomföra besök.", [("vid behov", "vid behov")]),
    ("Varannan vecka träffas Polisen och kommunen.", [("Varannan vecka", "varannan vecka")]),
    ("Vi rapporterar senast december 2018.", [("senast december 2018", "senast december 2018")]),
    (
        "Polisen gör 20 trafikkontroller i månaden runt skolan.",
        [("20 trafikkontroller i månaden", "20 trafikkontroller per månad")],
    ),
    (
        "Under 2026 gör vi minst fyra riktade kontroller, även på kvällar.",
        [("Under 2026", "under 2026"), ("minst fyra riktade kontroller", "minst 4 riktade kontroller")],
    ),
    ("Fältarna kommer när skolan önskar det.", [("när skolan önskar det", "när skolan önskar det")]),
    (
        "Vi vandrar varje fredag och lördag under hösten 2026.",
        [("varje fredag och lördag under hösten 2026", "2 dagar per vecka under hösten 2026")],
    ),
    ("Vi går en gång i veckan.", [("en gång i veckan", "1 gång per vecka")]),
    ("Minst en nattvandring\nordnas.", [("Minst en nattvandring", "minst 1 nattvandring")]),
    (
        "Vi ringer upp inom tre dagar efter anmälan. Sedan gör vi två besök.",
        [("inom tre dagar efter anmälan", "inom 3 dagar efter anmälan"), ("två besök", "2 besök")],
    ),
]

NOTHING_FOUND = [
    "Drygt 700 medborgare svarade på enkäten.",
    "Polisen möter ett fåtal ungdomar.",
    "Skolan har 3 klasser och 500 elever.",
    "MBU 123 kontroller",
    "Ring 112 eller 114 14.",
    "Telefon 010-565 26 70 besök",
    "Öppet 7.30-12.00 varje.",
    "Kontoret finns på Storgatan 3 möten",
    "Arbetet följs med löpande uppföljning.",
    "En utredare och ett arbetssätt.",
    "2 besök på varje skola.",
    "Minst 5 av 7 kontroller.",
    "Minst 2–3 gånger per år.",
    "Minst två timmar riktad kontroll av trafik varje vecka.",
    "Minst 5 kontroller, besök eller möten per vecka.",
    "Minst 2 gånger per år och skola.",
    "Varje skola får besök på begäran av skolan och följs upp.",
    "Insatser inom Kungsörs kommun.",
    "Vi gör 20 kontroller varje fredag och lördag.",
    "Vi gör 20 kontroller varje fredag eller lördag.",
    "Minst fyra besök varje vardag.",
    "En utbildning på cirka två timmar.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_extents_in_a_sentence_and_says_where_they_stand(text, expected):
    assert [(text[r.start : r.end], format(r.extent)) for r in find(text)] == expected


@pytest.mark.parametrize("text", NOTHING_FOUND)
def test_finds_nothing_where_nothing_is_promised_or_only_half_can_be_read(text):
    assert find(text) == []


def test_points_also_at_a_condition_elsewhere_in_the_sentence():
    text = (
        "Den som drabbats ska få bättre stöd. När förundersökning inletts, hör polisen av sig inom en vecka efter "
        "att en utredare tilldelats ärendet."
    )

    (reading,) = find(text)

    assert text[reading.start : reading.end] == "inom en vecka efter att en utredare tilldelats ärendet"
    assert [text[start:end] for start, end in reading.also] == ["När förundersökning inletts"]
    assert reading.extent.condition == "när förundersökning inletts"


def test_a_condition_belongs_to_its_own_sentence_only():
    (reading,) = find("När mörkret faller, går vi ut. Vi svarar inom en vecka efter anmälan.")

    assert reading.extent.condition is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Under 2021 ska vi löpande delta minst två timmar per vecka, och vid behov oftare.", Kind.RATE),
        ("Vi ska under 2021 arbeta så att vi vid behov kan kalla föräldrar.", Kind.ON_DEMAND),
        ("Under 2021 ska vi samverka.", Kind.WITHIN),
    ],
)
def test_suggests_the_reading_that_says_most(text, kind):
    reading = suggest(text)

    assert reading is not None
    assert reading.extent.kind is kind


@pytest.mark.parametrize("text", ["", "Vi samverkar.", "Vi gör 4 kontroller och 2 nattvandringar."])
def test_suggests_nothing_when_there_is_nothing_or_two_of_the_same_weight(text):
    assert suggest(text) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("minst två timmar per vecka", [2]),
        ("3 till 4 gånger, 2,5 timmar och 1 000 besök", [3, 4, 2.5, 1000]),
        ("3–4 gånger", [3, 4]),
        ("en gång inom en vecka", [1, 1]),
        ("en kontroll av en bil", []),
        ("under 2018, senast 31 mars 2027, 2026-03-31, hösten 2020 och vecka 12", []),
        ("24-timmarsvård, MBU 123, årskurs 7, 010-565 26 70, 212000-2056, 736 85, 7.30-12.00", []),
        ("Ring 112.", []),
        ("1. Två kontroller\n2. Tre besök", [2, 3]),
        ("80 procent", [80]),
    ],
)
def test_numbers_in_a_text_are_its_amounts_and_nothing_else(text, numbers):
    assert numbers_in(text) == numbers


HOSTILE = [
    "minst ",
    "minst 2 a ",
    "inom 1 vecka efter att ",
    "när skolan önskar ",
    "vid behov när ",
    "när ",
    "1 000 ",
    "1",
    "1,",
    "10-",
    "a-",
    "A-\n",
    "a-\n",
    "- \n",
    "\n ",
    " ",
    "(",
    "\u00ad",
    "a\u030a",
    "2 till ",
    "en och en halv ",
    "under 2021 och ",
    "under perioden hela ",
    "minst två timmar per vecka i snitt över året ",
    "2026-03-31 ",
    "ståhejståhej",
    "\x00",
    "\U0001f600",
    "\ud800",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_work_grows_with_the_length_of_hostile_text_and_no_faster(piece, steps):
    short, long = piece * (800 // len(piece)), piece * (16_000 // len(piece))

    few, many = (
        steps(lambda text=text: (find(text), numbers_in(text), parse(text))) for text in (short, long)
    )

    # Twenty times the text may cost twenty times the steps, with a little room for what happens once.
    assert many <= 25 * few + 2_000


def test_a_hundred_kilobytes_of_everything_hostile_are_read_to_the_end():
    text = "".join(piece * (100_000 // len(HOSTILE) // len(piece)) for piece in HOSTILE)

    assert find(text + ". Vi gör 4 kontroller.")[-1].extent == parse("4 kontroller")
    assert numbers_in(text + ". Vi gör 4 kontroller.")[-1] == 4


@pytest.mark.parametrize("piece", ["1", "a-", "A-\n", "a" * 50 + "-", " ", "\n", "å"])
def test_a_very_long_field_is_left_as_text(piece):
    assert parse("minst " + piece * 100_000) is None
