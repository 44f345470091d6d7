"""A kept picture as HTML for readers: one address for old programs, and the sizes to choose from for the others."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from .presets import WEBP, Kept, presets_of, srcset_of

SHOWN = "large"
SIZES = "(min-width: 60em) 60em, 100vw"


def picture_html(image: Kept, alt: str, *, absolute: Callable[[str], str] = str) -> str:
    """A `<picture>` in WebP with the picture's own type to fall back on. `absolute` completes an address."""
    shown = next(each for each in presets_of(image) if each.preset == SHOWN and each.type == image.type)
    return (
        f'<picture><source type="{WEBP}" srcset="{_srcset(image, WEBP, absolute)}" sizes="{SIZES}">'
        f'<img src="{escape(absolute(shown.url))}" srcset="{_srcset(image, image.type, absolute)}" sizes="{SIZES}"'
        f' width="{shown.width}" height="{shown.height}" alt="{escape(alt)}" loading="lazy"></picture>'
    )


def _srcset(image: Kept, type: str, absolute: Callable[[str], str]) -> str:
    lines = (line.partition(" ") for line in srcset_of(image, type).split(", "))
    return escape(", ".join(f"{absolute(url)} {width}" for url, _blank, width in lines))
