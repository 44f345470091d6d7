"""Builders of what sheets include: questions, references, topics and terms, each released."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from factsheets.models import FactSheet, FaqEntry, FaqIndex, IncludedFaq, Reference, ReferenceIndex, Term, Topic

from .builders import a_body, a_draft, a_publisher, an_admin, publish


def a_topic(name: str = "Lungs") -> Topic:
    return Topic.objects.create(slug=name.lower(), name_en=name)


def a_term(word: str = "bronchus") -> Term:
    return Term.objects.create(slug=word, term_en=word, definition_en="A tube in the lung.")


def a_question(title: str = "Does it hurt?", **fields: Any) -> FaqEntry:
    """A published question."""
    blocks = a_body("No.")[0]["value"]["content"]
    page = FaqEntry(
        title=title,
        live=False,
        **{
            "question_en": title,
            "answer_en": json.dumps(blocks),
            "publisher": a_publisher(),
            "last_reviewed": date(2026, 3, 1),
            "next_review": date(2029, 3, 1),
            **fields,
        },
    )
    FaqIndex.objects.get().add_child(instance=page)
    page.save_revision(user=an_admin()).publish(user=an_admin())
    return FaqEntry.objects.get(pk=page.pk)


def a_reference(title: str = "Inhalers work", **fields: Any) -> Reference:
    """A published reference."""
    page = Reference(live=False, **{"work_title": title, "authors": "Puff, Ann", "year": 2020, **fields})
    ReferenceIndex.objects.get().add_child(instance=page)
    page.save_revision(user=an_admin()).publish(user=an_admin())
    return Reference.objects.get(pk=page.pk)


def a_sheet_with(question: FaqEntry, title: str = "Asthma inhalers") -> FactSheet:
    """A published sheet that includes the question."""
    page = a_draft(title)
    page.included_faqs = [IncludedFaq(faq=question, optional=True)]
    page.save_revision()
    page.save()
    return publish(page)


def a_sheet_that_cites(reference: Reference, title: str = "Asthma inhalers") -> FactSheet:
    """A published sheet that cites the reference once."""
    cite = f'<cite data-reference="{reference.content_id}"></cite>'
    return publish(a_draft(title, paragraphs=[f"It helps.{cite}"]))
