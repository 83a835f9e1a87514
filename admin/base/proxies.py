"""Who asks, by which scheme and for which host: the reverse proxies in front say it here, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS = ("FORWARDED", *(f"X_FORWARDED_{name}" for name in ("FOR", "PROTO", "HOST", "PORT", "BY", "PREFIX")))
SCHEMES = ("http", "https")


class Proxies:
    """Believes as many proxies as stand in front, counted from here outwards, and takes all such headers away.

    Libraries behind it (Talisman, Flask-Login) read them too, and would believe whoever wrote into them first.
    """

    def __init__(self, app: WSGIApplication, count: int) -> None:
        self.app, self.count = app, count

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request as it came to the outermost of these proxies."""
        told = {name: str(environ.pop(f"HTTP_{name}", "")) for name in HEADERS}
        environ.update(believed(told, self.count) if self.count else {})
        return self.app(environ, start_response)


def believed(told: Mapping[str, str], count: int) -> dict[str, str]:
    """What so many proxies say for sure of address, scheme and host; what they do not say stays as it is."""
    scheme = outermost(told["X_FORWARDED_PROTO"], count).lower()
    found = {
        "REMOTE_ADDR": client(told["X_FORWARDED_FOR"], count),
        "wsgi.url_scheme": scheme if scheme in SCHEMES else "",
        "HTTP_HOST": outermost(told["X_FORWARDED_HOST"], count),
    }
    return {name: value for name, value in found.items() if value}


def client(chain: str, count: int) -> str:
    """The address that the outermost proxy saw: every proxy adds one, whoever asks may have written more before them.

    Empty where the chain is shorter than the proxies, or where it says no address.
    """
    hops = chain.split(",")
    return address(hops[-count].strip()) if len(hops) >= count else ""


def outermost(chain: str, count: int) -> str:
    """What the outermost proxy says; most proxies hand scheme and host on, or put theirs in place of it."""
    return chain.split(",")[-count:][0].strip()


def address(text: str) -> str:
    """An address without the brackets and the port that some proxies add; empty where it is none."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
