"""Choosing the language of a phrase."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.modal_workflow import render_modal_workflow

from factsheets.rich_text.languages import choices


class PhraseForm(forms.Form):
    """One list."""

    language = forms.ChoiceField(
        label=_("Language of these words"),
        choices=choices,
        help_text=_("Screen readers read them aloud in it, and translators know that they stay as they are."),
    )


def choose(request: HttpRequest) -> JsonResponse:
    """The dialog, or what was chosen in it."""
    form = PhraseForm(request.POST or None, initial={"language": request.GET.get("language", "la")})
    if form.is_valid():
        tag = form.cleaned_data["language"]
        return _answer(request, None, {"step": "chosen", "result": {"language": tag}})
    context = {"form": form, "page_title": _("Phrase in another language")}
    return _answer(request, context, {"step": "choose"})


def _answer(request: HttpRequest, context: dict[str, Any] | None, data: dict[str, Any]) -> JsonResponse:
    template = "factsheets/phrase.html" if context else None
    answer: JsonResponse = render_modal_workflow(request, template, None, context, json_data=data)
    return answer


PHRASE_URLS = path("factsheets/phrases/", include(([path("", choose, name="choose")], "factsheets_phrase_chooser")))
