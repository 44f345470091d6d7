"""JSON Feed 1.1 (https://jsonfeed.org/version/1.1): the same news for programs that have no XML at hand.

It knows no tombstones. Ours are in the member `_fact_sheets` of the feed, as its section on extensions has it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from editions import languages

from .. import links
from ..contents import moment
from ..formats.json import dumps
from .news import Entry, News
from .words import body_of, feed_title

VERSION = "https://jsonfeed.org/version/1.1"


def written(news: News, *, language: str, topic: str | None, address: str) -> str:
    """The feed as JSON. `address` is its own."""
    tag = languages.language(language).tag
    return dumps(
        {
            "version": VERSION,
            "title": feed_title(language, topic).text,
            "home_page_url": links.resource(f"factsheets/?lang={tag}"),
            "feed_url": address,
            "language": tag,
            "authors": [{"name": settings.WAGTAIL_SITE_NAME, "url": settings.SITE_URL}],
            "_fact_sheets": {
                "about": links.resource("docs/"),
                "updated": moment(news.updated),
                "deleted": [
                    {"id": gone.edition.urn, "when": moment(gone.when), "reason": gone.why} for gone in news.gone
                ],
            },
            "items": [_item(entry, language, tag) for entry in news.entries],
        }
    )


def _item(entry: Entry, language: str, tag: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.edition.urn,
        "url": entry.url,
        "title": entry.title,
        "content_html": body_of(entry, language),
        "date_published": moment(entry.released),
        "date_modified": moment(entry.updated),
        "language": tag,
        "tags": [entry.type],
        "_fact_sheets": {
            "about": links.resource("docs/"),
            "status": entry.status,
            "change": {"kind": entry.kind, "note": entry.note},
            "review": {"last_reviewed": entry.last_reviewed, "next_review": entry.next_review},
            "edition": links.edition(entry.edition),
        },
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.publisher:
        item["authors"] = [{"name": entry.publisher} | ({"url": entry.publisher_url} if entry.publisher_url else {})]
    return item
