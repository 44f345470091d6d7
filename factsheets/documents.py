"""The form of a document, wherever Wagtail shows one (named in the settings): PDF files, by what they contain."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

BEGINNING = b"%PDF-"


class PdfForm(BaseDocumentForm):
    """Wagtail's form, which checks bytes and name, with a look into the file."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            file.seek(0)
            if file.read(len(BEGINNING)) != BEGINNING:
                raise ValidationError(
                    _("This is not a PDF file, whatever its name says. Export it as PDF and choose that file."),
                    code="not-a-pdf",
                )
            file.seek(0)
        return file
