"""The tables of authoring, one subject a module."""

from .pages import FactSheet, FactSheetIndex
from .publishers import Publisher
from .rights import LanguageRight, Right
from .translations import SegmentTranslation, SegmentVersion

__all__ = [
    "FactSheet",
    "FactSheetIndex",
    "LanguageRight",
    "Publisher",
    "Right",
    "SegmentTranslation",
    "SegmentVersion",
]
