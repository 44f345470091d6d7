"""Memory: answers that this worker has given, up to a number of bytes; what was asked for longest ago goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from .answers import Answer


class Memory:
    """Answers by request, for one state of the record; all are forgotten when that has changed."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._state: Hashable = None
        self._size = 0

    def get(self, key: Hashable, state: Hashable) -> Answer | None:
        """The answer to the same request, if it was given in this state."""
        with self._lock:
            if state != self._state:
                self._forget(state)
                return None
            answer = self._kept.get(key)
            if answer is not None:
                self._kept.move_to_end(key)
            return answer

    def keep(self, key: Hashable, answer: Answer, state: Hashable) -> None:
        """Remember an answer that was put together in this state, unless that is over already."""
        if answer.size > self._limit // 4:
            return  # one long list must not push everything else out
        with self._lock:
            if state != self._state:
                return
            self._drop(self._kept.pop(key, None))
            self._kept[key] = answer
            self._size += answer.size
            while self._size > self._limit:
                self._drop(self._kept.popitem(last=False)[1])

    def _forget(self, state: Hashable) -> None:
        self._kept.clear()
        self._size = 0
        self._state = state

    def _drop(self, answer: Answer | None) -> None:
        self._size -= answer.size if answer else 0
