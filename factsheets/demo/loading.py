"""Loading the demo: written, published, translated, confirmed and released by the demo users, step by step.

French is made from the first English edition and Arabic from the second, so that the site shows one translation that
is outdated and one that is current; Welsh is missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from editions.content import Content
from editions.models import Work
from editions.vocabulary import ChangeKind, TranslationMethod
from factsheets.columns import column
from factsheets.models import FactSheet, FactSheetIndex, Publisher
from factsheets.snapshot import body_of
from factsheets.translating import Draft, confirm_segments, release_language, save_segments, states

from .reading import first_edition, read, second_edition, texts_by_key

Say = Callable[[str], None]


def load(*, editor: User, translator: User, reviewer: User, say: Say) -> None:
    """Load it, unless it is there or was there: a second run changes nothing, and brings nothing deleted back."""
    data = read("prolotherapy.en")
    first = first_edition(data)
    if FactSheet.objects.filter(content_id=first.id).exists() or Work.objects.filter(id=first.id).exists():
        return
    say("Writing the demo sheet and publishing its first English edition …")
    page = _write(first, data, editor)
    _translate("fr", data["slug"], page, translator, reviewer, say)
    say("Publishing its second English edition, which makes the French one outdated …")
    _publish_second(page, second_edition(first, data), data["second_edition"], editor)
    _translate("ar", data["slug"], page, translator, reviewer, say)


def _write(content: Content, data: dict[str, Any], editor: User) -> FactSheet:
    page = FactSheet(
        title=data["title"],
        slug=data["slug"],
        content_id=content.id,
        source_language=content.language,
        publisher=_publisher(),
        last_reviewed=content.review.last_reviewed,
        next_review=content.review.next_review,
        live=False,
        owner=editor,
        **_texts(content),
    )
    FactSheetIndex.objects.order_by("path")[0].add_child(instance=page)
    page.save_revision(user=editor).publish(user=editor)
    return page


def _publish_second(page: FactSheet, content: Content, notice: dict[str, str], editor: User) -> None:
    page = FactSheet.objects.get(pk=page.pk)
    for name, value in _texts(content).items():
        setattr(page, name, value)
    page.change_kind, page.change_note = ChangeKind(notice["kind"]), notice["note"]
    page.save_revision(user=editor).publish(user=editor)


def _translate(
    language: str,
    slug: str,
    page: FactSheet,
    translator: User,
    reviewer: User,
    say: Say,
) -> None:
    if language not in settings.CONTENT_LANGUAGES:
        return
    say(f"Translating, confirming and releasing it in {language} …")
    texts = texts_by_key(slug, read(f"{slug}.{language}")["texts"])
    drafts = {s.source.key: Draft(texts[s.source.key], s.seen) for s in states(page.content_id, language)}
    save_segments(page.content_id, language, drafts, by=translator, method=TranslationMethod.MACHINE_ASSISTED)
    read_again = {state.source.key: state.seen for state in states(page.content_id, language)}
    confirm_segments(page.content_id, language, read_again, by=reviewer)
    release_language(page.content_id, language, by=reviewer)


def _texts(content: Content) -> dict[str, Any]:
    return {
        column("headline", content.language): content.title,
        column("alternative_titles", content.language): "\n".join(content.alternative_titles),
        column("summary", content.language): content.summary,
        column("body", content.language): json.dumps(body_of(content)),
    }


def _publisher() -> Publisher:
    publisher, _created = Publisher.objects.get_or_create(
        slug="example-pain-clinic",
        defaults={
            "name": "Example Pain Clinic",
            "url": "https://example.org/",
            "registration": "Fictional: an example, not a real clinic",
        },
    )
    return publisher
