"""Organisations as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "api.organisations"
    label = "api_organisations"
    verbose_name = _("API: organisations")
