"""Which IP addresses are on the public internet. Everything else is somebody's inside, often our own.

From the special-purpose registries of IANA (RFC 6890 and its successors). Python's `is_global` is asked as well, but
not alone: it lets the 6to4 relays, the whole of NAT64 and 192.0.0.8 pass, and its answers change between versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NOT_PUBLIC_V4 = [
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a carrier's NAT
        "127.0.0.0/8",  # this machine
        "169.254.0.0/16",  # link-local, and where clouds keep their secrets
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols of the IETF
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
]
# Of IPv6 only this is given out to the public at all. Loopback, unique local, link-local, site-local, multicast,
# mapped and compatible IPv4, the discard prefix and segment routing all lie outside of it.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NOT_PUBLIC_V6 = [
    IPv6Network(each)
    for each in (
        "2001::/23",  # protocols of the IETF: Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation (RFC 9637)
    )
]
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052; 64:ff9b:1::/48 is for use inside (RFC 8215) and not here
_6TO4 = IPv6Network("2002::/16")  # RFC 3056


def may_be_reached(address: Address, *, allowed: Iterable[Network] = ()) -> bool:
    """Public, or in one of the networks that this installation allows by setting."""
    return is_public(address) or any(address in network for network in allowed)


def is_public(address: Address) -> bool:
    """Whether this is a machine on the internet. An address that carries an IPv4 address is judged by that one."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _NOT_PUBLIC_V4)
    if address.scope_id:
        return False
    if embedded := _embedded(address):
        return is_public(embedded)
    inside = any(address in network for network in _NOT_PUBLIC_V6)
    return address in _GLOBAL_UNICAST and address.is_global and not inside


def networks(texts: Iterable[str]) -> list[Network]:
    """As a setting names them: `10.1.0.0/16`, `::1/128`."""
    return [ip_network(text.strip()) for text in texts]


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a translator on the way would send it to."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.sixtofour if address in _6TO4 else None
