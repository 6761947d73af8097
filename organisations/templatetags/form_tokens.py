"""What every form carries, and what a page says when a kept text has come back. Loaded for all templates.

``{% csrf_token %}`` is Django's, and behind login it also writes who sees the form (see ``organisations.parking``).
A tag of its own was rejected: the one form where it was forgotten would be where somebody's text was lost.
"""

from typing import Any

from django import template
from django.http import QueryDict
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from organisations import parking

register = template.Library()

PATHS = ("/arbete/", "/admin/")


class FormTokensNode(template.Node):
    """Django's token against forged forms, and ours that says who was logged in."""

    child_nodelists = ()

    def render(self, context: Context) -> str:
        token = CsrfTokenNode().render(context)
        request = context.get("request")
        if request is None or not request.path.startswith(PATHS) or not request.user.is_authenticated:
            return token
        ours = format_html(
            '<input type="hidden" name="{}" value="{}">', parking.FIELD, parking.sign_typist(request)
        )
        return token + ours


@register.tag(name="csrf_token")
def form_tokens(parser: Parser, token: Token) -> FormTokensNode:
    return FormTokensNode()


@register.inclusion_tag("organisations/_parked_notice.html", takes_context=True)
def parked_notice(context: Context) -> dict[str, Any]:
    """That a text has come back after a new login, and the text itself when the page has not put it in a form."""
    request = context.get("request")
    if request is None or parking.PARAMETER not in request.GET:
        return {}
    post = parking.parked_post(request)
    if post is None:
        return {}
    in_form = getattr(request, "parked_text_is_in_form", False)
    texts = [] if in_form else parking.readable(QueryDict(post.data))
    return {"post": post, "texts": texts, "lost_a_file": parking.lost_a_file(post)}
