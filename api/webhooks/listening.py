"""Which endpoint is told of which change.

Languages and types are taken at their word. Kinds of change choose among new words only: that a text is withheld,
withdrawn or redacted is told whatever its kind, and so is its coming back, or the receiver would never show it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from editions.models import Act, Change, Status

from .models import Endpoint
from .payloads import language_of

_NEW_WORDS = (Act.RELEASED, Act.CARRIED_FORWARD, Act.RECOMPOSED, Act.STATUS_CHANGED)
_AWAY = (Status.WITHHELD, Status.WITHDRAWN)


class News:
    """One change, and who is to be told of it."""

    def __init__(self, change: Change) -> None:
        self._change = change

    def heard_by(self, endpoints: Iterable[Endpoint]) -> list[Endpoint]:
        """Those of these that listen to it."""
        return [endpoint for endpoint in endpoints if self._is_wanted_by(endpoint)]

    def _is_wanted_by(self, endpoint: Endpoint) -> bool:
        language = language_of(self._change)
        if endpoint.types and self._change.work.type not in endpoint.types:
            return False
        if endpoint.languages and language and language not in endpoint.languages:
            return False
        return not endpoint.kinds or self._change.kind in endpoint.kinds or self._must_be_told

    @cached_property
    def _must_be_told(self) -> bool:
        change = self._change
        return change.act not in _NEW_WORDS or change.status in _AWAY or self._was_away()

    def _was_away(self) -> bool:
        """Whether readers did not have the language before."""
        change = self._change
        before = Change.objects.filter(work_id=change.work_id, language=change.language, id__lt=change.id)
        return before.exclude(status="").order_by("-id").values_list("status", flat=True).first() in _AWAY
