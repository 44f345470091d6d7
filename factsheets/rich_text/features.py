"""The editor's buttons: one for each mark of the inline vocabulary. Their behaviour is in static/factsheets/inline.js.

Each has a key of its own as well; Alt+F10 lists them all at the place where one is writing.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature, InlineStyleFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from .converting import ENTITIES, STYLES
from .marks import CITATION, FOREIGN, LEFT_TO_RIGHT, LINK, TERM

_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# What a link, a term or a phrase may carry when it is pasted; "undefined" is JavaScript's word for “not there”.
_CARRIED = {
    "url": "^((https?|mailto|tel):|undefined$)",
    "content": f"^({_ID}|undefined)$",
    "kind": "^(factsheet|faq|undefined)$",
    "term": f"^({_ID}|undefined)$",
    "language": "^([a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,4}|undefined)$",
}


def register_features(features: FeatureRegistry) -> None:
    """Add the features `contentlink`, `citation`, `term`, `foreign` and `ltr`. Their conversion: see converting.py."""
    for name, feature in _features().items():
        features.register_editor_plugin("draftail", name, feature)


def _features() -> dict[str, Any]:
    return {
        "contentlink": _marking(
            LINK,
            "factsheets_link",
            icon="link",
            label=_("Link"),
            description=_("Link: to an address, sheet or question"),
        ),
        "citation": EntityFeature(
            {
                "type": ENTITIES[CITATION],
                "icon": "openquote",
                "label": _("Cite"),
                "description": _("Citation: of a reference"),
                "attributes": ["reference", "label", "term", "language"],
                "allowlist": {"reference": f"^{_ID}$", "label": "^.{1,200}$"},
                "chooserUrls": {"chooser": reverse_lazy("factsheets_reference_chooser:choose")},
            }
        ),
        "term": _marking(
            TERM,
            "factsheets_term_chooser",
            icon="info-circle",
            label=_("Term"),
            description=_("Term: explained to readers"),
        ),
        "foreign": _marking(
            FOREIGN,
            "factsheets_phrase_chooser",
            icon="globe",
            label=_("Language"),
            description=_("Phrase in another language: read aloud in it"),
        ),
        "ltr": InlineStyleFeature(
            {
                "type": STYLES[LEFT_TO_RIGHT],
                "label": "1→9",
                "description": _("Number, dose or phone number: always read from left to right"),
                "style": {"borderBottom": "1px dotted currentColor"},
            }
        ),
    }


def _marking(kind: str, chooser: str, **button: Any) -> EntityFeature:
    return EntityFeature(
        {
            "type": ENTITIES[kind],
            **button,
            "attributes": list(_CARRIED),
            "allowlist": _CARRIED,
            "chooserUrls": {"chooser": reverse_lazy(f"{chooser}:choose")},
        }
    )
