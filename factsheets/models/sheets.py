"""The page type fact sheet, and the folder that holds fact sheets."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from editions.vocabulary import Audience, ContentType, License
from factsheets.blocks import LinksBody, ReviewersBody, SheetBody
from factsheets.fields import BodyField, ChoicesField
from factsheets.panels import sheet_tabs

from .faqs import FaqEntry
from .pages import AuthoredPage, Folder
from .publishers import Publisher
from .topics import Topic


class FactSheetIndex(Folder):
    """Holds fact sheets."""

    subpage_types = ["factsheets.FactSheet"]
    page_description = _("A folder for fact sheets.")

    class Meta:
        verbose_name = _("fact sheet folder")
        verbose_name_plural = _("fact sheet folders")


class FactSheet(AuthoredPage):  # type: ignore[django-manager-missing, unused-ignore]
    """One sheet in all its languages."""

    released_as = ContentType.FACTSHEET
    translated_fields = (
        "headline",
        "alternative_titles",
        "summary",
        "body",
        "links",
        "reviewers",
        "disclaimer",
    )
    field_of_segment: ClassVar[dict[str, str]] = {
        "title": "headline",
        "alternative_titles": "alternative_titles",
        "summary": "summary",
        "disclaimer": "disclaimer",
    }

    headline = models.CharField(_("headline"), max_length=255, blank=True)
    alternative_titles = models.TextField(_("other names"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = BodyField(SheetBody(), verbose_name=_("text"), blank=True)
    links = BodyField(LinksBody(), verbose_name=_("useful links"), blank=True)
    reviewers = BodyField(ReviewersBody(), verbose_name=_("reviewers"), blank=True)
    disclaimer = models.TextField(_("disclaimer"), blank=True)
    audience = ChoicesField(_("for whom"), codes=Audience)
    topics: Any = ParentalManyToManyField(Topic, blank=True, related_name="sheets", verbose_name=_("topics"))
    publisher = models.ForeignKey(
        Publisher,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sheets",
        verbose_name=_("publisher"),
    )
    license = models.CharField(_("licence"), max_length=40, choices=License.choices, blank=True)
    last_reviewed = models.DateField(_("last reviewed"), null=True, blank=True)
    next_review = models.DateField(_("next review due"), null=True, blank=True)

    template = "factsheets/preview.html"  # for previews only: pages are never served
    parent_page_types = ["factsheets.FactSheetIndex"]
    page_description = _("Information for patients, released language by language.")
    edit_handler = sheet_tabs()

    class Meta:
        verbose_name = _("fact sheet")
        verbose_name_plural = _("fact sheets")


class IncludedFaq(Orderable):
    """A question at its place in a sheet."""

    sheet = ParentalKey(FactSheet, on_delete=models.CASCADE, related_name="included_faqs")
    faq = models.ForeignKey(FaqEntry, on_delete=models.PROTECT, related_name="places", verbose_name=_("question"))
    optional = models.BooleanField(
        _("may be left out"),
        default=False,
        help_text=_("Where it is not translated, the sheet is released without it and says so."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("included question")
        verbose_name_plural = _("included questions")
        constraints = [models.UniqueConstraint(fields=["sheet", "faq"], name="faq_is_included_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.faq_id}"
