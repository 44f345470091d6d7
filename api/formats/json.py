"""JSON: an edition in the words of the contract, and how answers are put together from text.

`present` is named by settings.EDITIONS_PRESENTER: `editions.projection` calls it once at release and
keeps what it returns, so that a read only writes the changing members before and after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from editions.models import Edition

from . import members

# Stands between the two objects of a body. No JSON of ours holds one: in strings it is escaped.
END_OF_SUMMARY = "\n"


def dumps(value: Any, default: Callable[[Any], str] | None = None) -> str:
    """JSON as we send it: compact, letters of every script as they are. `default` is for the rest."""
    return msgspec.json.encode(value, enc_hook=default).decode()


def joined(*objects: str) -> str:
    """One JSON object with the members of several, none of them empty, without parsing any."""
    return "{" + ",".join(text[1:-1] for text in objects) + "}"


def listed(texts: Iterable[str]) -> str:
    """A JSON array of these JSON texts."""
    return f"[{','.join(texts)}]"


class JsonPresenter:
    """The members of a content that never change. Raise VERSION whenever `body` writes another text.

    Addresses of pictures and of linked contents are in it: after a change of SITE_URL or of the storage of pictures
    run `manage.py rebuild_renditions`.
    """

    VERSION = 2

    def body(self, edition: Edition) -> str:
        """Two JSON objects, a line each: what a list shows of the content, and all of it."""
        content = edition.value()
        return f"{dumps(members.summary(content))}{END_OF_SUMMARY}{dumps(members.whole(content))}"


present = JsonPresenter()


def summary_in(body: str) -> str:
    """The first of a body's objects, which is all that a list reads from the database."""
    return body.partition(END_OF_SUMMARY)[0]


def whole_in(body: str) -> str:
    """The second of a body's objects."""
    return body.partition(END_OF_SUMMARY)[2]
