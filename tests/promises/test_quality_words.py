"""The rules about words, sentence by sentence: what hits and what passes."""

import pytest

from promises.quality import Level, check_activity


def rules(text: str, scope: str = "", **more: object) -> list[int]:
    return [finding.rule for finding in check_activity(text, scope, **more)]  # type: ignore[arg-type]


CONCRETE = [
    "Trygghetsronder i Kronogården och Lextorp, 2 st under 2018",
    "Polisen ska vid behov genomföra besök",
    "Polisen patrullerar till fots i centrum.",
    "Kommunen lagar trasiga lampor.",
    "Trasiga lampor lagas av kommunen.",
    "Trafikkontroller genomförs med fokus på nykterhet.",
    "Polisen kommer att kontrollera mopeder.",
    "Kommunpolisen besökte alla skolor under hösten.",
    "Socialtjänsten söker upp unga som inte går i skolan.",
    "En utredare tar kontakt med den som har drabbats.",
    "Fritidsgården håller öppet på fredagar.",
    "Kommunen sätter upp nya skyltar vid stationen.",
    "Skolan och polisen delar ut reflexer.",
    "Vi går igenom varje plats som har pekats ut.",
    "Grannsamverkan startas i tre kvarter.",
    "Nattvandringar med föräldrar.",
    "Föräldramöten om narkotika.",
    "EST-möten varannan vecka.",
    "Medborgardialoger i Fjugesta.",
    "Öppna träffar på biblioteket.",
    "Skolan, socialtjänsten och polisen möts om läget.",
    "Stärka samverkan genom månadsvisa möten.",
    "Verka för tryggare skolvägar och mäta hastigheten utanför skolorna.",
    "Kommunen främjar en god miljö och städar torget.",
    "Polisen fortsätter att genomföra trafikkontroller.",
    "Polisen arbetar med hastighetskontroller.",
    "Minst fyra riktade insatser mot buskörning.",
    "Utveckla metoden: polisen och kommunen går ronder tillsammans.",
    "TRYGGHETSVANDRINGAR I CENTRUM",
    "Hastighetsövervakning utanför skolor.",
    "Kommunen bygger ett nytt övergångsställe.",
    "Tryg\u00adghets\u00advand\u00adringar i centrum",
]


@pytest.mark.parametrize("text", CONCRETE)
def test_what_somebody_can_be_seen_doing_is_concrete(text):
    assert 1 not in rules(text)


VAGUE = [
    "Ökad polisiär närvaro på valda platser, löpande",
    "Polisen ska vara mer synlig.",
    "Verka för ökad trygghet.",
    "Vi värnar om våra unga.",
    "Kommunen arbetar för en trygg miljö.",
    "Sträva efter ett gott samarbete.",
    "Fokusera på otrygga platser.",
    "Polisen prioriterar narkotikabrott.",
    "Polisen ska under året prioritera trafikkontroller.",
    "Utveckla samverkan mellan alla aktörer.",
    "Polisen och kommunen ska fortsätta att utveckla samverkansformerna.",
    "Stärka förtroendet för polisen.",
    "Främja en god hälsa.",
    "Vid behov, om möjligt.",
    "Verka för fler trygghetsvandringar.",
    "Kommunen arbetar för att genomföra fler möten.",
    "Förbättra dialogen med medborgarna.",
    "Kommunen och polisen utvecklar samverkan med föreningar som kan starta grannsamverkan.",
    "Polisen gör riktade insatser mot narkotika.",
    "Lämpliga åtgärder vidtas.",
    "Parterna ser över arbetet.",
    "Trygghet står högst på dagordningen.",
    "Polisen sätter narkotikabrott främst.",
    "Ta ansvar för helheten.",
    "Bidra till ett bättre klimat i skolan.",
    "Möjliggöra delaktighet.",
    "Trygghet i centrum.",
    "Badplatser",
    "Samverkan!",
    "Polisen ska synas mer.",
    "Bygga relationer med ungdomar.",
    "Kontinuerlig dialog med föreningslivet.",
    "Nolltolerans mot narkotika i skolan.",
    "Kommunen ser till att det känns tryggt.",
    "Ökad vuxennärvaro på skolgårdar.",
    "Minska antalet inbrott med 10 procent.",
]


@pytest.mark.parametrize("text", VAGUE)
def test_words_of_wish_and_direction_are_not_concrete(text):
    assert 1 in rules(text)


