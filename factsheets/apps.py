"""Authoring: what editors and translators work on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactsheetsConfig(AppConfig):
    name = "factsheets"
    verbose_name = _("Fact sheets")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import acts, checks, receivers  # noqa: PLC0415  (models are ready only now)

        acts.install()
        checks.register_checks()
        receivers.connect()
