"""Under what name somebody without a key is counted."""

from ipaddress import ip_network

import pytest
import time_machine

from api.keys.peers import bucket_of

PROXIES = tuple(map(ip_network, ("10.0.0.0/8", "2001:db8:ffff::/48")))


def name(peer: str, forwarded_for: str = "") -> str:
    return bucket_of({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded_for})


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(1_000_000_000, tick=False) as traveller:
        yield traveller


@pytest.fixture
def behind_proxies(settings) -> None:
    settings.TRUSTED_PROXIES = PROXIES


def test_each_address_has_a_name_of_its_own() -> None:
    assert len({name("192.0.2.1"), name("192.0.2.2"), name("2001:db8::1"), name("")}) == 4


def test_name_does_not_give_the_address_away() -> None:
    assert name("192.0.2.1").isalnum()
    assert len(name("192.0.2.1")) == 32


def test_name_of_the_next_minute_cannot_be_joined_with_it(clock) -> None:
    before = name("192.0.2.1")
    clock.shift(60)
    assert name("192.0.2.1") != before


def test_household_with_ipv6_is_one_reader() -> None:
    assert name("2001:db8:1:2::1") == name("2001:db8:1:2:ffff:ffff:ffff:ffff")
    assert name("2001:db8:1:2::1") != name("2001:db8:1:3::1")


def test_ipv4_in_ipv6_is_ipv4() -> None:
    assert name("::ffff:192.0.2.1") != name("::ffff:192.0.2.2")


def test_forwarded_address_is_a_claim_where_no_proxy_is_declared() -> None:
    assert name("192.0.2.1", "198.51.100.1") == name("192.0.2.1")


@pytest.mark.usefixtures("behind_proxies")
class TestBehindDeclaredProxies:
    def test_reader_is_the_one_whom_the_proxy_saw(self) -> None:
        assert name("10.0.0.1", "198.51.100.1") == name("198.51.100.1")

    def test_what_the_reader_claims_is_not_believed(self) -> None:
        assert name("10.0.0.1", "203.0.113.9, 198.51.100.1") == name("198.51.100.1")

    def test_proxies_in_a_row_are_passed_over(self) -> None:
        assert name("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.2.2.2,2001:db8:ffff::7") == name("198.51.100.1")

    def test_somebody_else_is_no_proxy(self) -> None:
        assert name("192.0.2.1", "198.51.100.1") == name("192.0.2.1")

    def test_port_is_no_part_of_the_address(self) -> None:
        assert name("10.0.0.1", "198.51.100.1:4711") == name("198.51.100.1")
        assert name("10.0.0.1", "[2001:db8::1]:4711") == name("2001:db8::1")

    @pytest.mark.parametrize("nonsense", ["unknown", "", ",,,", "198.51.100.1, x", "%00", "1" * 5000])
    def test_what_cannot_be_read_counts_for_the_proxy(self, nonsense: str) -> None:
        assert name("10.0.0.1", nonsense) == name("10.0.0.1")

    def test_header_of_any_length_costs_the_same(self) -> None:
        assert name("10.0.0.1", "203.0.113.9, " * 50_000 + "10.3.3.3") == name("203.0.113.9")
