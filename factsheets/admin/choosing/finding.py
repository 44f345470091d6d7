"""Finding something in a dialog: every word that is typed must occur somewhere in it.

Not by Wagtail's search index: a background task keeps that up to date, and what was just written must be found.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm

MAX_WORDS = 8


class FindForm(BaseFilterForm):
    """A box to type in; `fields_to_search` are the columns it looks into."""

    fields_to_search: ClassVar[tuple[str, ...]] = ()

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        for word in (self.search_query or "").split()[:MAX_WORDS]:
            somewhere = Q()
            for field in self.fields_to_search:
                somewhere |= Q(**{f"{field}__icontains": word})
            objects = objects.filter(somewhere)
        return objects


def find_in(*fields: str, label: Any) -> type[FindForm]:
    """The form that looks into these columns."""
    box = forms.CharField(
        label=label, required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    return type("FindForm", (FindForm,), {"fields_to_search": fields, "q": box})
