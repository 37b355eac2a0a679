"""`vedette run` as a soak starts it: the soak's network counts as public, and no other does.

With --allow-private, a redirect to the machine itself would not be refused.
"""

import ipaddress

from pipelines.cli import main
from pipelines.sources import addresses
from tests.soak.server import NETWORK

_is_public = addresses.is_public


def _is_public_here(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address in NETWORK or _is_public(address)


if __name__ == "__main__":
    addresses.is_public = _is_public_here
    main.main()
