"""The page type question (FAQ entry), and the folder that holds questions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from editions.vocabulary import ContentType
from factsheets.blocks import AnswerBody
from factsheets.fields import BodyField
from factsheets.panels import faq_tabs

from .pages import AuthoredPage, Folder
from .publishers import Publisher
from .topics import Topic


class FaqIndex(Folder):
    """Holds questions."""

    subpage_types = ["factsheets.FaqEntry"]
    page_description = _("A folder for questions.")

    class Meta:
        verbose_name = _("question folder")
        verbose_name_plural = _("question folders")


class FaqEntry(AuthoredPage):  # type: ignore[django-manager-missing, unused-ignore]
    """One question with its answer in all its languages; sheets include it."""

    released_as = ContentType.FAQ
    translated_fields = ("question", "answer")
    field_of_segment: ClassVar[dict[str, str]] = {"title": "question"}

    question = models.CharField(_("question"), max_length=255, blank=True)
    answer = BodyField(AnswerBody(), verbose_name=_("answer"), blank=True)
    topics: Any = ParentalManyToManyField(Topic, blank=True, related_name="faqs", verbose_name=_("topics"))
    publisher = models.ForeignKey(
        Publisher,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="faqs",
        verbose_name=_("publisher"),
    )
    last_reviewed = models.DateField(_("last reviewed"), null=True, blank=True)
    next_review = models.DateField(_("next review due"), null=True, blank=True)

    template = "factsheets/preview.html"  # for previews only: pages are never served
    parent_page_types = ["factsheets.FaqIndex"]
    page_description = _("A question that patients ask, with its answer. Sheets can include it.")
    edit_handler = faq_tabs()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
