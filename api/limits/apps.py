"""Limits as a Django app: it has a check, and on PostgreSQL a table."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LimitsConfig(AppConfig):
    name = "api.limits"
    label = "api_limits"
    verbose_name = _("API: limits")

    def ready(self) -> None:
        from . import checks  # noqa: PLC0415  (settings are ready only now)

        checks.register_checks()
