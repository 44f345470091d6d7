"""The admin page “Import references”: a file or pasted text, a table of what is in it, and drafts of what was ticked.

Nothing is kept between the two steps but what the browser sends back: the file itself, packed. So nobody finds half an
import, and reading it twice gives the same twice.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from editions.bibliography import vancouver
from editions.bibliography.duplicates import Sameness
from editions.languages import direction_of
from factsheets.importing import Imported, Record, read
from factsheets.importing.reading import LARGEST_FILE
from factsheets.models import Reference, ReferenceIndex
from factsheets.models.authored import default_source_language
from factsheets.naming import language_name
from factsheets.readiness.own_words import field_of_csl
from factsheets.references.adopting import import_references
from factsheets.references.duplicates import Here, Shelf, known_references

MOST_AT_ONCE = 200
# What a form may bring back packed; Django refuses more than 2.5 MB in fields.
LARGEST_PACKED = 2_300_000


class UploadForm(forms.Form):
    """Where the references come from: a file, or text."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "RIS, BibTeX, PubMed (nbib) or CSL-JSON, as reference managers and PubMed export them."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste it here"),
        required=False,
        strip=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "spellcheck": "false"}),
        help_text=gettext_lazy("The same formats, or a numbered list of references as it stands in a leaflet."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            limit = filesizeformat(LARGEST_FILE)
            raise forms.ValidationError(_("The file is larger than %(limit)s. Divide it.") % {"limit": limit})
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("file")) == bool((cleaned.get("text") or "").strip()):
            raise forms.ValidationError(_("Choose a file, or paste the references: one of the two."))
        return cleaned

    def source(self) -> tuple[bytes, str]:
        """The bytes, and the name of the file."""
        file = self.cleaned_data.get("file")
        return (file.read(), file.name) if file else (self.cleaned_data["text"].encode("utf-8", "replace"), "")


@dataclass(frozen=True, slots=True)
class Row:
    """A record in the table. `duplicates` are those that are here already, `earlier` its twin in the same file."""

    position: int
    record: Record
    duplicates: list[tuple[Here, Sameness]] = field(default_factory=list)
    earlier: str = ""
    is_ticked: bool = False

    @property
    def text(self) -> str:
        """How it will stand in a list."""
        return vancouver.text_of(self.record.csl)

    @property
    def language(self) -> str:
        """The language of the work, for screen readers."""
        return self.record.csl.language or "en"

    @property
    def direction(self) -> str:
        """The direction of that language."""
        return direction_of(self.language)

    @property
    def doubts(self) -> list[tuple[str, str]]:
        """Doubtful fields by the names that they have in the form, with the reasons."""
        return [(_label_of(name), reason) for name, reason in self.record.doubtful.items()]


def import_page(request: HttpRequest, folder_id: int) -> HttpResponse:
    """Ask for a file; show what is in it; make drafts of what was ticked."""
    folder = get_object_or_404(ReferenceIndex, pk=folder_id)
    if not _may_import(request, folder):
        raise PermissionDenied
    if request.method == "POST" and "packed" in request.POST:
        return _second_step(request, folder)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = form.source()
        packed = _packed(data)
        if len(packed) > LARGEST_PACKED:
            form.add_error(None, _("This is too large to be read at once. Divide it."))
        else:
            return _preview(request, folder, read(data, filename=name), packed, name)
    return TemplateResponse(request, "factsheets/references/import.html", {"form": form, "folder": folder})


def _second_step(request: HttpRequest, folder: ReferenceIndex) -> HttpResponse:
    packed, name = request.POST["packed"], request.POST.get("name", "")
    data = _unpacked(packed)
    if data is None:
        messages.error(request, _("The file did not come back whole. Choose it again."))
        return redirect("factsheets_import", folder.pk)
    found = read(data, filename=name)
    chosen = _chosen(request, len(found.records))
    language = request.POST.get("language", "")
    if problem := _problem_with_choice(chosen, language):
        messages.error(request, problem)
        return _preview(request, folder, found, packed, name, ticked=chosen)
    records = [found.records[position] for position in sorted(chosen)]
    made = import_references(records, folder=folder, by=request.user, language=language)
    _tell(request, made)
    return redirect("wagtailadmin_explore", folder.pk)


