"""Webhooks in the admin: who may see them, and what the pages and buttons do."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from api.webhooks import endpoints, signing
from api.webhooks.models import Delivery, Endpoint
from tests.editions.builders import a_content, publisher_released, released
from tests.factsheets.people import a_person

from .builders import an_endpoint, an_organisation, fanned_out, now_as_it_is, sent_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    """The browser of somebody in the group “API manager”."""
    client.force_login(a_person("API manager"))
    return client


def words(answer) -> str:
    assert answer.status_code == 200, answer
    return re.sub(r"\s+", " ", answer.content.decode())


def a_failed_delivery(receiver) -> Delivery:
    publisher_released(a_content())
    fanned_out()
    endpoint = an_endpoint(receiver.url)
    released()
    receiver.answers, receiver.says = 500, b"<script>alert(1)</script>"
    sent_all(endpoint)
    return Delivery.objects.get()


def do(browser, endpoint: Endpoint, act: str, **fields):
    return browser.post(reverse("webhook", args=[endpoint.pk]), {"act": act, **fields}, follow=True)


# Rights


def addresses(delivery: Delivery) -> list[str]:
    endpoint = delivery.endpoint_id
    return [
        *map(reverse, ("webhooks", "webhooks_results", "webhooks_add", "webhooks_deliveries")),
        reverse("webhook", args=[endpoint]),
        reverse("webhook_edit", args=[endpoint]),
        reverse("webhook_delivery", args=[delivery.pk]),
    ]


@pytest.mark.parametrize("role", ["Editor", "Publisher", "Translator", "Reviewer"])
def test_other_roles_see_nothing_of_it(client, receiver, role):
    client.force_login(a_person(role))
    delivery = a_failed_delivery(receiver)
    for address in addresses(delivery):
        for method in (client.get, client.post):
            assert method(address, {"act": "show_secret"}).status_code == 302
    assert reverse("webhooks") not in client.get("/admin/").content.decode()
    assert delivery.endpoint.history.count() == 1


def test_manager_sees_all_of_it(manager, receiver):
    for address in addresses(a_failed_delivery(receiver)):
        assert words(manager.get(address))
    assert reverse("webhooks") in manager.get("/admin/").content.decode()


def test_migration_gives_the_right_to_api_managers():
    assert Group.objects.get(name="API manager").permissions.filter(codename="manage_webhooks").exists()


def test_right_is_on_the_page_of_groups(admin_client):
    page = words(admin_client.get(reverse("wagtailusers_groups:add")))
    assert "Can manage webhook endpoints" in page


# Endpoints


def the_form(**changed):
    filled = {"organisation": an_organisation().pk, "name": "Website", "url": "https://clinic.example/hooks"}
    return filled | {"languages": ["fr", "ar"], "types": ["factsheet"], "kinds": ["safety"]} | changed


def test_endpoint_is_added(manager):
    answer = manager.post(reverse("webhooks_add"), the_form(), follow=True)
    assert "has been saved" in words(answer)
    endpoint = Endpoint.objects.get()
    assert (endpoint.languages, endpoint.types, endpoint.kinds) == (["fr", "ar"], ["factsheet"], ["safety"])
    assert endpoint.history.get().by == "api manager"


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("http://clinic.example/", "https://"),
        ("https://127.1/", "unusual spelling"),
        ("https://a@clinic.example/", "user name"),
        ("https://clinic.example:22/", "443"),
    ],
)
def test_address_that_is_never_sent_to_is_refused_in_words(manager, url, complaint):
    assert complaint in words(manager.post(reverse("webhooks_add"), the_form(url=url)))
    assert not Endpoint.objects.exists()


def test_unknown_language_is_refused(manager):
    assert "tlh" in words(manager.post(reverse("webhooks_add"), the_form(languages=["tlh"])))
    assert not Endpoint.objects.exists()


def test_endpoint_is_changed_and_keeps_its_secret(manager):
    endpoint = an_endpoint()
    secret = signing.current_secret(endpoint)
    manager.post(reverse("webhook_edit", args=[endpoint.pk]), the_form(name="Leaflets", kinds=[]))
    changed = now_as_it_is(endpoint)
    assert (changed.name, changed.kinds) == ("Leaflets", [])
    assert signing.current_secret(changed) == secret


def test_change_of_an_endpoint_does_not_enable_it_again(manager):
    """Somebody has the form open while the worker disables the endpoint."""
    endpoint = an_endpoint()
    stale = now_as_it_is(endpoint)
    do(manager, endpoint, "disable")
    stale.name = "Leaflets"
    endpoints.save(stale, by="Amal")
    assert not now_as_it_is(endpoint).is_active


def test_secret_is_shown_when_asked_for_and_that_is_written_down(manager):
    endpoint = an_endpoint()
    secret = signing.current_secret(endpoint)
    assert secret not in words(manager.get(reverse("webhook", args=[endpoint.pk])))
    answer = do(manager, endpoint, "show_secret")
    assert secret in words(answer)
    assert "no-store" in answer["Cache-Control"]
    assert endpoint.history.first().act == "secret-shown"


def test_secret_is_changed(manager):
    endpoint = an_endpoint()
    do(manager, endpoint, "change_secret", keep="24")
    changed = now_as_it_is(endpoint)
    assert signing.current_secret(changed) != signing.current_secret(endpoint)
    assert changed.previous_until is not None
    do(manager, endpoint, "change_secret", keep="0")
    assert now_as_it_is(endpoint).previous_until is None


def test_secret_is_not_changed_without_saying_what_becomes_of_the_old_one(manager):
    endpoint = an_endpoint()
    do(manager, endpoint, "change_secret", keep="never")
    assert now_as_it_is(endpoint).generation == 1


def test_endpoint_is_disabled_and_enabled(manager):
    endpoint = an_endpoint()
    do(manager, endpoint, "disable")
    assert now_as_it_is(endpoint).disabled_reason == "by-hand"
    do(manager, endpoint, "enable")
    assert now_as_it_is(endpoint).is_active


def test_unknown_act_does_nothing(manager):
    endpoint = an_endpoint()
    assert do(manager, endpoint, "delete").status_code == 200
    assert endpoint.history.count() == 1


def test_test_button_shows_what_came_back(manager, receiver):
    endpoint = an_endpoint(receiver.url)
    assert "has arrived" in words(do(manager, endpoint, "test"))
    receiver.answers, receiver.says = 418, b"I am a teapot"
    page = words(do(manager, endpoint, "test"))
    assert "has failed" in page
    assert "418" in page
    assert "I am a teapot" in page


# Deliveries


def test_delivery_shows_request_and_answer_and_runs_nothing_of_it(manager, receiver):
    delivery = a_failed_delivery(receiver)
    page = words(manager.get(reverse("webhook_delivery", args=[delivery.pk])))
    assert delivery.webhook_id in page
    assert "webhook-signature: v1," in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_delivery_is_sent_again(manager, receiver):
    delivery = a_failed_delivery(receiver)
    receiver.answers = 200
    assert "sent again" in words(manager.post(reverse("webhook_delivery", args=[delivery.pk]), follow=True))
    sent_all(delivery.endpoint)
    assert len(receiver.ids) == 2


def test_range_is_sent_again(manager, receiver):
    delivery = a_failed_delivery(receiver)
    Delivery.objects.update(state="failed")
    page = words(do(manager, delivery.endpoint, "replay", first=delivery.change_id, which="failed"))
    assert "1 delivery is sent again" in page
    assert Delivery.objects.get().state == "pending"


@pytest.mark.parametrize(
    "fields", [{"which": "all"}, {"first": "x", "which": "all"}, {"first": "1", "which": "some"}, {"since": "soon"}]
)
def test_range_that_is_none_is_refused(manager, receiver, fields):
    delivery = a_failed_delivery(receiver)
    do(manager, delivery.endpoint, "replay", **fields)
    assert delivery.endpoint.history.filter(act="replayed").count() == 0


def test_deliveries_can_be_filtered(manager, receiver):
    delivery = a_failed_delivery(receiver)
    address = reverse("webhooks_deliveries")
    link = reverse("webhook_delivery", args=[delivery.pk])
    for found in ({"endpoint": delivery.endpoint_id}, {"state": "pending"}, {"type": "content.released"}):
        assert link in words(manager.get(address, found)), found
    for not_found in ({"state": "delivered"}, {"type": "ping"}, {"created_at_to": "2020-01-01"}):
        assert link not in words(manager.get(address, not_found)), not_found


@pytest.mark.parametrize("name", ["webhooks", "webhooks_deliveries"])
def test_lists_cost_the_same_queries_for_many_rows(
    manager, receiver, name, django_assert_max_num_queries, django_assert_num_queries
):
    def a_few_more(count: int) -> None:
        for number in range(count):
            an_endpoint(receiver.url, name=f"Number {number}")
        released(a_content(summary=f"Now {count}."))
        fanned_out()

    a_few_more(1)
    manager.get(reverse(name))
    with django_assert_max_num_queries(60) as first:
        manager.get(reverse(name))
    a_few_more(12)
    with django_assert_num_queries(len(first.captured_queries)):
        manager.get(reverse(name))


def test_search_finds_by_address_and_organisation(manager):
    endpoint = an_endpoint("https://clinic.example/special")
    link = reverse("webhook", args=[endpoint.pk])
    for words_of in ("special", "riverside"):
        assert link in words(manager.get(reverse("webhooks"), {"q": words_of}))
    assert link not in words(manager.get(reverse("webhooks"), {"q": "nothing"}))


def test_disabled_endpoints_can_be_filtered(manager):
    endpoint = an_endpoint()
    link = reverse("webhook", args=[endpoint.pk])
    assert link in words(manager.get(reverse("webhooks"), {"disabled": "false"}))
    assert link not in words(manager.get(reverse("webhooks"), {"disabled": "true"}))
