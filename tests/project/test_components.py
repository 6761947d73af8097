"""What every page may trust the shared components to do."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views import defaults

from organisations.templatetags._looks import STATUS_LOOKS, TONES, look_of_status
from overview.views.style_guide import ExampleForm
from promises.states import Status

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LOAD = "{% load components form_components %}"


class Elements(HTMLParser):
    """Every element with its attributes, as a flat list."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]

    def ids(self) -> list[str]:
        return [attrs["id"] for _tag, attrs in self.found if attrs.get("id")]  # type: ignore[misc]


def render(source: str, **context: Any) -> str:
    return Template(LOAD + source).render(Context(context))


def form_page(**data: str) -> Elements:
    form = ExampleForm(data)
    return Elements(render("{% error_summary form %}{{ form }}", form=form))


# Buttons, labels and states


def test_a_button_with_an_address_is_a_link() -> None:
    page = Elements(render('{% button "Avbryt" href="/tillbaka/" %}'))

    assert page.named("a")[0]["href"] == "/tillbaka/"
    assert page.named("button") == []


def test_extra_arguments_become_attributes() -> None:
    page = Elements(render('{% button "Spara" hx_post="/x/" disabled=True form=None %}'))

    button = page.named("button")[0]
    assert (button["hx-post"], button["type"]) == ("/x/", "submit")
    assert "disabled" in button
    assert "form" not in button


@pytest.mark.parametrize(
    "source",
    [
        "{% button evil %}",
        "{% tag evil %}",
        "{% task evil url=evil note=evil %}",
        "{% summary_row evil evil %}",
        "{% status 'draft' evil %}",
        "{% tab evil evil %}",
        "{% page_header title=evil lead=evil %}{% endpage_header %}",
        "{% alert title=evil %}{{ evil }}{% endalert %}",
        "{% card evil %}{{ evil }}{% endcard %}",
        "{% details evil %}{{ evil }}{% enddetails %}",
        "{% empty evil %}{{ evil }}{% endempty %}",
        "{% datatable evil %}{{ evil }}{% enddatatable %}",
        "{% timeline_item evil by=evil %}{{ evil }}{% endtimeline_item %}",
        "{% timeline evil %}{{ evil }}{% endtimeline %}",
        "{% tasklist evil %}{{ evil }}{% endtasklist %}",
        "{% tabs evil %}{{ evil }}{% endtabs %}",
        "{% summary_list %}{{ evil }}{% endsummary_list %}",
        "{% summary_item evil %}{{ evil }}{% endsummary_item %}",
        "{% hint %}{{ evil }}{% endhint %}",
        "{% confirm_panel evil evil %}{{ evil }}{% endconfirm_panel %}",
        "{% search_box evil evil value=evil %}",
        "{% breadcrumbs evil evil evil %}",
        "{% icon 'check' label=evil %}",
        "{% key_figure evil evil %}",
    ],
)
def test_text_stays_text(source: str) -> None:
    assert "<script" not in render(source, evil='"><script>alert(1)</script>')


@pytest.mark.parametrize("status", Status)
def test_every_status_of_a_revision_has_a_look_of_its_own(status: Status) -> None:
    assert status.value in STATUS_LOOKS


def test_a_status_says_in_words_what_its_colour_says() -> None:
    html = render('{% status "for_signature" "För underskrift" %}')

    assert "För underskrift" in html
    assert 'data-color="warning"' in html
    assert "#pen" in html


def test_an_unknown_status_is_shown_plainly() -> None:
    assert look_of_status("something new").tone == "neutral"


def test_an_unknown_tone_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="lila"):
        render('{% tag "Ny" tone="lila" %}')


# Forms


def test_every_field_has_a_label() -> None:
    page = form_page()

    labelled = {attrs["for"] for attrs in page.named("label")}
    inputs = [a for t in ("input", "select", "textarea") for a in page.named(t) if a.get("type") != "hidden"]
    assert {attrs["id"] for attrs in inputs} == labelled


def test_help_and_errors_are_tied_to_their_field() -> None:
    page = form_page(email="inte en adress")

    ids = set(page.ids())
    described = [a["aria-describedby"] for _t, a in page.found if a.get("aria-describedby")]
    assert "id_title_helptext id_title_error" in described
    assert {id for text in described if text for id in text.split()} <= ids


def test_a_field_in_error_is_marked_invalid() -> None:
    email = next(a for a in form_page(email="inte en adress").named("input") if a["name"] == "email")

    assert email["aria-invalid"] == "true"


def test_described_by_is_added_to_help_and_errors() -> None:
    html = render('{% field form.title described_by="tolkning" %}', form=ExampleForm({}))

    assert 'aria-describedby="id_title_helptext id_title_error tolkning"' in html


def test_a_group_of_choices_is_described_as_a_group() -> None:
    page = Elements(render('{% field form.kind described_by="mer" %}', form=ExampleForm({})))

    assert page.named("fieldset")[0]["aria-describedby"] == "id_kind_error mer"


def test_the_error_summary_links_to_things_that_exist() -> None:
    page = form_page(count="0")

    targets = [a["href"] for a in page.named("a") if (a["href"] or "").startswith("#")]
    assert "#id_kind_0" in targets
    assert {target[1:] for target in targets if target} <= set(page.ids())


def test_the_error_summary_counts_in_words() -> None:
    one = {"title": "x", "starts": "2030-01-01", "precision": "day", "kind": "day"}

    assert "Rätta till 1 fel" in render("{% error_summary form %}", form=ExampleForm(one))
    assert "Rätta till 5 fel" in render("{% error_summary form %}", form=ExampleForm({}))


