"""Dependents: releasing again what includes a neighbour that has changed, from editions and never from pages.

`following` has written down what has to be released. `release_next` takes one language of one content at a time, in
one short transaction; `manage.py worker` calls `release_due` until nothing is left. Killed in between, it loses
nothing and does nothing twice: the line goes in the same transaction in which the edition comes.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from . import envelopes, following, log, positions
from .composing import CannotCompose, compose, uncomposed
from .currency import status_after, worst
from .following import News
from .issuing import Evidence, Notice, issue, publish
from .models import Act, Dependent, Publication, Work
from .models.editions import Redacted
from .vocabulary import ChangeKind

logger = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=1)

# SQLite does not queue its writers: whoever waits looks again every few milliseconds, later every 100. A worker that
# began its next transaction at once would keep an editor out for seconds: with this pause, no longer than the budget
# of 200 ms (tests/bench/test_neighbours.py). On PostgreSQL the turn is a fair queue, and needs none.
PAUSES = {"sqlite": 0.015}


def release_due(*, seconds: float, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Release what is due, for so long and not longer, leaving room for others in between; how many that were."""
    end, count = time.monotonic() + seconds, 0
    if not Dependent.objects.due(timezone.now()).exists():  # nearly always: then nobody's turn is taken
        return 0
    while time.monotonic() < end and not is_stopping() and release_next():
        count += 1
        time.sleep(PAUSES.get(connection.vendor, 0))
    return count


def release_all() -> int:
    """Release whatever is due now, without a pause; how many that were."""
    count = 0
    while release_next():
        count += 1
    return count


def release_next() -> bool:
    """Release again what comes first; False if nothing is due. What fails is logged and tried again later."""
    line = None
    try:
        with transaction.atomic():
            log.wait_for_turn()
            line = Dependent.objects.due(timezone.now()).select_related("work").first()
            if line is None:
                return False
            _release(line.work, line)
    except Exception:
        if line is None:
            raise
        logger.exception("Could not release %s again after a neighbour changed; trying again later", line)
        _postpone(line)
    return True


def _release(work: Work, line: Dependent) -> None:
    publication = _publication(work, line.language)
    if work.is_withdrawn:
        _let_it_wait(line)
    elif publication is None:
        line.delete()
    else:
        _release_again(work, publication, line)


def _publication(work: Work, language: str) -> Publication | None:
    publication = Publication.objects.filter(work=work, language=language).select_related("edition").first()
    if publication:
        publication.work = work
    return publication


def _release_again(work: Work, publication: Publication, line: Dependent) -> None:
    """Make the next edition of this language, if its neighbours say something else now."""
    edition, news = publication.edition, News(ChangeKind(line.kind), line.note)
    try:
        words = edition.value()
        composed = compose(uncomposed(words), without_withdrawn=True)
    except Redacted:  # there are no words to put anything into
        line.delete()
        return
    except CannotCompose:
        _let_it_wait(line)
        following.keep_true([publication], news)
        return
    if composed.content == words:
        line.delete()
        positions.move([work.id])  # its answers no longer say that something is to be put in
        following.keep_true([publication], news)
        return
    again = issue(
        work,
        composed,
        Notice(news.kind, news.note),
        made_from=edition.made_from_id,
        evidence=Evidence(edition.method, edition.translator, edition.reviewer),
        is_recomposed=True,
    )
    status = publication.status
    publish(work, again, composed.content, act=Act.RECOMPOSED, by="", note=line.note, publication=publication)
    envelopes.refresh_language(work, publication)
    if publication.status != status:
        following.follow_statuses([publication], news)


def _let_it_wait(line: Dependent) -> None:
    """Until what it needs is to be had: `following` or the end of a withdrawal makes it due again.

    The words that readers have meanwhile are behind by what the line says.
    """
    line.meanwhile = worst([line.meanwhile, status_after([line.kind], safety_policy=settings.SAFETY_POLICY)])
    line.not_before = None
    line.save(update_fields=["meanwhile", "not_before"])


def _postpone(line: Dependent) -> None:
    """Each failure doubles the wait, up to an hour: a fault in one content must not hold up the others."""
    wait = min(timedelta(seconds=2.0 ** min(line.failures + 1, 12)), LONGEST_WAIT)
    waiting = Dependent.objects.filter(id=line.id, not_before=line.not_before)  # unless there is news since
    waiting.update(failures=line.failures + 1, not_before=timezone.now() + wait)
