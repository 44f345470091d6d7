"""The editor's own buttons: left-to-right runs, and links that open on web addresses.

The first is for numbers, doses and telephone numbers, which must be read from left to right in every language.
"""

from __future__ import annotations

from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    InlineStyleElementHandler,
    PageLinkElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature, InlineStyleFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

LEFT_TO_RIGHT = "LTR"
LINK = "LINK"


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


def register_web_link(features: FeatureRegistry) -> None:
    """Add the feature `weblink`: Wagtail's links, but the dialog opens on web addresses and not on pages.

    Pages of this site are not served, so a link to one leads nowhere; one that is there all the same is kept in the
    draft and refused at publishing.
    """
    button = EntityFeature(
        {
            "type": LINK,
            "icon": "link",
            "description": _("Link"),
            "attributes": ["url", "id", "parentId"],
            "allowlist": {"href": "^(http:|https:|mailto:|undefined$)"},
            "chooserUrls": _dialogs(),
        },
        js=["wagtailadmin/js/page-chooser-modal.js"],
    )
    features.register_editor_plugin("draftail", "weblink", button)
    features.register_converter_rule("contentstate", "weblink", _LINK_CONVERSION)


_LINK_CONVERSION = {
    "from_database_format": {
        "a[href]": ExternalLinkElementHandler(LINK),
        'a[linktype="page"]': PageLinkElementHandler(LINK),
    },
    "to_database_format": {"entity_decorators": {LINK: link_entity}},
}


def _dialogs() -> dict[str, object]:
    """Where the dialog begins and where its tabs lead."""
    external, email, phone = (
        reverse_lazy(f"wagtailadmin_choose_page_{kind}_link") for kind in ("external", "email", "phone")
    )
    return {
        # For a link to a page Draftail adds the number of its folder.
        "pageChooser": format_lazy("{}?folder=", external),
        "externalLinkChooser": external,
        "emailLinkChooser": email,
        "phoneLinkChooser": phone,
        "anchorLinkChooser": external,
    }
