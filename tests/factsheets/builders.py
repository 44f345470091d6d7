"""Speaking builders: a sheet, people with rights, and a translation, in one call each."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from editions.content import Section
from editions.models import Edition, Publication
from factsheets.columns import column
from factsheets.models import (
    FactSheet,
    FactSheetIndex,
    FaqEntry,
    FaqIndex,
    IncludedFaq,
    LanguageRight,
    Publisher,
    Reference,
    ReferenceIndex,
    Right,
)
from factsheets.snapshots import snapshot
from factsheets.translating import Draft, confirm_segments, release_language, save_segments, states

PARAGRAPHS = ("Shake the inhaler before you use it.", "Take <b>2</b> puffs.")


def an_admin(name: str = "amal") -> Any:
    """A superuser."""
    return get_user_model().objects.filter(username=name).first() or get_user_model().objects.create_superuser(
        name, f"{name}@example.org", "secret-of-amal"
    )


def a_translator(*rights: Right, language: str = "fr", name: str = "claire") -> Any:
    """Somebody with these rights in one language and no others."""
    group, _created = Group.objects.get_or_create(name=f"{language} {' '.join(rights)}")
    for right in rights:
        LanguageRight.objects.get_or_create(group=group, language=language, right=right)
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "secret-of-claire")
    user.groups.add(group)
    return user


def a_publisher() -> Publisher:
    return Publisher.objects.get_or_create(slug="lung-charity", defaults={"name": "Example Lung Charity"})[0]


def sections_in(page: FactSheet, language: str = "en") -> tuple[Section, ...]:
    """The sections as a column of the page has them."""
    return snapshot(page, language).sections


def a_question(question: str = "Does it hurt?", *, answer: str = "A little, for a day.", **fields: Any) -> FaqEntry:
    """A published question, to be included in sheets."""
    page = FaqEntry(
        title=question,
        live=False,
        publisher=a_publisher(),
        next_review=date(2029, 3, 1),
        question_en=question,
        answer_en=json.dumps([{"type": "paragraph", "id": _uuid(), "value": f"<p>{answer}</p>"}]),
        **fields,
    )
    FaqIndex.objects.get().add_child(instance=page)
    page.save_revision(clean=False)
    return publish(page)


def a_reference(
    title: str = "Joint stabilization", *, authors: str = "Hackett GS", year: int = 1953, **fields: Any
) -> Reference:
    """A published reference, to be cited."""
    page = Reference(work_title=title, authors=authors, year=year, live=False, **fields)
    ReferenceIndex.objects.get().add_child(instance=page)
    page.save_revision(clean=False)
    return publish(page)


def cite(reference: Reference) -> str:
    """The mark with which a text cites it, as the editor stores it."""
    return f'<cite data-reference="{reference.content_id}">[1]</cite>'


def including(page: FactSheet, *questions: FaqEntry, optional: bool = False) -> FactSheet:
    """The sheet published with these questions in it."""
    page = reloaded(page)
    page.included_faqs.set([IncludedFaq(faq=each, optional=optional) for each in questions])
    page.save()
    return publish(page, change_kind="content")


def the_folder() -> FactSheetIndex:
    return FactSheetIndex.objects.order_by("path")[0]


def a_body(*paragraphs: str, kind: str = "procedure", heading: str = "How to use it") -> list[dict[str, Any]]:
    """One section with these paragraphs, as Wagtail stores it."""
    blocks = [{"type": "paragraph", "id": _uuid(), "value": f"<p>{text}</p>"} for text in paragraphs]
    return [{"type": "section", "id": _uuid(), "value": {"kind": kind, "heading": heading, "content": blocks}}]


def a_draft(
    title: str = "Asthma inhalers", *, language: str = "en", paragraphs: Sequence[str] = PARAGRAPHS, **fields: Any
) -> FactSheet:
    """A sheet that was written but never published."""
    page = FactSheet(
        title=title,
        source_language=language,
        live=False,
        **{
            "publisher": a_publisher(),
            "last_reviewed": date(2026, 3, 1),
            "next_review": date(2029, 3, 1),
            column("headline", language): title,
            column("summary", language): "How to take the medicine so that it reaches your lungs.",
            column("body", language): json.dumps(a_body(*paragraphs)),
            **fields,
        },
    )
    the_folder().add_child(instance=page)
    page.save_revision(clean=False)
    return page


def a_fact_sheet(title: str = "Asthma inhalers", *, ready_in: Sequence[str] = (), **fields: Any) -> FactSheet:
    """A published sheet, translated into these languages and released in them."""
    page = a_draft(title, **fields)
    publish(page)
    for language in ready_in:
        translate_and_release(page, language)
    return reloaded(page)


def reloaded(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def publish(page: Any, **changes: Any) -> Any:
    """Change fields of the page and publish it as the admin does: revision first, then the action."""
    page = reloaded(page)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=an_admin()).publish(user=an_admin())
    return reloaded(page)


def rewrite(page: FactSheet, old: str, new: str, *, kind: str = "content", note: str = "") -> FactSheet:
    """Replace words in the source text and publish that."""
    page = reloaded(page)
    name = column("body", page.source_language)
    body = json.dumps(list(getattr(page, name).get_prep_value()), ensure_ascii=False)
    assert old in body
    return publish(page, **{name: body.replace(old, new), "change_kind": kind, "change_note": note})


def translate(page: FactSheet, language: str = "fr", *, by: Any = None) -> None:
    """Save and confirm every segment that is not done: the source text with the language's name before it."""
    person = by or an_admin()
    todo = [state for state in states(page.content_id, language) if not state.is_done]
    drafts = {s.source.key: Draft(f"[{language}] {s.source.text}", s.seen) for s in todo}
    save_segments(page.content_id, language, drafts, by=person)
    written = {s.source.key: s.seen for s in states(page.content_id, language) if s.source.key in drafts}
    confirm_segments(page.content_id, language, written, by=person)


def translate_and_release(page: FactSheet, language: str = "fr", *, by: Any = None) -> Edition | None:
    translate(page, language, by=by)
    return release_language(page.content_id, language, by=by or an_admin())


def in_review(page: FactSheet) -> Any:
    """Submit the page to a review of one step, which any superuser may approve; the state of that step."""
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Read it")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    return workflow.start(page, an_admin()).current_task_state


def status_of(page: FactSheet, language: str) -> str:
    """Status of the publication, or "missing"."""
    found = Publication.objects.filter(work_id=page.content_id, language=language).first()
    return found.status if found else "missing"


def versions_of(page: FactSheet, language: str = "en") -> list[int]:
    """Version numbers of the editions in one language, oldest first."""
    return list(Edition.objects.in_language_of(page.content_id, language).values_list("version", flat=True))


def text_of(page: FactSheet, language: str = "en") -> str:
    """The newest edition's stored words."""
    return Edition.objects.in_language_of(page.content_id, language).last().content


def _uuid() -> str:
    return str(uuid.uuid4())
