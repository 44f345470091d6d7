"""What can be seen in a content itself: gaps, headings without text, pictures without words. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from editions import neighbours
from editions.bibliography import csl as bibliography
from editions.bibliography.identifiers import is_web_address
from editions.content import (
    Block,
    Callout,
    Content,
    Evidence,
    Faq,
    Image,
    ItemList,
    KeyFacts,
    Publisher,
    Quote,
    Reference,
    Section,
    Sheet,
    Table,
    Term,
    Topic,
)
from editions.inline import Inline, InvalidInline, refuse_forbidden_characters, to_text
from editions.segments import segments_of

from .numbers import Kind, Number, isolated, unmarked_numbers
from .problems import Problem

LONGEST_UNTIL_REVIEW = 3
_FILE_NAME = re.compile(r"\S{1,200}\.(?:jpe?g|png|gif|webp|svg|tiff?|heic)", re.IGNORECASE)
# The form field of a part of the bibliographic data, where their names differ.
_FIELD_OF_CSL = {"type": "kind", "title": "work_title", "language": "work_language", "publisher": "publisher_name"}


def problems_in(content: Content) -> list[Problem]:
    """Everything that is wrong with the content's own words, in the order of the form."""
    return [*_problems_of(content), *_invisible_characters(content)]


def field_of_csl(field: str) -> str:
    """The form field that holds a field of the bibliographic data."""
    return _FIELD_OF_CSL.get(field, field)


def _problems_of(content: Content) -> Iterator[Problem]:
    match content:
        case Sheet():
            yield from _problems_of_a_sheet(content)
        case Faq():
            yield from _problems_of_a_question(content)
        case Reference():
            yield from _problems_of_a_reference(content)
        case Publisher() if not content.title:
            yield Problem("name", _("Give the publisher a name."))
        case Topic() if not content.title:
            yield Problem("name", _("Give the topic a name."))
        case Term() if not content.title or not content.definition:
            yield Problem("definition", _("A term needs its word and an explanation."))


def _problems_of_a_sheet(sheet: Sheet) -> Iterator[Problem]:
    if not sheet.title:
        yield Problem("headline", _("Give the sheet a headline."))
    if not sheet.summary:
        yield Problem("summary", _("Write a summary: one or two sentences that say the most important."), False)
    if not sheet.sections:
        yield Problem("body", _("Write at least one section."))
    for section in sheet.sections:
        yield from _problems_of_a_section(section)
    yield from _repeated_headings(sheet)
    yield from _repeated_questions(sheet)
    yield from _problems_of_the_links(sheet)
    yield from _problems_of_the_review(sheet)
    for reviewer in sheet.review.reviewers:
        if not reviewer.name or not reviewer.role:
            message = _("A reviewer needs a name and a role, so that readers know who checked the text, and as what.")
            yield Problem("reviewers", message, pieces=(str(reviewer.id),))


def _problems_of_a_question(faq: Faq) -> Iterator[Problem]:
    if not faq.title:
        yield Problem("question", _("Write the question."))
    if not faq.answer:
        yield Problem("answer", _("Write an answer."))
    yield from _problems_of_blocks("answer", faq.answer)
    yield from _problems_of_the_review(faq)


def _problems_of_a_reference(reference: Reference) -> Iterator[Problem]:
    if not reference.csl.title:
        yield Problem("work_title", _("Give the title of the work."))
    if reference.csl.year is None:
        flagged = "year" in reference.doubtful
        message = (
            _("The year of the work is not known, and flagged as doubtful.")
            if flagged
            else _("Give the year of the work. If nobody knows it, flag it under “What is doubtful”.")
        )
        yield Problem("year", message, is_blocking=not flagged)
    for field, message in bibliography.problems_with(reference.csl).items():
        yield Problem(field_of_csl(field), message)
    if reference.standing == "superseded" and reference.superseded_by is None:
        yield Problem("superseded_by", _("Choose the reference that has taken its place."), False)


def _problems_of_the_review(content: Sheet | Faq) -> Iterator[Problem]:
    if content.publisher is None:
        yield Problem("publisher", _("Choose who publishes this text."))
    today, review = timezone.localdate(), content.review
    if review.last_reviewed and review.last_reviewed > today:
        yield Problem("last_reviewed", _("The last review lies in the future."))
    if review.next_review is None:
        yield Problem("next_review", _("Say when the text is due for review."))
    elif review.last_reviewed and review.next_review <= review.last_reviewed:
        yield Problem("next_review", _("The next review must come after the last one."))
    elif review.next_review < today:
        yield Problem("next_review", _("The review is overdue. Check the text and set the next date."), False)
    elif review.next_review > _years_after(review.last_reviewed or today, LONGEST_UNTIL_REVIEW):
        yield Problem(
            "next_review", _("The next review is more than three years after the last. Choose an earlier date."), False
        )


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _problems_of_the_links(sheet: Sheet) -> Iterator[Problem]:
    for link in sheet.links:
        if not link.title or not link.url:
            yield Problem("links", _("A useful link needs a title and an address."), pieces=(str(link.id),))
        elif not is_web_address(link.url):
            message = _("“%(address)s” is not a full web address. It begins with https://.") % {
                "address": link.url[:100]
            }
            yield Problem("links", message, pieces=(str(link.id),))


def _repeated_headings(sheet: Sheet) -> Iterator[Problem]:
    seen: set[str] = set()
    for section in sheet.sections:
        heading = section.heading.casefold()
        if heading and heading in seen:
            message = _(
                "Another section has the same heading. Readers of the list of contents cannot tell them apart."
            )
            yield Problem("body", message, False, (str(section.id),), section.heading)
        seen.add(heading)


