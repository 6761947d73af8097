"""The shared components of every page. How to use each: ``docs/design.md``.

Tags with an ``end…`` tag wrap content. Extra keyword arguments become HTML attributes:
``hx_post=url`` gives ``hx-post="…"``; ``True`` gives a bare attribute; ``None`` and ``False`` give none.
"""

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from organisations.templatetags._looks import STEP_LOOKS, TONES, look_of_status

register = template.Library()


def attributes(extra: dict[str, Any]) -> SafeString:
    """Write keyword arguments as HTML attributes, each with a space before it."""
    pairs = [(name.strip("_").replace("_", "-"), value) for name, value in extra.items()]
    bare = format_html_join("", " {}", [(name,) for name, value in pairs if value is True])
    valued = [(name, value) for name, value in pairs if value is not None and not isinstance(value, bool)]
    return bare + format_html_join("", ' {}="{}"', valued)


def _render(name: str, context: dict[str, Any]) -> SafeString:
    return render_to_string(f"components/{name}.html", context)


def _tone(tone: str) -> str:
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"Okänd ton: {tone}. Välj en av {', '.join(TONES)}.")
    return tone


@register.simple_tag(name="icon")
def draw_icon(name: str, label: str = "") -> SafeString:
    """An icon from ``static/img/icons.svg``. Without ``label`` it is decoration and hidden from screen readers."""
    return _svg(_icons(), name, label)


@cache
def _icons() -> str:
    """The file's address, which no running server sees change: a page may have sixty icons."""
    return static("img/icons.svg")


# By type too: what is safe and what is to be escaped can be the same letters.
@lru_cache(maxsize=512, typed=True)
def _svg(file: str, name: str, label: str) -> SafeString:
    named = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="24" height="24" focusable="false" {}><use href="{}#{}"/></svg>',
        named,
        file,
        name,
    )


@register.simple_tag
def button(
    text: str,
    href: str = "",
    variant: str = "primary",
    tone: str = "",
    icon: str = "",
    type: str = "submit",
    **extra: Any,
) -> SafeString:
    """A button, or with ``href`` a link that looks like one. ``variant``: primary, secondary, tertiary."""
    context = {"text": text, "href": href, "variant": variant, "icon": icon, "type": type}
    return _render("button", {**context, "tone": tone and _tone(tone), "attributes": attributes(extra)})


@register.simple_tag
def tag(text: str, tone: str = "neutral", icon: str = "") -> SafeString:
    """A small label: text, colour and icon together, never colour alone.

    Without a template of its own: a page with sixty activities has sixty of them.
    """
    return _label(_tone(tone), draw_icon(icon) if icon else "", text)


@lru_cache(maxsize=512, typed=True)
def _label(tone: str, icon: str, text: str) -> SafeString:
    return format_html('<span class="ds-tag tag" data-color="{}">{}{}</span>', tone, icon, text)


@register.simple_tag
def status(code: str, text: str) -> SafeString:
    """The label of a state: ``{% status revision.status revision.get_status_display %}``."""
    look = look_of_status(str(code))
    return tag(text, look.tone, look.icon)


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: str = "", level: int = 2, role: str = "") -> SafeString:
    """A message in the page. ``tone``: info, success, warning, danger."""
    return _render(
        "alert", {"content": content, "tone": _tone(tone), "title": title, "level": level, "role": role}
    )


@register.simple_block_tag
def hint(content: str, level: str = "inform", href: str = "", link_text: str = "") -> SafeString:
    """A quality hint beside a field. ``level``: block, warn, inform or good."""
    return _render("hint", {"content": content, "level": level, "href": href, "link_text": link_text})


@register.simple_block_tag
def page_header(content: str, title: str, lead: str = "", kicker: str = "") -> SafeString:
    """The page's only h1, with what stands above (kicker) and below it; the content is tags and buttons."""
    return _render("page_header", {"content": content, "title": title, "lead": lead, "kicker": kicker})


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", level: int = 2, tinted: bool = False) -> SafeString:
    """A framed piece of the page; with ``url`` its heading is a link."""
    return _render("card", {"content": content, "title": title, "url": url, "level": level, "tinted": tinted})


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False, id: str = "") -> SafeString:
    """Content that opens and closes without JavaScript."""
    return _render("details", {"content": content, "summary": summary, "open": open, "id": id})


@register.simple_block_tag
def empty(
    content: str, title: str, action_text: str = "", action_url: str = "", level: int = 2
) -> SafeString:
    """What to say, and what to do next, when there is nothing to show."""
    context = {"content": content, "title": title, "action_text": action_text, "action_url": action_url}
    return _render("empty", {**context, "level": level})


@register.simple_block_tag
def tasklist(content: str, label: str = "Steg") -> SafeString:
    """A list of steps, each a ``{% task %}``."""
    return format_html('<ul class="task-list" aria-label="{}">{}</ul>', label, content)


@register.inclusion_tag("components/task.html")
def task(
    title: str, url: str = "", state: str = "todo", note: str = "", state_text: str = ""
) -> dict[str, Any]:
    """One step. ``state``: todo, doing, done, error, locked, optional. Without ``url`` it is not a link."""
    look = STEP_LOOKS[state]
    return {"title": title, "url": url, "note": note, "look": look, "state_text": state_text or look.text}


@register.simple_block_tag
def datatable(
    content: str, caption: str, stack: bool = False, hide_caption: bool = False, id: str = ""
) -> SafeString:
    """A table; the content is ``<thead>`` and ``<tbody>``.

    On a narrow screen it scrolls inside a frame that the keyboard reaches. ``stack=True`` turns rows into
    blocks instead; then each cell needs ``data-label="Kolumnens rubrik"``.
    """
    context = {"content": content, "caption": caption, "stack": stack, "hide_caption": hide_caption, "id": id}
    return _render("datatable", context)


