from django.template import Context, Template

from pdf.blocks import Table


def rows(*cells: list[str], columns: list[str] | None = None) -> str:
    table = Table("Aktiviteter", columns or [f"Kolumn {n}" for n, _cell in enumerate(cells)], [list(cells)])
    return Template("{% load blocks %}{% block_rows table %}").render(Context({"table": table}))


def test_each_cell_says_which_column_it_is_in_and_keeps_its_lines() -> None:
    assert rows(["Vandring", "Plats: torget"], columns=["Aktivitet"]) == (
        '<tr><td data-label="Aktivitet"><span>Vandring</span><span class="detail">Plats: torget</span></td></tr>'
    )


def test_a_cell_with_nothing_in_it_shows_a_dash() -> None:
    assert "<span>–</span>" in rows(["Vandring"], [])


def test_what_somebody_wrote_is_text_and_never_markup() -> None:
    page = rows(["<script>1</script>", "<b>2</b>"], columns=['"><i>'])

    assert "<script>" not in page
    assert "<b>" not in page
    assert "<i>" not in page
