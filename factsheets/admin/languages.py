"""The admin page “Languages and editions” of a content: what is out in which language, and the acts on one language.

Withholding, giving back, and explaining a withdrawal; each calls the same function of the record as everything else.
The page is known by the content's UUID, so that it is there for pages and snippets, and for what has been deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from editions.languages import BY_CODE
from editions.models import Change, Dependent, Edition, Publication, Slug, Status, Work
from editions.models.publications import SERVED
from editions.vocabulary import ContentType
from editions.withdrawals import NotWithdrawn, UnusableReplacement, explain
from editions.withholding import CannotWithhold, stop_withholding, withhold
from factsheets.admin import whereabouts
from factsheets.admin.neighbourhood import included_by, included_in
from factsheets.admin.reach import may_edit, may_publish, may_see, may_withhold
from factsheets.models import Authored
from factsheets.naming import language_name


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
        self.among(languages)

    def among(self, languages: list[str]) -> WithholdForm:
        """The form with these languages to choose from."""
        cast(forms.ChoiceField, self.fields["language"]).choices = [(code, language_name(code)) for code in languages]
        return self


class ExplainForm(forms.Form):
    """Say why the content is gone and which other of its type to read instead."""

    note = forms.CharField(label=gettext_lazy("Explanation for readers"), max_length=1000, required=False)
    replacement = forms.CharField(
        label=gettext_lazy("Address of what to read instead"),
        help_text=gettext_lazy("The last part of its address, or the whole of it."),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, type: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = type

    def clean_replacement(self) -> Any:
        slug = _last_part(self.cleaned_data["replacement"].strip())
        if not slug:
            return None
        found = Slug.objects.filter(type=self.type, slug=slug, work__withdrawn_at__isnull=True).first()
        if found is None:
            raise forms.ValidationError(_("Readers get nothing at the address “%(slug)s”.") % {"slug": slug})
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
    """What the page shows of one content, and its forms. `authored` is None once the content is deleted."""

    content_id: UUID
    authored: Authored | None
    work: Work | None
    publications: list[Publication]
    withhold_form: WithholdForm
    explain_form: ExplainForm

    @property
    def title(self) -> str:
        """What the editors call it; of a deleted one, what readers last called it."""
        source = next((p.title for p in self.publications if p.is_source), "")
        return str(self.authored or source)

    @property
    def type(self) -> str:
        """The name of its type."""
        of = self.authored.released_as if self.authored else ContentType(cast(Work, self.work).type)
        return str(of.label)

    @property
    def withholdable(self) -> list[str]:
        """Languages that can be withheld by hand."""
        served = [p for p in self.publications if p.status in SERVED]
        return [p.language for p in served if not p.is_source]

    def context(self, user: User) -> dict[str, Any]:
        """For the template. A form that has nothing to act on, or that this person may not send, is left out."""
        allowed = [code for code in self.withholdable if may_withhold(user, self.authored, code)]
        explains = self.work and self.work.is_withdrawn and may_publish(user, self.authored)
        return {
            "board": self,
            "editor": self._editor_for(user),
            "rows": [self._row(p, user) for p in self.publications],
            "pending": self._pending(),
            "included_in": included_in(self.content_id),
            "includes": included_by(self.content_id),
            "editions": self._editions(),
            "changes": self._changes(),
            "withhold_form": self.withhold_form.among(allowed) if allowed else None,
            "explain_form": self.explain_form if explains else None,
        }

    def _editor_for(self, user: User) -> str:
        if self.authored is None or not may_edit(user, self.authored):
            return ""
        return whereabouts.editor_address(self.authored)

    def _row(self, publication: Publication, user: User) -> dict[str, Any]:
        code = publication.language
        return {
            "name": language_name(code),
            "language": BY_CODE[code],
            "publication": publication,
            "may_give_back": bool(publication.held_reason) and may_withhold(user, self.authored, code),
        }

    def _pending(self) -> list[dict[str, Any]]:
        waiting = Dependent.objects.filter(work_id=self.content_id).order_by("language")
        return [{"name": language_name(each.language), "dependent": each} for each in waiting]

    def _editions(self) -> list[dict[str, Any]]:
        editions = Edition.objects.filter(work_id=self.content_id).defer("content").select_related("made_from")
        return [
            {"name": language_name(each.language), "edition": each}
            for each in editions.defer("content", "made_from__content").order_by("-released_at", "language")
        ]

    def _changes(self) -> list[dict[str, Any]]:
        changes = Change.objects.filter(work_id=self.content_id).order_by("-id")[:100]
        return [{"name": language_name(c.language) if c.language else "", "change": c} for c in changes]


def languages_page(request: HttpRequest, content_id: UUID) -> HttpResponse:
    """Show the record of one content; POST carries out the act that `act` names."""
    board = _board_of(content_id)
    user = cast(User, request.user)
    if not may_see(user, board.authored) and not may_publish(user, board.authored):
        raise PermissionDenied
    act = _ACTS.get(request.POST.get("act", ""))
    if act and act(request, board):
        return redirect("factsheets_languages", content_id)
    return TemplateResponse(request, "factsheets/languages.html", board.context(user))


def content_page(request: HttpRequest, content_id: UUID) -> HttpResponse:
    """On to the editor; for who may not edit the content, on to what is known of it."""
    authored = whereabouts.find(content_id)
    if authored is not None and may_edit(cast(User, request.user), authored):
        return redirect(whereabouts.editor_address(authored))
    return redirect("factsheets_languages", content_id)


def _board_of(content_id: UUID) -> Board:
    authored = whereabouts.find(content_id)
    work = Work.objects.select_related("replacement").filter(id=content_id).first()
    if authored is None and work is None:
        raise Http404
    found = Publication.objects.filter(work=work).select_related("edition__made_from")
    publications = list(found.defer("edition__content", "edition__made_from__content").order_by("-is_source", "id"))
    explain_form = ExplainForm(initial=_explanation(work), type=work.type if work else "")
    board = Board(content_id, authored, work, publications, WithholdForm(languages=[]), explain_form)
    board.withhold_form = WithholdForm(languages=board.withholdable)
    return board


def _withhold(request: HttpRequest, board: Board) -> bool:
    form = board.withhold_form = WithholdForm(request.POST, languages=board.withholdable)
    if not form.is_valid():
        return False
    language = form.cleaned_data["language"]
    _refuse_unless_allowed(request, board, language)
    try:
        withhold(board.content_id, language, reason=form.cleaned_data["reason"], by=request.user.get_username())
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
    _refuse_unless_allowed(request, board, language)
    publication = stop_withholding(board.content_id, language, by=request.user.get_username())
    named = {"language": language_name(language), "status": publication.get_status_display()}
    if publication.status == Status.WITHHELD:
        said = _("%(language)s is still withheld: its source has changed for safety. Translating that brings it back.")
        messages.warning(request, said % named)
    else:
        said = _("%(language)s is no longer withheld by hand. It is now: %(status)s.")
        messages.success(request, said % named)
    return True


def _explain(request: HttpRequest, board: Board) -> bool:
    if not may_publish(cast(User, request.user), board.authored):
        raise PermissionDenied
    form = board.explain_form = ExplainForm(request.POST, type=board.work.type if board.work else "")
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        explain(
            board.content_id,
            note=said["note"],
            replacement_id=said["replacement"],
            by=request.user.get_username(),
        )
    except (NotWithdrawn, UnusableReplacement):
        form.add_error(None, _("This is not withdrawn, or readers cannot get the other one either."))
        return False
    messages.success(request, _("Readers now get this explanation."))
    return True


_ACTS: dict[str, Callable[[HttpRequest, Board], bool]] = {
    "withhold": _withhold,
    "stop_withholding": _stop_withholding,
    "explain": _explain,
}


def _refuse_unless_allowed(request: HttpRequest, board: Board, language: str) -> None:
    if not may_withhold(cast(User, request.user), board.authored, language):
        raise PermissionDenied


def _explanation(work: Work | None) -> dict[str, str]:
    if work is None or not work.is_withdrawn:
        return {}
    replacement = work.replacement.slugs.get(current=True).slug if work.replacement else ""
    return {"note": work.withdrawal_note, "replacement": replacement}


def tell_of_translations(request: HttpRequest, authored: Authored) -> None:
    """After a publication: which translations readers get no more, and which are out of date."""
    by_rule = Publication.objects.filter(held_reason="", edition__redaction__isnull=True)
    behind = by_rule.filter(work_id=authored.content_id).exclude(status=Status.CURRENT)
    by_status: dict[str, list[str]] = {}
    for publication in behind.order_by("language"):
        by_status.setdefault(publication.status, []).append(language_name(publication.language))
    said = {
        Status.WITHHELD: _("Readers do not get these languages until they have been brought up to date: %(names)s."),
        Status.OUTDATED: _("These languages are marked as outdated: %(names)s."),
    }
    for status, sentence in said.items():
        if names := by_status.get(status):
            button = messages.button(whereabouts.languages_address(authored.content_id), _("Languages and editions"))
            messages.warning(request, sentence % {"names": ", ".join(names)}, buttons=[button])


urls = [
    path("contents/<uuid:content_id>/", content_page, name="factsheets_content"),
    path("contents/<uuid:content_id>/languages/", languages_page, name="factsheets_languages"),
]
