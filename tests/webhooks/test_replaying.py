"""Sending again, one or a range: with the id that a delivery always had."""

from datetime import timedelta

import pytest
from django.utils import timezone

from api.webhooks import endpoints
from api.webhooks.claiming import claim
from api.webhooks.models import Delivery, Reason
from api.webhooks.pinging import ping
from api.webhooks.replaying import CannotReplay, Range, replay, replay_range
from editions.models import Change
from tests.editions.builders import a_content, publisher_released, released

from .builders import an_endpoint, fanned_out, now_as_it_is, sent_all

pytestmark = pytest.mark.django_db
EVERYTHING = Range(only_failed=False)


@pytest.fixture(autouse=True)
def publisher():
    publisher_released(a_content())
    fanned_out()


@pytest.fixture
def endpoint(receiver):
    return an_endpoint(receiver.url)


def some_releases(count: int, *, name: str = "Number") -> list[int]:
    """Their lines in the log."""
    editions = [released(a_content(summary=f"{name} {number}.")) for number in range(count)]
    return [Change.objects.get(edition=edition).id for edition in editions]


def failed(*lines: int) -> None:
    Delivery.objects.filter(change_id__in=lines).update(state="failed", due_at=None, tries=10)


def test_delivery_is_sent_again_with_its_id(endpoint, receiver):
    some_releases(1)
    sent_all(endpoint)
    replay(Delivery.objects.get(), by="Amal")
    assert sent_all(endpoint) == 1
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1


def test_failed_delivery_gets_a_whole_round_again(endpoint, receiver):
    lines = some_releases(1)
    fanned_out()
    failed(*lines)
    replay(Delivery.objects.get(), by="Amal")
    assert (Delivery.objects.get().tries, Delivery.objects.get().state) == (0, "pending")


def test_replay_does_not_wait_for_the_pause_of_its_endpoint(endpoint, receiver):
    receiver.answers = 500
    some_releases(1)
    sent_all(endpoint)
    replay(Delivery.objects.get(), by="Amal")
    assert sent_all(endpoint) == 1


def test_delivery_under_way_is_left_alone(endpoint):
    some_releases(1)
    fanned_out()
    held = claim(endpoint.id)
    replay(held, by="Amal")
    assert Delivery.objects.get().lease == held.lease
    assert claim(endpoint.id) is None


def test_test_is_not_sent_again(endpoint):
    with pytest.raises(CannotReplay, match="test"):
        replay(ping(endpoint, by="Amal"), by="Amal")


def test_nothing_is_sent_again_to_a_disabled_endpoint(endpoint):
    some_releases(1)
    fanned_out()
    endpoints.disable(endpoint, Reason.BY_HAND, by="Amal")
    with pytest.raises(CannotReplay, match="disabled"):
        replay(Delivery.objects.get(), by="Amal")
    with pytest.raises(CannotReplay, match="disabled"):
        replay_range(endpoint, EVERYTHING, by="Amal")


def test_failed_ones_of_a_range_are_sent_again_and_no_others(endpoint, receiver):
    lines = some_releases(5)
    sent_all(endpoint)
    failed(*lines[:4])
    assert replay_range(endpoint, Range(first=lines[1], last=lines[2]), by="Amal") == 2
    receiver.received.clear()
    sent_all(endpoint)
    again = Delivery.objects.filter(change_id__in=lines[1:3]).order_by("change_id")
    assert receiver.ids == [each.webhook_id for each in again]


def test_range_may_be_named_by_time(endpoint, receiver, clock):
    first, _second = some_releases(2)
    clock.shift(timedelta(hours=1))
    middle = timezone.now()
    some_releases(2, name="Later")
    sent_all(endpoint)
    assert replay_range(endpoint, Range(since=middle, only_failed=False), by="Amal") == 2
    before = Range(first=first, until=middle - timedelta(minutes=1), only_failed=False)
    assert replay_range(endpoint, before, by="Amal") == 2


def test_what_happened_while_it_was_disabled_can_be_had(endpoint, receiver):
    endpoints.disable(endpoint, Reason.BY_HAND, by="Amal")
    lines = some_releases(2)
    fanned_out()
    endpoints.enable(now_as_it_is(endpoint), by="Amal")
    assert sent_all(endpoint) == 0
    assert replay_range(now_as_it_is(endpoint), Range(first=lines[0], only_failed=False), by="Amal") == 2
    assert sent_all(endpoint) == 2


def test_cleared_delivery_comes_back_with_the_same_id(endpoint, receiver):
    lines = some_releases(1)
    sent_all(endpoint)
    Delivery.objects.all().delete()
    replay_range(endpoint, Range(first=lines[0], only_failed=False), by="Amal")
    sent_all(endpoint)
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1


def test_only_what_it_listens_to_is_made_up_for(receiver):
    endpoint = an_endpoint(receiver.url, languages=["fr"])
    some_releases(2)
    fanned_out()
    assert replay_range(endpoint, EVERYTHING, by="Amal") == 0


def test_range_that_is_too_long_is_refused(endpoint, monkeypatch):
    some_releases(3)
    fanned_out()
    monkeypatch.setattr("api.webhooks.replaying.MOST_AT_ONCE", 2)
    with pytest.raises(CannotReplay, match="shorter"):
        replay_range(endpoint, EVERYTHING, by="Amal")


def test_other_endpoints_hear_nothing_of_it(endpoint, receiver):
    other = an_endpoint(receiver.url, name="Other")
    some_releases(1)
    for each in (endpoint, other):
        sent_all(each)
    replay_range(endpoint, EVERYTHING, by="Amal")
    assert sent_all(other) == 0


def test_replay_is_in_the_history(endpoint):
    lines = some_releases(1)
    replay_range(endpoint, Range(first=lines[0], last=lines[0]), by="Bo")
    act = endpoint.history.first()
    assert (act.act, act.by, act.note) == ("replayed", "Bo", f"{lines[0]} … {lines[0]} (failed)")
