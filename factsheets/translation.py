"""Which fields have a column per language; found and read by modeltranslation at start-up."""

from modeltranslation.translator import TranslationOptions, register

from .columns import TRANSLATED_FIELDS
from .models import FactSheet


@register(FactSheet)
class FactSheetTranslation(TranslationOptions):
    fields = TRANSLATED_FIELDS


# The bare field repeats the text of the active language: the reference index would count everything twice, and
# differently for each editor. Set after registration, because the language columns start as copies of the bare field.
_bare_body = FactSheet._meta.get_field("body")
_bare_body.wagtail_reference_index_ignore = True
_bare_body.extract_references = lambda value: iter(())
