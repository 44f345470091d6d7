"""The side panel “Ready for readers?” of the editor: what to mend before publishing, named while somebody is writing.

It is rendered with the editor; `static/factsheets/readiness.js` asks `readiness_now` again after each autosave. Every
entry leads to its field or block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET
from wagtail.admin.ui.side_panels import BaseSidePanel

from editions.bibliography import vancouver
from editions.bibliography.doubts import doubts_about
from editions.inline import InvalidInline
from editions.languages import direction_of
from factsheets.columns import column
from factsheets.models import PAGE_TYPES, AuthoredPage, FactSheet, FaqEntry, Reference
from factsheets.models.review_tasks import open_tasks
from factsheets.readiness import Problem, problems_with
from factsheets.readiness.own_words import field_of_csl
from factsheets.references.citing import uses_of
from factsheets.references.duplicates import duplicates_of
from factsheets.references.reviewing import Described, described
from factsheets.snapshots import snapshot

_MAIN_FIELD = {FactSheet: "body", FaqEntry: "answer"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem as the panel shows it: where it is for a person, and where for the browser."""

    message: str
    is_blocking: bool
    where: str
    field: str
    pieces: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Report:
    """What the panel shows of one draft."""

    entries: list[Entry] = field(default_factory=list)
    tasks: list[Described] = field(default_factory=list)
    reference: dict[str, Any] | None = None

    @property
    def blocking(self) -> list[Entry]:
        """What keeps the draft from being published."""
        return [entry for entry in self.entries if entry.is_blocking]

    @property
    def advice(self) -> list[Entry]:
        """What would make it better."""
        return [entry for entry in self.entries if not entry.is_blocking]

    @property
    def summary(self) -> str:
        """One sentence, which screen readers say when it changes."""
        if count := len(self.blocking):
            return ngettext(
                "%(count)s thing to mend before readers can get this.",
                "%(count)s things to mend before readers can get this.",
                count,
            ) % {"count": count}
        return _("Nothing keeps this from being published.")


def report_on(page: AuthoredPage) -> Report:
    """What is to be said of this draft as it is."""
    found = [*_problems_of(page), *_advice_on_a_reference(page)]
    links = _pages_about({problem.about for problem in found if problem.about})
    report = Report([_entry(page, problem, links) for problem in found])
    report.tasks = described(open_tasks().filter(content_id=page.content_id))
    if isinstance(page, Reference):
        report.reference = _shown(page)
    return report


def _problems_of(page: AuthoredPage) -> list[Problem]:
    try:
        return problems_with(snapshot(page, page.source_language))
    except InvalidInline as refusal:
        return [Problem(_MAIN_FIELD.get(type(page), ""), str(refusal))]


def _advice_on_a_reference(page: AuthoredPage) -> Iterator[Problem]:
    """Likely slips that nobody has flagged yet, and references that are likely to be the same."""
    if not isinstance(page, Reference):
        return
    csl = page.csl()
    flagged = {raw["value"].get("field") for raw in page.doubts.get_prep_value()}
    refused = {problem.field for problem in _problems_of(page) if problem.is_blocking}
    for name, reason in doubts_about(csl).items():
        if name not in flagged and field_of_csl(name) not in refused:
            advice = _("%(reason)s Look at the work itself, or flag the field under “What is doubtful”.")
            yield Problem(field_of_csl(name), advice % {"reason": reason}, is_blocking=False)
    for other, why in duplicates_of(csl, leaving_out=page.pk):
        message = _("This may be here already: “%(title)s” has %(what)s.")
        yield Problem("work_title", message % {"title": other.title, "what": why.label}, False, about=other.content_id)


def _pages_about(ids: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """Title and address of the editor of these contents."""
    if not ids:
        return {}
    rows = (row for model in PAGE_TYPES for row in model.objects.filter(content_id__in=ids).values_list(*_NAMED))
    return {id: (title, reverse("wagtailadmin_pages:edit", args=[key])) for id, key, title in rows}


_NAMED = ("content_id", "pk", "title")


def _entry(page: AuthoredPage, problem: Problem, links: dict[UUID, tuple[str, str]]) -> Entry:
    name = problem.field
    label = _label_of(page, name)
    return Entry(
        message=problem.message,
        is_blocking=problem.is_blocking,
        where=f"{label}: {problem.place}" if problem.place else label,
        field=column(name, page.source_language) if name in page.translated_fields else name,
        pieces=" ".join(problem.pieces),
        links=(links[problem.about],) if problem.about in links else (),
    )


def _label_of(page: AuthoredPage, name: str) -> str:
    try:
        label = getattr(page._meta.get_field(name), "verbose_name", None)
    except FieldDoesNotExist:
        label = None
    return capfirst(str(label)) if label else _("Questions in this sheet") if name == "included_faqs" else ""


def _shown(page: Reference) -> dict[str, Any]:
    """How the reference stands in a list, in its own language and direction, and where it is used."""
    csl = page.csl()
    language = csl.language or "en"
    return {
        "text": vancouver.text_of(csl),
        "language": language,
        "direction": direction_of(language),
        "uses": uses_of(page.content_id) if page.pk else [],
        "uses_url": reverse("wagtailadmin_pages:usage", args=[page.pk]) if page.pk else "",
    }


def _rendered(report: Report, page: AuthoredPage, request: HttpRequest) -> str:
    may_publish = page.permissions_for_user(request.user).can_publish()
    context = {"report": report, "may_publish": may_publish}
    return render_to_string("factsheets/readiness/report.html", context, request)


class ReadinessSidePanel(BaseSidePanel):
    """“Ready for readers?”, with the number of things that are in the way on its button."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Ready for readers?")
        icon_name = "circle-check"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"count": len(self.panel.report.blocking) if self.panel.report else 0}

    name = "readiness"
    title = gettext_lazy("Ready for readers?")
    template_name = "factsheets/readiness/panel.html"
    order = 150

    class Media:
        js = ["factsheets/readiness.js"]
        css = {"all": ["factsheets/readiness.css"]}

    def __init__(self, page: AuthoredPage, request: HttpRequest) -> None:
        super().__init__(page, request)
        self.report = report_on(page) if page.pk else None

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        if self.report is None:  # not saved yet
            return context
        address = reverse("factsheets_readiness", args=[self.object.content_id])
        return context | {"url": address, "html": _rendered(self.report, self.object, self.request)}


@require_GET
def readiness_now(request: HttpRequest, content_id: UUID) -> JsonResponse:
    """The report on the newest draft, for people who may edit it."""
    page = _page_of(content_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    report = report_on(draft)
    return JsonResponse(
        {"html": _rendered(report, draft, request), "count": len(report.blocking), "summary": report.summary}
    )


def _page_of(content_id: UUID) -> AuthoredPage:
    found = (model.objects.filter(content_id=content_id).first() for model in PAGE_TYPES)
    page = next((page for page in found if page), None)
    if page is None:
        raise Http404
    return page
