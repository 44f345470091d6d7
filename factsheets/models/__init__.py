"""The tables of authoring, one subject a module."""

from .authored import Authored
from .faqs import FaqEntry, FaqIndex
from .images import SheetImage, SheetRendition
from .pages import AuthoredPage, Folder
from .publishers import Publisher
from .references import Reference, ReferenceIndex
from .review_tasks import ReviewTask
from .rights import LanguageRight, Right
from .sheets import FactSheet, FactSheetIndex, IncludedFaq
from .snippets import AuthoredSnippet
from .terms import Term
from .topics import Topic
from .translations import SegmentTranslation, SegmentVersion

PAGE_TYPES: tuple[type[AuthoredPage], ...] = (FactSheet, FaqEntry, Reference)
SNIPPET_TYPES: tuple[type[AuthoredSnippet], ...] = (Publisher, Topic, Term)
MODEL_OF: dict[str, type[Authored]] = {model.released_as: model for model in (*PAGE_TYPES, *SNIPPET_TYPES)}

__all__ = [
    "MODEL_OF",
    "PAGE_TYPES",
    "SNIPPET_TYPES",
    "Authored",
    "AuthoredPage",
    "AuthoredSnippet",
    "FactSheet",
    "FactSheetIndex",
    "FaqEntry",
    "FaqIndex",
    "Folder",
    "IncludedFaq",
    "LanguageRight",
    "Publisher",
    "Reference",
    "ReferenceIndex",
    "ReviewTask",
    "Right",
    "SegmentTranslation",
    "SegmentVersion",
    "SheetImage",
    "SheetRendition",
    "Term",
    "Topic",
]
