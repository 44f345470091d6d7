"""Told: what a view says of its answer to the gate before Django (`api.gate`), beside the answer itself.

It lies in the environment of the request. Without a gate, as under Django's test client, nobody reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

KEY = "api.told"

Read = tuple[UUID, str, int]


@dataclass(slots=True)
class Told:
    """Whether the answer may be kept until the record changes, and when it last did; the editions that it shows whole
    (work, language, version); and the languages in it."""

    may_keep: bool = False
    modified: datetime | None = None
    contents: tuple[Read, ...] = ()
    languages: tuple[str, ...] = ()


def told_in(environ: Mapping[str, Any]) -> Told:
    """Where the view of this request writes."""
    found = environ.get(KEY)
    return found if isinstance(found, Told) else Told()
