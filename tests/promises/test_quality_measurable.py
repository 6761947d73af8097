"""Rule 2: what can be counted afterwards, and numbers that agree."""

import pytest

from promises import extent
from promises.quality import check_activity

CONCRETE = "Trygghetsvandringar i Fjugesta"


def rule_2(text: str, scope: str = "", structured: object = None) -> list[str]:
    return [f.message for f in check_activity(text, scope, structured) if f.rule == 2]  # type: ignore[arg-type]


MEASURABLE = [
    ("Trygghetsronder i Kronogården och Lextorp", "2 st under 2018"),
    ("Trygghetsronder i Kronogården och Lextorp, 2 st under 2018", ""),
    ("Polisen arbetar på plats minst två timmar per vecka", ""),
    ("Polisen verkar i Lekebergs kommun", "minst två timmar per vecka"),
    ("kontakt inom en vecka efter att en utredare tilldelats", ""),
    ("När förundersökning inletts tas kontakt inom en vecka efter att en utredare tilldelats ärendet.", ""),
    (CONCRETE, "minst 4 st"),
    (CONCRETE, "3 till 4 gånger"),
    (CONCRETE, "minst 20 kontroller i månaden"),
    (CONCRETE, "varannan onsdag"),
    (CONCRETE, "en gång i månaden i snitt över året"),
    (CONCRETE, "månadsvis"),
    ("Minst fyra trygghetsvandringar och två möten.", ""),
    ("Kommunen bygger om övergångsstället.", "senast 31 maj 2027"),
    ("Kommunen sätter upp nya skyltar.", "senast december 2027"),
    ("En handlingsplan mot våld i skolan", "senast 31 mars 2027"),
    ("Kommunen bygger om övergångsstället senast 31 maj 2027.", ""),
    ("Andelen trygga ökar från 62 procent till minst 70 procent.", ""),
    ("En polis är på plats i centrum varje fredagskväll.", ""),
    ("Fältarna är ute på stan fredagar och lördagar.", ""),
    ("Fritidsgården är öppen", "alla sommarlov"),
    ("Polisen svarar på brev inom tre arbetsdagar.", ""),
    ("Klotter saneras", "inom 48 timmar"),
    ("Medelhastigheten sjunker från 37 till under 32 kilometer i timmen.", ""),
]


@pytest.mark.parametrize(("text", "scope"), MEASURABLE)
def test_an_amount_a_rate_a_service_level_or_a_delivery_can_be_measured(text, scope):
    assert rule_2(text, scope) == []


UNMEASURABLE = [
    ("Ökad polisiär närvaro på valda platser, löpande", ""),
    (CONCRETE, "Löpande"),
    (CONCRETE, "Under 2018"),
    (CONCRETE, "vid behov"),
    (CONCRETE, ""),
    (CONCRETE, "ofta"),
    (CONCRETE, "flera gånger"),
    (CONCRETE, "när skolan önskar det"),
    ("Polisen patrullerar", "senast december 2027"),
    ("Verka för trygghet", "senast 31 mars 2027"),
    ("Drygt 700 medborgare svarade på enkäten.", ""),
    ("Elever i årskurs 8 besöks av polisen.", ""),
    ("Arbetet pågår från 2026 till 2027.", ""),
    ("Vi ringer 112 vid brott.", ""),
    ("Alla är viktiga.", "inom kort"),
    ("Möten inom kommunen på en fredag.", ""),
    ("Vi värnar om alla invånare.", "inom ramen för 2027"),
    ("Samarbetet enligt avtalet från 2021 fortsätter", "Hösten 2026"),
]


@pytest.mark.parametrize(("text", "scope"), UNMEASURABLE)
def test_what_has_no_amount_and_no_delivery_cannot_be_measured(text, scope):
    assert len(rule_2(text, scope)) == 1


def test_the_message_says_what_is_missing():
    assert rule_2(CONCRETE, "Löpande") == [
        "”Löpande” går inte att räkna. Det saknas hur mycket eller hur ofta."
    ]
    assert rule_2(CONCRETE, "Under 2018") == ["Det står när, men inte hur mycket eller hur ofta."]


def test_a_reading_set_by_hand_is_enough():
    by_hand = extent.parse("minst 4 vandringar")
    assert rule_2(CONCRETE, "som vi har kommit överens om", by_hand) == []
    assert rule_2(CONCRETE, "som vi har kommit överens om", extent.to_dict(by_hand)) == []


def test_a_reading_from_an_older_way_of_reading_is_passed_over():
    assert len(rule_2(CONCRETE, "", {"kind": "something else"})) == 1


AGREEING = [
    ("Två trygghetsvandringar i Fjugesta", "2 st", None),
    ("Trygghetsvandringar, minst fyra", "minst 4 st", None),
    ("2 möten i Fjugesta och 2 möten i Mullhyttan", "4 möten", None),
    ("Fritidsgården håller öppet med minst två vuxna på plats.", "minst 3 kvällar i veckan", None),
    ("Två poliser besöker skolan", "4 gånger per termin", None),
    ("Elever i årskurs 8 får 3 lektioner", "3 lektioner", None),
    ("2 kontroller i veckan", "8 kontroller i månaden", None),
    ("Trygghetsronder", "2 st under 2018", None),
    ("Vandringar år 2027 och 2028", "4 st", None),
    (CONCRETE, "minst 4 vandringar", "minst 4 vandringar"),
]


@pytest.mark.parametrize(("text", "scope", "structured"), AGREEING)
def test_numbers_that_agree_or_count_something_else_pass(text, scope, structured):
    assert rule_2(text, scope, extent.parse(structured) if structured else None) == []


DIFFERING = [
    ("Två trygghetsvandringar i Fjugesta", "4 st", None),
    ("Minst 10 kontroller i månaden längs vägarna", "minst 20 kontroller i månaden", None),
    ("Kontakt tas inom en vecka efter anmälan", "inom 3 veckor efter anmälan", None),
    ("Två timmar per vecka går polisen ronder", "3 timmar per vecka", None),
    (CONCRETE, "minst 4 vandringar", "minst 6 vandringar"),
]


@pytest.mark.parametrize(("text", "scope", "structured"), DIFFERING)
def test_numbers_that_differ_are_warned_about(text, scope, structured):
    (message,) = rule_2(text, scope, extent.parse(structured) if structured else None)

    assert message.startswith("Siffrorna skiljer sig")
