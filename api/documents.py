"""Documents: the answers that come in several formats, one content and one edition.

JSON is spliced from the words that were stored at release. Any other format is presented anew from the edition.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from editions.content import AnyContent
from editions.models import Edition
from editions.models.editions import Redacted

from .contents import Members
from .fields import sparse
from .formats.json import dumps, joined, whole_in
from .formats.media import JSON
from .formats.presenting import presented
from .formats.shown import shown
from .parameters import FIELDS, HEADING_LEVEL
from .problems import REDACTED, Problem
from .resources import Resource
from .told import told_in


class Document(Resource):
    """A resource whose answer is a document: words, with what stands before and after them."""

    def is_read(self, work_id: UUID, language: str, version: int) -> None:
        """Note for the counts of use which edition the answer shows."""
        told_in(self.request.META).contents = ((work_id, language, version),)

    def written(self, edition_id: UUID, identity: Members, standing: Members, *, body: Callable[[], str]) -> str:
        """The document in the format that was chosen. `body` gives the words in JSON, and is asked for those only."""
        if self.format is JSON:
            return sparse(joined(dumps(identity), whole_in(body()), dumps(standing)), self.question[FIELDS])
        level = self.question[HEADING_LEVEL]
        return presented(shown(_words(edition_id), identity | standing), self.format, heading_level=level)


def _words(edition_id: UUID) -> AnyContent:
    try:
        return Edition.objects.only("content", "schema").get(id=edition_id).value()
    except Redacted as redacted:  # a moment ago, after the view had looked
        raise Problem(REDACTED, members={"reason": str(redacted)}) from None
