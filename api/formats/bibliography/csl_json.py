"""CSL-JSON (1.0.2), which Zotero and every citation processor read: a list of items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..json import dumps, listed
from . import Cited


def document(cited: Iterable[Cited]) -> str:
    """The items. Our remarks are `annote`; a work that was retracted has it as its `status`."""
    return listed(dumps(_item(each)) for each in cited)


def _item(cited: Cited) -> dict[str, Any]:
    said = {"annote": " ".join(cited.remarks), "status": cited.standing}
    return {**cited.item, **{name: text for name, text in said.items() if text}}
