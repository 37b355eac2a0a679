"""Which addresses may be connected to: public ones, whatever name or spelling leads there."""

import asyncio
import ipaddress
import socket
from typing import Any, Final

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

#: Allocated to hosts anywhere (RFC 4291 §2.4); what lies outside is local, or translates.
_GLOBAL_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
#: Embeds IPv4 for hosts that have IPv6 only (RFC 6052).
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
#: Public by their number, but not by their use: protocol assignments (Oracle's metadata among
#: them), relays of 6to4, and the platform address of Azure.
_SPECIAL: Final = tuple(
    map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32"))
)


class RefusedAddressError(OSError):
    """An address that must not be connected to."""


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is a public unicast one, also behind the IPv6 forms that embed IPv4."""
    if isinstance(address, ipaddress.IPv4Address):
        is_special = any(address in network for network in _SPECIAL)
        return address.is_global and not address.is_multicast and not is_special
    embedded = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        embedded = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if embedded is not None:
        return is_public(embedded)
    return address in _GLOBAL_UNICAST and address.is_global and address.teredo is None


def guarded_connector(limit: int, limit_per_host: int) -> aiohttp.TCPConnector:
    """A connector that reaches public addresses only.

    A name is refused when one of its addresses is not public. What is connected to in the end is
    checked again, since a host may be an address in disguise: digits of other scripts, say.
    """
    return aiohttp.TCPConnector(
        limit=limit,
        limit_per_host=limit_per_host,
        resolver=_GuardedResolver(),
        socket_factory=_public_socket,
        ttl_dns_cache=None,
    )


def find_refusal(error: BaseException | None) -> RefusedAddressError | None:
    """The refusal that an exception of aiohttp was raised from."""
    while error is not None:
        for cause in (error, getattr(error, "os_error", None)):
            if isinstance(cause, RefusedAddressError):
                return cause
        error = error.__cause__
    return None


def _is_public(written: str) -> bool:
    return is_public(ipaddress.ip_address(written.partition("%")[0]))


def _public_socket(info: tuple[int, int, int, str, tuple[Any, ...]]) -> socket.socket:
    family, kind, protocol, _, address = info
    if not _is_public(address[0]):
        raise RefusedAddressError(f"{address[0]} is not a public address")
    return socket.socket(family, kind, protocol)


class _GuardedResolver(AbstractResolver):
    def __init__(self) -> None:
        self._resolver: Any = None

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        self._resolver = self._resolver or aiohttp.ThreadedResolver(asyncio.get_running_loop())
        results: list[ResolveResult] = await self._resolver.resolve(host, port, family)
        for result in results:
            if not _is_public(result["host"]):
                raise RefusedAddressError(f"{host} leads to {result['host']}, which is not public")
        return results

    async def close(self) -> None:
        if self._resolver is not None:
            await self._resolver.close()
