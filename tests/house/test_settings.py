"""Settings that are worked out and not just written down."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.database import cache, database
from cms.settings.languages import checked

ALLOWED = ("en", "cy", "zh-hans")


def test_without_an_address_the_database_is_a_sqlite_file_that_takes_turns() -> None:
    sqlite = database("")
    assert sqlite["ENGINE"] == "django.db.backends.sqlite3"
    assert sqlite["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_database_url_names_postgresql() -> None:
    chosen = database("postgres://writer:p%40ss@db.example.org:5433/sheets?sslmode=require")
    assert chosen["ENGINE"] == "django.db.backends.postgresql"
    assert (chosen["HOST"], chosen["PORT"], chosen["NAME"]) == ("db.example.org", 5433, "sheets")
    assert (chosen["USER"], chosen["PASSWORD"]) == ("writer", "p@ss")
    assert chosen["OPTIONS"] == {"sslmode": "require", "connect_timeout": 5}
    assert chosen["CONN_HEALTH_CHECKS"]


def test_sqlite_by_address_takes_turns_as_well() -> None:
    assert database("sqlite:////srv/sheets.sqlite3")["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_redis_is_the_cache_where_it_is_named() -> None:
    assert cache("redis://localhost/1")["LOCATION"] == "redis://localhost/1"


def test_language_codes_are_read_in_any_spelling_and_once() -> None:
    codes = checked(["en", " zh-Hans", "en", ""], said_in="a test", allowed=ALLOWED)
    assert codes == ("en", "zh-hans")


def test_no_language_at_all_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="No language in a test"):
        checked([], said_in="a test", allowed=ALLOWED)
