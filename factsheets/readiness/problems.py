"""What a problem is: where it stands, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _


class NotReady(Exception):
    """The content cannot be released; `problems` says field by field why and what to do."""

    def __init__(self, problems: list[Problem], title: str = "") -> None:
        super().__init__(f"{title}: " * bool(title) + " ".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the field it is in ("headline", "body", …) and what to do.

    One that is not `is_blocking` is a piece of advice. `pieces` are the ids of the item, block and section that it is
    in, the innermost first; `place` is what an editor calls that section. `about` is another content that it is about.
    """

    field: str
    message: str
    is_blocking: bool = True
    pieces: tuple[str, ...] = ()
    place: str = ""
    about: UUID | None = None

    def __str__(self) -> str:
        if not self.place:
            return self.message
        return _("In “%(section)s”: %(problem)s") % {"section": self.place, "problem": self.message}


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """Those that would mislead a reader."""
    return [problem for problem in problems if problem.is_blocking]
