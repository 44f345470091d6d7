"""What people may do with pages, where Wagtail's own rules would allow too much. Used by the page types.

Wagtail's rights hold for a page and everything below it, so whoever publishes sheets could also take back the folder
with all sheets in it; and whoever edits may delete what is not live, although readers once had it.
"""

from __future__ import annotations

from wagtail.models import PagePermissionTester

from editions.models import Work


class FolderPermissions(PagePermissionTester):
    """A folder is furniture: only administrators change it. Everybody else works on what is in it."""

    def can_edit(self) -> bool:
        return self._is_for_administrators() and super().can_edit()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._is_for_administrators() and super().can_delete(ignore_bulk)

    def can_publish(self) -> bool:
        return self._is_for_administrators() and super().can_publish()

    def can_unpublish(self) -> bool:
        return self._is_for_administrators() and super().can_unpublish()

    def can_lock(self) -> bool:
        return self._is_for_administrators() and super().can_lock()

    def _is_for_administrators(self) -> bool:
        return bool(self.user.is_superuser)


class AuthoredPagePermissions(PagePermissionTester):
    """What readers once had is deleted by those who publish: it can never have its address again."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and (
            self.user.is_superuser or "publish" in self.permissions or not self._was_released()
        )

    def _was_released(self) -> bool:
        return Work.objects.filter(id=self.page.content_id).exists()
