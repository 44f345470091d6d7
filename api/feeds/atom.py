"""Atom: news as a feed (RFC 4287) with tombstones of what is no longer to be shown (RFC 6721)."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from django.conf import settings

from editions import languages

from .. import links
from ..contents import moment
from ..formats import media
from .news import Entry, Gone, News
from .words import body_of, feed_title

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
# Of our own elements: a name that belongs to nobody's address, since the same program runs at many.
OURS = "urn:uuid:6f0d4a0e-3b8c-5d0b-9f5e-0f6c1c1d7a52"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# XML 1.0 §2.2 has no way to write these, not even as references.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Xml.register_namespace("", ATOM)
Xml.register_namespace("at", TOMBSTONES)
Xml.register_namespace("sheet", OURS)


def written(news: News, *, language: str, topic: str | None, address: str) -> str:
    """The feed as XML. `address` is its own."""
    tag, title = languages.language(language).tag, feed_title(language, topic)
    feed = Xml.Element(f"{{{ATOM}}}feed", {XML_LANG: tag})
    _text(feed, "id", address)
    _text(feed, "title", title.text).set(XML_LANG, title.tag)
    _text(feed, "updated", moment(news.updated))
    _link(feed, "self", address, media.ATOM.media_type)
    _link(feed, "alternate", links.resource(f"factsheets/?lang={tag}"), "application/json")
    _person(feed, settings.WAGTAIL_SITE_NAME, settings.SITE_URL)
    for entry in news.entries:
        _entry(feed, entry, language)
    for gone in news.gone:
        _deleted(feed, gone)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(feed, encoding="unicode")}\n'


def _entry(feed: Xml.Element, entry: Entry, language: str) -> None:
    element = Xml.SubElement(feed, f"{{{ATOM}}}entry")
    _text(element, "id", entry.edition.urn)
    _text(element, "title", entry.title)
    _text(element, "published", moment(entry.released))
    _text(element, "updated", moment(entry.updated))
    _link(element, "alternate", entry.url, "application/json")
    _link(element, "via", links.edition(entry.edition), "application/json")
    if entry.publisher:
        _person(element, entry.publisher, entry.publisher_url)
    Xml.SubElement(element, f"{{{ATOM}}}category", {"term": entry.type})
    if entry.summary:
        _text(element, "summary", entry.summary)
    _text(element, "content", body_of(entry, language)).set("type", "html")
    change = Xml.SubElement(element, f"{{{OURS}}}change", {"kind": entry.kind})
    change.text = _clean(entry.note)
    reviews = {"last": entry.last_reviewed, "next": entry.next_review}
    Xml.SubElement(element, f"{{{OURS}}}review", {name: date for name, date in reviews.items() if date})
    Xml.SubElement(element, f"{{{OURS}}}status").text = entry.status


def _deleted(feed: Xml.Element, gone: Gone) -> None:
    attributes = {"ref": gone.edition.urn, "when": moment(gone.when)}
    element = Xml.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", attributes)
    Xml.SubElement(element, f"{{{TOMBSTONES}}}comment").text = gone.why


def _person(parent: Xml.Element, name: str, uri: str) -> None:
    author = Xml.SubElement(parent, f"{{{ATOM}}}author")
    _text(author, "name", name)
    if uri:
        _text(author, "uri", uri)


def _link(parent: Xml.Element, rel: str, href: str, type: str) -> None:
    Xml.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": type})


def _text(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    element = Xml.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    """The text with a replacement character for each that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)
