"""The types of content: a sheet, a question, a reference, a publisher, a topic, a term; each in one language.

What a content says itself stands here, and by id what it includes; the words of its neighbours are in `included`.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from editions.bibliography.csl import Csl

from .blocks import Block, ImageFile, Section
from .included import NOTHING, Included


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type", tag=""):
    """What every content has. `id` is the UUID that all its languages and editions share."""

    id: UUID
    language: str
    title: str

    @property
    def type(self) -> str:
        """One of vocabulary.ContentType."""
        tag: Any = self.__struct_config__.tag
        return str(tag)


class Reviewer(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who reviewed the content, and as what."""

    id: UUID
    name: str
    role: str


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """When the content was last reviewed, when it is due again, and by whom it was reviewed."""

    last_reviewed: date | None = None
    next_review: date | None = None
    reviewers: tuple[Reviewer, ...] = ()


class UsefulLink(Struct, frozen=True, forbid_unknown_fields=True):
    """An address where readers find more, with a note on what they find there."""

    id: UUID
    title: str
    url: str
    note: str


class FaqPlace(Struct, frozen=True, forbid_unknown_fields=True):
    """A question that a sheet includes. An optional one is left out where it is not to be had."""

    id: UUID
    optional: bool = False


class Sheet(Content, frozen=True, kw_only=True, tag="factsheet"):
    """A fact sheet. `publisher` and `topics` are ids of works; `audience` codes of vocabulary.Audience."""

    alternative_titles: tuple[str, ...] = ()
    summary: str = ""
    audience: tuple[str, ...] = ()
    topics: tuple[UUID, ...] = ()
    publisher: UUID | None = None
    review: Review = Review()
    sections: tuple[Section, ...] = ()
    faqs: tuple[FaqPlace, ...] = ()
    links: tuple[UsefulLink, ...] = ()
    disclaimer: str = ""
    license: str = ""
    included: Included = NOTHING


class Faq(Content, frozen=True, kw_only=True, tag="faq"):
    """A question (its title) with its answer."""

    answer: tuple[Block, ...] = ()
    topics: tuple[UUID, ...] = ()
    publisher: UUID | None = None
    review: Review = Review()
    included: Included = NOTHING


class Reference(Content, frozen=True, kw_only=True, tag="reference"):
    """A published work. `language` is that of the note; `csl.language` that of the work itself.

    `doubtful` names the fields of `csl` that somebody doubts; `standing` is one of vocabulary.Standing.
    """

    csl: Csl
    note: str = ""
    doubtful: tuple[str, ...] = ()
    standing: str = ""
    superseded_by: UUID | None = None


class Publisher(Content, frozen=True, kw_only=True, tag="publisher"):
    """A clinic or charity that answers for sheets. Its name (the title) is the same in every language."""

    url: str = ""
    registration: str = ""
    logo: ImageFile | None = None
    contact: str = ""
    disclaimer: str = ""
    copyright: str = ""
    acknowledgement: str = ""


class Topic(Content, frozen=True, kw_only=True, tag="topic"):
    """A subject under which contents are found; its name is the title."""

    summary: str = ""


class Term(Content, frozen=True, kw_only=True, tag="term"):
    """A word that needs explaining (the title), and its explanation in plain words."""

    definition: str = ""


AnyContent = Sheet | Faq | Reference | Publisher | Topic | Term
