"""Readiness: what would mislead or puzzle a reader, said before publishing. Pure: content in, problems out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from editions.content import Callout, Content, ItemList, Paragraph, Section
from editions.inline import InvalidInline, refuse_forbidden_characters, to_text
from editions.segments import ALTERNATIVE_TITLES, SUMMARY, TITLE, segments_of


class NotReady(Exception):
    """The sheet cannot be released; `problems` says field by field why and what to do."""

    def __init__(self, problems: list[Problem], title: str = "") -> None:
        super().__init__(f"{title}: " * bool(title) + " ".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the page field it is in ("headline", "body", …) and what to do."""

    field: str
    message: str

    def __str__(self) -> str:
        return self.message


def problems_with(content: Content) -> list[Problem]:
    """Everything that keeps this content from being released, in the order of the form."""
    return [
        *_problems_of_the_sheet(content),
        *(problem for section in content.sections for problem in _problems_of_a_section(section)),
        *_invisible_characters(content),
    ]


def _problems_of_the_sheet(content: Content) -> Iterator[Problem]:
    if not content.title:
        yield Problem("headline", _("Give the sheet a headline."))
    if not content.sections:
        yield Problem("body", _("Write at least one section."))
    if not content.publisher.slug:
        yield Problem("publisher", _("Choose who publishes the sheet."))
    if content.review.next_review is None:
        yield Problem("next_review", _("Say when the sheet is due for review."))
    elif content.review.last_reviewed and content.review.next_review <= content.review.last_reviewed:
        yield Problem("next_review", _("The next review must come after the last one."))


def _problems_of_a_section(section: Section) -> Iterator[Problem]:
    name = section.heading or section.kind or _("without heading")
    if not section.heading or not section.kind:
        yield Problem("body", _("The section “%(name)s” needs a heading and a kind.") % {"name": name})
    if not section.blocks:
        yield Problem("body", _("The section “%(name)s” is empty. Write something or remove it.") % {"name": name})
    if any(not _has_text(block) for block in section.blocks):
        yield Problem(
            "body",
            _("In the section “%(name)s” a paragraph, point or step is empty. Write something or remove it.")
            % {"name": name},
        )


def _has_text(block: Paragraph | ItemList | Callout) -> bool:
    match block:
        case Paragraph():
            return bool(to_text(block.text).strip())
        case ItemList():
            pieces = block.items
        case Callout():
            pieces = block.paragraphs
    return bool(pieces) and all(to_text(piece.text).strip() for piece in pieces)


def _invisible_characters(content: Content) -> Iterator[Problem]:
    """In plain texts; rich text with one does not get as far as a Content."""
    fields = {TITLE: "headline", ALTERNATIVE_TITLES: ALTERNATIVE_TITLES, SUMMARY: SUMMARY}
    for segment in segments_of(content):
        try:
            refuse_forbidden_characters(segment.text)
        except InvalidInline as problem:
            yield Problem(fields.get(segment.key, "body"), str(problem))
