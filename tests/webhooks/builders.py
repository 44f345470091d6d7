"""Speaking builders: an endpoint of a clinic, and what has become of its deliveries."""

from __future__ import annotations

import json
from typing import Any

from api.organisations.models import Organisation
from api.webhooks import endpoints
from api.webhooks.fanning import fan_out
from api.webhooks.models import Delivery, Endpoint
from api.webhooks.sending import send_next

NOWHERE = "https://clinic.example/hooks"


def an_organisation(name: str = "Riverside Clinic") -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"email": "it@clinic.example"})[0]


def an_endpoint(url: str = NOWHERE, name: str = "Website", **wants: Any) -> Endpoint:
    """It listens to everything, or to these `languages`, `types` and `kinds`."""
    endpoint = Endpoint(organisation=an_organisation(), name=name, url=url, **wants)
    endpoints.save(endpoint, by="Amal")
    return endpoint


def fanned_out() -> None:
    while fan_out():
        pass


def sent_all(endpoint: Endpoint) -> int:
    """Send what is due to it, as the worker does, until the first failure; how many attempts that were."""
    fanned_out()
    before = attempts_at(endpoint)
    while send_next(endpoint.id):
        pass
    return attempts_at(endpoint) - before


def attempts_at(endpoint: Endpoint) -> int:
    return endpoint.deliveries.filter(attempts__isnull=False).values("attempts").count()


def told(endpoint: Endpoint) -> list[tuple[str, str | None, str | None]]:
    """What there is for it, in the order of the log: type of event, language, status."""
    fanned_out()
    bodies = [data(delivery) for delivery in endpoint.deliveries.order_by("change_id")]
    return [(body["type"], body["data"]["language"], body["data"]["status"]) for body in bodies]


def data(delivery: Delivery) -> dict[str, Any]:
    return json.loads(delivery.body)


def now_as_it_is(endpoint: Endpoint) -> Endpoint:
    return Endpoint.objects.get(id=endpoint.id)
