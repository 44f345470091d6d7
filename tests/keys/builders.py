"""Builders: organisations with keys. `a_key(languages=["fr"])` is one for the website of a lung clinic."""

from typing import Any

from api.keys import acts
from api.keys.acts import Created
from api.keys.readers import Reader, reader_of
from api.organisations.models import Organisation

STAFF = "Ann Example"


def an_organisation(name: str = "Lung Clinic") -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"email": "web@lungs.example"})[0]


def a_key(*, of: str = "Lung Clinic", label: str = "website", **changed: Any) -> Created:
    return acts.create(organisation=an_organisation(of), label=label, by=STAFF, **changed)


def bearer(text: str, scheme: str = "Bearer") -> dict[str, str]:
    """The headers of a request with a key."""
    return {"Authorization": f"{scheme} {text}"}


def asking(key: str = "", **environ: str) -> Reader:
    """Who a request with this key comes from, as the gate is told by the server."""
    asked = {"PATH_INFO": "/api/v1/", "QUERY_STRING": "", "REMOTE_ADDR": "192.0.2.7"}
    return reader_of(asked | ({"HTTP_AUTHORIZATION": f"Bearer {key}"} if key else {}) | environ)
