"""Peers: by what name the requests of somebody without a key are counted.

The name is a keyed hash of the address (of its /64 for IPv6, which is what one household or server gets) under a salt
that changes every minute. It lives as long as the count of that minute, and cannot be joined with that of the next:
no address is written anywhere, and nothing that stays tells one reader from another.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from django.conf import settings

# Nobody stands behind more proxies than this; a header of any length costs the same.
MOST_HOPS = 20

Address = IPv4Address | IPv6Address


def bucket_of(environ: Mapping[str, Any]) -> str:
    """The name under which requests of this peer are counted."""
    peer = environ.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        peer = _behind_proxies(peer, environ.get("HTTP_X_FORWARDED_FOR", ""))
    return blake2b(_household(peer).encode(), key=_salt(int(time.time() // 60)), digest_size=16).hexdigest()


def _behind_proxies(peer: str, forwarded_for: str) -> str:
    """The address that the outermost of our own proxies saw. Everything left of it is hearsay."""
    for hop in _from_the_right(forwarded_for):
        address = _read(peer)
        if address is None or not _is_our_proxy(address):
            return peer
        if _read(hop) is None:
            return peer  # “unknown”, or nonsense: the proxy itself is answered for
        peer = hop
    return peer


def _from_the_right(forwarded_for: str) -> Iterator[str]:
    hops = forwarded_for.rsplit(",", MOST_HOPS)[-MOST_HOPS:]
    return (_without_port(hop.strip()) for hop in reversed(hops) if hop.strip())


def _without_port(hop: str) -> str:
    """Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _is_our_proxy(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _household(peer: str) -> str:
    if ":" not in peer:
        return peer
    address = _read(peer)
    if isinstance(address, IPv6Address):
        return f"{int(address) >> 64:x}::/64"
    return str(address or peer)


def _read(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # A socket for both kinds tells IPv4 as ::ffff:192.0.2.1.
    return getattr(address, "ipv4_mapped", None) or address


@lru_cache(maxsize=2)
def _salt(minute: int) -> bytes:
    return blake2b(f"peers {minute}".encode(), key=settings.SECRET_KEY.encode()[:64]).digest()
