"""Starting a sheet where several source languages are allowed: the author says first in which one it will be written.

The language decides which columns the form shows, so it is asked before there is a form. Where only one is allowed,
nobody is asked.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from editions.languages import BY_CODE

from .free_slugs import free_slug
from .models import FactSheet
from .naming import language_name


class StartForm(forms.Form):
    """Working title and source language of a new sheet."""

    title = forms.CharField(
        label=_("Working title"), max_length=255, help_text=_("For you and your colleagues. You can change it later.")
    )
    language = forms.ChoiceField(
        label=_("Language you will write in"),
        widget=forms.RadioSelect,
        help_text=_("Every other language will be a translation of it. This cannot be changed later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["language"]).choices = [
            (code, f"{language_name(code)} ({BY_CODE[code].native_name})") for code in settings.SOURCE_LANGUAGES
        ]


def ask_for_language(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse | None:
    """Wagtail's hook before the create form: make the draft in the chosen language and go on in the editor."""
    if page_class is not FactSheet or len(settings.SOURCE_LANGUAGES) == 1:
        return None
    form = StartForm(request.POST or None)
    if form.is_valid():
        sheet = FactSheet(
            title=form.cleaned_data["title"],
            source_language=form.cleaned_data["language"],
            live=False,
            owner=request.user,
        )
        sheet.slug = free_slug(sheet.title, sheet)
        parent.add_child(instance=sheet)
        sheet.save_revision(user=request.user, clean=False)
        return redirect("wagtailadmin_pages:edit", sheet.pk)
    return TemplateResponse(request, "factsheets/start.html", {"form": form, "parent": parent})
