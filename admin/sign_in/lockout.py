"""Lock-out as the forms of sign-in ask it: by what was typed, the address and the device of the request."""

from contextlib import suppress

from flask import request
from flask_security.proxies import _security

from admin.base import clock
from admin.sign_in import device
from models import transaction
from models.audit import AuditAction
from models.user import User
from services import audit
from services.user import lockout
from services.user.lockout import Attempt


def attempt(account: str) -> Attempt:
    """Who tries an account, in whatever spelling it is looked up by."""
    with suppress(ValueError):  # What is no address at all is counted as it was typed.
        account = str(_security._mail_util.normalize(account))
    return Attempt(account, request.remote_addr or "", device.of_request())


def is_locked(account: str) -> bool:
    """Whether the account is closed for whoever asks."""
    return lockout.is_locked(attempt(account), clock.now())


def note_failure(account: str, user: User | None, what: str) -> None:
    """Count and write down a failed attempt."""
    with transaction.writing():
        lockout.note(attempt(account), clock.now())
        audit.record(AuditAction.sign_in_failed, user, reason=what)


def forget(account: str) -> None:
    """Start counting anew after a success, in the transaction that notes it."""
    lockout.forget(attempt(account))
