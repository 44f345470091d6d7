"""Where this app plugs into the Wagtail admin. Wires only."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .models import LanguageRight, Publisher
from .rich_text import register_left_to_right

register_snippet(Publisher)
register_snippet(LanguageRight)


@hooks.register("register_rich_text_features")
def left_to_right(features: Any) -> None:
    register_left_to_right(features)