def _repeated_questions(sheet: Sheet) -> Iterator[Problem]:
    times = Counter(place.id for place in sheet.faqs)
    for id, count in times.items():
        if count > 1:
            yield Problem("included_faqs", _("The same question is in the sheet twice. Remove one of them."), about=id)


def _problems_of_a_section(section: Section) -> Iterator[Problem]:
    name = section.heading or section.kind or _("a section without heading")
    own = (str(section.id),)
    if not section.heading:
        yield Problem("body", _("Give the section a heading."), True, own, name)
    if not section.kind:
        yield Problem("body", _("Choose what the section is about."), True, own, name)
    if not section.blocks:
        yield Problem("body", _("The section is empty. Write something or remove it."), True, own, name)
    yield from _problems_of_blocks("body", section.blocks, own, name)


def _problems_of_blocks(
    field: str, blocks: tuple[Block, ...], section: tuple[str, ...] = (), place: str = ""
) -> Iterator[Problem]:
    for block in blocks:
        around = (str(block.id), *section)
        for message, is_blocking in _problems_of_a_block(block):
            yield Problem(field, message, is_blocking, around, place)
        for message, is_blocking, item in _problems_with_numbers(block):
            pieces = (str(item), *around) if item else around
            yield Problem(field, message, is_blocking, pieces, place)


def _problems_of_a_block(block: Block) -> Iterator[tuple[str, bool]]:
    match block:
        case Image():
            yield from _problems_of_an_image(block)
        case Table():
            yield from _problems_of_a_table(block)
        case _ if not _has_text(block):
            yield _("A paragraph, point or step is empty. Write something or remove it."), True


def _problems_of_an_image(image: Image) -> Iterator[tuple[str, bool]]:
    if image.file is None:
        yield _("An image is missing, or has not been kept for readers. Choose one or remove the block."), True
    elif not image.license:
        yield (
            _("Nobody has said why we may show this image. Say so in the image library, at its terms of use."),
            True,
        )
    elif not image.credit:
        yield _("The image does not say who made it. Add the name in the image library."), False
    if not image.alt:
        yield _("The image has no description. Say what it shows, for readers who cannot see it."), True
    elif _FILE_NAME.fullmatch(image.alt):
        yield _("The image is described by the name of its file. Say what it shows."), True


def _problems_of_a_table(table: Table) -> Iterator[tuple[str, bool]]:
    if not table.rows or not table.columns:
        yield _("The table is empty. Write something or remove it."), True
        return
    if not table.caption:
        yield _("Give the table a caption that says what it shows."), True
    if not all(column.heading for column in table.columns):
        yield _("Give every column of the table a heading."), True
    if table.row_headings and not all(to_text(row.cells[0]).strip() for row in table.rows if row.cells):
        yield _("A row of the table has no heading: its first cell is empty."), True


def _has_text(block: Block) -> bool:
    texts: list[Any] = list(neighbours.texts_in(block))
    return bool(texts) and all(to_text(text).strip() for text in texts)


def _problems_with_numbers(block: Block) -> Iterator[tuple[str, bool, UUID | None]]:
    """One message for each piece of text and kind of number, however many there are in it."""
    for item, text in _texts_with_ids(block):
        groups: dict[tuple[Kind, bool], list[Number]] = {}
        for number in unmarked_numbers(text):
            groups.setdefault((number.kind, number.is_turned), []).append(number)
        for (kind, is_turned), numbers in groups.items():
            named = ", ".join(dict.fromkeys(f"“{isolated(number.text)}”" for number in numbers[:5]))
            yield _said_of_numbers(kind, is_turned) % {"numbers": named}, is_turned, item


def _said_of_numbers(kind: Kind, is_turned: bool) -> str:
    if not is_turned:
        return _(
            "%(numbers)s: numbers like this are best marked with the button “1→9”, so that they stay whole in "
            "languages that are written from right to left."
        )
    if kind is Kind.PHONE:
        return _(
            "%(numbers)s looks like a telephone number. Mark it with the button “1→9”: in Arabic or Urdu its parts "
            "would be shown in the wrong order."
        )
    return _(
        "%(numbers)s looks like a dose or a range. Mark it with the button “1→9”: in Arabic or Urdu it would be shown "
        "the other way round."
    )


def _texts_with_ids(block: Block) -> Iterator[tuple[UUID | None, Inline]]:
    match block:
        case ItemList():
            yield from ((item.id, item.text) for item in block.items)
        case Callout() | Quote():
            yield from ((item.id, item.text) for item in block.paragraphs)
        case KeyFacts():
            yield from ((fact.id, fact.text) for fact in block.facts)
        case Evidence():
            yield from ((item.id, item.text) for item in (*block.known, *block.unknown))
        case _:
            yield from ((None, text) for text in neighbours.texts_in(block))


def _invisible_characters(content: Content) -> Iterator[Problem]:
    """In plain texts; rich text with one does not get as far as a Content."""
    for segment in segments_of(content):
        try:
            refuse_forbidden_characters(segment.text)
        except InvalidInline as problem:
            yield Problem(_field_of(content, segment.key), str(problem))


_FIELDS: dict[str, dict[str, str]] = {
    "factsheet": {"title": "headline", "": "body"},
    "faq": {"title": "question", "": "answer"},
    "topic": {"title": "name"},
    "term": {"title": "term"},
}


def _field_of(content: Content, key: str) -> str:
    """The form field in which a segment is written."""
    fields = _FIELDS.get(content.type, {})
    piece, inside, _part = key.partition("/")
    if not inside:
        return fields.get(key, key)
    if isinstance(content, Sheet):
        if piece in {str(link.id) for link in content.links}:
            return "links"
        if piece in {str(reviewer.id) for reviewer in content.review.reviewers}:
            return "reviewers"
    return fields.get("", "")
