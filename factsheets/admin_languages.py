"""The admin page “Languages and editions” of a sheet: what is out in which language, and the acts on one language.

Withholding, giving back, and explaining a withdrawal; each calls the same function of the record as everything else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from editions.languages import BY_CODE
from editions.models import Change, Edition, Publication, Slug, Status, Work
from editions.models.publications import SERVED
from editions.vocabulary import ContentType
from editions.withdrawals import NotWithdrawn, UnusableReplacement, explain
from editions.withholding import CannotWithhold, stop_withholding, withhold

from .models import FactSheet, Right
from .models.rights import may, releases_any_language
from .naming import language_name


class WithholdForm(forms.Form):
    """Stop serving one language until somebody gives it back."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        help_text=gettext_lazy("Clinics and readers see it in place of the text."),
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["language"]).choices = [(code, language_name(code)) for code in languages]


class ExplainForm(forms.Form):
    """Say why the sheet is gone and what to read instead."""

    note = forms.CharField(label=gettext_lazy("Explanation for readers"), max_length=1000, required=False)
    replacement = forms.CharField(
        label=gettext_lazy("Address of the sheet to read instead"),
        help_text=gettext_lazy("The last part of its address, or the whole of it."),
        max_length=1000,
        required=False,
    )

    def clean_replacement(self) -> Any:
        slug = _last_part(self.cleaned_data["replacement"].strip())
        if not slug:
            return None
        found = Slug.objects.filter(type=ContentType.FACTSHEET, slug=slug, work__withdrawn_at__isnull=True).first()
        if found is None:
            raise forms.ValidationError(_("Readers get no sheet at the address “%(slug)s”.") % {"slug": slug})
        return found.work_id


def _last_part(address: str) -> str:
    """The slug at the end of an address, or the text itself."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return address
    return unquote(path).rstrip("/").rpartition("/")[2]


@dataclass
class Board:
    """What the page shows of one sheet, and its forms."""

    page: FactSheet
    work: Work | None
    publications: list[Publication]
    withhold_form: WithholdForm
    explain_form: ExplainForm

    @property
    def withholdable(self) -> list[str]:
        """Languages that can be withheld by hand."""
        served = [p for p in self.publications if p.status in SERVED]
        return [p.language for p in served if not p.is_source]

    def context(self) -> dict[str, Any]:
        """For the template. A form that has nothing to act on is left out."""
        return {
            "page": self.page,
            "work": self.work,
            "rows": [
                {"name": language_name(p.language), "language": BY_CODE[p.language], "publication": p}
                for p in self.publications
            ],
            "editions": Edition.objects.filter(work=self.work).select_related("made_from").order_by("-released_at"),
            "changes": Change.objects.filter(work=self.work).order_by("-id")[:100],
            "withhold_form": self.withhold_form if self.withholdable else None,
            "explain_form": self.explain_form if self.work and self.work.is_withdrawn else None,
        }


def languages_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the record of one sheet; POST carries out the act that `act` names."""
    page = get_object_or_404(FactSheet.objects.only(*FactSheet.columns_to_load("en")), pk=page_id)
    if not page.permissions_for_user(request.user).can_edit() and not releases_any_language(cast(User, request.user)):
        raise PermissionDenied
    board = _board_of(page)
    act = _ACTS.get(request.POST.get("act", ""))
    if act and act(request, board):
        return redirect("factsheets_languages", page.pk)
    return TemplateResponse(request, "factsheets/languages.html", board.context())


def _board_of(page: FactSheet) -> Board:
    work = Work.objects.filter(id=page.content_id).first()
    publications = list(Publication.objects.filter(work=work).select_related("edition__made_from"))
    board = Board(page, work, publications, WithholdForm(languages=[]), ExplainForm(initial=_explanation(work)))
    board.withhold_form = WithholdForm(languages=board.withholdable)
    return board


def _withhold(request: HttpRequest, board: Board) -> bool:
    form = board.withhold_form = WithholdForm(request.POST, languages=board.withholdable)
    if not form.is_valid():
        return False
    language = form.cleaned_data["language"]
    _refuse_unless_allowed(request, board.page, language)
    try:
        withhold(board.page.content_id, language, reason=form.cleaned_data["reason"], by=request.user.get_username())
    except CannotWithhold as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, _("%(language)s is withheld from readers.") % {"language": language_name(language)})
    return True


def _stop_withholding(request: HttpRequest, board: Board) -> bool:
    language = request.POST.get("language", "")
    if language not in [p.language for p in board.publications if p.held_reason]:
        messages.error(request, _("This language is not withheld by hand."))
        return True
    _refuse_unless_allowed(request, board.page, language)
    publication = stop_withholding(board.page.content_id, language, by=request.user.get_username())
    named = {"language": language_name(language), "status": publication.get_status_display()}
    if publication.status == Status.WITHHELD:
        said = _("%(language)s is still withheld: its source has changed for safety. Translating that brings it back.")
        messages.warning(request, said % named)
    else:
        said = _("%(language)s is no longer withheld by hand. It is now: %(status)s.")
        messages.success(request, said % named)
    return True


def _explain(request: HttpRequest, board: Board) -> bool:
    if not board.page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    form = board.explain_form = ExplainForm(request.POST)
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        explain(
            board.page.content_id,
            note=said["note"],
            replacement_id=said["replacement"],
            by=request.user.get_username(),
        )
    except (NotWithdrawn, UnusableReplacement):
        form.add_error(None, _("This sheet is not withdrawn, or readers cannot get the other one either."))
        return False
    messages.success(request, _("Readers now get this explanation."))
    return True


_ACTS: dict[str, Callable[[HttpRequest, Board], bool]] = {
    "withhold": _withhold,
    "stop_withholding": _stop_withholding,
    "explain": _explain,
}


def _refuse_unless_allowed(request: HttpRequest, page: FactSheet, language: str) -> None:
    """Whoever may publish the sheet, and whoever may release this language."""
    if not page.permissions_for_user(request.user).can_publish() and not may(
        cast(User, request.user), Right.RELEASE, language
    ):
        raise PermissionDenied


def _explanation(work: Work | None) -> dict[str, str]:
    if work is None or not work.is_withdrawn:
        return {}
    replacement = work.replacement.slugs.get(current=True).slug if work.replacement else ""
    return {"note": work.withdrawal_note, "replacement": replacement}


def tell_of_translations(request: HttpRequest, page: FactSheet) -> None:
    """After a publication: which translations readers get no more, and which are out of date."""
    by_rule = Publication.objects.filter(held_reason="", edition__redaction__isnull=True)
    behind = by_rule.filter(work_id=page.content_id).exclude(status=Status.CURRENT)
    by_status: dict[str, list[str]] = {}
    for publication in behind.order_by("language"):
        by_status.setdefault(publication.status, []).append(language_name(publication.language))
    said = {
        Status.WITHHELD: _("Readers do not get these languages until they have been brought up to date: %(names)s."),
        Status.OUTDATED: _("These languages are marked as outdated: %(names)s."),
    }
    for status, sentence in said.items():
        if names := by_status.get(status):
            button = messages.button(address_of(page), _("Languages and editions"))
            messages.warning(request, sentence % {"names": ", ".join(names)}, buttons=[button])


def address_of(page: FactSheet) -> str:
    """Where this page is in the admin."""
    return reverse("factsheets_languages", args=[page.pk])


urls = [path("factsheets/<int:page_id>/languages/", languages_page, name="factsheets_languages")]
