"""Collections: the types of content that the API gives, each in a folder of its own, and what is particular to each.

The one table of them. Addresses (`links`), lists (`published`), answers (`contents`) and views (`v1/`) read it; what a
list shows of a type is said in `formats/members.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from editions.models import Role
from editions.vocabulary import ContentType

from .formats.media import OF_REFERENCES, OF_TEXTS, Format


@dataclass(frozen=True, slots=True)
class Collection:
    """The contents of one type.

    An answer names the topics of a content, and under `used_as` (a member, and the role that the content plays) those
    that it stands in. `finds_sheets` names the filter by which sheets are found with it, and its role in them.
    `formats` are those of one content: every type has those for people and machines, references also those of
    citation programs.
    """

    type: str
    folder: str
    formats: tuple[Format, ...] = OF_TEXTS
    has_topics: bool = False
    used_as: tuple[str, Role] | None = None
    finds_sheets: tuple[str, Role] | None = None


FACTSHEETS = Collection(ContentType.FACTSHEET.value, "factsheets", has_topics=True)
FAQS = Collection(ContentType.FAQ.value, "faqs", has_topics=True, used_as=("included_in", Role.FAQ))
REFERENCES = Collection(ContentType.REFERENCE.value, "references", OF_REFERENCES, used_as=("cited_by", Role.REFERENCE))
TOPICS = Collection(ContentType.TOPIC.value, "topics", finds_sheets=("topic", Role.TOPIC))
TERMS = Collection(ContentType.TERM.value, "terms")
PUBLISHERS = Collection(ContentType.PUBLISHER.value, "publishers", finds_sheets=("publisher", Role.PUBLISHER))

COLLECTIONS = (FACTSHEETS, FAQS, REFERENCES, TOPICS, TERMS, PUBLISHERS)
BY_TYPE = {collection.type: collection for collection in COLLECTIONS}
