"""Pictures in editions: checked, cleaned, kept under the hash of their content, shown in a closed list of sizes."""

from .checking import check, check_length, prove
from .keeping import Focus, KeptImage, keep
from .presets import PRESETS, ImageFileAddress, presets_of, srcset_of
from .refusals import ImageRefused

__all__ = [
    "PRESETS",
    "Focus",
    "ImageFileAddress",
    "ImageRefused",
    "KeptImage",
    "check",
    "check_length",
    "keep",
    "presets_of",
    "prove",
    "srcset_of",
]
