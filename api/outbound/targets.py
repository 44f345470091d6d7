"""Reading the address of somebody's server: strictly, so that no two programs can disagree about what it names.

Refused is whatever a resolver or another parser might read in its own way: spellings of numbers as addresses
(`http://2130706433/`, `0x7f.1`, `127.1`), signs beyond ASCII (a full-width dot is a dot to some), user names,
backslashes, percent signs in the host, zones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

LONGEST = 500
_PLAIN = re.compile(r"[!-~]+")
_NETLOC = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# The WHATWG calls a host an IPv4 address if its last label is a number; so do we, and then take one spelling only.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DEFAULT_PORTS = {"https": 443, "http": 80}


class BadAddress(ValueError):
    """The address is not one that we send to; the message says why, for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `ip` is set if the address names a machine by its number."""

    scheme: str
    host: str
    port: int
    path: str
    ip: IPv4Address | IPv6Address | None = None

    @property
    def is_secure(self) -> bool:
        """Whether it is TLS."""
        return self.scheme == "https"

    @property
    def host_header(self) -> str:
        """RFC 9110 §7.2: without the port if it is the one that goes without saying."""
        host = f"[{self.host}]" if isinstance(self.ip, IPv6Address) else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def read_target(url: str) -> Target:
    """The target that the address names. Raises BadAddress."""
    if len(url) > LONGEST:
        raise BadAddress(_("The address is longer than %(limit)d characters.") % {"limit": LONGEST})
    if not _PLAIN.fullmatch(url) or "\\" in url:
        raise BadAddress(_("The address has signs in it that no address has. Write a name in its “xn--” form."))
    parts = _split(url)
    if "@" in parts.netloc:
        raise BadAddress(_("The address must not hold a user name or a password."))
    if "#" in url:
        raise BadAddress(_("The address must not have a part after “#”: it is never sent."))
    if not _NETLOC.fullmatch(parts.netloc):
        raise BadAddress(_("The address has no usable host name."))
    host, ip = _host(parts)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(_scheme(parts), host, _port(parts), path, ip)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise BadAddress(_("This is not an address of the web.")) from error


def _scheme(parts: SplitResult) -> str:
    allowed = ("https", "http") if settings.WEBHOOKS_ALLOW_HTTP else ("https",)
    if parts.scheme not in allowed:
        raise BadAddress(_("The address must begin with https://."))
    return parts.scheme


def _port(parts: SplitResult) -> int:
    _name, _colon, number = parts.netloc.rpartition("]")[2].partition(":")
    port = int(number) if number else _DEFAULT_PORTS[_scheme(parts)]
    allowed = {*settings.WEBHOOKS_PORTS, *([80] if settings.WEBHOOKS_ALLOW_HTTP else [])}
    if port not in allowed:
        names = ", ".join(str(each) for each in sorted(allowed))
        raise BadAddress(_("The port is %(port)d. Allowed are: %(allowed)s.") % {"port": port, "allowed": names})
    return port


def _host(parts: SplitResult) -> tuple[str, IPv4Address | IPv6Address | None]:
    host = parts.hostname or ""  # in lower case, without brackets
    if parts.netloc.startswith("["):
        return _host_v6(host)
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadAddress(_("The address has no usable host name."))
    if not _NUMBER.fullmatch(labels[-1]):
        return host, None
    try:  # Python reads the usual spelling only: four numbers, without leading zeros
        return host, IPv4Address(host)
    except AddressValueError as error:
        raise BadAddress(_("The host is a number in an unusual spelling.")) from error


def _host_v6(host: str) -> tuple[str, IPv6Address]:
    try:
        ip = IPv6Address(host)
    except AddressValueError as error:
        raise BadAddress(_("The host is not an IPv6 address.")) from error
    return str(ip), ip
