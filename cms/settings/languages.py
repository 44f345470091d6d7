"""Which languages content may be in, and which languages the admin speaks.

Two different things. The catalogue (`editions/languages.py`) has a database column for each of its
languages; an installation switches on a part of it, in `languages.toml` or in the environment
variable CONTENT_LANGUAGES, which wins. The admin speaks the languages that `locale/` is kept in.
"""

import tomllib
from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from cms.settings.environment import BASE_DIR, env
from editions.languages import CATALOGUE

LANGUAGES_FILE = BASE_DIR / "languages.toml"


def chosen(key: str, variable: str, *, allowed: Iterable[str]) -> tuple[str, ...]:
    """The language codes named by the environment variable, or else by the key in the file."""
    said_in = f"the environment variable {variable}"
    codes = env.list(variable, default=[])
    if not codes:
        said_in = f"`{key}` in {LANGUAGES_FILE.name}"
        codes = tomllib.loads(LANGUAGES_FILE.read_text(encoding="utf-8")).get(key, [])
    return checked(codes, said_in=said_in, allowed=tuple(allowed))


def checked(codes: Iterable[str], *, said_in: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The codes in one spelling and without repeats; an unknown one is refused by name."""
    codes = tuple(dict.fromkeys(code.strip().lower() for code in codes if code.strip()))
    if not codes:
        raise ImproperlyConfigured(f"No language in {said_in}. Name at least one of: {allowed}.")
    for code in codes:
        if code not in allowed:
            raise ImproperlyConfigured(
                f"“{code}” in {said_in} is not a language that can be chosen there. Allowed are: {', '.join(allowed)}."
            )
    return codes


CATALOGUE_CODES = tuple(language.code for language in CATALOGUE)
CONTENT_LANGUAGES = chosen("enabled", "CONTENT_LANGUAGES", allowed=CATALOGUE_CODES)
SOURCE_LANGUAGES = chosen("sources", "SOURCE_LANGUAGES", allowed=CONTENT_LANGUAGES)

# Columns exist for the whole catalogue, whatever is switched on: reading the list of columns from
# the installation would make its migrations differ from everybody else's, and drop columns.
MODELTRANSLATION_LANGUAGES = CATALOGUE_CODES
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
# A missing translation is missing, not English.
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES: dict[str, tuple[str, ...]] = {"default": ()}
# It knows Django's own fields; others have to be allowed by the name of their class.
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField", "BodyField", "RichTextField")

# The interface of the admin. Each one here needs a complete catalogue in locale/.
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("ar", _("Arabic"))]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")

# Wagtail's own translation trees keep one page per language; here a sheet is one page.
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
