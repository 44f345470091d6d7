"""Takes Wagtail's inline scripts out of the admin's pages, so that its policy can refuse all others too.

Wagtail 8.0 has them in three places: date and time fields, panels with rows (both are templates, replaced in
`cms/templates/wagtailadmin/`), and choosers, whose widget writes one by itself. Here that one becomes data as well;
`cms/static/cms/starters.js` starts what the data names. Called when the app is ready, see docs/decisions/0010.
"""

import re
from functools import wraps
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

# <script>new PageChooser("id_parent", {…});</script>: one call with JSON for its arguments.
_CALL = re.compile(r"<script>(?:new )?(\w+)\((.*)\);</script>\s*\Z", re.DOTALL)


def take_scripts_out_of_choosers() -> None:
    original = BaseChooser.render

    @wraps(original)
    def render(self: BaseChooser, *args: Any, **kwargs: Any) -> SafeString:
        return with_data_for_script(original(self, *args, **kwargs))

    BaseChooser.render = render


def with_data_for_script(html: str) -> SafeString:
    """The HTML of a chooser with data in place of the script at its end. Anything else stays as it is."""
    call = _CALL.search(html)
    if call is None:
        return mark_safe(html)  # noqa: S308 - a widget's own HTML
    data = format_html('<template data-start="{}" data-arguments="[{}]"></template>', call[1], call[2])
    return mark_safe(html[: call.start()] + data)  # noqa: S308 - a widget's own HTML, and the line above
