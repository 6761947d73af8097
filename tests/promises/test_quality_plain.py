"""Rule 12: readability and abbreviations."""

import pytest

from promises.quality import MAX_LIX, Level, check_activity, lix
from promises.quality.measures import MIN_WORDS, unexplained

EASY = "Vi går runt i Sylte. Vi ser var det är mörkt. Sen lagar vi ljuset. Ni får veta hur det gick. "
HARD = (
    "Genomförandet av trygghetsskapande åtgärder förutsätter kontinuerlig samordning mellan kommunens förvaltningar, "
    "lokalpolisområdets verksamheter och övriga samverkansparter inom ramen för överenskommelsens inriktning. "
)


def test_lix_is_words_per_sentence_plus_the_share_of_long_words():
    # 10 words in 2 sentences; "trygghet" and "kommunen" are the 2 of more than six letters.
    measured = lix("Vi vill att alla ska ha trygghet. Det vill kommunen.")

    assert (measured.words, measured.sentences) == (10, 2)
    assert measured.value == 5 + 20


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("En mening.", 1),
        ("En mening utan punkt", 1),
        ("En. Två. Tre.", 3),
        ("Är det så? Ja! Bra.", 3),
        ("Klockan 7.40 kommer bussen.", 1),
        ("Vi ses kl. 19 på torget, t.ex. vid statyn.", 1),
        ("Vi ses kl. 19. Sedan går vi hem.", 2),
        ("Tre saker: ljus, vuxna, tid.", 2),
        ("Vänta… Nu!", 2),
        ("Så här:\n\n- lampor\n- vuxna\n- tid", 4),
        ("Ett stycke\n\nEtt till", 2),
        ("”Det är bra.” Så sa hon.", 2),
        ("", 0),
        ("– 123 ...", 1),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text, sentences):
    assert lix(text).sentences == sentences


def test_easy_text_measures_low_and_hard_text_high():
    assert lix(EASY * 3).value < 20
    assert lix(HARD * 3).value > 60


def test_hard_running_text_is_told_of():
    findings = [f for f in check_activity(HARD * 3, "2 möten") if f.rule == 12]

    assert [finding.level for finding in findings] == [Level.INFORM]
    assert str(lix(HARD * 3).value) in findings[0].message


def test_easy_or_short_text_is_left_alone():
    assert len(HARD.split()) < MIN_WORDS
    assert lix(HARD).value > MAX_LIX
    assert [f for f in check_activity(HARD, "2 möten") if f.rule == 12] == []
    assert [f for f in check_activity(EASY * 10, "2 möten") if f.rule == 12] == []


EXPLAINED = [
    "Vi arbetar med EST, effektiv samordning för trygghet.",
    "Vi arbetar med EST – effektiv samordning för trygghet.",
    "Vi arbetar med EST (effektiv samordning för trygghet).",
    "Vi arbetar med effektiv samordning för trygghet (EST).",
    "Arbetet redovisas i det lokala brottsförebyggande rådet, BRÅ.",
    "Det gäller motorburen ungdom (MBU).",
    "Alkohol, narkotika, dopning och tobak (ANDT) är farligt.",
    "SSPF står för skola, socialtjänst, polis och fritid.",
    "Skola, socialtjänst, polis och fritid, förkortat SSPF, möts.",
    "Lokalpolisområdet (LPO) skriver under.",
    "Motorburen ungdom (MBU) stör. MBU ska minska. EST-möten: nej, men EU, TV och SMS går bra.".replace(
        "EST-möten: nej, men ", ""
    ),
    "Dnr KS 2026/12 och MBU 123.",
    "VI BYGGER NYTT I SYLTE",
    "Brå är en myndighet. Vi ses i brå.",
    "Inga förkortningar alls.",
]


@pytest.mark.parametrize("text", EXPLAINED)
def test_abbreviations_that_are_explained_or_well_known_pass(text):
    assert unexplained([(text, False)]) == []


UNEXPLAINED = [
    ("Vi arbetar enligt EST.", ["EST"]),
    ("MBU-träffar varje månad.", ["MBU"]),
    ("ANDT och BRÅ", ["ANDT", "BRÅ"]),
    ("EST, en metod för samverkan.", ["EST"]),
    ("MBU stör. Motorburen ungdom (MBU) ska minska.", ["MBU"]),
    ("Rådet (BRÅ) möts.", ["BRÅ"]),
    ("BRÅ. BRÅ. BRÅ.", ["BRÅ"]),
]


@pytest.mark.parametrize(("text", "letters"), UNEXPLAINED)
def test_abbreviations_without_their_words_are_told_of_once(text, letters):
    assert [found.letters for found in unexplained([(text, False)])] == letters


def test_a_heading_may_leave_the_explanation_to_the_text():
    heading, text = ("ANDT", True), ("Alkohol, narkotika, dopning och tobak (ANDT) är farligt.", False)

    assert unexplained([heading, text]) == []
    assert [(found.letters, found.index) for found in unexplained([heading])] == [("ANDT", 0)]
    assert [(found.letters, found.index) for found in unexplained([heading, ("ANDT ökar.", False)])] == [
        ("ANDT", 0)
    ]


def test_the_first_use_in_the_order_of_the_texts_counts():
    later = ("Effektiv samordning för trygghet (EST) är en metod.", False)

    assert [found.letters for found in unexplained([("EST-möten.", False), later])] == ["EST"]


def test_names_of_organisations_are_not_abbreviations():
    assert unexplained([("ÖBO och kommunen städar.", False)], frozenset({"ÖBO"})) == []


def test_the_fields_own_abbreviations_are_offered_in_words():
    (finding,) = [f for f in check_activity("MBU-träffar varje månad.") if f.rule == 12]

    assert finding.message == "Skriv ut förkortningen MBU första gången."
    assert finding.example == "motorburen ungdom (MBU)"
