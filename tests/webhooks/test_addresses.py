"""Which machines may be talked to, and how their addresses may be spelt. Pure, without a network."""

from ipaddress import ip_address

import pytest

from api.outbound import BadAddress, read_target
from api.outbound.addresses import is_public, may_be_reached, networks

PUBLIC = [
    *("1.1.1.1", "8.8.8.8", "93.184.215.14", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1"),
    *("192.0.1.1", "192.167.255.255", "198.17.255.255", "198.20.0.1", "223.255.255.255"),
    *("2001:4860:4860::8888", "2606:4700:4700::1111", "2a00:1450:4009::200e"),
    "64:ff9b::8.8.8.8",  # a machine with IPv6 only sees the IPv4 internet like this
    "2002:808:808::1",
]
INSIDE = {
    "this network": ["0.0.0.0", "0.1.2.3"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    "carrier's NAT": ["100.64.0.1", "100.127.255.255"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "link-local": ["169.254.169.254", "fe80::1", "febf::1", "fe80::1%eth0"],
    "protocols": ["192.0.0.1", "192.0.0.8", "192.0.0.170", "2001:1::1"],
    "documentation": ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "3fff::1"],
    "6to4 relay": ["192.88.99.1"],
    "benchmarking": ["198.18.0.1", "198.19.255.255", "2001:2::1"],
    "multicast": ["224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "4000::1", "e000::1"],
    "unspecified": ["::"],
    "IPv4-mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8"],
    "IPv4-compatible": ["::127.0.0.1", "::8.8.8.8"],
    "IPv4-translated": ["::ffff:0:127.0.0.1"],
    "NAT64": ["64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8"],
    "6to4": ["2002:7f00:1::1", "2002:a00:1::1", "2002:a9fe:a9fe::1", "2002:c0a8:101::"],
    "Teredo": ["2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    "ORCHID": ["2001:10::1", "2001:20::1"],
    "unique local": ["fc00::1", "fd12:3456:789a::1"],
    "site-local": ["fec0::1", "feff::1"],
    "discard": ["100::1"],
    "segment routing": ["5f00::1"],
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_may_be_reached(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", [each for those in INSIDE.values() for each in those])
def test_address_inside_may_not(address):
    assert not is_public(ip_address(address))


def test_installation_may_allow_a_network_of_its_own():
    allowed = networks(["10.1.0.0/16", "::1/128"])
    assert may_be_reached(ip_address("10.1.2.3"), allowed=allowed)
    assert may_be_reached(ip_address("::1"), allowed=allowed)
    assert not may_be_reached(ip_address("10.2.0.1"), allowed=allowed)
    assert not may_be_reached(ip_address("::ffff:10.1.2.3"), allowed=allowed)


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://clinic.example/hooks?a=1", "clinic.example", 443, "/hooks?a=1"),
        ("https://CLINIC.example", "clinic.example", 443, "/"),
        ("https://clinic.example:8443/", "clinic.example", 8443, "/"),
        ("https://xn--mnchen-3ya.example/", "xn--mnchen-3ya.example", 443, "/"),
        ("https://93.184.215.14/", "93.184.215.14", 443, "/"),
        ("https://[2606:4700::1]:443/x", "2606:4700::1", 443, "/x"),
        ("https://clinic_1.example/%2e%2e/", "clinic_1.example", 443, "/%2e%2e/"),
    ],
)
def test_address_is_read(url, host, port, path):
    target = read_target(url)
    assert (target.host, target.port, target.path) == (host, port, path)


@pytest.mark.parametrize(
    "url",
    [
        *("http://clinic.example/", "ftp://clinic.example/", "//clinic.example/", "clinic.example", "", "https://"),
        *("https:///hooks", "https:clinic.example", "file:///etc/passwd", "javascript:alert(1)"),
        # A number in another spelling than the usual one
        *("https://2130706433/", "https://0x7f000001/", "https://017700000001/", "https://0177.0.0.1/"),
        *("https://0x7f.0.0.1/", "https://127.1/", "https://127.0.1/", "https://127.0.0.01/", "https://127.0.0.0x1/"),
        *("https://256.0.0.1/", "https://1.2.3.4.5/", "https://127.0.0.1./", "https://clinic.0x7f/", "https://1/"),
        # Signs that some read as others
        *("https://１２７.0.0.1/", "https://127。0。0。1/", "https://ⓛocalhost/", "https://clinic.example\u3002/"),
        *("https://münchen.example/", "https://clinic.example/ä", "https://%6c%6f/", "https://clinic%2eexample/"),
        # Who is asked, and as whom
        *("https://user@clinic.example/", "https://user:word@clinic.example/", "https://a@b@clinic.example/"),
        *("https://clinic.example@127.0.0.1/", "https://127.0.0.1#@clinic.example/", "https://a.example\\@b.example/"),
        *("https://clinic.example\\.evil.example/", "https://clinic.example#part", "https://clinic.example/#"),
        # Ports
        *("https://clinic.example:22/", "https://clinic.example:0/", "https://clinic.example:/"),
        *("https://clinic.example:99999/", "https://clinic.example:443:443/", "https://clinic.example:４４３/"),
        *("https://clinic.example:80/", "https://clinic.example:-443/", "https://clinic.example:0x1bb/"),
        # Brackets and zones
        *("https://[fe80::1%25eth0]/", "https://[fe80::1%eth0]/", "https://[::1", "https://[::1]x/", "https://[1]/"),
        *("https://[v1.x]/", "https://[127.0.0.1]/", "https://::1/"),
        # White space and control characters
        *(" https://clinic.example/", "https://clinic.example/ ", "https://clinic.example/\r\nHost: x"),
        *("https://clin\tic.example/", "https://clinic.example/\0", "https://clinic.example/a b", "https://a..b/"),
        *("https://-a.example/", "https://a-.example/", "https://.example/", f"https://{'a' * 64}.example/"),
        *(f"https://{'a.' * 130}example/", "https://clinic.example/" + "a" * 500),
    ],
)
def test_address_that_could_be_read_in_two_ways_is_refused(url):
    with pytest.raises(BadAddress):
        read_target(url)


def test_http_and_its_port_are_for_trying_out(settings):
    settings.WEBHOOKS_ALLOW_HTTP = True
    assert read_target("http://clinic.example/").port == 80
    settings.WEBHOOKS_ALLOW_HTTP = False
    with pytest.raises(BadAddress, match="https"):
        read_target("http://clinic.example/")


@pytest.mark.parametrize(
    ("url", "header"),
    [
        ("https://clinic.example/", "clinic.example"),
        ("https://clinic.example:8443/", "clinic.example:8443"),
        ("https://[2606:4700::1]:8443/", "[2606:4700::1]:8443"),
    ],
)
def test_host_header_names_a_port_that_does_not_go_without_saying(url, header):
    assert read_target(url).host_header == header
