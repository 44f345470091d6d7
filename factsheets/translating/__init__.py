"""Translating: saving, confirming and releasing a language, segment by segment.

The workspace, file imports and the demo all come through here. Work is done on *editions* of the source, never on
drafts. Each act is atomic and checks the person's right in that language.
"""

from .refusals import InvalidTranslation, NotFullyConfirmed, SegmentTaken, SourceChanged, TranslationRefused
from .releasing import newest_confirmed, release_language
from .saving import Draft, Seen, SegmentState, confirm_segments, save_segments, states

__all__ = [
    "Draft",
    "InvalidTranslation",
    "NotFullyConfirmed",
    "Seen",
    "SegmentState",
    "SegmentTaken",
    "SourceChanged",
    "TranslationRefused",
    "confirm_segments",
    "newest_confirmed",
    "release_language",
    "save_segments",
    "states",
]
