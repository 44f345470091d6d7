"""The record: what was released. Plain Django, so that it outlives the tool it was written in."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    name = "editions"
    verbose_name = _("Editions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks, triggers  # noqa: PLC0415  (models are ready only now)
        from .search import database  # noqa: PLC0415

        checks.register_checks()
        post_migrate.connect(triggers.after_migrate, sender=self, dispatch_uid="editions.triggers")
        post_migrate.connect(database.after_migrate, sender=self, dispatch_uid="editions.search")
