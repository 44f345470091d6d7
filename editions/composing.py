"""Composing: putting the released words of its neighbours into a content, in the content's language.

Works on editions only, so that nothing unreleased ever gets into one. `releases`, `carrying` and `dependents` come
through here; `factsheets.readiness` asks `missing_neighbours` before an editor publishes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Q
from msgspec.structs import replace

from . import neighbours
from .content import (
    Content,
    Faq,
    FaqWords,
    Included,
    LeftOut,
    Publisher,
    PublisherWords,
    Reference,
    ReferenceWords,
    Sheet,
    Term,
    TermWords,
)
from .models import Edition, Inclusion, Publication, Role
from .models.publications import SERVED
from .segments import segments_of
from .vocabulary import ContentType

ContentT = TypeVar("ContentT", bound=Content)


@dataclass(frozen=True, slots=True)
class Missing:
    """A neighbour that readers of the language do not get. `title` is what it is called where it is known."""

    id: UUID
    type: str
    title: str
    is_withdrawn: bool = False

    @property
    def is_withdrawn_question(self) -> bool:
        """A sheet can go on without one of its questions, but not without the publisher who answers for it."""
        return self.is_withdrawn and self.type == ContentType.FAQ


class CannotCompose(Exception):
    """The content includes neighbours that are not released in its language, and that it cannot do without."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(", ".join(each.title or str(each.id) for each in self.missing))


@dataclass(frozen=True, slots=True)
class Place:
    """A neighbour of a content in a role, and the edition whose words were put in, if any were."""

    role: Role
    work_id: UUID
    included: Edition | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A content with its neighbours' words, and where each came from."""

    content: Content
    places: tuple[Place, ...]


def compose(content: Content, *, without_withdrawn: bool = False) -> Composed:
    """The content with what it includes, as released in its language at this moment.

    Raises CannotCompose. With `without_withdrawn`, a question that was taken back everywhere is left out instead: for
    sheets that are released already and must go on without it.
    """
    if not isinstance(content, Sheet | Faq):
        return Composed(content, _named_only(content))
    composed, places, missing = _composed(content)
    blocking = [each for each in missing if not (without_withdrawn and each.is_withdrawn_question)]
    if blocking:
        raise CannotCompose(blocking)
    return Composed(composed, (*places, *_named_only(composed)))


def compose_what_there_is(content: Content) -> Content:
    """The content with those of its neighbours that are released in its language: for previews of drafts."""
    return _composed(content)[0] if isinstance(content, Sheet | Faq) else content


def missing_neighbours(content: Content) -> list[Missing]:
    """What keeps the content from being composed in its language."""
    try:
        compose(content)
    except CannotCompose as problem:
        return list(problem.missing)
    return []


def uncomposed(content: ContentT) -> ContentT:
    """The content's own part alone."""
    return replace(content, included=Included()) if isinstance(content, Sheet | Faq) else content


def record_places(edition: Edition, places: Iterable[Place]) -> None:
    """Write down, beside a new edition, whose words it holds."""
    known = {place.work_id for place in places if place.included} | _works_among(places)
    Inclusion.objects.bulk_create(
        Inclusion(
            edition=edition,
            role=place.role,
            work_id=place.work_id,
            included=place.included,
            language=place.included.language if place.included else "",
        )
        for place in places
        if place.work_id in known
    )


def _works_among(places: Iterable[Place]) -> set[UUID]:
    """Those that exist: a link may lead to something that was never released, which readiness refuses in time."""
    ids = [place.work_id for place in places if not place.included]
    return set(Publication.objects.filter(work_id__in=ids).values_list("work_id", flat=True)) if ids else set()


def _composed(content: Sheet | Faq) -> tuple[Sheet | Faq, tuple[Place, ...], list[Missing]]:
    """Publisher and questions first; then what they and the content itself cite and explain."""
    blocks = neighbours.blocks_of(content)
    optional = {place.id: place.optional for place in content.faqs} if isinstance(content, Sheet) else {}
    shelf = _Shelf(content.language)
    shelf.fetch([content.publisher, *optional, *neighbours.cited_in(blocks), *neighbours.terms_in(blocks)])
    publisher = shelf.publisher(content.publisher)
    faqs = [faq for id in optional if (faq := shelf.faq(id))]
    blocks = (*blocks, *(block for faq in faqs for block in faq.answer))
    cited, explained = neighbours.cited_in(blocks), neighbours.terms_in(blocks)
    shelf.fetch([*cited, *explained])
    references = [words for id in cited if (words := shelf.reference(id))]
    terms = [term for id in explained if (term := shelf.term(id))]
    missing = [each for each in shelf.missing if not optional.get(each.id)]
    left_out = [LeftOut(each.id, each.type) for each in shelf.missing if each.type == ContentType.FAQ]
    included = Included(publisher, tuple(faqs), tuple(references), tuple(terms), tuple(left_out))
    return replace(content, included=included), tuple(shelf.places), missing


