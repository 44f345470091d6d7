"""What only the record knows: whether readers get what a content cites, includes, explains and links to.

A neighbour counts as it is released, never as somebody is writing it: that is what readers would meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _

from editions import neighbours
from editions.bibliography.duplicates import SIMILAR, similarity, title_key
from editions.composing import Missing, compose_what_there_is, missing_neighbours
from editions.content import Block, Content, Faq, Reference, ReferenceWords, Sheet
from editions.models import Publication, Status, Work
from editions.vocabulary import ContentType, Standing

from .problems import Problem

FEWEST_WORDS = 3
_PAGES = {ContentType.FAQ: "FaqEntry", ContentType.REFERENCE: "Reference", ContentType.FACTSHEET: "FactSheet"}


def problems_around(content: Content) -> list[Problem]:
    """What is wrong with the neighbours of this content, as readers would meet them."""
    match content:
        case Sheet() | Faq():
            found = [*_missing(content), *_cited(content), *_unexplained(content), *_dead_links(content)]
        case Reference():
            return list(_newer_one(content))
        case _:
            return []
    return [*found, *_same_question(content)] if isinstance(content, Faq) else found


def _missing(content: Sheet | Faq) -> Iterator[Problem]:
    for missing in missing_neighbours(content):
        named = {"title": missing.title or _working_title(missing)}
        match missing.type:
            case ContentType.PUBLISHER:
                yield Problem("publisher", _("Readers do not get this publisher's text. Save it again."))
            case ContentType.FAQ if missing.is_withdrawn:
                message = _("Readers no longer get the question “%(title)s”. Publish it again or take it out.") % named
                yield Problem("included_faqs", message, about=missing.id)
            case ContentType.FAQ:
                message = _("The question “%(title)s” is not published in this language. Publish it first.") % named
                yield Problem("included_faqs", message, about=missing.id)
            case _:
                yield from _never_published(content, missing, named)


def _never_published(content: Sheet | Faq, missing: Missing, named: dict[str, str]) -> Iterator[Problem]:
    message = (
        _("The text cites “%(title)s”, which readers do not get. Publish that reference first.") % named
        if named["title"]
        else _("The text cites a reference that does not exist. Cite another one, or remove the number.")
    )
    places = list(_where(content, "citation", missing.id, message, is_blocking=True))
    yield from places or [Problem("body" if isinstance(content, Sheet) else "answer", message, about=missing.id)]


def _working_title(missing: Missing) -> str:
    """What colleagues call something that was never released; empty if there is no such thing."""
    name = _PAGES.get(ContentType(missing.type))
    pages = apps.get_model("factsheets", name).objects.filter(content_id=missing.id) if name else None
    return (pages.values_list("title", flat=True).first() or "") if pages is not None else ""


def _cited(content: Sheet | Faq) -> Iterator[Problem]:
    """References that have been taken back, retracted or superseded: still there, but no good witnesses."""
    cited = neighbours.cited_in(neighbours.blocks_of(content))
    if not cited:
        return
    words = {each.id: each for each in compose_what_there_is(content).included.references}  # type: ignore[attr-defined]
    withdrawn = set(Work.objects.filter(id__in=cited, withdrawn_at__isnull=False).values_list("id", flat=True))
    for id in cited:
        if id in words and (message := _said_of(words[id], id in withdrawn)):
            yield from _where(content, "citation", id, message, is_blocking=False)


def _said_of(reference: ReferenceWords, is_withdrawn: bool) -> str:
    named = {"title": reference.csl.title[:200]}
    if reference.standing == Standing.RETRACTED:
        return _("“%(title)s” has been retracted. Check whether what you say still stands, and what to cite.") % named
    if reference.standing == Standing.SUPERSEDED:
        newer = _newer_than(reference.id)
        if newer:
            return _("“%(title)s” is superseded by “%(newer)s”. Cite that, if it says the same.") % (
                named | {"newer": newer}
            )
        return _("“%(title)s” is superseded. Look for what has taken its place.") % named
    if is_withdrawn:
        return _("“%(title)s” has been taken back by its editors. Cite another reference.") % named
    return ""


def _newer_than(id: UUID) -> str:
    """Title of the reference that has taken the place of this one."""
    superseded = Publication.objects.filter(work_id=id, is_source=True).select_related("edition").first()
    value = superseded.edition.value() if superseded else None
    newer = value.superseded_by if isinstance(value, Reference) else None
    found = Publication.objects.filter(work_id=newer, is_source=True).first() if newer else None
    return found.title if found else ""


def _newer_one(reference: Reference) -> Iterator[Problem]:
    """Not in the way of a retraction, which cannot wait."""
    newer = reference.superseded_by
    if newer == reference.id:
        yield Problem("superseded_by", _("A reference cannot take its own place. Choose another one."))
    elif newer and not Work.objects.filter(id=newer, withdrawn_at__isnull=True).exists():
        message = _("Readers do not get the reference that takes its place. Publish that one too.")
        yield Problem("superseded_by", message, is_blocking=False, about=newer)


def _unexplained(content: Sheet | Faq) -> Iterator[Problem]:
    marked = neighbours.terms_in(neighbours.blocks_of(content))
    there = _served(marked, content.language)
    for id in marked:
        if id not in there:
            message = _("A word is marked as a term that is not explained in this language. Readers see it unmarked.")
            yield from _where(content, "term", id, message, is_blocking=False)


def _dead_links(content: Sheet | Faq) -> Iterator[Problem]:
    targets = [id for id in neighbours.linked_from(neighbours.blocks_of(content)) if id != content.id]
    if not targets:
        return
    known = {work.id: work for work in Work.objects.filter(id__in=targets).defer("envelope")}
    for id in targets:
        if id not in known:
            message = _("A link leads to a content that was never published. Publish that first, or remove the link.")
        elif known[id].is_withdrawn:
            message = _("A link leads to a content that readers no longer get. Link to another one, or remove it.")
        else:
            continue
        yield from _where(content, "link", id, message, is_blocking=True)


def _served(ids: Iterable[UUID], language: str) -> set[UUID]:
    ids = list(ids)
    found = (
        Publication.objects.served().filter(work_id__in=ids, language=language) if ids else Publication.objects.none()
    )
    return set(found.values_list("work_id", flat=True))


def _same_question(faq: Faq) -> Iterator[Problem]:
    """Two entries for one question are translated twice, and one day say different things."""
    mine = title_key(faq.title)
    if len(mine.split()) < FEWEST_WORDS:
        return
    others = Publication.objects.filter(type=ContentType.FAQ, language=faq.language).exclude(work_id=faq.id)
    for id, title in others.exclude(status=Status.WITHDRAWN).values_list("work_id", "title"):
        theirs = title_key(title)
        if mine == theirs or (abs(len(mine) - len(theirs)) <= len(mine) // 5 and similarity(mine, theirs) >= SIMILAR):
            message = _("There is a question like this already: “%(title)s”. Use that one, or say how they differ.")
            yield Problem("question", message % {"title": title}, is_blocking=False, about=id)


def _where(content: Sheet | Faq, kind: str, target: UUID, message: str, *, is_blocking: bool) -> Iterator[Problem]:
    """The problem at each block that has the mark; what stands twice in a block is said once."""
    find = {"citation": neighbours.cited_in, "term": neighbours.terms_in, "link": neighbours.linked_from}[kind]
    places: list[tuple[str, Block, tuple[str, ...], str]]
    if isinstance(content, Faq):
        places = [("answer", block, (), "") for block in content.answer]
    else:
        places = [
            ("body", block, (str(section.id),), section.heading)
            for section in content.sections
            for block in section.blocks
        ]
    for field, block, around, place in places:
        if target in find([block]):
            yield Problem(field, message, is_blocking, (str(block.id), *around), place, target)
