"""Hints of the quality check beside what they are about."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django import template
from django.template.context import Context

from promises import quality
from promises.models import Revision
from promises.quality.links import link_of, step_of

register = template.Library()


@register.inclusion_tag("promises/_quality_hints.html", takes_context=True)
def quality_hints(context: Context, revision: Revision, step: str) -> dict[str, Any]:
    """What the check says about one step as it is saved: ``{% quality_hints revision "follow_up" %}``.

    Says nothing to who cannot change it. Costs the queries of a whole check, so once on a page.
    """
    if not context.get("may_edit"):
        return {"hints": []}
    report = quality.check(revision)
    found = [finding for finding in report.findings if step_of(finding.anchor) == step]
    links = [link_of(one, revision.promise_id, report.activities, may_edit=True) for one in found]
    # An example that several share is given with the last of them.
    shared = [one.example == after.example for one, after in pairwise(found)]
    examples = ["" if same else one.example for one, same in zip(found, [*shared, False], strict=False)]
    return {"hints": list(zip(found, examples, links, strict=True))}
