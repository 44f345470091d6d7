"""The index of what is found: kept true in the transaction of every act that changes what readers are served.

`statuses.settle`, through which every release and every change of a status goes, calls `keep`; `withdrawals.withdraw`
calls `forget`. So what is withheld or withdrawn is gone from search at the same moment, and its words with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import F, Q

from editions import log
from editions.models import Publication, SearchText, Work
from editions.models.publications import SERVED

from . import database
from .preparing import VERSION, prepare
from .texts import SEARCHED, text_of

_AT_ONCE = 50


def keep(publications: Iterable[Publication]) -> None:
    """Find those that readers are served, by the words of their present edition, and no others of these."""
    searched = [each for each in publications if each.type in SEARCHED]
    found = SearchText.objects.filter(publication__in=[each.pk for each in searched])
    of_edition = dict(found.values_list("publication_id", "edition_id"))
    gone = [each.pk for each in searched if each.status not in SERVED and each.pk in of_edition]
    if gone:
        SearchText.objects.filter(publication__in=gone).delete()
    for each in searched:
        if each.status in SERVED and of_edition.get(each.pk) != each.edition_id:
            write(each)


def forget(work: Work) -> None:
    """Find none of the content's languages any more."""
    SearchText.objects.filter(publication__work=work).delete()


def write(publication: Publication) -> None:
    """Find the publication by the words of its edition."""
    edition = publication.edition
    text = text_of(edition.value())
    prepared = prepare(text, type=publication.type, language=publication.language)
    SearchText.objects.update_or_create(
        publication_id=publication.pk,
        defaults={
            "edition_id": edition.pk,
            "version": VERSION,
            "method": edition.method,
            "made_from_version": edition.made_from.version if edition.made_from else None,
            "ends": prepared.ends,
            "stands": prepared.stands,
            "text": prepared.text,
            "tokens": prepared.tokens,
        },
    )


def rebuild(*, only_stale: bool = False) -> Iterator[int]:
    """Make every row anew from the editions, or only those that are missing or were made by older rules.

    Yields how many were made. Acts take turns with it, so none waits longer than for fifty publications.
    """
    if not only_stale:
        database.fill_again(connection)
        SearchText.objects.exclude(publication__status__in=SERVED).delete()
    served = Publication.objects.served().filter(type__in=SEARCHED)
    if only_stale:
        made = Q(search_text__version=VERSION, search_text__edition_id=F("edition_id"))
        served = served.exclude(made)
    ids = list(served.order_by("id").values_list("id", flat=True))
    for begin in range(0, len(ids), _AT_ONCE):
        yield _write_again(ids[begin : begin + _AT_ONCE])
    if ids:
        database.tidy(connection)


def _write_again(ids: list[int]) -> int:
    with transaction.atomic():
        log.wait_for_turn()
        publications = Publication.objects.served().filter(id__in=ids).select_related("edition__made_from")
        for publication in publications:
            write(publication)
    return len(ids)
