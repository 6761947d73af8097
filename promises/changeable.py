"""The promises that a group's meeting can want changed, told to the minutes, which know no promises."""

from __future__ import annotations

from organisations.models import Group
from organisations.swedish import sort_form
from promises.models import Party, Revision
from promises.states import Status


def in_force_for(group: Group) -> list[tuple[str, str]]:
    """Address name and title of the promises in force that the group's organisations have given. Public texts all."""
    parties = Party.objects.filter(organisation__in=group.works_for)
    rows = Revision.objects.filter(status=Status.PUBLISHED, pk__in=parties.values("revision"))
    found = sorted(rows.values_list("title", "promise__slug"), key=lambda one: (sort_form(one[0]), one[1]))
    titles = [title for title, _slug in found]
    return [(slug, f"{title} ({slug})" if titles.count(title) > 1 else title) for title, slug in found]
