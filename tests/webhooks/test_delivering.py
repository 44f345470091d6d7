"""What becomes of a delivery: success, failures and when they are tried again, and what that does to its endpoint."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from api.webhooks import endpoints, schedule, signing
from api.webhooks.clearing import clear_old_deliveries
from api.webhooks.models import Attempt, Delivery, Reason
from api.webhooks.pinging import ping
from api.webhooks.telling import tell_of_disabled
from tests.editions.builders import a_content, publisher_released, released

from .builders import an_endpoint, fanned_out, now_as_it_is, sent_all

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def publisher():
    publisher_released(a_content())
    fanned_out()


@pytest.fixture
def endpoint(receiver):
    return an_endpoint(receiver.url)


def the_delivery() -> Delivery:
    return Delivery.objects.get()


def test_delivery_arrives_signed(endpoint, receiver):
    released()
    assert sent_all(endpoint) == 1
    (request,) = receiver.received
    at = Attempt.objects.get().at
    assert (
        signing.headers(endpoint, the_delivery().webhook_id, the_delivery().body, at=at).items()
        <= request.headers.items()
    )
    assert request.body.decode() == the_delivery().body
    assert request.headers["content-type"] == "application/json"


def test_success_is_recorded(endpoint, receiver):
    receiver.headers = {"Content-Type": "text/plain", "X-Secret": "7", "Set-Cookie": "a=1"}
    released()
    sent_all(endpoint)
    attempt = Attempt.objects.get()
    assert (the_delivery().state, the_delivery().tries, the_delivery().last_status) == ("delivered", 1, 200)
    assert (attempt.status, attempt.response_body) == (200, "thank you")
    assert attempt.response_headers["content-type"] == "text/plain"
    assert not {"x-secret", "set-cookie"} & attempt.response_headers.keys()
    assert attempt.request_headers["webhook-id"] == the_delivery().webhook_id


def test_attempt_is_written_once(endpoint):
    released()
    sent_all(endpoint)
    with pytest.raises(TypeError, match="once"):
        Attempt.objects.get().save()


def test_signs_that_a_database_does_not_keep_are_replaced(endpoint, receiver):
    receiver.answers, receiver.says = 500, b"a\0b\xff\xed\xa0\x80"
    released()
    sent_all(endpoint)
    assert Attempt.objects.get().response_body.startswith("a\ufffdb\ufffd")


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 429, 500, 503])
def test_everything_else_than_2xx_is_a_failure_and_tried_again(endpoint, receiver, status):
    receiver.answers = status
    released()
    sent_all(endpoint)
    assert (the_delivery().state, the_delivery().last_status) == ("pending", status)
    assert the_delivery().due_at > timezone.now()


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_every_2xx_is_a_success(endpoint, receiver, status):
    receiver.answers, receiver.says = status, b""
    released()
    sent_all(endpoint)
    assert the_delivery().state == "delivered"


def test_address_inside_is_a_failure_that_is_told(endpoint, receiver, settings):
    settings.WEBHOOKS_ALLOW_PRIVATE_NETWORKS = []
    released()
    sent_all(endpoint)
    assert (the_delivery().last_failure, receiver.received) == ("not-public", [])
    assert "127.0.0.1" in Attempt.objects.get().detail


def test_mistake_of_ours_is_a_failure_like_others(endpoint, monkeypatch, caplog):
    monkeypatch.setattr("api.webhooks.delivering.post", lambda *_args, **_kwargs: {}["nothing"])
    released()
    sent_all(endpoint)
    assert (the_delivery().state, the_delivery().last_failure) == ("pending", "our-fault")
    assert "Could not send" in caplog.text


def test_retries_go_on_over_75_hours_with_one_id_and_end(endpoint, receiver, clock):
    receiver.answers = 500
    begin = timezone.now()
    released()
    offsets = []
    while sent_all(endpoint):
        offsets.append(timezone.now() - begin)
        if due := the_delivery().due_at:
            clock.move_to(due)
    planned = [sum(schedule.DELAYS[: number + 1], timedelta(0)) for number in range(10)]
    assert len(offsets) == 10
    for real, meant in zip(offsets, planned, strict=True):
        assert meant * 0.9 <= real <= meant * 1.1
    assert planned[-1] == timedelta(hours=75, minutes=35, seconds=5)
    assert (the_delivery().state, len(set(receiver.ids)), Attempt.objects.count()) == ("failed", 1, 10)


def test_each_attempt_has_a_time_and_a_signature_of_its_own(endpoint, receiver, clock):
    receiver.answers = 500
    released()
    sent_all(endpoint)
    clock.move_to(the_delivery().due_at)
    sent_all(endpoint)
    first, second = receiver.received
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]


@pytest.mark.parametrize(
    ("status", "value", "wait"),
    [
        (429, "3600", HOUR),
        (503, "3600", HOUR),
        (429, "999999999999", 24 * HOUR),
        (429, "-5", timedelta(0)),
        (429, "soon", timedelta(0)),
        (429, "Mon, 02 Mar 2026 10:00:00 GMT", HOUR),
        (429, "Mon, 02 Mar 2020 10:00:00 GMT", timedelta(0)),
        (429, "Mon, 99 Mar 2026 10:00:00 GMT", timedelta(0)),
        (429, "Mon, 02 Mar 0001 00:00:00 +9999", timedelta(0)),
        (429, "Mon, 02 Mar 99999999999999999999 10:00:00 GMT", timedelta(0)),
        (429, "", timedelta(0)),
        (500, "3600", timedelta(0)),
        (429, "٣٦٠٠", timedelta(0)),
    ],
)
def test_retry_after_is_heeded_within_bounds(status, value, wait):
    now = timezone.datetime(2026, 3, 2, 9, tzinfo=timezone.get_default_timezone())
    assert schedule.asked_to_wait(status, {"retry-after": value}, now) == wait


def test_endpoint_that_asks_to_wait_is_left_alone(endpoint, receiver):
    receiver.answers, receiver.headers = 429, {"Retry-After": "3600"}
    released()
    sent_all(endpoint)
    released(a_content(summary="New."))
    assert sent_all(endpoint) == 0
    assert now_as_it_is(endpoint).paused_until > timezone.now() + 0.9 * HOUR
    assert Delivery.objects.get(tries=1).due_at > timezone.now() + 0.9 * HOUR


def test_failing_endpoint_is_left_alone_for_longer_and_longer():
    pauses = [schedule.pause(failures=n, asked=timedelta(0)).total_seconds() for n in (1, 2, 3, 7, 5000)]
    assert pauses == [4, 8, 16, 256, 300]


def test_success_ends_the_pause(endpoint, receiver, clock):
    receiver.answers = 500
    released()
    sent_all(endpoint)
    clock.shift(timedelta(seconds=6))
    receiver.answers = 200
    assert sent_all(endpoint) == 1
    assert (now_as_it_is(endpoint).failures, now_as_it_is(endpoint).paused_until) == (0, None)


# Disabling


def test_410_disables_the_endpoint_and_the_organisation_is_told(endpoint, receiver):
    receiver.answers = 410
    released()
    sent_all(endpoint)
    tell_of_disabled()
    tell_of_disabled()
    assert now_as_it_is(endpoint).disabled_reason == Reason.GONE
    assert the_delivery().state == "held"
    (message,) = mail.outbox
    assert message.to == ["it@clinic.example"]
    assert receiver.url in message.body


def test_days_of_nothing_but_failures_disable_it(endpoint, receiver, settings, clock):
    settings.WEBHOOKS_DISABLE_AFTER_DAYS = 5
    receiver.answers = 500
    released()
    sent_all(endpoint)
    clock.shift(timedelta(days=4, hours=23))
    sent_all(endpoint)
    assert now_as_it_is(endpoint).is_active
    clock.shift(timedelta(hours=2))
    released(a_content(summary="New."))
    sent_all(endpoint)
    assert now_as_it_is(endpoint).disabled_reason == Reason.FAILING


def test_success_in_between_begins_the_days_anew(endpoint, receiver, clock):
    for number, status in enumerate((500, 200, 500)):
        receiver.answers = status
        released(a_content(summary=f"Number {number}."))
        sent_all(endpoint)
        clock.shift(timedelta(days=3))
    assert now_as_it_is(endpoint).is_active


def test_mail_that_cannot_be_sent_is_sent_later_and_holds_up_no_other(endpoint, receiver, monkeypatch):
    endpoints.disable(endpoint, Reason.GONE)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda _self: {}["no mail server"])
    tell_of_disabled()
    monkeypatch.undo()
    tell_of_disabled()
    assert len(mail.outbox) == 1


def test_who_disables_by_hand_is_not_told_by_mail(endpoint):
    endpoints.disable(endpoint, Reason.BY_HAND, by="Amal")
    tell_of_disabled()
    assert mail.outbox == []


def test_what_was_held_is_sent_when_it_is_enabled_again(endpoint, receiver):
    receiver.answers = 410
    released()
    sent_all(endpoint)
    receiver.answers = 200
    endpoints.enable(now_as_it_is(endpoint), by="Amal")
    assert sent_all(endpoint) == 1
    assert (the_delivery().state, len(set(receiver.ids))) == ("delivered", 1)


def test_history_says_who_did_what(endpoint, receiver):
    receiver.answers = 410
    endpoints.show_secret(endpoint, by="Bo")
    endpoints.change_secret(endpoint, keep_previous_for=HOUR, by="Bo")
    released()
    sent_all(endpoint)
    endpoints.enable(now_as_it_is(endpoint), by="Cleo")
    acts = list(endpoint.history.order_by("id").values_list("act", "by"))
    assert acts == [
        ("created", "Amal"),
        ("secret-shown", "Bo"),
        ("secret-changed", "Bo"),
        ("disabled", ""),
        ("enabled", "Cleo"),
    ]


# Tests


def test_ping_is_sent_now_and_its_result_is_there(endpoint, receiver):
    delivery = ping(endpoint, by="Amal")
    assert (delivery.state, delivery.last_status, delivery.is_test) == ("delivered", 200, True)
    assert receiver.received[0].body == delivery.body.encode()
    assert endpoint.history.first().act == "tested"


def test_ping_that_fails_is_not_repeated_and_says_nothing_of_the_endpoint(endpoint, receiver, clock):
    receiver.answers = 500
    assert ping(endpoint, by="Amal").state == "failed"
    clock.shift(HOUR)
    assert sent_all(endpoint) == 0
    assert now_as_it_is(endpoint).failures == 0


def test_disabled_endpoint_can_be_tested(endpoint, receiver):
    endpoints.disable(endpoint, Reason.BY_HAND, by="Amal")
    assert ping(endpoint, by="Amal").state == "delivered"
    assert not now_as_it_is(endpoint).is_active


# Clearing away


def test_old_deliveries_go_with_their_attempts_and_waiting_ones_stay(endpoint, receiver, settings, clock):
    released()
    sent_all(endpoint)
    receiver.answers = 500
    released(a_content(summary="New."))
    sent_all(endpoint)
    clock.shift(timedelta(days=settings.WEBHOOKS_KEEP_DAYS, minutes=1))
    clear_old_deliveries()
    assert list(Delivery.objects.values_list("state", flat=True)) == ["pending"]
    assert Attempt.objects.count() == 1
