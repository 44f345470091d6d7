"""What is sent: which content has changed how, and where to read it. Never its text: that could be old by then."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from api import links
from editions import languages
from editions.models import Act, Change, Status

from .models import Endpoint

PING = "ping"
_BY_ACT = {
    Act.RELEASED: "content.released",
    Act.CARRIED_FORWARD: "content.released",
    Act.RECOMPOSED: "content.released",
    Act.STATUS_CHANGED: "content.status_changed",
    Act.WITHHELD: "content.withheld",
    Act.NO_LONGER_WITHHELD: "content.status_changed",
    Act.WITHDRAWN: "content.withdrawn",
    Act.WITHDRAWAL_EXPLAINED: "content.withdrawal_explained",
    Act.REINSTATED: "content.reinstated",
    Act.RENAMED: "content.renamed",
    Act.REDACTED: "content.redacted",
}
TYPES = tuple(dict.fromkeys(_BY_ACT.values()))


def type_of(change: Change) -> str:
    """The type of event. A language that readers no longer get is `content.withheld`, whatever brought it about."""
    if change.act == Act.STATUS_CHANGED and change.status == Status.WITHHELD:
        return "content.withheld"
    return _BY_ACT[Act(change.act)]


def of_change(change: Change) -> str:
    """The body for a line of the log: the same for every endpoint."""
    language, edition = language_of(change), change.edition
    data = {
        "change": change.id,
        "act": change.act,
        "id": str(change.work_id),
        "type": change.work.type,
        "language": languages.language(language).tag if language else None,
        "status": change.status or None,
        "kind": change.kind or None,
        "version": edition.version if edition else None,
        "edition": links.edition(edition.id) if edition else None,
        "url": links.for_ever(change.work.type, change.work_id, language),
    }
    return _body(type_of(change), change.at, data)


def of_ping(endpoint: Endpoint, at: datetime) -> str:
    """The body of a test."""
    return _body(PING, at, {"endpoint": str(endpoint.id)})


def language_of(change: Change) -> str:
    """The language that a line is about. The redaction of an edition is a matter of that edition's language."""
    return change.language or (change.edition.language if change.edition else "")


def _body(type: str, at: datetime, data: dict[str, Any]) -> str:
    timestamp = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return json.dumps({"type": type, "timestamp": timestamp, "data": data}, separators=(",", ":"))
