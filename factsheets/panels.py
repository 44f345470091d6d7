"""The editor's tabs: what a newcomer fills in, in the order in which it is thought of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
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


def sheet_tabs() -> TabbedInterface:
    """Content, more, review, publishing."""
    return _tabs(
        (_("Content"), [_working_title(), *_in_each_language(_sheet_texts)]),
        (_("Questions and links"), _sheet_extras()),
        (_("Review"), [*_sheet_review()]),
        (_("Publishing"), _publishing()),
    )


def faq_tabs() -> TabbedInterface:
    """Content, review, publishing."""
    return _tabs(
        (
            _("Content"),
            [_working_title(), *_in_each_language(_faq_texts), FieldPanel("topics", widget=_check_boxes())],
        ),
        (_("Review"), _review()),
        (_("Publishing"), _publishing()),
    )


def reference_tabs() -> TabbedInterface:
    """The work, what we say of it, publishing."""
    return _tabs(
        (_("The work"), _bibliographic_data()),
        (_("What we say of it"), _about_the_work()),
        (_("Publishing"), _publishing()),
    )


def publisher_panels() -> TabbedInterface:
    """One form, released when it is saved."""
    return _tabs(
        (
            _("Content"),
            [
                NamePanel("name", classname=""),
                FieldPanel("slug"),
                FieldPanel("url"),
                FieldPanel("registration"),
                FieldPanel("logo"),
                *_in_each_language(_publisher_texts),
            ],
        ),
        (_("This change"), [_this_change()]),
    )


def topic_panels() -> TabbedInterface:
    """One form, released when it is saved."""
    texts = lambda language: [  # noqa: E731
        NamePanel(column("name", language), heading=_("Name"), classname=""),
        _text("summary", language, _("Summary")),
    ]
    return _tabs((_("Content"), [*_in_each_language(texts), FieldPanel("slug")]), (_("This change"), [_this_change()]))


def term_panels() -> TabbedInterface:
    """One form, released when it is saved."""
    texts = lambda language: [  # noqa: E731
        NamePanel(column("term", language), heading=_("Word"), classname=""),
        _text("definition", language, _("Explanation"), _("In plain words, one or two sentences.")),
    ]
    return _tabs((_("Content"), [*_in_each_language(texts), FieldPanel("slug")]), (_("This change"), [_this_change()]))


def _tabs(*tabs: tuple[Any, list[Panel]]) -> TabbedInterface:
    return TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in tabs])


def _in_each_language(panels_in: Any) -> list[Panel]:
    """The fields of each source language; the form leaves out those of languages it is not written in."""
    return [panel for language in settings.SOURCE_LANGUAGES for panel in panels_in(language)]


def _working_title() -> Panel:
    return TitleFieldPanel(
        "title",
        heading=_("Working title"),
        help_text=_("For you and your colleagues. Readers see what stands below."),
    )


class NamePanel(TitleFieldPanel):
    """Proposes the short name while something is new, and leaves it alone afterwards."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            return self.instance.pk is None


def _written(language: str) -> dict[str, str]:
    """English is written from left to right in an Arabic admin too."""
    return {"lang": BY_CODE[language].tag, "dir": BY_CODE[language].direction}


def _text(field: str, language: str, heading: Any, help_text: Any = "", *, lines: int = 2) -> Panel:
    """A plain text of one line, or of several."""
    written = _written(language)
    widget = (
        forms.TextInput(attrs=written) if lines == 1 else AdminAutoHeightTextInput(attrs=written | {"rows": lines})
    )
    return FieldPanel(column(field, language), heading=heading, help_text=help_text, widget=widget)


def _sheet_texts(language: str) -> list[Panel]:
    return [
        _text("headline", language, _("Headline"), _("What the sheet is about, as readers say it."), lines=1),
        _text(
            "alternative_titles",
            language,
            _("Other names"),
            _("Other words that people search for, one on each line."),
        ),
        _text("summary", language, _("Summary"), _("One or two sentences: the most important first.")),
        FieldPanel(column("body", language), heading=_("Text")),
        _text(
            "disclaimer",
            language,
            _("Disclaimer"),
            _("Only if this sheet needs another one than its publisher's."),
        ),
    ]


