"""The status rule: what a newer source does to a translation. Pure; the one place where it is written."""

from collections.abc import Iterable

from .models.publications import Status
from .vocabulary import ChangeKind

_GRAVITY = {ChangeKind.EDITORIAL: 0, ChangeKind.CONTENT: 1, ChangeKind.SAFETY: 2}

WITHHOLD = "withhold"
BANNER = "banner"


def gravest(kinds: Iterable[str]) -> ChangeKind | None:
    """The kind that matters most to a reader of the old text, or None if there is none."""
    return max((ChangeKind(kind) for kind in kinds), key=_GRAVITY.__getitem__, default=None)


_STATUS_GRAVITY = [Status.CURRENT, Status.OUTDATED, Status.WITHHELD, Status.WITHDRAWN]


def worst(statuses: Iterable[str]) -> Status:
    """The status that keeps the most from a reader; `current` if there is none."""
    return max((Status(status) for status in statuses), key=_STATUS_GRAVITY.index, default=Status.CURRENT)


def status_after(kinds: Iterable[str], *, safety_policy: str = WITHHOLD) -> Status:
    """Status of a translation, given the change kinds of all source editions after the one it was made from.

    None or `editorial` → current; `content` → outdated; `safety` → withheld, for good: a harmless edition after a
    safety one does not bring the old text back. `safety_policy="banner"` shows it as outdated instead.
    """
    worst = gravest(kinds)
    if worst is ChangeKind.SAFETY:
        return Status.OUTDATED if safety_policy == BANNER else Status.WITHHELD
    return Status.OUTDATED if worst is ChangeKind.CONTENT else Status.CURRENT
