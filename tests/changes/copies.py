"""A reader who keeps copies: follows `next`, applies the results in their order, and is compared with the API."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from api.collections import BY_TYPE
from editions import languages
from editions.models import Publication
from editions.models.publications import SERVED

Texts = dict[tuple[str, str], dict[str, Any]]


class Copies:
    """`sync()` goes on until nothing is left; `read_page()` reads one page and then lets others act."""

    def __init__(self, client: Any, **filters: Any) -> None:
        self.client, self.filters = client, filters
        self.texts: Texts = {}
        self.next = ""
        self.pages = 0
        self.results: list[dict[str, Any]] = []  # of the last page
        self._not_seen_again: set[tuple[str, str]] = set()

    def read_page(self, **parameters: Any) -> bool:
        """Apply the next page; whether there is more."""
        answer = self._get(parameters)
        assert answer.status_code == 200, answer.content
        page = answer.json()
        if page["restart"]:
            self._not_seen_again = set(self.texts)
        self.results, self.next = page["results"], page["next"].removeprefix("http://testserver")
        self.pages += 1
        self.apply(page["results"])
        if not page["has_more"]:
            for key in self._not_seen_again:
                del self.texts[key]
            self._not_seen_again = set()
        return bool(page["has_more"])

    def sync(self, **parameters: Any) -> Copies:
        """Read until there is no more."""
        while self.read_page(**parameters):
            assert self.pages < 1000
        return self

    def apply(self, results: Iterable[dict[str, Any]]) -> None:
        """Put and remove, in their order."""
        for each in results:
            key = each["id"], each["language"]
            self._not_seen_again.discard(key)
            if each["action"] == "put":
                self.texts[key] = each["document"]
            else:
                self.texts.pop(key, None)

    def _get(self, parameters: dict[str, Any]) -> Any:
        if not self.next:
            return self.client.get("/api/v1/changes/", self.filters | parameters)
        if not parameters:
            return self.client.get(self.next)
        kept = re.sub(r"page_size=[0-9]+&|&page_size=[0-9]+$", "", self.next)
        return self.client.get(f"{kept}&page_size={parameters['page_size']}")


def truth(client: Any, *, is_wanted: Callable[[Publication], bool] = lambda publication: True) -> Texts:
    """What the API shows of everything now, one address after the other."""
    found: Texts = {}
    for publication in Publication.objects.select_related("edition"):
        tag = languages.language(publication.language).tag
        path = f"/api/v1/{BY_TYPE[publication.type].folder}/{publication.work_id}/"
        answer = client.get(path, {"lang": tag})
        assert (answer.status_code == 200) == (publication.status in SERVED)
        if answer.status_code == 200 and is_wanted(publication):
            found[str(publication.work_id), tag] = json.loads(answer.content)
    return found
