"""Where data is kept: PostgreSQL by DATABASE_URL, otherwise one SQLite file; and the cache."""

from typing import Any

from cms.settings.environment import VAR_DIR, env

# Requests are not wrapped in a transaction: each act opens its own, as wide as it needs.
# Connections live for ten minutes: opening one costs more than most reads of the API.
_CONNECTION: dict[str, Any] = {"ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 600}

SQLITE_OPTIONS: dict[str, Any] = {
    # A transaction that begins with a read and then writes fails at once with “database is locked”
    # if somebody else wrote in between, without waiting. IMMEDIATE takes its turn at the start.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds to wait for that turn
    # WAL: readers go on while somebody writes. FULL: a release that was announced has reached the
    # disk and survives a power cut; NORMAL would lose the last few.
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA mmap_size=0;"
        "PRAGMA journal_size_limit=67108864;"
        "PRAGMA cache_size=-8000;"
    ),
}


def database(url: str) -> dict[str, Any]:
    """The settings of the one database: the given address, or SQLite when there is none."""
    if not url:
        return _CONNECTION | {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "db.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
        }
    chosen = _CONNECTION | {"CONN_HEALTH_CHECKS": True} | dict(env.db_url_config(url))
    if chosen["ENGINE"] == "django.db.backends.postgresql":
        # A server that does not answer is a failure to tell, not a reason to wait for two minutes.
        chosen["OPTIONS"] = {"connect_timeout": 5} | chosen.get("OPTIONS", {})
    if chosen["ENGINE"] == "django.db.backends.sqlite3":
        chosen |= {"CONN_HEALTH_CHECKS": False, "OPTIONS": SQLITE_OPTIONS}
    return chosen


def cache(url: str) -> dict[str, Any]:
    """Redis if there is one, otherwise files: shared by all processes of one machine."""
    if url:
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url,
            # Seconds: a Redis that is away is an error in the admin, at once, and not a page that never comes.
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
        }
    # Not the cache in memory: each server process would have its own, and they would disagree.
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
    }


DATABASES = {"default": database(env.str("DATABASE_URL", default=""))}
CACHES = {"default": cache(env.str("REDIS_URL", default=""))}
