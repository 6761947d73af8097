"""What free text may not hold, and what must be left alone."""

import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from organisations.screening import (
    Kind,
    ScreenedCharField,
    ScreenedFormMixin,
    ScreenedTextField,
    find_personal_data,
    sentence_for,
    validate_no_personal_data,
)

# The Tax Agency's own test number, and the samordningsnummer it prints as an example.
PERSONNUMMER = "19811218-9876"
SAMORDNINGSNUMMER = "701063-2391"


def kinds(text):
    return [hit.kind for hit in find_personal_data(text)]


@pytest.mark.parametrize(
    "written",
    [
        PERSONNUMMER,
        "198112189876",
        "811218-9876",
        "8112189876",
        "811218+9876",
        "811218 9876",
        "811218 - 9876",
        "811218–9876",
        "811218\N{NON-BREAKING HYPHEN}9876",
        "811218\N{NO-BREAK SPACE}9876",
        "8112\N{SOFT HYPHEN}18-9876",
        "８１１２１８－９８７６",
        "1981-12-18-9876",
        "1981.12.18-9876",
    ],
)
def test_personnummer_is_found_however_it_is_written(written):
    text = f"Enligt {written}, som bor i Vivalla."
    (hit,) = find_personal_data(text)
    assert (hit.kind, hit.matched) == (Kind.PERSONNUMMER, written)
    assert text[hit.start : hit.end] == written


@pytest.mark.parametrize("written", [SAMORDNINGSNUMMER, "7010632391", "19701063-2391", "701063 2391"])
def test_samordningsnummer_is_found_and_called_by_its_name(written):
    assert kinds(f"({written})") == [Kind.SAMORDNINGSNUMMER]


@pytest.mark.parametrize(
    "written",
    [
        "070-123 45 67",
        "070 123 45 67",
        "0701234567",
        "0701-23 45 67",
        "073-123 4567",
        "076.123.45.67",
        "070 – 123 45 67",
        "+46 70 123 45 67",
        "+46701234567",
        "+46 (0)70-123 45 67",
        "0046 70 123 45 67",
        "+46 19 12 34 56",
        "019-12 34 56",
        "019-123 45 67",
        "019/12 34 56",
        "(019) 12 34 56",
        "019 12 34 56",
        "019-123456",
        "019123456",
        "08-12 34 56",
        "08-123 456 78",
        "08 123 45 67",
        "0587-123 45",
        "0587-12 34 56",
        "010-123 45 67",
    ],
)
def test_telephone_numbers_are_found(written):
    text = f"Ring {written} om något händer."
    assert [(hit.kind, hit.matched) for hit in find_personal_data(text)] == [(Kind.PHONE, written)]


def test_a_number_right_after_a_telephone_number_does_not_hide_it():
    assert [hit.matched for hit in find_personal_data("019-12 34 56 10 personer")] == ["019-12 34 56"]


@pytest.mark.parametrize(
    "written",
    [
        "anna@example.se",
        "anna.b+larm@skola.kommun.example",
        "åsa@örebro.example",
        "anna(at)example.se",
        "anna [at] example.se",
    ],
)
def test_email_addresses_are_found(written):
    text = f"Skriv till <{written}>."
    assert [(hit.kind, hit.matched) for hit in find_personal_data(text)] == [(Kind.EMAIL, written)]


@pytest.mark.parametrize(
    "written", ["ABC 123", "ABC123", "ABC-123", "ABC 12D", "ABC12D", "XYZ 001", "MLB 86A"]
)
def test_registration_numbers_are_found(written):
    text = f"Bilen {written}, en Volvo"
    assert [(hit.kind, hit.matched) for hit in find_personal_data(text)] == [(Kind.PLATE, written)]


@pytest.mark.parametrize("text", ["regnr abc123", "Reg.nr: abc 12d", "registreringsnumret MBU 123"])
def test_a_word_that_says_registration_number_settles_the_matter(text):
    assert kinds(text) == [Kind.PLATE]


