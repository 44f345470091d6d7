"""The Content-Security-Policy: what a browser may load and run on our pages. See docs/decisions/0010.

`cms/policy.py` sends the first to readers and the second to the admin; files of people have one of their own
(`cms/media/views.py`).
"""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE

from cms.settings.files import MEDIA_ORIGINS

# The API, its reference page, errors: words, and a style sheet of ours. Nothing runs.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [NONE],
    },
}

# As strict as Wagtail works under. No script but those in files of ours. Its editor of rich text writes <style>
# elements while somebody types, with the words of a placeholder in them, so these cannot be refused; style attributes
# can, and nothing that a style could load would come from elsewhere.
ADMIN_CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "style-src-attr": [NONE],
    "img-src": [SELF, "data:", "blob:", *MEDIA_ORIGINS],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
