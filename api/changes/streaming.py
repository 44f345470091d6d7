"""Streaming: all pages at once, a line for each result (application/x-ndjson).

Pages are read one after the other and never held together, and nothing is open in the database between two of them:
a reader who hangs up costs nothing more, and a slow one holds no snapshot.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from ..formats.json import dumps
from ..told import Read
from .pages import Page
from .places import Place

AT_ONCE = 1  # readers of streams in one process of the server
LINES_AT_ONCE = 25  # between two places to go on from, and in memory: texts are long
LONGEST = 300.0  # seconds; then the last line says that there is more, and the thread is free for others


# A stream keeps a thread of the server as long as its reader takes: the others must stay free for everybody else.
_streams: set[object] = set()


def is_full() -> bool:
    """Whether this process has as many readers of streams as it may have."""
    return len(_streams) >= AT_ONCE


def lines(
    place: Place | None, page_at: Callable[[Place | None], Page], tell: Callable[[tuple[Read, ...]], None]
) -> Iterator[bytes]:
    """The pages from a place on. After each of them stands where it ended, so that whoever is cut off goes on there;
    the last of these lines says whether there is more. `tell` is told which editions were given."""
    stream = object()
    _streams.add(stream)
    try:
        yield from _lines(place, page_at, tell)
    finally:
        _streams.discard(stream)


def _lines(
    place: Place | None, page_at: Callable[[Place | None], Page], tell: Callable[[tuple[Read, ...]], None]
) -> Iterator[bytes]:
    end, has_more = time.monotonic() + LONGEST, True
    while has_more and time.monotonic() < end:
        page = page_at(place)
        tell(tuple(each.read for each in page.results if each.read))
        place, has_more = page.end, page.has_more
        begin = [dumps({"action": "restart"})] if page.begins_anew else []
        go_on = dumps({"action": "go-on", "next": page.next, "has_more": has_more})
        yield "\n".join([*begin, *(each.text for each in page.results), go_on, ""]).encode()
