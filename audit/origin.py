"""From where the current request comes, for whoever records an event while it is served."""

import ipaddress
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

USER_AGENT_LENGTH = 300


@dataclass(frozen=True)
class Origin:
    """address: IP address or None when it is unknown. user_agent: what the browser calls itself."""

    address: str | None
    user_agent: str


# A context variable rather than an argument: actions are called from views and commands alike, and most of
# them have no business knowing about requests.
current: ContextVar[Origin | None] = ContextVar("audit_origin", default=None)


def origin_of(request: HttpRequest) -> Origin:
    """The origin of a request, behind as many proxies as the setting TRUSTED_PROXIES says (0: none)."""
    return Origin(client_address(request), request.headers.get("User-Agent", "")[:USER_AGENT_LENGTH])


def client_address(request: HttpRequest) -> str | None:
    """The client's IP address, or None when there is none to be had.

    Each trusted proxy appends the address it was called from to X-Forwarded-For, so with n proxies the n-th
    from the right is the client; what stands further left was sent by the client and can be anything.
    """
    proxies = getattr(settings, "TRUSTED_PROXIES", 0)
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(hops) >= proxies and (forwarded := _ip(hops[-proxies])):
        return forwarded
    return _ip(request.META.get("REMOTE_ADDR", ""))


def _ip(text: str) -> str | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        # A zone ("%eth0") is about the server's own wires.
        address = address.ipv4_mapped or ipaddress.IPv6Address(int(address))
    return str(address)
