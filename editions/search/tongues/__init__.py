"""What is particular to each language: one module for a family, one table of them all."""

from __future__ import annotations

from collections.abc import Mapping

from . import arabic, celtic, chinese, european, indic
from .tongue import Tongue

TONGUES: Mapping[str, Tongue] = {
    **european.TONGUES,
    **celtic.TONGUES,
    **arabic.TONGUES,
    **indic.TONGUES,
    **chinese.TONGUES,
}
NONE = Tongue()  # letters are folded in every language, and much can be found by that alone


def tongue_of(language: str) -> Tongue:
    """What is known of the language of that code."""
    return TONGUES.get(language, NONE)
