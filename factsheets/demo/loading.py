"""Loading the demo: written, published, translated, confirmed and released by the demo users, step by step.

What is needed by others comes first, in each language: publishers, topics, terms, references and questions, then the
sheets. One language of a sheet is made from its first edition and the others from its second, so that the site shows
translations that are current, outdated, withheld and missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from editions.models import Work
from editions.releases import ReleaseRefused
from editions.vocabulary import TranslationMethod
from factsheets.models import MODEL_OF
from factsheets.readiness import NotReady
from factsheets.translating import (
    Draft,
    Seen,
    TranslationRefused,
    confirm_segments,
    release_language,
    save_segments,
    states,
)

from . import writing
from .reading import Entry, languages, neighbours, sheets
from .users import let_translate

Say = Callable[[str], None]
Refused = (NotReady, ReleaseRefused, TranslationRefused, PermissionDenied, writing.CannotWrite)


def load(*, editor: User, translator: User, reviewer: User, say: Say) -> None:
    """Load what is not there and never was: a second run changes nothing, and brings nothing deleted back.

    All of it or nothing: killed in between, it leaves a database as if it had not begun.
    """
    with transaction.atomic():
        _Loading(editor, translator, reviewer, say).run()


@dataclass
class _Loading:
    """Who does it, whom to tell, and what has been written so far in this run."""

    editor: User
    translator: User
    reviewer: User
    say: Say
    written: set[UUID] = field(default_factory=set)

    def run(self) -> None:
        new = [entry for entry in (*neighbours(), *sheets()) if _is_new(entry)]
        if new:
            let_translate()
        self.load_neighbours([entry for entry in new if entry.group != "sheets"])
        for entry in new:
            if entry.group == "sheets":
                self.say(f"Writing, translating and publishing “{entry.data['title']}” …")
                self.load_sheet(entry)

    def load_neighbours(self, entries: list[Entry]) -> None:
        if entries:
            self.say("Writing publishers, topics, terms, references and questions …")
        for entry in entries:
            self.attempt(entry, self.write)
        for language in _enabled(languages()):
            for entry in entries:
                self.translate(entry, language)

    def load_sheet(self, entry: Entry) -> None:
        self.attempt(entry, self.write)
        self.translate_into(entry, entry.translated_before)
        if "second_edition" in entry.data:
            self.attempt(entry, self.publish_second)
        self.translate_into(entry, set(languages()) - set(entry.translated_before))

    def write(self, entry: Entry) -> None:
        writing.write(entry, by=self.editor)
        self.written.add(entry.id)

    def publish_second(self, entry: Entry) -> None:
        if entry.id in self.written:
            writing.publish_second(entry, by=self.editor)

    def translate_into(self, entry: Entry, codes: Iterable[str]) -> None:
        for language in _enabled(codes):
            self.translate(entry, language)

    def translate(self, entry: Entry, language: str) -> None:
        """Translate, confirm and release one content that this run has written, if there are texts for it."""
        texts = entry.texts(language)
        if entry.id in self.written and texts:
            self.attempt(entry, lambda entry: self.release(entry, language, texts), language)

    def release(self, entry: Entry, language: str, texts: dict[str, str]) -> None:
        drafts = {state.source.key: Draft(texts[state.source.key], state.seen) for state in states(entry.id, language)}
        rows = save_segments(entry.id, language, drafts, by=self.translator, method=TranslationMethod.MACHINE_ASSISTED)
        seen = {key: Seen(row.source_hash, row.version) for key, row in rows.items()}
        confirm_segments(entry.id, language, seen, by=self.reviewer)
        release_language(entry.id, language, by=self.reviewer)

    def attempt(self, entry: Entry, act: Callable[[Entry], None], language: str = "") -> None:
        """Where somebody has changed or deleted what a content needs, it is left out and named; the rest goes on."""
        try:
            with transaction.atomic():
                act(entry)
        except Refused as problem:
            place = f" ({language})" * bool(language)
            self.say(f"Left out: {entry.type} “{entry.slug}”{place}. {problem}")


def _is_new(entry: Entry) -> bool:
    """Whether neither it nor anything else under its name is there or ever was."""
    rows: QuerySet[Any] = MODEL_OF[entry.type]._default_manager.all()
    is_taken = rows.filter(Q(content_id=entry.id) | Q(slug=entry.slug)).exists()
    return not (is_taken or Work.objects.filter(id=entry.id).exists())


def _enabled(codes: Iterable[str]) -> list[str]:
    return [code for code in sorted(codes) if code in settings.CONTENT_LANGUAGES]
