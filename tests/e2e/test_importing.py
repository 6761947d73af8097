"""Letting a file of reports in, with faults first: on a desk with JavaScript, on a phone without."""

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from lagesbild.actions.importing import rules
from lagesbild.models import Category, IncidentReport
from tests.e2e.conftest import look_of
from tests.e2e.steps import press

ROWS = 25


def _file(folder: Path, name: str, *more: list[str]) -> Path:
    yesterday = timezone.localdate() - timedelta(days=1)
    rows = [["Händelse", "Datum", "Plats", "Nr"]]
    rows += [["Förstört", f"{yesterday} 20:{n:02}", "Badplatsen", f"A-{n}"] for n in range(ROWS)]
    with (folder / name).open("w", newline="", encoding="cp1252") as file:
        csv.writer(file, delimiter=";").writerows([*rows, *more])
    return folder / name


def _upload(page: Page, path: Path) -> None:
    page.get_by_role("link", name="Händelserapporter").click()
    page.get_by_label("Fil", exact=True).set_input_files(path)
    page.get_by_label("Källa").fill("Fritidsgården")
    page.get_by_role("button", name="Ladda upp och fortsätt").click()
    expect(page.get_by_role("heading", name="Vilken kolumn är vilken?")).to_be_visible()
    expect(page.get_by_text("teckenkodning Windows-1252")).to_be_visible()


def _go_on(page: Page, until: str, javascript: bool) -> None:
    """With JavaScript it goes on by itself; without, somebody presses."""
    done = page.get_by_role("heading", name=until)
    while not javascript and not done.is_visible():
        press(page, "Fortsätt")
    expect(done).to_be_visible()


def test_a_file_with_faults_and_then_without(
    log_in: Callable[..., Page],
    lekeberg: Any,
    coordinator: Any,
    tmp_path: Path,
    javascript: bool,
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(rules, "CHUNK", 10)
    look = look_of(javascript=javascript)
    page = log_in(coordinator, phone=not javascript, javascript=javascript)
    page.goto(f"/arbete/lagesbild/{lekeberg.slug}/")
    page.get_by_role("link", name="Läs in filer").click()

    _upload(page, _file(tmp_path, "fel.csv", ["Förstört", "igår", "Torget", "B-1"]))
    look(page)
    page.get_by_label("Källans eget nummer").select_option(index=4)
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_label("”Förstört”").select_option(Category.VANDALISM)
    look(page)
    press(page, "Kontrollera raderna")
    _go_on(page, "Fel i filen", javascript)
    expect(page.get_by_text("”igår” är inget datum")).to_be_visible()
    look(page)
    assert not IncidentReport.with_hidden.exists()

    page.get_by_role("link", name="Läs in filer").click()
    _upload(page, _file(tmp_path, "ratt.csv"))
    # Columns and words are those of the last time.
    press(page, "Fortsätt")
    _go_on(page, "Så läser vi de första raderna", javascript)
    look(page)
    press(page, f"Läs in {ROWS} rader")
    _go_on(page, "Filen är inläst", javascript)
    expect(page.get_by_text(f"{ROWS} nya rader.")).to_be_visible()
    assert IncidentReport.objects.count() == ROWS
