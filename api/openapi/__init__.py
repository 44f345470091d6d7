"""The OpenAPI document, made from the tables that also check requests and from the shapes of answers.

Served at `/api/v1/schema/`; a copy is kept in docs/reference/openapi.yaml (`make docs`). Nothing is listed here: a
Resource that stands in `v1/urls.py`, a Parameter that it takes, a Kind in `problems.KINDS` are in it by themselves.
"""

from . import examples, headers
from .document import Generator, document
from .examples import EXAMPLES
from .operations import Schema

__all__ = ["EXAMPLES", "Generator", "Schema", "document", "examples", "headers"]