@pytest.mark.parametrize(
    "text",
    [
        "Kungsörs kommun, org.nr 212000-2056",
        "212000-2981 och 16212000-2056, SE212000205601",
        "KS 2026/00123",
        "Dnr 2021-12345",
        "Dnr KSN 123",
        "ärende BUN 123/2021, SBN 123-2021",
        "A123.456/2021",
        "2021-01-18 och 20210118, 18/1 2021",
        "perioden 2021-2022",
        "2026-01-01–2027-12-31",
        "2026-01-01-2027-12-31",
        "2021-01-18–2022",
        "210101–211231",
        "125 000 kr, 1 250 000 kronor, 10 000 000",
        "736 85 Kungsör, Box 123, 701 35 Örebro",
        "MBU 123",
        "MBU123",
        "Enligt EST 100, BRÅ 123, ANDT 2021, LPO 12 och SOU 2021:49",
        "SEK 500, KPI 100, NKI 61",
        "TRE 100,5 och TRE 100 %",
        "Ring 112, 11414 eller 114 14. Sjukvård: 1177. Barn: 116 111. Jourhavande: 90 000",
        "Växeln 020-123 456, 0771-567 567 och +46 77 114 14 00",
        "kl. 16.30–18.00, 08:00–16:30, 08.00-16.30 och kl 08-16 200 barn",
        "08 09 10 11",
        "lag (2023:196), SFS 2009:400, 2 kap. 10 §, § 123",
        "59.2753, 15.2134",
        "59.27531234, 15.21341234 eller 59°16'31\"N 15°12'48\"O",
        "N 6571234, E 512345",
        "väg 50, E18, rv 68",
        "kommunkod 1880, DeSO 1880C1010",
        "20 mot utlovade minst 8, 303 kontroller, 3 till 4 gånger",
        "Bankgiro 5050-1055, plusgiro 12 34 56-7",
        "Vi ses @torget, pris 10 kr@st",
        "FÖRUT 123, ÅÄÖ 123, IQV 123, ABC 000, ABC 12O",
        "Löftet gäller 1 200 ungdomar 13-19 år",
        "",
    ],
)
def test_what_is_no_personal_data_is_left_alone(text):
    assert find_personal_data(text) == []


def test_several_hits_come_in_order_and_never_overlap():
    hits = find_personal_data("ABC 123, 070-123 45 67, 811218-9876@example.se, 811218-9876")
    assert [hit.kind for hit in hits] == [Kind.PLATE, Kind.PHONE, Kind.PERSONNUMMER, Kind.PERSONNUMMER]
    assert all(left.end <= right.start for left, right in pairwise(hits))


def with_check_digit(digits):
    return digits + luhn.calc_check_digit(digits)


@st.composite
def identity_numbers(draw):
    """A valid personnummer or samordningsnummer in one of its spellings."""
    born = draw(st.dates(date(1927, 1, 1), date(2026, 1, 1)))
    day = born.day + draw(st.sampled_from([0, 60]))
    serial = draw(st.integers(1, 999))
    ten = with_check_digit(f"{born:%y%m}{day:02}{serial:03}")
    century = draw(st.sampled_from(["", f"{born.year // 100}"]))
    return f"{century}{ten[:6]}{draw(st.sampled_from(['-', '', ' ', '+', '–']))}{ten[6:]}"


def borders_on_digit(before, after):
    """Eleven digits in a row are no personnummer. Invisible signs do not keep them apart."""

    def visible(text):
        kinds = [(sign, unicodedata.category(sign)) for sign in text]
        return [sign for sign, kind in kinds if kind != "Cf" and (kind != "Cc" or sign in "\t\n\r")]

    left, right = visible(before)[-1:], visible(after)[:1]
    return any(unicodedata.normalize("NFKC", sign)[-1:].isdecimal() for sign in left + right)


surroundings = st.tuples(st.text(max_size=40), st.text(max_size=40)).filter(
    lambda s: not borders_on_digit(*s)
)


@settings(max_examples=200)
@given(identity_numbers(), surroundings)
def test_a_valid_identity_number_is_found_in_any_surroundings(number, around):
    before, after = around
    hits = find_personal_data(before + number + after)
    place = range(len(before), len(before + number))
    assert any(
        hit.kind in (Kind.PERSONNUMMER, Kind.SAMORDNINGSNUMMER)
        and hit.start <= place.start
        and place.stop <= hit.end
        for hit in hits
    )