@register.simple_block_tag
def summary_list(content: str, wide: bool = False) -> SafeString:
    """Terms and values (``<dl>``), each a ``{% summary_row %}``."""
    return format_html('<dl class="summary-list{}">{}</dl>', " summary-list--wide" if wide else "", content)


@register.inclusion_tag("components/summary_row.html")
def summary_row(term: str, value: Any = "", url: str = "", action: str = "Ändra") -> dict[str, Any]:
    """A term and its value (a list becomes a list); ``url`` adds a link to change it."""
    values = value if isinstance(value, list | tuple) else None
    return {"term": term, "value": value, "values": values, "url": url, "action": action}


@register.simple_block_tag
def summary_item(content: str, term: str, url: str = "", action: str = "Ändra") -> SafeString:
    """As ``summary_row``, when the value is markup."""
    context = {"term": term, "value": content, "url": url, "action": action}
    return _render("summary_row", context)


@register.simple_block_tag
def timeline(content: str, label: str = "Historik") -> SafeString:
    """A history, newest or oldest first as you write it; each entry a ``{% timeline_item %}``."""
    return format_html('<ol class="timeline" aria-label="{}">{}</ol>', label, content)


@register.simple_block_tag
def timeline_item(
    content: str, title: str, when: Any = None, by: str = "", tone: str = "neutral"
) -> SafeString:
    """One entry: what happened, when (date or datetime) and by whom; the content is the reason or the details."""
    context = {"content": content, "title": title, "when": when, "by": by, "tone": _tone(tone)}
    return _render("timeline_item", context)


@register.inclusion_tag("components/steps.html")
def steps(
    names: list[str],
    current: int,
    label: str = "Steg",
    done: Collection[int] | None = None,
    urls: Sequence[str] = (),
) -> dict[str, Any]:
    """Where we are among named steps; ``current`` counts from 1.

    ``done``: the numbers of the steps that something is written in, where one may be passed over; else all before.
    ``urls``: where each step is, where one may go to any of them.
    """
    passed = range(1, current) if done is None else done
    rows = [
        {
            "name": name,
            "state": "now" if number == current else "done" if number in passed else "todo",
            "url": url if number != current else "",
        }
        for number, (name, url) in enumerate(zip_longest(names, urls, fillvalue=""), start=1)
    ]
    return {"rows": rows, "label": label}


@register.inclusion_tag("components/progress.html")
def progress(value: int, maximum: int, label: str) -> dict[str, Any]:
    """A bar with its figures in words: "3 av 7 steg klara" is the ``label``."""
    return {"value": value, "maximum": maximum, "label": label}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, Any]:
    """``{% breadcrumbs "Löften" url "Lekeberg" url "Granska" %}``: text and address in turn, last the page itself."""
    links = [{"text": parts[i], "url": parts[i + 1]} for i in range(0, len(parts) - 1, 2)]
    return {"links": links, "here": parts[-1] if len(parts) % 2 else ""}


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """Links between views of one thing, each a ``{% tab %}``."""
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_tag
def tab(text: str, url: str, current: bool = False, count: int | None = None) -> SafeString:
    """One link among ``tabs``."""
    here = SafeString(' aria-current="page"') if current else ""
    number = "" if count is None else format_html(' <span class="tabs__count">{}</span>', count)
    return format_html('<li><a href="{}"{}>{}{}</a></li>', url, here, text, number)


@register.inclusion_tag("components/search_box.html")
def search_box(
    action: str,
    label: str,
    name: str = "q",
    value: str = "",
    help: str = "",
    large: bool = False,
    **extra: Any,
) -> dict[str, Any]:
    """A GET form with one search field."""
    context = {"action": action, "label": label, "name": name, "value": value or "", "help": help}
    return {**context, "large": large, "attributes": attributes(extra)}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any, parameter: str = "sida") -> dict[str, Any]:
    """Links to the other pages of a list (a ``Page`` of Django's paginator), keeping the rest of the query."""
    query = context["request"].GET.copy()
    query.pop(parameter, None)
    rest = query.urlencode()
    return {
        "page": page,
        "prefix": f"?{rest}&{parameter}=" if rest else f"?{parameter}=",
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "ellipsis": page.paginator.ELLIPSIS,
    }


@register.simple_block_tag(takes_context=True)
def confirm_panel(
    context: Context,
    content: str,
    title: str,
    action_text: str,
    action_url: str = "",
    cancel_url: str = "",
    tone: str = "",
    level: int = 2,
) -> SafeString:
    """A POST form that asks once more; the content says what will happen and may hold fields."""
    values: dict[str, Any] = {
        "content": content,
        "title": title,
        "action_text": action_text,
        "action_url": action_url,
    }
    values |= {"cancel_url": cancel_url, "tone": tone and _tone(tone), "level": level}
    return render_to_string("components/confirm_panel.html", values, request=context.get("request"))


@register.inclusion_tag("components/figure_box.html")
def key_figure(value: Any, text: str, url: str = "") -> dict[str, Any]:
    """A number and what it counts."""
    return {"value": value, "text": text, "url": url}


@register.simple_tag(takes_context=True)
def nav_link(context: Context, url_name: str, text: str, exact: bool = False) -> SafeString:
    """A link of the page's navigation, marked when it leads to this page or to one below it."""
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return SafeString("")
    path = context["request"].path if "request" in context else ""
    here = path == url if exact else path.startswith(url)
    current = format_html(' aria-current="{}"', "page" if path == url else "true") if here else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, text)