def _preview(
    request: HttpRequest,
    folder: ReferenceIndex,
    found: Imported,
    packed: str,
    name: str,
    *,
    ticked: set[int] | None = None,
) -> HttpResponse:
    context = {
        "folder": folder,
        "rows": _rows(found, ticked),
        "problems": found.problems,
        "packed": packed,
        "name": name,
        "most": MOST_AT_ONCE,
        "languages": [(code, language_name(code)) for code in settings.SOURCE_LANGUAGES],
        "chosen_language": request.POST.get("language") or default_source_language(),
    }
    return TemplateResponse(request, "factsheets/references/import_preview.html", context)


def _rows(found: Imported, ticked: set[int] | None) -> list[Row]:
    """Every record with its likely twins; what is new is ticked, as far as one import goes."""
    here, in_file = known_references(), Shelf[str]()
    rows, room = [], MOST_AT_ONCE
    for position, record in enumerate(found.records):
        duplicates, earlier = here.find(record.csl), in_file.find(record.csl)
        in_file.add(record.label, record.csl)
        is_new = not duplicates and not earlier and room > 0
        room -= is_new
        is_ticked = is_new if ticked is None else position in ticked
        rows.append(Row(position, record, duplicates[:3], earlier[0][0] if earlier else "", is_ticked))
    return rows


def _chosen(request: HttpRequest, count: int) -> set[int]:
    """The positions that were ticked; what is no position is nobody's choice."""
    named = {
        value for value in request.POST.getlist("chosen") if value.isascii() and value.isdigit() and len(value) < 6
    }
    return {position for value in named if (position := int(value)) < count}


def _problem_with_choice(chosen: set[int], language: str) -> str:
    if language not in settings.SOURCE_LANGUAGES:
        return _("Choose the language in which you will write about these works.")
    if not chosen:
        return _("Nothing was imported: tick the references that you want.")
    if len(chosen) > MOST_AT_ONCE:
        return _("Nothing was imported: tick at most %(limit)s, and import the rest afterwards.") % {
            "limit": MOST_AT_ONCE
        }
    return ""


def _tell(request: HttpRequest, made: list[Reference]) -> None:
    doubtful = sum(1 for page in made if len(page.doubts))
    said = ngettext("%(count)s reference is a draft now.", "%(count)s references are drafts now.", len(made))
    messages.success(request, said % {"count": len(made)})
    if doubtful:
        said = ngettext(
            "%(count)s of them has doubtful fields. They are flagged: look at the work itself before you publish it.",
            "%(count)s of them have doubtful fields. They are flagged: look at the works themselves before you "
            "publish them.",
            doubtful,
        )
        messages.warning(request, said % {"count": doubtful})


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode("ascii")


def _unpacked(packed: str) -> bytes | None:
    """None for what is not ours; never more than a file may hold, however small it comes."""
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(base64.b64decode(packed, validate=True), LARGEST_FILE + 1)
    except (ValueError, binascii.Error, zlib.error):
        return None
    return data if unpacking.eof and len(data) <= LARGEST_FILE else None


def _label_of(name: str) -> str:
    return str(getattr(Reference._meta.get_field(field_of_csl(name)), "verbose_name", name))


def _may_import(request: HttpRequest, folder: ReferenceIndex) -> bool:
    may_add = folder.permissions_for_user(request.user).can_add_subpage()
    return bool(may_add and Reference.can_create_at(folder))


def address_of_import(folder: ReferenceIndex) -> str:
    """Where references are imported into this folder."""
    return reverse("factsheets_import", args=[folder.pk])


urls = [path("references/<int:folder_id>/import/", import_page, name="factsheets_import")]
