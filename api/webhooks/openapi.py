"""What the OpenAPI document says of webhooks, and the JSON Schema of their bodies."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiWebhook

from editions.models import Act, Status
from editions.vocabulary import ChangeKind, ContentType

from .payloads import PING, TYPES

_TEXT = {"type": "string"}
_UUID = {"type": "string", "format": "uuid"}
_ADDRESS = {"type": "string", "format": "uri"}


def _object(**members: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(members), "properties": members}


def _one_of(values: list[str], *, or_null: bool = False, says: str = "") -> dict[str, Any]:
    schema: dict[str, Any] = {"enum": [*values, None] if or_null else values}
    schema["type"] = ["string", "null"] if or_null else "string"
    return schema | ({"description": says} if says else {})


def _maybe(type: str, says: str) -> dict[str, Any]:
    return {"type": [type, "null"], "description": says}


CHANGE_SCHEMA = _object(
    type=_one_of(list(TYPES)),
    timestamp={"type": "string", "format": "date-time", "description": "When it happened, not when it is sent."},
    data=_object(
        change={"type": "integer", "description": "The line of the log; lines are in the order of what happened."},
        act=_one_of(Act.values, says="What was done; `type` sums it up."),
        id=_UUID | {"description": "The content, the same in all languages and for ever."},
        type=_one_of(ContentType.values),
        language=_maybe("string", "BCP 47; null if all languages of the content are concerned."),
        status=_one_of(Status.values, or_null=True, says="What the language is after it."),
        kind=_one_of(ChangeKind.values, or_null=True, says="What the change does to a reader."),
        version=_maybe("integer", "The number of the edition in its language."),
        edition=_maybe("string", "The address of the edition."),
        url=_ADDRESS | {"description": "The address of the content: read there what holds now."},
    ),
)
PING_SCHEMA = _object(
    type=_one_of([PING]),
    timestamp={"type": "string", "format": "date-time"},
    data=_object(endpoint=_UUID | {"description": "The endpoint that is tested."}),
)


def _webhook(summary: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    signed = {
        "webhook-id": "The same on every attempt and replay: do what it says once.",
        "webhook-timestamp": "Seconds since 1970, of this attempt. Refuse one that is older than five minutes.",
        "webhook-signature": "One or more `v1,` signatures, separated by spaces: HMAC-SHA256, in base64, of "
        "`{webhook-id}.{webhook-timestamp}.{body}`.",
    }
    return {
        "summary": summary,
        "description": description,
        "tags": ["webhooks"],
        "parameters": [
            {"name": name, "in": "header", "required": True, "schema": _TEXT, "description": says}
            for name, says in signed.items()
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {
            "2XX": {"description": "Received. Answer within 15 seconds, and do the work afterwards."},
            "410": {"description": "Send no more: the endpoint is disabled."},
            "default": {"description": "Not received: sent again, ten times over 75 hours. Redirects count as this."},
        },
    }


CHANGED = OpenApiWebhook(
    "content",
    {
        "post": _webhook(
            "A content has changed",
            "Sent to the endpoints of organisations, signed by the Standard Webhooks specification. It names what has "
            "changed and never holds the text: read `url` for what holds now. Order is not promised.",
            CHANGE_SCHEMA,
        )
    },
)

PINGED = OpenApiWebhook(
    "ping",
    {"post": _webhook("A test", "Sent when somebody presses the test button of an endpoint.", PING_SCHEMA)},
)
