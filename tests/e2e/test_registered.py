"""A promise that was made before the portal."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e import steps


def test_a_promise_registered_afterwards_says_so_until_the_police_have_confirmed_it(
    coordinator: Any,
    municipal_police: Any,
    police_chief: Any,
    log_in: Callable[..., Page],
    open_browser: Callable[..., Page],
    javascript: bool,
) -> None:
    writer = log_in(coordinator, javascript=javascript)
    writer.goto("/arbete/loften/registrera/")
    writer.get_by_label("Rubrik").fill("Löftet från 2019")
    writer.get_by_label("När gäller löftet?").fill("2019")
    writer.get_by_label("Originalets adress").fill("https://www.lekeberg.se/lofte-2019.pdf")
    writer.get_by_label("Lokalpolisområde Örebro").check()
    writer.get_by_role("button", name="Börja skriva in löftet").click()
    expect(writer.get_by_role("heading", level=1, name="Löftet från 2019")).to_be_visible()
    draft = writer.url
    steps.add_activities(writer, draft, 1)
    writer.goto(f"{draft}registrera/")
    writer.get_by_role("button", name="Registrera löftet").click()
    expect(writer.get_by_text("Löftet är registrerat").first).to_be_visible()

    citizen = open_browser(javascript=javascript)
    citizen.goto("/loften/?q=2019")
    citizen.get_by_role("link", name="Löftet från 2019").click()
    expect(citizen.get_by_text("registrerat i efterhand").first).to_be_visible()
    expect(citizen.get_by_text("Ej bekräftat").first).to_be_visible()

    steps.confirm(log_in(police_chief, javascript=javascript), draft)

    citizen.reload()
    expect(citizen.get_by_text("registrerat i efterhand").first).to_be_visible()
    expect(citizen.get_by_text("Ej bekräftat")).to_have_count(0)
