"""Dialogs of the rich text box: what to cite, to explain, to link to, and which language a phrase is in.

What is chosen goes into the text by its content id (or address, or language), never by a page's key: pages are not
served, and a copy of one is another content.
"""

from .addresses import CONTENT_ADDRESS
from .contents import LinkChooser
from .phrases import PHRASE_URLS
from .references import ReferenceChooser
from .terms import TermChooser

VIEWSETS = (
    ReferenceChooser("factsheets_reference_chooser", url_prefix="factsheets/references"),
    TermChooser("factsheets_term_chooser", url_prefix="factsheets/terms"),
    LinkChooser("factsheets_link", url_prefix="factsheets/links"),
)
URLS = [CONTENT_ADDRESS, PHRASE_URLS]

__all__ = ["URLS", "VIEWSETS"]
