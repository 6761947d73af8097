import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organisations.body import Items, Paragraph, parse, plain
from organisations.templatetags.body import body


def test_an_empty_line_parts_paragraphs():
    assert parse("Ett\ntvå\n\nTre") == [Paragraph("Ett\ntvå"), Paragraph("Tre")]


def test_dashes_make_a_list():
    assert parse("Löftet ska\n- öka tryggheten\n- minska brotten") == [
        Paragraph("Löftet ska"),
        Items(("öka tryggheten", "minska brotten")),
    ]


def test_a_list_with_empty_lines_between_its_items_is_one_list():
    assert parse("- a\n\n- b\n\n- c") == [Items(("a", "b", "c"))]


def test_numbers_make_a_numbered_list_that_may_be_interrupted_and_count_on():
    assert parse("1. a\n2. b\n\nText\n\n3. c") == [
        Items(("a", "b"), ordered=True),
        Paragraph("Text"),
        Items(("c",), ordered=True, start=3),
    ]


def test_a_broken_line_goes_on_with_its_item():
    assert parse("- en lång\n  punkt\n- två") == [Items(("en lång\npunkt", "två"))]


@pytest.mark.parametrize(
    "text", ["– Det är bra, säger hon.", "2018. Ett år.", "-utan mellanslag", "1.5 timmar"]
)
def test_what_only_looks_like_a_list_is_a_paragraph(text):
    assert parse(text) == [Paragraph(text)]


def test_windows_line_ends_mean_the_same():
    assert parse("a\r\n\r\n- b\r\n- c") == parse("a\n\n- b\n- c")


def test_plain_leaves_out_the_marks():
    assert plain("a\n\n- b\n- c") == "a\nb\nc"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab-•1. \n)*", max_size=60))
def test_no_word_is_lost(text):
    letters = [c for c in text if c in "ab"]

    assert [c for c in plain(text) if c in "ab"] == letters


def test_html_is_escaped():
    assert body("<b>fet</b>\n\n- <i>") == "<p>&lt;b&gt;fet&lt;/b&gt;</p><ul><li>&lt;i&gt;</li></ul>"


def test_html_keeps_line_breaks_and_where_the_numbers_start():
    assert body("a\nb\n\n3. c") == '<p>a<br>b</p><ol start="3"><li>c</li></ol>'
