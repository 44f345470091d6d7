"""What all page types have in common: sheets, questions and references are Wagtail pages, one for all languages."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from editions import slugs
from factsheets.columns import columns_except, not_of_the_source
from factsheets.copying import DraftCopyForm
from factsheets.forms import AuthoredPageForm
from factsheets.page_rights import AuthoredPagePermissions, FolderPermissions
from factsheets.previews import preview_context

from .authored import Authored


class Folder(Page):
    """Holds pages of one type; has no text of its own and is never served."""

    parent_page_types = ["wagtailcore.Page"]
    private_page_options: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[tuple[str, Any]]] = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> FolderPermissions:
        return FolderPermissions(user, self)


class AuthoredPage(Authored, Page):  # type: ignore[django-manager-missing, unused-ignore]
    """One content in all its languages. `title` is the editors' working title."""

    private_page_options: ClassVar[list[str]] = []  # an edition is public or it is not: there are no passwords for it
    subpage_types: ClassVar[list[str]] = []
    base_form_class = AuthoredPageForm
    copy_form_class = DraftCopyForm
    exclude_fields_in_copy = ["content_id", "change_kind", "change_note"]

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> AuthoredPagePermissions:
        return AuthoredPagePermissions(user, self)

    def clean(self) -> None:
        super().clean()
        if problem := slugs.problem_with(type=self.released_as, slug=self.slug, work_id=self.content_id):
            raise ValidationError({"slug": problem})
        if not slugs.belongs_to(self.content_id, self.slug) and self.slug_is_in_use(self.slug):
            raise ValidationError({"slug": _("Another page has this slug. Choose another one.")})

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Check what the editor can change: a column of another language must not keep the source from readers."""
        others = columns_except(type(self), self.source_language)
        super().clean_fields(exclude={*(exclude or ()), *others})

    def slug_is_in_use(self, slug: str) -> bool:
        """Whether another page of this type, in whatever folder, has the slug in its working copy."""
        return type(self)._default_manager.filter(slug=slug).exclude(pk=self.pk).exists()

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Write the page, but never a column of another language than its own."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = self.fields_to_write()
        return super().save(*args, **kwargs)

    def fields_to_write(self) -> list[str]:
        """Those of the row, and what hangs on it: included questions, topics."""
        children = [relation.get_accessor_name() for relation in get_all_child_relations(self)]
        return [*super().fields_to_write(), *children, *(field.name for field in get_all_child_m2m_relations(self))]

    def serializable_data(self) -> dict[str, Any]:
        """What a revision holds: the source language only. Bare fields would follow the interface language."""
        data: dict[str, Any] = super().serializable_data()
        left_out = not_of_the_source(type(self), self.source_language)
        return {name: value for name, value in data.items() if name not in left_out}

    def with_content_json(self, content: dict[str, Any]) -> AuthoredPage:
        """The page as the revision has it; other languages, identity and source language as the row has them."""
        row = self if isinstance(self, AuthoredPage) else self.specific
        left_out = not_of_the_source(type(row), row.source_language)
        page = super().with_content_json({name: value for name, value in content.items() if name not in left_out})
        for name in columns_except(type(row), row.source_language):
            setattr(page, name, getattr(row, name))
        page.content_id = row.content_id
        page.source_language = row.source_language
        return page

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """In the language of the content and with its dates, whatever the editor's interface speaks."""
        with translation.override({"en": "en-gb"}.get(self.source_language, self.source_language)):
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") else response

    def get_url_parts(self, request: Any = None) -> None:
        """It has no address: readers get editions. Without this the admin offers a “View live” that leads nowhere."""

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | preview_context(self)
