"""The API: what Django REST framework and the OpenAPI document start from."""

from typing import Any

from cms.settings.environment import env

# How much of its answers each server process remembers (see `api/gate/`); what was asked for longest ago is forgotten.
API_MEMORY_MEGABYTES = env.float("API_MEMORY_MEGABYTES", default=16.0)

REST_FRAMEWORK: dict[str, Any] = {
    # Reading is anonymous: no session, no user, no cookie.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],  # no body is ever read: JSON nested 990 deep answered with 500
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_SCHEMA_CLASS": "api.openapi.Schema",
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Fact sheets",
    "DESCRIPTION": (
        "Patient fact sheets in many languages, each language released by itself and labelled with "
        "how it stands towards its source. Reading needs no key. Members may be added to answers at "
        "any time: ignore those that you do not know. Members are never taken away or changed within "
        "version 1."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DEFAULT_GENERATOR_CLASS": "api.openapi.Generator",
    "POSTPROCESSING_HOOKS": [],  # closed lists stand where they are used, not as shared components
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
