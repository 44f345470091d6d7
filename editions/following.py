"""Following: when a neighbour changes, what includes its words must not go on as if nothing had happened.

Every act that changes what readers get calls `follow` at its end, in its own transaction: it writes the durable list
of what has to be released again (`dependents` does that, later), and gives every publication concerned the status that
it ought to have at once, so that a text that could harm is not served while a queue is worked off.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from . import envelopes, log, statuses
from .currency import gravest, status_after, worst
from .models import FROZEN, Dependent, Publication, Status, Work
from .vocabulary import ChangeKind, ContentType


@dataclass(frozen=True, slots=True)
class News:
    """What a neighbour's change said, and whose act it was."""

    kind: ChangeKind
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A release that must come, and the status that readers' words have at least until then."""

    publication: Publication
    meanwhile: Status


def follow(work: Work, news: News, *, languages: Collection[str] = ()) -> None:
    """Make what includes words of this work follow it, in these languages or in all."""
    lines = _lines_for(work, news, languages)
    if lines:
        _write_down(lines, news)
        keep_true([line.publication for line in lines], news)


def keep_true(publications: Iterable[Publication], news: News) -> None:
    """Give these the status that they ought to have, tell of each change, and make what includes them follow."""
    changed = statuses.settle(publications)
    log.record_statuses(changed, by=news.by)
    envelopes.refresh_all({publication.work_id: publication.work for publication in changed}.values())
    follow_statuses(changed, news)


def follow_statuses(changed: Iterable[Publication], news: News) -> None:
    """A question whose status has changed changes that of the sheets that include it. Nothing includes a sheet."""
    questions: dict[Work, list[str]] = {}
    for publication in changed:
        if publication.type == ContentType.FAQ:
            questions.setdefault(publication.work, []).append(publication.language)
    for work, languages in questions.items():
        follow(work, news, languages=languages)


def _lines_for(work: Work, news: News, languages: Collection[str]) -> list[_Line]:
    """One for each publication whose edition holds words of this work, or leaves them out."""
    found = Publication.objects.filter(edition__inclusions__work=work, edition__inclusions__role__in=FROZEN)
    if languages:
        found = found.filter(language__in=languages)
    words_in = dict(found.values_list("pk", "edition__inclusions__language"))
    if not words_in:
        return []
    now = dict(work.publications.values_list("language", "status"))
    including = Publication.objects.filter(pk__in=words_in).select_related("work")
    return [_Line(each, _meanwhile(news, now.get(words_in[each.pk]))) for each in including]


def _meanwhile(news: News, status: str | None) -> Status:
    """The status of words that a publication holds of a neighbour, until its news have been put in.

    Withheld if the old words could harm, or if staff hold them back: they must not be served in another place until
    the release that leaves them out. No `status` means that there are no words, the neighbour being left out.
    """
    if status is None:
        return Status.CURRENT
    if status == Status.WITHHELD:
        return Status.WITHHELD
    is_safety = news.kind == ChangeKind.SAFETY
    return status_after([news.kind], safety_policy=settings.SAFETY_POLICY) if is_safety else Status.CURRENT


def _write_down(lines: list[_Line], news: News) -> None:
    """A line that waits already keeps its place; the graver kind, with its note, and the worse status stand on it."""
    now = timezone.now()
    places = {(line.publication.work_id, line.publication.language): line.meanwhile for line in lines}
    waiting = [
        each
        for each in Dependent.objects.filter(work_id__in={work_id for work_id, _language in places})
        if (each.work_id, each.language) in places
    ]
    said: dict[tuple[str, str, Status], list[int]] = {}
    for each in waiting:
        meanwhile = worst([each.meanwhile, places.pop((each.work_id, each.language))])
        is_graver = each.kind != news.kind and gravest([each.kind, news.kind]) == news.kind
        kind, note = (news.kind, news.note) if is_graver else (each.kind, each.note)
        said.setdefault((kind, note, meanwhile), []).append(each.id)
    for (kind, note, status), ids in said.items():
        Dependent.objects.filter(id__in=ids).update(kind=kind, note=note, meanwhile=status, not_before=now)
    Dependent.objects.bulk_create(
        Dependent(
            work_id=work_id,
            language=language,
            kind=news.kind,
            note=news.note,
            meanwhile=meanwhile,
            since=now,
            not_before=now,
        )
        for (work_id, language), meanwhile in places.items()
    )
