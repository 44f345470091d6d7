"""Included: the words of its neighbours that a content freezes with its own.

A reader of a sheet also reads its publisher's disclaimer, the questions it answers, the references it cites and the
terms it explains. `editions.composing` puts them in, in the language of the content; they are never a part of its own
segments, because each neighbour is translated and released by itself.
"""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from editions.bibliography.csl import Csl

from .blocks import Block, ImageFile


class PublisherWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for the content, as it was when the edition was released."""

    id: UUID
    slug: str
    name: str
    url: str
    registration: str
    contact: str = ""
    disclaimer: str = ""
    copyright: str = ""
    acknowledgement: str = ""
    logo: ImageFile | None = None


class FaqWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A question with its answer."""

    id: UUID
    slug: str
    question: str
    answer: tuple[Block, ...]


class ReferenceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A cited reference: bibliographic data in its own language, and the note where the content's language has one."""

    id: UUID
    slug: str
    csl: Csl
    note: str = ""
    standing: str = ""
    doubtful: tuple[str, ...] = ()


class TermWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A term that the text marks, with its explanation."""

    id: UUID
    slug: str
    term: str
    definition: str


class LeftOut(Struct, frozen=True, forbid_unknown_fields=True):
    """A neighbour that readers of this language do not get: an optional question, say, that is not translated."""

    id: UUID
    type: str


class Included(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything frozen from neighbours. References stand in the order of their numbers, from 1."""

    publisher: PublisherWords | None = None
    faqs: tuple[FaqWords, ...] = ()
    references: tuple[ReferenceWords, ...] = ()
    terms: tuple[TermWords, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


NOTHING = Included()
