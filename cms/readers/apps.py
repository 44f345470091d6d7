"""What the admin shows of the readers of the API, as a Django app of its own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadersConfig(AppConfig):
    name = "cms.readers"
    label = "cms_readers"
    verbose_name = _("Readers of the API")
