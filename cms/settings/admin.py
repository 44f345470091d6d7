"""The Wagtail admin: its name, and what it leaves alone."""

from zoneinfo import available_timezones

from cms.settings.environment import env
from cms.settings.security import SITE_URL

WAGTAIL_SITE_NAME = env.str("SITE_NAME", default="Fact sheets")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "factsheets.rich_text.widgets.TextArea"}}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# The admin asks nobody outside: no release check, no pictures of users from elsewhere.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# Wagtail's public addresses for documents are not mounted, so it must not try to name one.
WAGTAILDOCS_SERVE_METHOD = "direct"

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="cms@localhost")

# The names that browsers know too. Some machines also list “localtime” and the like, and a browser that is asked to
# show those stops with an error.
WAGTAIL_USER_TIME_ZONES = sorted({"UTC", *(name for name in available_timezones() if "/" in name)})
