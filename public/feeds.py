"""What has been told of how a promise goes, as an Atom feed."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from followup.documents import PublicFollowUp, UpdateText
from promises.models import PromiseVersion

MOST = 50


def atom(version: PromiseVersion, follow_up: PublicFollowUp) -> str:
    """The newest released updates. Each keeps its id for ever, so that a reader shows it once."""
    document = version.document
    page = _address("public:promise", document.slug)
    # In each title: a reader shows the updates of many sites side by side, without their pages.
    mark = _("[Demonstration] ") if document.demonstration else ""
    feed = _Feed(
        title=mark + _("Så går det: %(title)s") % {"title": document.title},
        link=page,
        description=_("Vad polisen och kommunen berättar om hur löftet hålls."),
        language="sv",
        feed_url=_address("public:feed", document.slug),
        feed_guid=page,
    )
    feed.since = version.revision.published_at or version.frozen_at
    for update in sorted(follow_up.updates, key=lambda one: one.released_at, reverse=True)[:MOST]:
        address = f"{_address('public:updates', document.slug)}#rapport-{update.number}"
        feed.add_item(
            title=f"{mark}{update.activity_number}. {update.activity}: {update.status}",
            link=address,
            unique_id=address,
            description=_description(update),
            pubdate=update.released_at,
            updateddate=update.released_at,
        )
    return feed.writeString("utf-8")


class _Feed(Atom1Feed):
    """Says when the promise was published while there is nothing to tell, where the library says now."""

    since: datetime

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.since


def _description(update: UpdateText) -> str:
    picture = _("Bild: %(alt)s") % {"alt": update.picture.alt} if update.picture else ""
    return "\n\n".join(part for part in (update.text, picture) if part)


def _address(name: str, slug: str) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[slug])}"
