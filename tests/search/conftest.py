"""What the tests of search share: the reader of the API's tests, and one who searches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Reader, clock, read

__all__ = ["clock", "read"]

Search = Callable[..., dict[str, Any]]


@pytest.fixture
def search(read: Reader) -> Search:
    """`search("knee", lang="en", type="faq")`: the answer, which must be one."""

    def ask(q: str, **parameters: Any) -> dict[str, Any]:
        answer = read("search/", q=q, **({"lang": "en"} | parameters))
        assert answer.status_code == 200, answer.content.decode()
        found: dict[str, Any] = answer.json()  # type: ignore[attr-defined]
        return found

    return ask


@pytest.fixture
def slugs(search: Search) -> Callable[..., list[str]]:
    """The slugs of what is found, in order."""

    def found(q: str, **parameters: Any) -> list[str]:
        return [result["slug"] for result in search(q, **parameters)["results"]]

    return found
