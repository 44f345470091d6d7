"""Signatures are those of the specification: another program, its own reference library, verifies them."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from django.core import serializers
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from api.webhooks import endpoints, signing
from api.webhooks.models import Endpoint

from .builders import an_endpoint

pytestmark = pytest.mark.django_db
BODY = '{"type":"content.released","data":{"name":"Łódź"}}'


def is_verified(secret: str, endpoint: Endpoint, body: str = BODY) -> bool:
    headers = signing.headers(endpoint, "msg_1", BODY, at=timezone.now())
    try:
        Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return False
    return True


def test_specification_verifies_what_we_sign():
    endpoint = an_endpoint()
    assert is_verified(signing.current_secret(endpoint), endpoint)


def test_other_body_is_not_verified():
    endpoint = an_endpoint()
    assert not is_verified(signing.current_secret(endpoint), endpoint, BODY.replace("released", "withheld"))


def test_secret_is_as_long_as_the_specification_asks_for():
    secret = signing.current_secret(an_endpoint())
    assert secret.startswith("whsec_")
    assert 24 <= len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) <= 64


def test_signature_of_the_example_is_that_of_the_specification(monkeypatch):
    """The values of the test in the reference library."""
    endpoint, key = an_endpoint(), base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    monkeypatch.setattr(signing, "_secrets", lambda *_args: [key])
    made = signing.headers(
        endpoint, "msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}', at=datetime.fromtimestamp(1614265330, UTC)
    )
    assert made["webhook-timestamp"] == "1614265330"
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_endpoint_has_a_secret_of_its_own():
    assert signing.current_secret(an_endpoint()) != signing.current_secret(an_endpoint())


def test_secret_is_not_in_the_database():
    endpoint = an_endpoint()
    secret = endpoints.show_secret(endpoint, by="Amal").removeprefix("whsec_")
    stored = serializers.serialize("json", [Endpoint.objects.get(), *endpoint.history.all()])
    assert secret not in stored


def test_both_secrets_are_valid_while_it_is_changed():
    endpoint = an_endpoint()
    old = signing.current_secret(endpoint)
    endpoints.change_secret(endpoint, keep_previous_for=timedelta(days=1), by="Amal")
    new = signing.current_secret(endpoint)
    assert old != new
    assert is_verified(old, endpoint)
    assert is_verified(new, endpoint)


def test_previous_secret_ends_when_its_time_is_over(clock):
    endpoint = an_endpoint()
    old = signing.current_secret(endpoint)
    endpoints.change_secret(endpoint, keep_previous_for=timedelta(days=1), by="Amal")
    clock.shift(timedelta(days=1, seconds=1))
    assert not is_verified(old, endpoint)
    assert is_verified(signing.current_secret(endpoint), endpoint)


def test_leaked_secret_ends_at_once():
    endpoint = an_endpoint()
    old = signing.current_secret(endpoint)
    endpoints.change_secret(endpoint, keep_previous_for=timedelta(0), by="Amal")
    assert not is_verified(old, endpoint)


def test_secret_before_the_previous_one_is_never_valid():
    endpoint = an_endpoint()
    first = signing.current_secret(endpoint)
    for _time in range(2):
        endpoints.change_secret(endpoint, keep_previous_for=timedelta(days=1), by="Amal")
    assert not is_verified(first, endpoint)


def test_secret_outlives_a_new_key_of_the_installation_as_long_as_the_old_one_is_named(settings):
    endpoint = an_endpoint()
    old = signing.current_secret(endpoint)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key" + "x" * 50
    assert is_verified(old, endpoint)
    assert is_verified(signing.current_secret(endpoint), endpoint)
    settings.SECRET_KEY_FALLBACKS = []
    assert not is_verified(old, endpoint)
