"""Settings for tests: production's, with what would make tests slow or random taken away."""

from zlib import crc32

from cms.settings import *
from cms.settings import DATABASES, MIDDLEWARE, STORAGES
from cms.settings.database import SQLITE_OPTIONS
from cms.settings.environment import BASE_DIR, VAR_DIR
from cms.settings.files import folders

SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False

# The same languages whatever this machine has switched on.
CONTENT_LANGUAGES = (
    *("en", "cy", "fr", "es", "pl", "ro"),
    *("ar", "ur", "bn", "pa", "so", "zh-hans"),
)
SOURCE_LANGUAGES = ("en",)

# In a file and not in memory: tests with two connections, and the browser's server in its own
# thread, then meet the same locks as in production. Without waiting for the disk, though.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    }
else:
    # Two checkouts may share a server: each has a test database of its own name.
    DATABASES["default"]["TEST"] = {"NAME": f"test_factsheets_{crc32(bytes(BASE_DIR)):08x}"}
DATABASES["default"]["CONN_MAX_AGE"] = 0

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")  # nothing has been collected
MEDIA_ROOT = VAR_DIR / "test-media" / "uploads"
STORAGES |= folders(VAR_DIR / "test-media")
USAGE_FLUSH_SECONDS = 0  # tests write counts when they want to see them
RATE_LIMIT_REDIS_URL = ""
RATE_LIMIT_FILE = VAR_DIR / "test-limits.sqlite3"
HEARTBEAT_FILE = VAR_DIR / "test-worker"
