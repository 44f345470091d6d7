"""Leases: a delivery is sent by one worker at a time, and taken up again if that worker is gone."""

import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction

from api.webhooks.claiming import LEASE, claim, endpoints_due
from api.webhooks.delivering import SECONDS, attempt
from api.webhooks.models import Delivery
from api.webhooks.recording import record
from api.webhooks.sending import Sender
from tests.editions.builders import a_content, others, publisher_released, released

from .builders import an_endpoint, fanned_out, now_as_it_is
from .receivers import a_receiver, a_socket_that


def some_releases(count: int) -> None:
    publisher_released(a_content())
    for number in range(count):
        released(a_content(summary=f"Number {number}."))
    fanned_out()


@pytest.mark.django_db
def test_lease_outlasts_the_longest_attempt():
    assert timedelta(seconds=SECONDS) * 2 < LEASE


@pytest.mark.django_db
def test_endpoint_has_one_delivery_under_way_at_a_time():
    endpoint = an_endpoint()
    some_releases(2)
    assert claim(endpoint.id)
    assert claim(endpoint.id) is None
    assert endpoints_due(limit=8) == []


@pytest.mark.django_db
def test_deliveries_of_an_endpoint_are_claimed_in_the_order_of_the_log(receiver):
    endpoint = an_endpoint(receiver.url)
    some_releases(3)
    claimed = []
    while delivery := claim(endpoint.id):
        claimed.append(delivery.change_id)
        record(delivery, attempt(delivery))
    assert claimed == sorted(claimed)
    assert len(claimed) == 4


@pytest.mark.django_db
def test_lease_of_a_worker_that_is_gone_runs_out(clock):
    endpoint = an_endpoint()
    some_releases(1)
    first = claim(endpoint.id)
    clock.shift(LEASE)
    second = claim(endpoint.id)
    assert (second.id, second.webhook_id) == (first.id, first.webhook_id)
    assert second.lease != first.lease


@pytest.mark.django_db
def test_who_has_lost_the_lease_does_not_touch_the_delivery(receiver, clock):
    receiver.answers = 500
    endpoint = an_endpoint(receiver.url)
    some_releases(1)
    late = claim(endpoint.id)
    result = attempt(late)
    clock.shift(LEASE)
    holder = claim(endpoint.id)
    record(late, result)
    there = Delivery.objects.get(id=holder.id)
    assert (there.lease, there.tries, there.attempts.count()) == (holder.lease, 0, 1)


@pytest.mark.django_db
def test_success_counts_whoever_had_the_lease(receiver, clock):
    endpoint = an_endpoint(receiver.url)
    some_releases(1)
    late = claim(endpoint.id)
    result = attempt(late)
    clock.shift(LEASE)
    holder = claim(endpoint.id)
    record(late, result)
    receiver.answers = 500
    record(holder, attempt(holder))
    assert Delivery.objects.get(id=holder.id).state == "delivered"


@pytest.mark.django_db
def test_endpoint_that_has_waited_longest_comes_first(clock):
    late, early = an_endpoint(languages=["en"], types=["factsheet"]), an_endpoint(types=["publisher"])
    some_releases(1)
    Delivery.objects.filter(endpoint=late).update(due_at="2026-03-02T10:00Z")
    Delivery.objects.filter(endpoint=early).update(due_at="2026-03-02T09:00Z")
    assert endpoints_due(limit=8) == [early.id, late.id]
    assert endpoints_due(limit=1) == [early.id]
    assert endpoints_due(limit=8, excluding=[early.id]) == [late.id]


@pytest.mark.django_db
def test_paused_and_disabled_endpoints_are_left_out(clock):
    endpoint = an_endpoint()
    some_releases(1)
    endpoint.paused_until = "2100-01-01T00:00Z"
    endpoint.save()
    assert endpoints_due(limit=8) == []
    assert claim(endpoint.id) is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_delivery_once_and_one_at_a_time(receiver):
    under_way, overlaps = threading.Lock(), []

    def slowly(_request):
        if not under_way.acquire(blocking=False):
            overlaps.append(1)
            return 200
        time.sleep(0.02)
        under_way.release()
        return 200

    receiver.answers = slowly
    an_endpoint(receiver.url)
    publisher_released(a_content())
    for number in range(12):
        released(a_content(summary=f"Number {number}."))

    def work() -> None:
        sender = Sender(is_stopping=lambda: False)
        end = time.monotonic() + 30
        while time.monotonic() < end and Delivery.objects.filter(state="delivered").count() < 13:
            sender.step()
            time.sleep(0.005)
        sender.finish()

    with others() as elsewhere:
        for worker in [elsewhere(work) for _number in range(2)]:
            worker.result()
    assert overlaps == []
    assert len(receiver.ids) == len(set(receiver.ids)) == 13
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


@pytest.mark.django_db(transaction=True)
def test_slow_endpoints_hold_up_neither_the_worker_nor_others(this_machine_is_allowed):
    with a_socket_that(lambda connected: time.sleep(3)) as slow, a_receiver() as well:
        for number in range(4):
            an_endpoint(slow, name=f"Slow {number}")
        good = an_endpoint(well.url, name="Good")
        some_releases(3)
        sender = Sender(is_stopping=lambda: False)
        begin = time.monotonic()
        sender.step()
        assert time.monotonic() - begin < 1
        while len(well.ids) < 4:
            assert time.monotonic() - begin < 2.5, "it waited for the slow ones"
            time.sleep(0.02)
        assert now_as_it_is(good).failures == 0
        sender.finish()
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_mistake_in_a_turn_is_told_to_the_worker(receiver, monkeypatch):
    an_endpoint(receiver.url)
    some_releases(1)
    sender = Sender(is_stopping=lambda: False)
    monkeypatch.setattr("api.webhooks.sending.record", lambda *_args: {}["a mistake"])
    with pytest.raises(KeyError):
        sender.finish()


@pytest.mark.django_db(transaction=True)
def test_worker_that_is_told_to_stop_begins_no_further_delivery(receiver):
    an_endpoint(receiver.url)
    some_releases(3)
    stopping = threading.Event()

    def stop(_request):
        stopping.set()
        return 200

    receiver.answers = stop
    sender = Sender(is_stopping=stopping.is_set)
    sender.step()
    end = time.monotonic() + 5
    while not receiver.ids and time.monotonic() < end:
        time.sleep(0.02)
    sender.finish()
    time.sleep(0.3)
    assert len(receiver.ids) == 1


@pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="has one writer at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_endpoints_of_one_organisation_do_not_wait_for_each_other():
    first, second = an_endpoint(name="First"), an_endpoint(name="Second")
    some_releases(1)
    with others() as elsewhere, transaction.atomic():
        assert claim(first.id)
        assert elsewhere(lambda: claim(second.id)).result(timeout=10)
        assert elsewhere(lambda: claim(first.id)).result(timeout=10) is None
