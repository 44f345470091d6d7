"""The state of every language of the contents on one page of a list, by two queries however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from editions.models import Dependent, Publication, Status
from factsheets.admin.whereabouts import languages_address

# The order in which a person looks for trouble.
_ORDER = (Status.WITHHELD, Status.OUTDATED, Status.CURRENT, Status.WITHDRAWN)


@dataclass(slots=True)
class LanguagesState:
    """Codes of one content by status; `waiting` are those that will be released again by themselves."""

    content_id: UUID
    by_status: dict[str, list[str]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def groups(self) -> list[dict[str, Any]]:
        """For the template: status, its name, and its codes in alphabetical order, trouble first."""
        groups = [
            {"status": status.value, "label": status.label, "codes": sorted(self.by_status[status])}
            for status in _ORDER
            if status in self.by_status
        ]
        waiting = {"status": "waiting", "label": _("Waiting"), "codes": sorted(self.waiting)}
        return [*groups, waiting] if self.waiting else groups

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.by_status) and set(self.by_status) == {Status.WITHDRAWN.value}

    @property
    def address(self) -> str:
        return languages_address(self.content_id)


def states_of(content_ids: Iterable[UUID]) -> dict[UUID, LanguagesState]:
    """By content; one that was never released has no language in any state."""
    states = {content_id: LanguagesState(content_id) for content_id in content_ids}
    publications = Publication.objects.filter(work_id__in=states)
    for work_id, language, status in publications.values_list("work_id", "language", "status"):
        states[work_id].by_status.setdefault(status, []).append(language)
    for work_id, language in Dependent.objects.filter(work_id__in=states).values_list("work_id", "language"):
        states[work_id].waiting.append(language)
    return states


def attach_states(rows: Iterable[Any]) -> None:
    """Give each row its `languages_state`."""
    rows = list(rows)
    states = states_of(row.content_id for row in rows)
    for row in rows:
        row.languages_state = states[row.content_id]