def test_a_form_without_errors_has_no_summary() -> None:
    assert render("{% error_summary form %}{% error_prefix form %}", form=ExampleForm()).strip() == ""


def test_a_page_with_errors_says_so_first_in_its_title() -> None:
    assert render("{% error_prefix form %}", form=ExampleForm({})) == "Fel: "


def test_errors_of_formsets_are_summed_up() -> None:
    class Row(forms.Form):
        text = forms.CharField(label="Text")

    rows = forms.formset_factory(Row, min_num=1, validate_min=True)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-text": ""}

    html = render("{% error_summary rows %}", rows=rows(data))

    assert 'href="#id_form-0-text"' in html


def test_optional_fields_are_marked_unless_the_form_says_otherwise() -> None:
    class Draft(ExampleForm):
        mark_optional = False

    assert "frivilligt" in render("{{ form }}", form=ExampleForm())
    assert "frivilligt" not in render("{{ form }}", form=Draft())


def test_one_of_several_that_is_chosen_from_the_start_is_not_called_optional():
    class Whose(forms.Form):
        whose = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)

    assert "frivilligt" in render("{{ form }}", form=Whose())
    assert "frivilligt" not in render("{{ form }}", form=Whose(initial={"whose": "a"}))


def test_steps_lead_to_where_one_may_go_and_tick_only_what_is_done():
    html = render(
        "{% steps names 2 done=done urls=urls %}",
        names=["Ett", "Två", "Tre"],
        done=[3],
        urls=["/1/", "/2/", "/3/"],
    )

    assert html.count('data-state="done"') == 1
    assert 'href="/1/"' in html
    assert 'href="/2/"' not in html


def test_several_choices_stand_under_one_question() -> None:
    html = render("{% field form.kind %}", form=ExampleForm())

    assert html.count("<fieldset") == 1
    assert re.search(r"<legend[^>]*>Hur ofta\?", html)


# Navigation and lists


def test_pagination_keeps_the_rest_of_the_query() -> None:
    request = RequestFactory().get("/loften/", {"lan": "Örebro", "sida": "2"})
    page = Paginator(range(30), 10).page(2)

    html = render("{% pagination page %}", page=page, request=request)

    assert 'href="?lan=%C3%96rebro&amp;sida=3"' in html


def test_one_page_needs_no_pagination() -> None:
    page = Paginator(range(3), 10).page(1)

    assert render("{% pagination page %}", page=page, request=RequestFactory().get("/")).strip() == ""


def test_breadcrumbs_end_with_the_page_itself() -> None:
    page = Elements(render('{% breadcrumbs "Löften" "/loften/" "Granska" %}'))

    assert [a["href"] for a in page.named("a")] == ["/loften/"]
    assert {"aria-current": "page"} in page.named("span")


def test_navigation_marks_where_we_are() -> None:
    here = RequestFactory().get("/konto/login/")

    html = render('{% nav_link "account_login" "Logga in" %}', request=here)

    assert 'aria-current="page"' in html


def test_a_wide_table_can_be_scrolled_with_the_keyboard() -> None:
    frame = Elements(render('{% datatable "Aktiviteter" %}{% enddatatable %}')).named("div")[0]

    assert (frame["tabindex"], frame["role"], frame["aria-label"]) == ("0", "region", "Aktiviteter")


def test_a_confirmation_is_a_post_with_its_token() -> None:
    request = RequestFactory().get("/")

    html = render('{% confirm_panel "Ta bort?" "Ta bort" %}{% endconfirm_panel %}', request=request)

    assert 'method="post"' in html
    assert "csrfmiddlewaretoken" in html


# What the security policy and the readers demand of every template


def _used_icons() -> Iterator[str]:
    for path in TEMPLATES:
        text = path.read_text()
        yield from re.findall(r"{% icon [\"']([a-z-]+)", text)
        yield from re.findall(r"icon=[\"']([a-z-]+)", text)
    yield from (look.icon for look in STATUS_LOOKS.values())


def test_every_icon_used_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/img/icons.svg").read_text()))

    assert set(_used_icons()) <= drawn


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_hold_no_style_or_script_of_their_own(path: Path) -> None:
    """The content security policy would stop them, silently."""
    text = path.read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
    assert [
        tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag and "json" not in tag
    ] == []


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "413.html", "429.html", "500.html"]
)
def test_error_pages_stand_without_a_request(name: str) -> None:
    """Django renders some of them with no context at all."""
    html = render_to_string(name)

    assert html.count("<h1") == 1


def test_a_refusal_says_why() -> None:
    why = "Bara samordnaren får ta bort utkastet."

    response = defaults.permission_denied(RequestFactory().get("/"), PermissionDenied(why))

    assert why in response.content.decode()


def test_invented_data_is_marked_on_every_page(settings: Any) -> None:
    request = RequestFactory().get("/")

    settings.DEMO = True
    assert "Demonstration" in render_to_string("404.html", request=request)
    settings.DEMO = False
    assert "Demonstration" not in render_to_string("404.html", request=request)


def test_public_pages_load_no_script(settings: Any) -> None:
    assert "<script" not in render_to_string("404.html", request=RequestFactory().get("/loften/"))
    assert "htmx" in render_to_string("404.html", request=RequestFactory().get("/arbete/"))


def test_every_icon_that_a_template_names_is_drawn():
    drawn = set(re.findall(r'<symbol[^>]* id="([a-z-]+)"', (ROOT / "static/img/icons.svg").read_text()))
    named = re.compile(r'(?:icon="|{% icon "|{% tag [^%]*"(?:' + "|".join(TONES) + r')" ")([a-z-]+)"')
    used = {name for file in TEMPLATES for name in named.findall(file.read_text())}

    assert len(used) > 20
    assert used - drawn == set()
