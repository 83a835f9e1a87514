"""A page in a pane: without the frame, beside a list of the house's own pages and of nobody else's."""

from typing import Any

from flask import Flask, request

IN_PANES = ("case.", "my_day.")
WHOLE = ("case.index_view", "my_day.share")
"""What a link of a pane opens in the whole window: it is no page of one case."""


def init_app(app: Flask) -> None:
    """Let pages of a case stand in a pane, and what they lead to with them; before anything else guards the answer."""
    app.url_defaults(carry)
    app.after_request(allow)


def asked() -> bool:
    """Whether the page was asked for in a pane."""
    return request.args.get("pane") == "1" and (request.endpoint or "").startswith(IN_PANES)


def carry(endpoint: str, values: dict[str, Any]) -> None:
    """Let links and posts of a pane stay in it, as far as they belong to a case."""
    if request and asked() and endpoint.startswith(IN_PANES) and endpoint not in WHOLE:
        values.setdefault("pane", 1)


def allow(response: Any) -> Any:
    """Let a page of the house hold a pane; a page that was not asked for in one is never held by another."""
    if asked():
        policy = response.headers.get("Content-Security-Policy", "")
        response.headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
