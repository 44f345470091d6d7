"""The editor's tabs: what a newcomer fills in, in the order in which it is thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from editions.languages import BY_CODE
from editions.models import Publication, Work

from .columns import column
from .naming import language_name

if TYPE_CHECKING:
    from .forms import FactSheetForm


def fact_sheet_tabs(form: type[FactSheetForm]) -> TabbedInterface:
    """Content, review, publishing."""
    return TabbedInterface(
        [
            ObjectList(_content(), heading=_("Content")),
            ObjectList(_review(), heading=_("Review")),
            ObjectList(_publishing(), heading=_("Publishing")),
        ],
        base_form_class=form,
    )


def _content() -> list[Panel]:
    panels = [
        TitleFieldPanel(
            "title",
            heading=_("Working title"),
            help_text=_("For you and your colleagues. Readers see the headline below."),
        )
    ]
    for language in settings.SOURCE_LANGUAGES:
        panels += _text_in(language)
    return panels


def _text_in(language: str) -> list[Panel]:
    """The fields of one language; the form leaves out those of languages the sheet is not written in."""
    # English is written from left to right in an Arabic admin too.
    written = {"lang": BY_CODE[language].tag, "dir": BY_CODE[language].direction}
    return [
        FieldPanel(
            column("headline", language),
            heading=_("Headline"),
            help_text=_("What the sheet is about, as readers say it."),
            widget=forms.TextInput(attrs=written),
        ),
        FieldPanel(
            column("alternative_titles", language),
            heading=_("Other names"),
            help_text=_("Other words that people search for, one on each line."),
            widget=AdminAutoHeightTextInput(attrs=written | {"rows": 2}),
        ),
        FieldPanel(
            column("summary", language),
            heading=_("Summary"),
            help_text=_("One or two sentences: the most important first."),
            widget=AdminAutoHeightTextInput(attrs=written | {"rows": 2}),
        ),
        FieldPanel(column("body", language), heading=_("Text")),
    ]


def _review() -> list[Panel]:
    return [
        FieldPanel("publisher", help_text=_("The clinic or charity that answers for this sheet.")),
        FieldPanel("last_reviewed", help_text=_("When somebody last checked every word against the evidence.")),
        FieldPanel("next_review", help_text=_("When that is due again: three years later at the latest.")),
    ]


def _publishing() -> list[Panel]:
    return [
        MultiFieldPanel(
            [
                FieldPanel(
                    "change_kind",
                    heading=_("What does this change do to a reader?"),
                    widget=forms.RadioSelect,
                    help_text=_(
                        "Editorial: translations stay as they are. Content: translations are marked as outdated. "
                        "Safety: translations are no longer shown until they have been brought up to date. "
                        "You need not choose for the first publication."
                    ),
                ),
                FieldPanel(
                    "change_note",
                    heading=_("Note to readers"),
                    help_text=_("One sentence for clinics and readers: what is different now. It is public."),
                ),
            ],
            heading=_("This change"),
        ),
        LanguagesPanel(heading=_("Languages that readers get now")),
        FieldPanel(
            "slug",
            heading=_("Address"),
            help_text=_("The last part of the sheet's address. Old addresses go on working if you change it."),
        ),
        PublishingPanel(),
        CommentPanel(),
    ]


class LanguagesPanel(Panel):
    """Shows, before anything is published, which languages are out and how each stands towards the source."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "factsheets/panels/languages.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"languages": self._languages()}

        def _languages(self) -> list[dict[str, Any]]:
            work = Work.objects.filter(id=self.instance.content_id).first()
            publications = {p.language: p for p in Publication.objects.filter(work=work).select_related("edition")}
            known = [
                *settings.CONTENT_LANGUAGES,
                *(code for code in publications if code not in settings.CONTENT_LANGUAGES),
            ]
            return [
                {"name": language_name(code), "language": BY_CODE[code], "publication": publications.get(code)}
                for code in known
            ]
