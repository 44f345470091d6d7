"""The settings as they are shipped, in a process of their own."""

from .management import PRODUCTION, manage


def test_plain_production_environment_passes_the_deployment_checks() -> None:
    # --tag leaves out nothing that matters here, and needs no database.
    result = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_plain_http_does_not_pass_the_deployment_checks() -> None:
    environment = PRODUCTION | {"INSECURE_HTTP": "1"}
    result = manage("check", "--deploy", "--fail-level", "WARNING", **environment)
    assert result.returncode != 0


def test_missing_secret_key_is_refused_with_what_to_do() -> None:
    result = manage("check", **PRODUCTION | {"SECRET_KEY": ""})
    assert result.returncode != 0
    assert "Put a long random value" in result.stderr


def test_unknown_language_is_refused_by_name() -> None:
    result = manage("check", **PRODUCTION | {"CONTENT_LANGUAGES": "en,tlh"})
    assert result.returncode != 0
    assert "“tlh” in the environment variable CONTENT_LANGUAGES" in result.stderr
    assert "Allowed are: " in result.stderr


def test_source_language_that_is_not_enabled_is_refused() -> None:
    environment = PRODUCTION | {"CONTENT_LANGUAGES": "en,fr", "SOURCE_LANGUAGES": "en,cy"}
    result = manage("check", **environment)
    assert result.returncode != 0
    assert "“cy” in the environment variable SOURCE_LANGUAGES" in result.stderr


def test_unknown_safety_policy_is_refused() -> None:
    result = manage("check", **PRODUCTION | {"SAFETY_POLICY": "hope"})
    assert result.returncode != 0
    assert "hope" in result.stderr
