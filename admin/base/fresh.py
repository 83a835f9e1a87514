"""What takes data out or lets people in asks for a sign-in within the hour: the password once more."""

from datetime import timedelta
from typing import Any

from flask import jsonify, redirect, request, url_for
from flask_babel import gettext
from flask_security.utils import check_and_update_authn_fresh
from werkzeug.exceptions import Unauthorized

from admin.base import rights
from rules import session as rule


class Stale(Unauthorized):
    """The sign-in is older than an hour: it is asked for once more, and then goes on where it was."""


def need() -> None:
    """Raise Stale where the signed-in person has not shown who they are for an hour."""
    if is_stale():
        raise Stale


def is_stale() -> bool:
    """Whether the signed-in person has not shown who they are for an hour."""
    return rights.person() is not None and not check_and_update_authn_fresh(rule.FRESH, timedelta(0))


def ask(error: Stale) -> Any:
    """Ask for the password, then go on: to the page itself, or to the one whose form was sent; our script is told."""
    back = request.full_path if request.method == "GET" else local(request.referrer)
    address = url_for("security.verify", next=back)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=gettext("Enter your password once more first."), verify=address), 401
    return redirect(address)


def local(address: str | None) -> str:
    """The path of an address of this house; the first page for any other."""
    here = request.host_url
    return "/" + address.removeprefix(here) if address and address.startswith(here) else "/"
