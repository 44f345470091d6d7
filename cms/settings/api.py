"""The API: what Django REST framework and the OpenAPI document start from."""

from ipaddress import ip_network
from typing import Any

from cms.settings.environment import VAR_DIR, env

# How much of its answers each server process remembers (see `api/gate/`); what was asked for longest ago is forgotten.
API_MEMORY_MEGABYTES = env.float("API_MEMORY_MEGABYTES", default=8.0)

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
    "WEBHOOKS": ["api.webhooks.openapi.CHANGED", "api.webhooks.openapi.PINGED"],
}

# Where webhooks may go: to machines on the public internet, by TLS, on these ports. The other settings are for trying
# out and for receivers inside one's own network: docs/how-to/receiving-webhooks.md.
WEBHOOKS_PORTS = env.list("WEBHOOKS_PORTS", cast=int, default=[443, 8443])
WEBHOOKS_ALLOW_HTTP = env.bool("WEBHOOKS_ALLOW_HTTP", default=False)
WEBHOOKS_ALLOW_PRIVATE_NETWORKS = env.list("WEBHOOKS_ALLOW_PRIVATE_NETWORKS", default=[])
WEBHOOKS_CA_FILE = env.str("WEBHOOKS_CA_FILE", default="")
# Days of nothing but failures after which an endpoint is disabled, and days that deliveries are kept.
WEBHOOKS_DISABLE_AFTER_DAYS = env.int("WEBHOOKS_DISABLE_AFTER_DAYS", default=5)
WEBHOOKS_KEEP_DAYS = env.int("WEBHOOKS_KEEP_DAYS", default=30)

# Seconds for which caches may go on showing what they have while this server does not answer. A recall does not reach
# them before it answers again: docs/reference/api.md.
API_STALE_IF_ERROR = env.int("API_STALE_IF_ERROR", default=0)

# Requests a minute: for each address without a key, and for each key that has no limit of its own.
RATE_LIMIT_ANONYMOUS = env.int("RATE_LIMIT_ANONYMOUS", default=600)
RATE_LIMIT_KEY = env.int("RATE_LIMIT_KEY", default=6_000)
# A server process takes this part of a limit at a time from the shared count (1/20 by default). Larger parts cost less
# and leave more behind in processes that do not use theirs.
RATE_LIMIT_BLOCKS = max(1, env.int("RATE_LIMIT_BLOCKS", default=20))
# Where that count is: Redis, or PostgreSQL, or this file beside a SQLite database.
RATE_LIMIT_REDIS_URL = env.str("REDIS_URL", default="")
RATE_LIMIT_FILE = VAR_DIR / "limits.sqlite3"

# The networks of the proxies in front of us. Only what they say in X-Forwarded-For is believed.
TRUSTED_PROXIES = tuple(ip_network(each.strip(), strict=False) for each in env.list("TRUSTED_PROXIES", default=[]))

# Counts of what was read: how long they wait in memory (0: for ever, which is for tests), and how long they are kept.
USAGE_FLUSH_SECONDS = env.float("USAGE_FLUSH_SECONDS", default=10.0)
USAGE_DAYS = env.int("USAGE_DAYS", default=400)
