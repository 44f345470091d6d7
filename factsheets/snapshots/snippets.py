"""Snapshots of snippets: publishers, topics and terms as the values that an edition freezes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editions import content as contents
from factsheets.columns import line

from .pictures import picture_of

if TYPE_CHECKING:
    from factsheets.models import Publisher, Term, Topic


def publisher_of(publisher: Publisher, language: str, *, strict: bool = True) -> contents.Publisher:
    """The publisher with its texts in this language."""
    return contents.Publisher(
        id=publisher.content_id,
        language=language,
        title=publisher.name,
        url=publisher.url,
        registration=publisher.registration,
        logo=picture_of(publisher.logo).file,
        contact=line(publisher, "contact", language),
        disclaimer=line(publisher, "disclaimer", language),
        copyright=line(publisher, "copyright", language),
        acknowledgement=line(publisher, "acknowledgement", language),
    )


def topic_of(topic: Topic, language: str, *, strict: bool = True) -> contents.Topic:
    """The topic's name and summary."""
    return contents.Topic(
        id=topic.content_id,
        language=language,
        title=line(topic, "name", language),
        summary=line(topic, "summary", language),
    )


def term_of(term: Term, language: str, *, strict: bool = True) -> contents.Term:
    """The word and its explanation."""
    return contents.Term(
        id=term.content_id,
        language=language,
        title=line(term, "term", language),
        definition=line(term, "definition", language),
    )