UNKNOWN = [
    "Hundföraren visar hur hunden letar.",
    "Fältarbetarna grillar korv med unga i parken.",
    "Grannsamverkan i alla villaområden.",
    "Den ingripande verksamheten söndrar och härskar.",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_verbs_that_are_in_no_list_are_left_alone(text):
    assert 1 not in rules(text)


def test_the_omfattning_may_name_what_is_done():
    assert 1 not in rules("Trafiksäkerhet", "4 kontroller i månaden")


def test_the_vague_words_are_named_in_the_message():
    (finding,) = [f for f in check_activity("Verka för bättre samverkan.", "2 st") if f.rule == 1]

    assert finding.message == "”Verka för” och ”samverkan” säger inte vad ni ska göra."
    assert finding.level is Level.WARN
    assert finding.reason
    assert finding.example
    assert finding.field == "text"


WITHOUT_TRIGGER = [
    ("Polisen ska vid behov genomföra besök", ""),
    ("Polisen och kommunen ska vid behov genomföra besök och samtal med berörda", ""),
    ("Polisen besöker skolan", "vid behov"),
    ("Vid behov ordnar kommunen samtal om trygghet.", ""),
    ("Vi besöker skolan när det behövs.", ""),
    ("Nattvandringar om möjligt", ""),
    ("Trygghetsronder i mån av tid.", ""),
    ("Fler ronder i möjligaste mån", ""),
    ("Föräldramöten efter behov", ""),
    ("VID BEHOV besöker vi platsen", ""),
    ("Vid behov besöker polisen ungdomar vid skolan.", ""),
]


@pytest.mark.parametrize(("text", "scope"), WITHOUT_TRIGGER)
def test_vid_behov_needs_a_trigger(text, scope):
    assert 16 in rules(text, scope)


WITH_TRIGGER = [
    ("Polisen besöker skolan", "vid behov, när skolan önskar det"),
    ("Polisen ska vid behov, när skolan ber om det, genomföra besök.", ""),
    ("Vid behov, till exempel vid upprepade störningar, besöker vi platsen.", ""),
    ("Vi besöker platsen vid behov, om rektorn ber om det.", ""),
    ("Vid behov och efter en anmälan besöker vi platsen.", ""),
    ("Polisen besöker vid behov skolan så snart en elev har hotats.", ""),
    ("Föräldrar kallas vid behov. Det gäller när det har varit bråk i skolan.", ""),
    ("Polisen besöker skolan", "när skolan önskar det"),
    ("Behovet av ronder är stort.", ""),
    ("Trygghetsronder", "2 st under 2018"),
]


@pytest.mark.parametrize(("text", "scope"), WITH_TRIGGER)
def test_a_trigger_satisfies_vid_behov(text, scope):
    assert 16 not in rules(text, scope)


SECRET = [
    "Razzia på Storgatan fredag den 14 maj.",
    "Tillslag mot narkotika i Fjugesta på fredagar.",
    "Polisen spanar i Stadsparken på lördagsnätter, varje lördag.",
    "Civilklädda poliser vid Resecentrum, fredag kväll.",
    "Nykterhetskontroll på Kyrkogatan fredag klockan 22.",
    "Trafikkontroll på Skolvägen 2027-05-14 kl. 07.30",
    "Husrannsakan i Lextorp måndag",
]


@pytest.mark.parametrize("text", SECRET)
def test_time_and_place_of_a_raid_look_like_secret_tactics(text):
    assert 14 in rules(text)


NOT_SECRET = [
    "Razzior mot narkotika, minst 4 under 2027.",
    "Spaning mot narkotika i Fjugesta löpande under året.",
    "Trafikkontroller på Storgatan minst 4 gånger i månaden.",
    "Nykterhetskontroller på fredagar.",
    "Öppet möte i Fjugesta fredag den 14 maj klockan 18.",
    "Fritidsgården håller öppet fredagar klockan 18 i Mullhyttan.",
    "Kommunen plogar gång- och cykelvägarna före klockan 7.",
    "Fredagar besöker polisen skolan.",
]


@pytest.mark.parametrize("text", NOT_SECRET)
def test_ordinary_work_is_no_secret(text):
    assert 14 not in rules(text)


def test_a_place_beside_the_text_counts():
    assert 14 in rules("Razzia varje torsdag.", places=["Stadsparken"])
    assert 14 not in rules("Razzia varje torsdag.")


SMALL = [
    "Ett fåtal ungdomar skadar busskuren.",
    "Några få familjer störs.",
    "Två bröder säljer narkotika vid skolan.",
    "Tre unga män står bakom bränderna.",
    "En känd familj i kvarteret.",
    "Enstaka elever hotar andra.",
    "Ett par tonåringar kör moped på gårdarna.",
    "Det gäller 4 pojkar i årskurs nio.",
    "Vissa familjer på Björkvägen.",
    "Enskilda individer pekas ut.",
    "Ungdomsgänget vid stationen ska få hjälp.",
    "En 15-årig pojke på Storgatan.",
    "Två kända familjer i Björkdalen.",
]


@pytest.mark.parametrize("text", SMALL)
def test_wording_that_may_point_out_a_few_people_is_warned_about(text):
    (finding,) = [f for f in check_activity(text) if f.rule == 13]

    assert finding.level is Level.WARN


NOT_SMALL = [
    "Minst två vuxna på plats.",
    "Minst två elever per klass utbildas.",
    "148 elever svarade.",
    "Två elever per klass utbildas.",
    "Vi besöker fyra skolor.",
    "Elever i årskurs 4 möter kommunpolisen.",
    "Unga mellan 13 och 18 år.",
    "Fyra trygghetsvandringar för barn.",
    "Alla ungdomar är välkomna.",
    "Tre poliser är på plats.",
    "Unga kan få stöd.",
    "Ett par gånger i månaden.",
    "Ett 15-årigt samarbete firas.",
    "Alla 15-åriga elever bjuds in.",
]


@pytest.mark.parametrize("text", NOT_SMALL)
def test_large_groups_and_what_is_promised_point_out_nobody(text):
    assert 13 not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 070-123 45 67 om du ser något.",
        "Skriv till anna.berg@kommun.example.",
        "Bilen ABC 12D står där varje kväll.",
        "Personnummer 811228-9874.",
    ],
)
def test_personal_data_blocks(text):
    (finding,) = [f for f in check_activity(text) if f.rule == 13]

    assert finding.level is Level.BLOCK


@pytest.mark.parametrize(
    "text", ["Mopeder och epa-traktorer, MBU 123.", "Dnr KS 2026/123", "Nummer 212000-2056"]
)
def test_numbers_that_are_nobodys_pass(text):
    assert 13 not in rules(text)


def test_an_empty_field_gets_no_hints():
    assert check_activity("", "") == []
    assert check_activity("   ", "\n") == []
