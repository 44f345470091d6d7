"""Usage as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsageConfig(AppConfig):
    name = "api.usage"
    label = "api_usage"
    verbose_name = _("API: usage")
