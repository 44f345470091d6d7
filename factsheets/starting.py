"""Starting a content where several source languages are allowed: the author says first in which one to write.

The language decides which columns the form shows, so it is asked before there is a form. Where only one is allowed,
nobody is asked.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from editions.languages import BY_CODE

from .free_slugs import free_slug
from .models import AuthoredPage
from .naming import language_name


class StartForm(forms.Form):
    """Working title and source language of something new."""

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
    if not issubclass(page_class, AuthoredPage) or len(settings.SOURCE_LANGUAGES) == 1:
        return None
    form = StartForm(request.POST or None)
    if form.is_valid():
        page = page_class(
            title=form.cleaned_data["title"],
            source_language=form.cleaned_data["language"],
            live=False,
            owner=cast(User, request.user),
        )
        page.slug = free_slug(page.title, page)
        parent.add_child(instance=page)
        page.save_revision(user=request.user, clean=False)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return TemplateResponse(request, "factsheets/start.html", {"form": form, "parent": parent})
