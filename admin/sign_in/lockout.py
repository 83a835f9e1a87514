"""Lock-out: ten failures for one account from one address within fifteen minutes close it there for fifteen minutes."""

from flask import Flask, current_app, request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from models import transaction
from models.audit import AuditAction
from models.user import User
from services import audit

FAILURES = parse("10 per 15 minutes")
LOCKED_SECONDS = 15 * 60


def init_app(app: Flask) -> None:
    """Keep the count of failures in this process, which is the only one that serves."""
    app.extensions["lockout"] = MemoryStorage()


def key(account: str) -> str:
    """An account as it is tried from one address; whether it exists does not matter."""
    return f"{account.strip().lower()} {request.remote_addr}"


def is_locked(account: str) -> bool:
    """Whether the account is closed for whoever asks from this address."""
    return bool(current_app.extensions["lockout"].get(f"locked {key(account)}"))


def note_failure(account: str, user: User | None, what: str) -> None:
    """Count and write down a failed attempt, and lock at the tenth."""
    storage = current_app.extensions["lockout"]
    window = MovingWindowRateLimiter(storage)
    window.hit(FAILURES, key(account))
    if not window.test(FAILURES, key(account)):
        storage.incr(f"locked {key(account)}", LOCKED_SECONDS)
    with transaction.writing():
        audit.record(AuditAction.sign_in_failed, user, reason=what)


def forget(account: str) -> None:
    """Start counting anew after a success."""
    MovingWindowRateLimiter(current_app.extensions["lockout"]).clear(FAILURES, key(account))
