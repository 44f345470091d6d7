"""Pictures as editors collect them: Wagtail's image library, with whose picture it is and on what terms we show it.

What a picture shows (the alternative text) is not here: it depends on the sheet that uses it and is translated there.
The description only saves typing: a new use starts with it. Readers never get these files, see factsheets/images/.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from editions.content import ImageFile
from editions.vocabulary import ImageLicense


class SheetImage(AbstractImage):
    """One picture of the library."""

    # Wagtail's, with our words of help.
    description = models.CharField(
        _("usual description"),
        max_length=255,
        blank=True,
        help_text=_("What can be seen, in a sentence. A sheet starts with it and can say it in its own words."),
    )
    credit = models.CharField(
        _("who made it"),
        max_length=255,
        blank=True,
        help_text=_("The name that stands below the picture. For example: Jane Example, Example Pain Clinic."),
    )
    license = models.CharField(
        _("terms of use"),
        max_length=20,
        blank=True,
        choices=ImageLicense.choices,
        help_text=_("Why we may show it. A picture found on the web is somebody's: ask before you use it."),
    )
    other_license = models.CharField(
        _("other terms"),
        max_length=255,
        blank=True,
        help_text=_("Only if you chose “Other terms”: the terms, in a line."),
    )
    source_url = models.URLField(
        _("where it comes from"),
        max_length=500,
        blank=True,
        help_text=_("The address of the page where you found it."),
    )
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_("For your colleagues, never shown to readers. For example who gave permission."),
    )

    kept = models.JSONField(null=True, blank=True, editable=False)

    admin_form_fields = (
        *("title", "file", "description"),
        *("credit", "license", "other_license", "source_url", "note"),
        *("collection", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit"), index.SearchField("note")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_sheetimage", "Can choose image")]

    def clean(self) -> None:
        super().clean()
        if self.license == ImageLicense.OTHER and not self.other_license:
            raise ValidationError({"other_license": _("Say in a line what the other terms are.")})

    @property
    def license_code(self) -> str:
        """What an edition says of the terms: the code, or the words of other terms."""
        return self.other_license if self.license == ImageLicense.OTHER else self.license

    def kept_file(self) -> ImageFile | None:
        """The picture as it is kept for readers; None while it is not."""
        return ImageFile(**self.kept) if self.kept else None

    @property
    def default_alt_text(self) -> str:
        """What a new use of the picture starts with; never the title, which is mostly the name of a file."""
        return self.description


class SheetRendition(AbstractRendition):
    """A size that Wagtail made for the admin."""

    image = models.ForeignKey(SheetImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_is_unique")
        ]