@st.composite
def organisation_numbers(draw):
    first, second = draw(st.sampled_from("1235678")), draw(st.integers(0, 9))
    rest = draw(st.integers(20, 99)), draw(st.integers(0, 99999))
    ten = with_check_digit(f"{first}{second}{rest[0]:02}{rest[1]:05}")
    return draw(st.sampled_from(["", "16"])) + ten[:6] + draw(st.sampled_from(["-", ""])) + ten[6:]


@settings(max_examples=200)
@given(organisation_numbers(), st.sampled_from(["", "org.nr ", "(", "nr:", "Bolaget AB, "]))
def test_an_organisation_number_is_never_taken_for_something_else(number, before):
    assert find_personal_data(f"{before}{number} i Örebro") == []


@settings(max_examples=200)
@given(st.text(alphabet=st.characters() | st.sampled_from("0123456789+-@. ABCå()/\n"), max_size=200))
def test_hits_always_point_at_what_they_quote(text):
    end = 0
    for hit in find_personal_data(text):
        assert end <= hit.start < hit.end
        assert text[hit.start : hit.end] == hit.matched
        end = hit.end


@pytest.mark.parametrize(
    "part",
    ["0", "07", "a", "a@", "@", "a.", "811218-", "+46 ", "-", "é", "\u00ad", "regnr ", "070 ", "x@" + "w."],
)
def test_a_hundred_kilobytes_of_malice_get_an_answer(part):
    text = (part * 100_000)[:100_000]
    assert isinstance(find_personal_data(text), list)
    assert find_personal_data(text + " 811218-9876 slut")[-1].kind == Kind.PERSONNUMMER


def test_the_sentence_says_what_was_found_and_what_to_do():
    hits = find_personal_data("Ring 070-123 45 67. Se ABC 123 och DEF 456.")
    assert sentence_for(hits) == (
        "Texten innehåller ett telefonnummer (070-123 45 67) och 2 registreringsnummer (ABC 123, DEF 456). "
        "Personuppgifter får inte stå här. "
        "Ta bort dem och skriv en roll i stället, till exempel ”kommunpolisen” eller ”rektorn”. "
        "Telefon och e-post skriver du under Kontakter. "
        "Är det inget registreringsnummer? Skriv ut förkortningen."
    )


def test_the_sentence_does_not_repeat_an_identity_number():
    sentence = sentence_for(find_personal_data("811218-9876, 19811218-9876 och 8112189876"))
    assert "3 personnummer (811218-XXXX, 19811218-XXXX, 811218XXXX)" in sentence
    assert "9876" not in sentence


def test_the_sentence_stays_short_when_there_are_many_hits():
    sentence = sentence_for(find_personal_data("a@x.se b@x.se c@x.se d@x.se"))
    assert "4 e-postadresser (a@x.se, b@x.se, c@x.se, …)" in sentence


def test_no_hits_need_no_sentence():
    assert sentence_for([]) == ""


def test_the_validator_refuses_and_says_why():
    with pytest.raises(ValidationError) as refused:
        validate_no_personal_data("811218-9876")
    assert refused.value.code == "personal_data"
    assert "ett personnummer" in refused.value.message
    validate_no_personal_data("Trygghetsvandring i Vivalla, 2 st under 2026")


class ExampleForm(ScreenedFormMixin, forms.Form):
    unscreened = ("phone",)

    title = ScreenedCharField()
    text = forms.CharField(widget=forms.Textarea)
    phone = forms.CharField()
    email = forms.EmailField()


def test_a_form_keeps_the_text_and_points_at_the_field():
    clean = {"title": "Löfte", "text": "Rond", "phone": "070-123 45 67", "email": "roll@kommun.example"}
    assert ExampleForm(clean).is_valid()
    form = ExampleForm({**clean, "title": "Ring 070-123 45 67", "text": "ABC 123\noch mer"})
    assert set(form.errors) == {"title", "text"}
    assert len(form.errors["title"]) == 1
    assert "ABC 123\noch mer" in form["text"].as_widget()


def test_screening_one_form_leaves_the_next_alone():
    before = len(ExampleForm().fields["text"].validators)
    assert len(ExampleForm().fields["text"].validators) == before


def test_the_text_field_is_for_several_lines():
    assert isinstance(ScreenedTextField().widget, forms.Textarea)
