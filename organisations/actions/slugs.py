"""Addresses of organisations that people add."""

from django.utils.text import slugify

from organisations.models import Organisation
from organisations.swedish import search_form

LENGTH = 140


def free_slug(text: str) -> str:
    """An address name for ``text`` that no organisation has, with a number after it when it must."""
    wanted = slugify(search_form(text))[:LENGTH].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
