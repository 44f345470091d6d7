"""Which fields have a column per language; found and read by modeltranslation at start-up."""

from modeltranslation.translator import TranslationOptions, translator

from .fields import BodyField
from .models import PAGE_TYPES, SNIPPET_TYPES, Authored


def register(model: type[Authored]) -> None:
    """Give the model's translated fields their columns."""
    translator.register(
        model, type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": model.translated_fields})
    )
    for name in model.translated_fields:
        _leave_to_the_columns(model._meta.get_field(name))


def _leave_to_the_columns(bare_field: object) -> None:
    """The bare field repeats the text of the active language: the reference index would count everything twice.

    And differently for each editor. Set after registration, because the columns start as copies of the bare field.
    """
    if isinstance(bare_field, BodyField):
        bare_field.wagtail_reference_index_ignore = True
        bare_field.extract_references = lambda value: iter(())


for each in (*PAGE_TYPES, *SNIPPET_TYPES):
    register(each)