def _named_only(content: Content) -> tuple[Place, ...]:
    """Neighbours that are named and not frozen."""
    blocks = neighbours.all_blocks(content)
    topics = content.topics if isinstance(content, Sheet | Faq) else ()
    own = content.id
    return (
        *(Place(Role.TOPIC, id) for id in dict.fromkeys(topics)),
        *(Place(Role.LINK, id) for id in neighbours.linked_from(blocks) if id != own),
        *(Place(Role.SUPERSEDED_BY, id) for id in neighbours.superseding(content)),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is released of one neighbour: in its own language, and in the language asked for."""

    slug: str
    type: str
    title: str
    is_withdrawn: bool
    source: Edition
    here: Edition | None


class _Shelf:
    """The neighbours that one content needs, in its language; remembers what was taken and what is missing."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.asked_for: set[UUID] = set()
        self.known: dict[UUID, _Known] = {}
        self.places: list[Place] = []
        self.missing: list[Missing] = []

    def fetch(self, ids: Iterable[UUID | None]) -> None:
        """Read those that have not been asked for yet, by one query."""
        new = {id for id in ids if id} - self.asked_for
        self.asked_for |= new
        self.known |= _known(new, self.language)

    def publisher(self, id: UUID | None) -> PublisherWords | None:
        """Its texts in the language; name, address and registration as they are now."""
        if id is None or not (found := self._take(id, Role.PUBLISHER, ContentType.PUBLISHER)):
            return None
        known, edition = found
        now, here = known.source.value(), edition.value()
        assert isinstance(now, Publisher)
        assert isinstance(here, Publisher)
        return PublisherWords(
            id=id,
            slug=known.slug,
            name=now.title,
            url=now.url,
            registration=now.registration,
            contact=here.contact,
            disclaimer=here.disclaimer,
            copyright=here.copyright,
            acknowledgement=here.acknowledgement,
            logo=now.logo,
        )

    def faq(self, id: UUID) -> FaqWords | None:
        """The question as it is released in the language."""
        if not (found := self._take(id, Role.FAQ, ContentType.FAQ)):
            return None
        known, edition = found
        content = edition.value()
        assert isinstance(content, Faq)
        return FaqWords(id, known.slug, content.title, content.answer)

    def reference(self, id: UUID) -> ReferenceWords | None:
        """Its data as they are now, in their own language; the note only where the language has one.

        One that was taken back is still what the text cites.
        """
        known = self.known.get(id)
        if known is None or known.type != ContentType.REFERENCE:
            self.missing.append(Missing(id, ContentType.REFERENCE, ""))
            return None
        now, note = known.source.value(), self._note(known)
        assert isinstance(now, Reference)
        self.places.append(Place(Role.REFERENCE, id, known.here if note and known.here else known.source))
        return ReferenceWords(id, known.slug, now.csl, note, now.standing, now.doubtful)

    def term(self, id: UUID) -> TermWords | None:
        """Its explanation; without one the words stay in the text unmarked."""
        if not (found := self._take(id, Role.TERM, ContentType.TERM, can_do_without=True)):
            return None
        known, edition = found
        content = edition.value()
        assert isinstance(content, Term)
        return TermWords(id, known.slug, content.title, content.definition)

    def _note(self, known: _Known) -> str:
        content = known.here.value() if known.here else None
        return content.note if isinstance(content, Reference) else ""

    def _take(self, id: UUID, role: Role, type: str, *, can_do_without: bool = False) -> tuple[_Known, Edition] | None:
        known = self.known.get(id)
        edition = _readable(known) if known and known.type == type else None
        if known and edition:
            self.places.append(Place(role, id, edition))
            return known, edition
        self.places.append(Place(role, id))
        if not can_do_without:
            title = known.title if known else ""
            self.missing.append(Missing(id, type, title, known is not None and known.is_withdrawn))
        return None


def _readable(known: _Known) -> Edition | None:
    """The edition in the language; that of the source if there is nothing in it to translate."""
    if known.is_withdrawn:
        return None
    return known.here or (None if segments_of(known.source.value()) else known.source)


def _known(ids: set[UUID], language: str) -> dict[UUID, _Known]:
    """What is released of these works, by their ids."""
    if not ids:
        return {}
    in_language = Q(language=language) | Q(is_source=True)
    found = Publication.objects.filter(in_language, work_id__in=ids, edition__redaction__isnull=True)
    by_work: dict[UUID, list[Publication]] = {}
    for publication in found.select_related("work", "edition"):
        by_work.setdefault(publication.work_id, []).append(publication)
    return {id: known for id, publications in by_work.items() if (known := _known_of(publications, language))}


def _known_of(publications: list[Publication], language: str) -> _Known | None:
    source = next((each for each in publications if each.is_source), None)
    if source is None:
        return None
    here = next((each for each in publications if each.language == language and each.status in SERVED), None)
    slug = json.loads(source.work.envelope)["slug"]
    return _Known(
        slug=slug,
        type=source.type,
        title=source.title,
        is_withdrawn=source.work.is_withdrawn,
        source=source.edition,
        here=here.edition if here else None,
    )
