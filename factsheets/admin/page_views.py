"""The admin's views of our page types, where they differ from Wagtail's. Registered in `wagtail_hooks`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.usage import UsageView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from factsheets.admin import parting
from factsheets.admin.lists.folders import FolderView
from factsheets.admin.readiness_panel import ReadinessSidePanel
from factsheets.models import FactSheet, FaqEntry, Reference
from factsheets.references.citing import StillCited, is_cited_publicly, refuse_if_cited, uses_of


class EditContent(EditView):
    """The editor with the panel “Ready for readers?”. After an autosave the panel is asked for by itself."""

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        return panels if self.expects_json_response else _with_readiness(panels, self.page, self.request)


class CreateContent(CreateView):
    """The same for something that is not saved yet: the panel fills with the first autosave."""

    def get_side_panels(self) -> Any:
        return _with_readiness(super().get_side_panels(), self.page, self.request)


def _with_readiness(panels: Any, page: Any, request: HttpRequest) -> MediaContainer:
    """Before the others but the first, which is Wagtail's own status."""
    first, *others = panels
    return MediaContainer([first, ReadinessSidePanel(page, request), *others])


class UsedIn(UsageView):
    """Where a reference is used: what readers get, language by language, and drafts."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        page = self.object
        context = {"page": page, "uses": uses_of(page.content_id), "is_public": is_cited_publicly(page.content_id)}
        return TemplateResponse(request, "factsheets/references/used_in.html", context)


class UnpublishContent(UnpublishView):
    """Says what readers lose. Wagtail calls its hook only once it is done."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        parting.before_unpublishing(request, self.object)
        return super().get(request, *args, **kwargs)


class UnpublishReference(UnpublishContent):
    """Says at once, and not only after a click, that a cited reference stays."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return refusal(request, self.object) or super().get(request, *args, **kwargs)


def refusal(request: HttpRequest, page: Page) -> HttpResponse | None:
    """To the page that shows where the reference is used, if readers would lose what is cited."""
    if not isinstance(page, Reference):
        return None
    try:
        refuse_if_cited([page.content_id])
    except StillCited as problem:
        messages.error(request, str(problem))
        return redirect("wagtailadmin_pages:usage", page.pk)
    return None


class ContentPages(PageViewSet):
    """What all our page types share."""

    edit_view_class = EditContent
    add_view_class = CreateContent
    index_view_class = FolderView
    unpublish_view_class = UnpublishContent


class ReferencePages(ContentPages):
    """References also know where they are used."""

    usage_view_class = UsedIn
    unpublish_view_class = UnpublishReference


VIEWSETS: tuple[PageViewSet, ...] = (
    ContentPages(model=FactSheet),
    ContentPages(model=FaqEntry),
    ReferencePages(model=Reference),
)
