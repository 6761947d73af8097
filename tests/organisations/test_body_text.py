"""Running text as it is stored, and written again from its blocks."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organisations.body import Items, Paragraph, normalise, parse, to_text

thorough = settings(max_examples=200, deadline=None)

pasted = st.text(alphabet="ab å\u030a-•*123.)\t\r\n\u00a0\u200b\u00ad\u2028\uf0b7·é\x00", max_size=60)
anything = st.text(max_size=80)


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("a  \r\nb\t\r\n", "a\nb"),
        ("a\n\n\n \n\nb", "a\n\nb"),
        ("\n\na\n", "a"),
        ("a\u030a", "å"),
        ("a\u200b\u030a", "å"),
        ("trygg\u00adhet\u200b\ufeff", "trygghet"),
        ("a\x00b\x07\u202ec", "abc"),
        ("a\ud800b", "ab"),
        ("a\u2028b\x0bc\rd", "a\nb\nc\nd"),
        ("\uf0b7\tett\n·\ttvå", "• ett\n• två"),
        ("10\u00a0%", "10\u00a0%"),
        ("1.\tett", "1. ett"),
        ("<b>*ja*</b>", "<b>*ja*</b>"),
    ],
)
def test_text_is_stored_in_one_form(pasted, stored):
    assert normalise(pasted) == stored


@thorough
@given(st.one_of(pasted, anything))
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)

    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@thorough
@given(st.one_of(pasted, anything))
def test_normalising_keeps_every_visible_character(text):
    def visible(value):
        kept = (
            c for c in value if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") and not c.isspace()
        )
        return unicodedata.normalize("NFC", "".join(kept)).translate(dict.fromkeys(map(ord, "·•"), "•"))

    assert visible(normalise(text)).replace("•", "") == visible(text).replace("•", "")


@thorough
@given(st.one_of(pasted, anything))
def test_blocks_are_written_and_read_back_the_same(text):
    blocks = parse(normalise(text))

    assert parse(to_text(blocks)) == blocks


@thorough
@given(st.one_of(pasted, anything))
def test_written_blocks_are_already_in_the_stored_form(text):
    written = to_text(parse(normalise(text)))

    assert normalise(written) == written


def test_a_number_that_does_not_count_on_keeps_its_place():
    assert parse("1. a\n3. b\n4. c\n1. d") == [
        Items(("a",), ordered=True),
        Items(("b", "c"), ordered=True, start=3),
        Items(("d",), ordered=True),
    ]


def test_numbers_and_dashes_in_turn_are_lists_of_their_own():
    blocks = [
        Paragraph("Vi ska"),
        Items(("a", "b\nmer")),
        Items(("c",), ordered=True, start=2),
        Paragraph("– Ja."),
    ]

    assert parse(to_text(blocks)) == blocks


@pytest.mark.parametrize(
    "piece", ["- ", "1. a\n", "\n", " ", "-\n", "1", "\u200b", "a\n\n", "9) \n", "- a\n\n", "\n "]
)
def test_a_hundred_kilobytes_are_read(piece):
    text = piece * (100_000 // len(piece))

    assert parse(to_text(parse(normalise(text)))) == parse(normalise(text))
