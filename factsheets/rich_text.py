"""The editor's button for numbers, doses and telephone numbers that must be read from left to right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

LEFT_TO_RIGHT = "LTR"


def register_left_to_right(features: FeatureRegistry) -> None:
    """Add the feature `ltr`: stored as `<bdi dir="ltr">`, which is right in browsers, print and plain text alike."""
    features.register_editor_plugin(
        "draftail",
        "ltr",
        InlineStyleFeature(
            {
                "type": LEFT_TO_RIGHT,
                "label": "1→9",
                "description": _("Number, dose or phone number: always read from left to right"),
                "style": {"borderBottom": "1px dotted currentColor"},
            }
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "ltr",
        {
            "from_database_format": {"bdi": InlineStyleElementHandler(LEFT_TO_RIGHT)},
            "to_database_format": {"style_map": {LEFT_TO_RIGHT: {"element": "bdi", "props": {"dir": "ltr"}}}},
        },
    )
