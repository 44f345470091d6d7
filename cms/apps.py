"""Start-up of the project as a whole: what must be right before anything else runs."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "CMS"

    def ready(self) -> None:
        refuse_an_empty_secret_key()

        from cms.starters import take_scripts_out_of_choosers  # noqa: PLC0415  (models are ready only now)

        take_scripts_out_of_choosers()


def refuse_an_empty_secret_key() -> None:
    """Say what to do where Django only says that the key is empty.

    It is checked here and not in the settings files, because Python loads the production
    settings before `cms.settings.test` can put its own key in place.
    """
    try:
        settings.SECRET_KEY  # noqa: B018 - Django raises on reading an empty key
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Put a long random value, different on every installation, into "
            "the environment variable SECRET_KEY and keep it private. This makes one: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(64))". '
            "`make run` makes and keeps its own."
        ) from error
