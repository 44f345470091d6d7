"""The admin page on which somebody says that a content has been read again after a reference was retracted."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages

from factsheets.admin.readiness_panel import readiness_now
from factsheets.models import PAGE_TYPES, AuthoredPage, ReviewTask
from factsheets.references.reviewing import described, finish


def reviewed_page(request: HttpRequest, task_id: int) -> HttpResponse:
    """Show what is to be read again; POST closes the task."""
    task = get_object_or_404(ReviewTask, pk=task_id)
    page = _page_of(task)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if request.method == "POST":
        if finish(task, by=request.user.get_username()):
            messages.success(request, _("“%(title)s” has been read again.") % {"title": page.title})
        else:
            messages.success(request, _("Somebody else has closed this already."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "task": task, "described": next(iter(described([task])), None)}
    return TemplateResponse(request, "factsheets/references/reviewed.html", context)


def _page_of(task: ReviewTask) -> AuthoredPage:
    found = (model.objects.filter(content_id=task.content_id).first() for model in PAGE_TYPES)
    page = next((page for page in found if page), None)
    if page is None:
        raise Http404
    return page


urls = [
    path("contents/<uuid:content_id>/readiness/", readiness_now, name="factsheets_readiness"),
    path("contents/reviewed/<int:task_id>/", reviewed_page, name="factsheets_reviewed"),
]
