"""Secrets, hosts, cookies and headers. Closed by default; each relaxation has to be asked for."""

from cms.settings.environment import env

DEBUG = env.bool("DEBUG", default=False)
# Only from the environment. An empty one is refused with a word of help in cms/apps.py.
SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

# Plain HTTP, for trying the system out on one's own machine. `make run` sets it.
INSECURE_HTTP = env.bool("INSECURE_HTTP", default=False)
_SCHEME = "http" if INSECURE_HTTP else "https"

# Where people and readers find this installation: in e-mails, and in the addresses the API gives.
SITE_URL = env.str("SITE_URL", default=f"{_SCHEME}://{ALLOWED_HOSTS[0] if ALLOWED_HOSTS else 'localhost'}").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

SECURE_SSL_REDIRECT = not INSECURE_HTTP
SECURE_HSTS_SECONDS = 0 if INSECURE_HTTP else env.int("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=True)
# Preloading is written into browsers and takes months to undo; that is for the owner of the domain
# to decide, so its absence is not a mistake (security.W021).
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# Only behind a proxy that sets this header itself: from anybody else it is a claim, not a fact.
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail opens its own previews to itself

# Cookies are for the admin. With their path narrowed a browser does not even send them to the API.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not INSECURE_HTTP
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The page editor posts several fields for each block: a sheet of 60 blocks sends well over
# Django's limit of 1,000, and would be answered with a 400 and lost work.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# For the demo users that `make run` makes; without it `manage.py demo` makes one up.
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")
