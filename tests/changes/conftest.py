"""The reader of the API's tests, and its clock."""

from tests.api.conftest import clock, read

__all__ = ["clock", "read"]
