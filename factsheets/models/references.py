"""The page type reference, and the folder that holds references. Bibliographic data are never translated."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.bibliography.csl import Csl, SourceType
from editions.bibliography.identifiers import clean_doi, clean_pmid
from editions.vocabulary import ContentType, Standing
from factsheets.blocks import DoubtsBody
from factsheets.fields import BodyField
from factsheets.panels import reference_tabs
from factsheets.people import as_lines, from_lines
from factsheets.readiness.own_words import field_of_csl

from .pages import AuthoredPage, Folder

_TEXTS = (
    *("type", "title", "container_title", "volume", "issue", "page", "edition", "publisher", "place"),
    *("doi", "pmid", "url", "language"),
)
_NUMBERS = ("year", "month", "day")


class ReferenceIndex(Folder):
    """Holds references."""

    subpage_types = ["factsheets.Reference"]
    page_description = _("A folder for references.")

    class Meta:
        verbose_name = _("reference folder")
        verbose_name_plural = _("reference folders")


class Reference(AuthoredPage):  # type: ignore[django-manager-missing, unused-ignore]
    """One published work that sheets cite. The columns are the fields of CSL-JSON."""

    released_as = ContentType.REFERENCE
    translated_fields = ("note",)
    field_of_segment: ClassVar[dict[str, str]] = {"note": "note"}

    kind = models.CharField(_("kind of work"), max_length=30, choices=SourceType.choices, default=SourceType.ARTICLE)
    authors = models.TextField(_("authors"), blank=True)
    editors = models.TextField(_("editors"), blank=True)
    work_title = models.TextField(_("title"), blank=True)
    container_title = models.CharField(_("journal, book or website"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    volume = models.CharField(_("volume"), max_length=100, blank=True)
    issue = models.CharField(_("issue"), max_length=100, blank=True)
    page = models.CharField(_("pages"), max_length=100, blank=True)
    edition = models.CharField(_("edition"), max_length=100, blank=True)
    publisher_name = models.CharField(_("publishing house"), max_length=255, blank=True)
    place = models.CharField(_("place"), max_length=255, blank=True)
    doi = models.CharField(_("DOI"), max_length=255, blank=True)
    pmid = models.CharField(_("PMID"), max_length=20, blank=True)
    url = models.CharField(_("web address"), max_length=1000, blank=True)
    accessed = models.DateField(_("read on"), null=True, blank=True)
    work_language = models.CharField(_("language of the work"), max_length=16, blank=True)
    doubts = BodyField(DoubtsBody(), verbose_name=_("doubts"), blank=True)
    note = models.TextField(_("in plain words"), blank=True)
    standing = models.CharField(_("what has become of it"), max_length=20, choices=Standing.choices, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )

    template = "factsheets/preview.html"  # for previews only: pages are never served
    parent_page_types = ["factsheets.ReferenceIndex"]
    page_description = _("A published work that sheets cite.")
    edit_handler = reference_tabs()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def csl(self) -> Csl:
        """The bibliographic data as a value."""
        values: dict[str, Any] = {field: " ".join(getattr(self, field_of_csl(field)).split()) for field in _TEXTS}
        values |= {field: getattr(self, field) for field in _NUMBERS}
        accessed = self.accessed if isinstance(self.accessed, date) else None
        return Csl(**values, authors=from_lines(self.authors), editors=from_lines(self.editors), accessed=accessed)

    def set_csl(self, csl: Csl) -> None:
        """Fill the columns from a value."""
        for field in (*_TEXTS, *_NUMBERS):
            setattr(self, field_of_csl(field), getattr(csl, field))
        self.authors, self.editors = as_lines(csl.authors), as_lines(csl.editors)
        self.accessed = csl.accessed

    def clean(self) -> None:
        """A DOI or PMID given as an address is made what it is; what is wrong with the data, readiness says."""
        super().clean()
        self.doi, self.pmid = clean_doi(self.doi), clean_pmid(self.pmid)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """A reference that has no working title yet is called by its first author, year and title."""
        if not self.title:  # type: ignore[has-type]
            self.title = self.draft_title = self.working_title()
        return super().save(*args, **kwargs)

    def working_title(self) -> str:
        """For lists in the admin: “Hackett 1953: Joint stabilization …”."""
        first = next((name.family or name.literal for name in from_lines(self.authors)), "")
        head = " ".join(filter(None, [first, str(self.year or "")]))
        return ": ".join(filter(None, [head, self.work_title]))[:255]
