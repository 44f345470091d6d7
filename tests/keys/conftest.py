"""A reader of the API, as its own tests have it."""

from tests.api.conftest import read

__all__ = ["read"]
