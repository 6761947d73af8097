"""Excel files, whole and half, and those that are made to fill a memory."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import numbers

from lagesbild.imports import limits, workbook
from lagesbild.imports.files import open_table
from lagesbild.imports.tables import Unreadable


def saved(*rows, book=None):
    book = book or Workbook()
    for row in rows:
        book.active.append(row)
    stored = BytesIO()
    book.save(stored)
    return stored


def _moment(written):
    """Without a zone: Excel knows none."""
    return datetime.fromisoformat(written)


def read(stored):
    found = open_table(stored)
    return found.headings, list(found.rows)


def test_days_times_and_numbers_are_text_that_we_read():
    row = [
        date(2026, 10, 2),
        _moment("2026-10-02 20:30"),
        time(20, 30),
        timedelta(hours=1),
        3.0,
        59.18,
        True,
    ]

    headings, rows = read(saved(list("abcdefg"), row))

    assert headings == list("abcdefg")
    assert rows == [
        (2, ["2026-10-02", "2026-10-02 20:30:00", "20:30:00", "01:00", "3", "59.18", "Ja"])
    ]  # fmt: skip


def test_midnight_is_an_hour_only_when_it_is_shown():
    book = Workbook()
    book.active.append(["Dag", "Stund"])
    book.active.append([_moment("2026-10-02")] * 2)
    book.active["A2"].number_format = "yyyy-mm-dd"
    book.active["B2"].number_format = numbers.FORMAT_DATE_DATETIME

    _headings, rows = read(saved(book=book))

    assert rows == [(2, ["2026-10-02", "2026-10-02 00:00:00"])]


def test_formulas_and_errors_are_kept_apart_from_text():
    book = Workbook()
    book.active.append(["a", "b", "c"])
    book.active.append(["=1+1", "", "text"])
    book.active["B2"].value, book.active["B2"].data_type = "#REF!", "e"

    _headings, rows = read(saved(book=book))

    assert rows == [(2, [{"formula": "=1+1"}, {"error": "#REF!"}, "text"])]


def test_the_first_sheet_with_something_in_it_is_read():
    book = Workbook()
    book.active.title = "Tomt"
    second = book.create_sheet("Händelser")
    second.append(["Vad", "När"])
    second.append(["Klotter", "2026-10-02"])

    stored = BytesIO()
    book.save(stored)
    found = open_table(stored)

    assert found.reading == {"format": "xlsx", "sheet": "Händelser"}


def test_blank_rows_and_a_cell_far_away_cost_nothing():
    book = Workbook()
    book.active.append(["Vad", "När"])
    book.active["A3"] = "Klotter"
    book.active["XFD3"] = "långt bort"

    assert read(saved(book=book)) == (["Vad", "När"], [(3, ["Klotter"])])


def test_an_empty_workbook_says_so():
    with pytest.raises(Unreadable, match="inget blad"):
        read(saved())


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_half_a_workbook_is_refused(part):
    whole = saved(["Vad", "När"], *[[f"text {n}", n] for n in range(50)]).getvalue()

    with pytest.raises(Unreadable, match="går inte att läsa"):
        read(BytesIO(whole[: int(len(whole) * part)]))


def test_a_sheet_whose_xml_is_cut_names_the_row():
    whole = saved(["Vad", "När"], *[[f"text {n}", n] for n in range(50)])
    cut = _with(whole, "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])

    found = open_table(cut)
    with pytest.raises(Unreadable, match="efter rad 2"):
        list(found.rows)


def test_another_zip_is_no_workbook():
    stored = BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("brev.txt", "hej")

    with pytest.raises(Unreadable, match="går inte att läsa"):
        read(stored)


def test_what_unpacks_to_much_more_is_refused_before_it_is_unpacked():
    bomb = _with(saved(["Vad", "När"]), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 20_000_000)

    with pytest.raises(Unreadable, match="packas upp till mer"):
        read(bomb)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_what_is_parsed_whole_may_not_be_large(part, monkeypatch):
    monkeypatch.setattr(limits, "MAX_PART_BYTES", 200)
    monkeypatch.setattr(limits, "MAX_SHARED_BYTES", 200)
    monkeypatch.setattr(workbook.limits, "MAX_UNPACKED_BYTES", 10**9)

    with pytest.raises(Unreadable, match="packas upp till mer"):
        read(_with(saved(["Vad", "När"]), part, lambda xml: xml + b"<!-- -->" * 50))


def test_xml_that_defines_entities_is_refused():
    def expand(xml):
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        return xml.replace(b"<worksheet", bomb + b"<worksheet", 1)

    with pytest.raises(Unreadable, match="går inte att läsa"):
        read(_with(saved(["Vad", "När"]), "xl/worksheets/sheet1.xml", expand))


def test_a_thousand_parts_are_too_many():
    stored = saved(["Vad", "När"])
    with zipfile.ZipFile(stored, "a") as archive:
        for number in range(limits.MAX_PARTS):
            archive.writestr(f"x/{number}", "")

    with pytest.raises(Unreadable, match="packas upp till mer"):
        read(stored)


def _with(stored, name, change):
    """The same archive with one part changed."""
    changed = BytesIO()
    with zipfile.ZipFile(stored) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
        if name not in old.namelist():
            new.writestr(name, change(b"<x/>"))
    return changed


def _with_sheet(xml):
    """A workbook whose sheet is the given XML."""
    whole = saved(["a", "b"], ["1", "2"])
    stored = BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            is_sheet = part.filename == "xl/worksheets/sheet1.xml"
            new.writestr(part.filename, xml if is_sheet else old.read(part))
    return stored


@pytest.mark.parametrize(
    "prolog",
    [
        f"<!-- {'x' * 5000} --><!DOCTYPE a [<!ENTITY b 'c'>]>",
        f"<!-- {'<a' * 3000} --><!DOCTYPE a [<!ENTITY b 'c'>]>",
        f"<?a {'<b>' * 3000} ?><!DOCTYPE a [<!ENTITY b 'c'>]>",
        " " * 100_000,
    ],
    ids=["comment", "comment-with-elements", "instruction", "blank"],
)
def test_entities_are_found_behind_whatever_stands_before_them(prolog):
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'

    with pytest.raises(Unreadable):
        workbook.read(_with_sheet(f"{prolog}{sheet}"))


def test_a_first_row_far_down_is_not_waited_for():
    row = '<row r="900000000"><c r="A900000000" t="inlineStr"><is><t>a</t></is></c></row>'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    with pytest.raises(Unreadable):
        workbook.read(_with_sheet(f"<worksheet {space}><sheetData>{row}</sheetData></worksheet>"))


def test_a_cell_whose_style_is_nowhere_in_the_file_is_said_to_be_broken():
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    first = "".join(f'<c r="{c}1" t="inlineStr"><is><t>{c}</t></is></c>' for c in "AB")
    rows = f'<row r="1">{first}</row><row r="2"><c r="A2" s="99"><v>1e400</v></c></row>'
    stored = _with_sheet(f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>")

    with pytest.raises(Unreadable, match="efter rad 1"):
        read(stored)
