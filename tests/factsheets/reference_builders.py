"""Speaking builders of references and of what cites them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from editions.models import Publication
from factsheets.columns import column
from factsheets.models import AuthoredPage, FaqEntry, FaqIndex, IncludedFaq, Reference, ReferenceIndex

from .builders import a_body, a_publisher, an_admin


def the_references() -> ReferenceIndex:
    return ReferenceIndex.objects.order_by("path")[0]


def the_questions() -> FaqIndex:
    return FaqIndex.objects.order_by("path")[0]


def a_reference_draft(work_title: str = "Joint stabilization", **fields: Any) -> Reference:
    """Written, never published."""
    page = Reference(
        **{
            "live": False,
            "work_title": work_title,
            "authors": "Hackett, George S.",
            "container_title": "Ohio Med",
            "year": 1953,
            **fields,
        }
    )
    the_references().add_child(instance=page)
    page.save_revision(clean=False)
    return page


def a_reference(work_title: str = "Joint stabilization", **fields: Any) -> Reference:
    return published(a_reference_draft(work_title, **fields))


def a_question(question: str = "Does it hurt?", answer: str = "A little.", **fields: Any) -> FaqEntry:
    return published(a_question_draft(question, answer, **fields))


def a_question_draft(question: str = "Does it hurt?", answer: str = "A little.", **fields: Any) -> FaqEntry:
    body = a_body(answer)[0]["value"]["content"]
    page = FaqEntry(
        title=question,
        live=False,
        **{
            "publisher": a_publisher(),
            "last_reviewed": date(2026, 3, 1),
            "next_review": date(2029, 3, 1),
            column("question", "en"): question,
            column("answer", "en"): json.dumps(body),
            **fields,
        },
    )
    the_questions().add_child(instance=page)
    page.save_revision(clean=False)
    return page


def published(page: Any, **changes: Any) -> Any:
    """Change fields of the draft and publish it as the admin does."""
    page = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=an_admin()).publish(user=an_admin())
    return type(page).objects.get(pk=page.pk)


def cite(*references: Any) -> str:
    """The markup of a citation of these pages or ids."""
    ids = [each if isinstance(each, str | UUID) else each.content_id for each in references]
    return "".join(f'<cite data-reference="{id}"></cite>' for id in ids)


def include(sheet: Any, *questions: FaqEntry, optional: bool = False) -> None:
    """Put questions into the sheet's draft."""
    for number, question in enumerate(questions):
        sheet.included_faqs.add(IncludedFaq(faq=question, optional=optional, sort_order=number))
    sheet.save()
    sheet.save_revision(clean=False)


def is_public(page: AuthoredPage) -> bool:
    return Publication.objects.served().filter(work_id=page.content_id).exists()
