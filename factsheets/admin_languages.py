"""The admin page “Languages and editions” of a sheet: what is out in which language, and the acts on one language.

Withholding, giving back, and explaining a withdrawal; each calls the same function of the record as everything else.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editions.languages import BY_CODE
from editions.models import Change, Edition, Publication, Slug, Work
from editions.vocabulary import ContentType
from editions.withdrawals import NotWithdrawn, explain
from editions.withholding import CannotWithhold, stop_withholding, withhold

from .models import FactSheet, Right
from .models.rights import may
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
        label=gettext_lazy("Address of the sheet to read instead"), max_length=255, required=False
    )

    def clean_replacement(self) -> Any:
        slug = self.cleaned_data["replacement"].strip()
        if not slug:
            return None
        found = Slug.objects.filter(type=ContentType.FACTSHEET, slug=slug, work__withdrawn_at__isnull=True).first()
        if found is None:
            raise forms.ValidationError(_("Readers get no sheet at the address “%(slug)s”.") % {"slug": slug})
        return found.work_id


def languages_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the record of one sheet; POST carries out the act that `act` names."""
    page = get_object_or_404(FactSheet.objects.only(*FactSheet.columns_to_load("en")), pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    work = Work.objects.filter(id=page.content_id).first()
    publications = list(Publication.objects.filter(work=work).select_related("edition__made_from"))
    held = [p.language for p in publications if p.held_reason]
    withholdable = [p.language for p in publications if not p.is_source and not p.held_reason]
    withhold_form = WithholdForm(None, languages=withholdable)
    explain_form = ExplainForm(initial=_explanation(work))
    if request.method == "POST":
        act = request.POST.get("act")
        if act == "withhold":
            withhold_form = WithholdForm(request.POST, languages=withholdable)
            done = _withhold(request, page, withhold_form)
        elif act == "stop_withholding":
            done = _stop_withholding(request, page, held)
        else:
            explain_form = ExplainForm(request.POST)
            done = _explain(request, page, explain_form)
        if done:
            return redirect("factsheets_languages", page.pk)
    context = {
        "page": page,
        "work": work,
        "rows": [
            {"name": language_name(p.language), "language": BY_CODE[p.language], "publication": p}
            for p in publications
        ],
        "editions": Edition.objects.filter(work=work).select_related("made_from").order_by("-released_at"),
        "changes": Change.objects.filter(work=work).order_by("-id")[:100],
        "withhold_form": withhold_form if withholdable else None,
        "explain_form": explain_form if work and work.is_withdrawn else None,
    }
    return TemplateResponse(request, "factsheets/languages.html", context)


def _withhold(request: HttpRequest, page: FactSheet, form: WithholdForm) -> bool:
    if not form.is_valid():
        return False
    language = form.cleaned_data["language"]
    _refuse_unless_allowed(request, page, language)
    try:
        withhold(page.content_id, language, reason=form.cleaned_data["reason"], by=request.user.get_username())
    except CannotWithhold as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, _("%(language)s is withheld from readers.") % {"language": language_name(language)})
    return True


def _stop_withholding(request: HttpRequest, page: FactSheet, held: list[str]) -> bool:
    language = request.POST.get("language", "")
    if language not in held:
        messages.error(request, _("This language is not withheld by hand."))
        return True
    _refuse_unless_allowed(request, page, language)
    publication = stop_withholding(page.content_id, language, by=request.user.get_username())
    messages.success(
        request,
        _("%(language)s is no longer withheld by hand. It is now: %(status)s.")
        % {"language": language_name(language), "status": publication.get_status_display()},
    )
    return True


def _explain(request: HttpRequest, page: FactSheet, form: ExplainForm) -> bool:
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if not form.is_valid():
        return False
    try:
        explain(
            page.content_id,
            note=form.cleaned_data["note"],
            replacement_id=form.cleaned_data["replacement"],
            by=request.user.get_username(),
        )
    except NotWithdrawn:
        form.add_error(None, _("This sheet is not withdrawn."))
        return False
    messages.success(request, _("Readers now get this explanation."))
    return True


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


def address_of(page: FactSheet) -> str:
    """Where this page is in the admin."""
    return reverse("factsheets_languages", args=[page.pk])


urls = [path("factsheets/<int:page_id>/languages/", languages_page, name="factsheets_languages")]