def _faq_texts(language: str) -> list[Panel]:
    return [
        _text("question", language, _("Question"), _("As a patient would ask it."), lines=1),
        FieldPanel(column("answer", language), heading=_("Answer")),
    ]


def _publisher_texts(language: str) -> list[Panel]:
    return [
        _text("contact", language, _("Contact"), _("How readers reach you.")),
        _text("disclaimer", language, _("Disclaimer"), _("Stands below every sheet that has none of its own.")),
        _text("copyright", language, _("Copyright line"), lines=1),
        _text("acknowledgement", language, _("Acknowledgement"), _("Who pays for this work.")),
    ]


def _sheet_extras() -> list[Panel]:
    return [
        InlinePanel(
            "included_faqs",
            panels=[PageChooserPanel("faq", "factsheets.FaqEntry"), FieldPanel("optional")],
            heading=_("Questions in this sheet"),
            label=_("question"),
            help_text=_("They are written and translated by themselves; several sheets can include the same one."),
        ),
        *(FieldPanel(column("links", language), heading=_("Useful links")) for language in settings.SOURCE_LANGUAGES),
        FieldPanel("topics", widget=_check_boxes()),
        FieldPanel("audience"),
    ]


def _check_boxes() -> type[forms.Widget]:
    return forms.CheckboxSelectMultiple


def _review() -> list[Panel]:
    return [
        FieldPanel("publisher", help_text=_("The clinic or charity that answers for this text.")),
        FieldPanel("last_reviewed", help_text=_("When somebody last checked every word against the evidence.")),
        FieldPanel("next_review", help_text=_("When that is due again: three years later at the latest.")),
    ]


def _sheet_review() -> list[Panel]:
    reviewers = [
        FieldPanel(column("reviewers", language), heading=_("Reviewers")) for language in settings.SOURCE_LANGUAGES
    ]
    rights = FieldPanel("license", heading=_("Licence"), help_text=_("What others may do with this sheet."))
    return [*_review(), *reviewers, rights]


def _bibliographic_data() -> list[Panel]:
    return [
        FieldPanel("kind"),
        FieldPanel(
            "authors",
            help_text=_(
                "One on each line: “Hackett, George” or “Hackett GS”. An organisation as it is called, in quotation "
                "marks if there is a comma in its name. “et al.” on the last line if there are more."
            ),
            widget=AdminAutoHeightTextInput(attrs={"rows": 3, "dir": "auto"}),
        ),
        FieldPanel("work_title", widget=AdminAutoHeightTextInput(attrs={"rows": 2, "dir": "auto"})),
        FieldPanel("container_title", help_text=_("For an article the journal, as it is abbreviated there.")),
        FieldRowPanel([FieldPanel("year"), FieldPanel("volume"), FieldPanel("issue"), FieldPanel("page")]),
        FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid")]),
        FieldPanel("url"),
        MultiFieldPanel(
            [
                FieldPanel("editors", widget=AdminAutoHeightTextInput(attrs={"rows": 2, "dir": "auto"})),
                FieldRowPanel([FieldPanel("edition"), FieldPanel("publisher_name"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("month"), FieldPanel("day"), FieldPanel("accessed")]),
                FieldPanel("work_language", help_text=_("Its code, for example “en” or “de”.")),
            ],
            heading=_("More about a book, a report or a web page"),
            classname="collapsed",
        ),
        _working_title(),
    ]


def _about_the_work() -> list[Panel]:
    notes = [
        _text(
            "note", language, _("In plain words"), _("What this work found, in a sentence that a patient understands.")
        )
        for language in settings.SOURCE_LANGUAGES
    ]
    return [
        *notes,
        FieldPanel("doubts", heading=_("What is doubtful"), help_text=_("Flag it. Never complete it from memory.")),
        FieldPanel(
            "standing",
            heading=_("What has become of it"),
            help_text=_("If it is retracted or superseded, everything that cites it is to be reviewed."),
        ),
        PageChooserPanel("superseded_by", "factsheets.Reference"),
    ]


def _this_change() -> Panel:
    return MultiFieldPanel(
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
    )


def _publishing() -> list[Panel]:
    return [
        _this_change(),
        LanguagesPanel(heading=_("Languages that readers get now")),
        FieldPanel(
            "slug",
            heading=_("Address"),
            help_text=_("The last part of its address. Old addresses go on working if you change it."),
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
