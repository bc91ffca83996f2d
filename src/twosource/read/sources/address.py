"""Which addresses may be connected to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

from twosource.errors import InputError
from twosource.patterns import deferred

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_REFUSED = frozenset(
    # Azure's platform address hands out machine credentials, yet is globally routable.
    {ipaddress.ip_address("168.63.129.16")}
)


def is_url(text: str) -> bool:
    """Whether an input is an address rather than a path (``scheme://``)."""
    scheme, found, _ = text.partition("://")
    return bool(found) and scheme.isascii() and scheme[:1].isalpha() and scheme.isalnum()


_SECRET = deferred(r"(?<=://)[^/?#]*@")


def shown(url: str) -> str:
    """A URL for messages: without the name and password it may hold."""
    return _SECRET.sub("***@", url)


def is_public(address: IPAddress) -> bool:
    """Whether an address is on the public internet.

    Private, loopback, link-local (cloud metadata), shared, reserved and
    multicast addresses are not (IANA special-purpose registries), nor is an
    IPv6 address that carries such an IPv4 one inside.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo is not None:
            inner = address.teredo[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and address not in _REFUSED


def is_allowed(host: str, port: int, allow_hosts: Iterable[str]) -> bool:
    """Whether the user allowed a host by name (``localhost``, ``127.0.0.1``, ``nas:8080``)."""
    name = _bare(host)
    for allowed in allow_hosts:
        wanted = allowed.strip().lower()
        if _bare(wanted) == name or wanted in {f"{name}:{port}", f"[{name}]:{port}"}:
            return True
    return False


def _bare(host: str) -> str:
    return host.strip().lower().removeprefix("[").removesuffix("]").rstrip(".")


def resolve(host: str, port: int, allow_hosts: Iterable[str]) -> list[str]:
    """The addresses of a host that may be connected to, in the resolver's order.

    Raises:
        InputError: ``TS-READ-10`` when the host has none but private ones and is
            not allowed by name.
        OSError: when the name does not resolve.
    """
    found = socket.getaddrinfo(_bare(host), port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if is_allowed(host, port, allow_hosts):
        return addresses
    public = [a for a in addresses if is_public(ipaddress.ip_address(a.partition("%")[0]))]
    if not public:
        raise InputError("TS-READ-10", host)
    return public
