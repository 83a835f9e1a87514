"""The work of an upload: a dry run or the landing, in a thread of its own, told step by step."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from threading import Lock, Thread
from typing import Any, cast

from flask import Flask, current_app, request

from admin import upload_state
from admin.base import clock, rights, transaction
from admin.base.rehearsal import rehearsal
from admin.upload_state import DRY, LAND, RUNNING
from admin.upload_target import store
from models import db
from models.user import User
from services import audit, portfolio, portfolio_store
from services.portfolio import Progress
from services.portfolio_store import Upload

guard = Lock()


def begin(upload: Upload, phase: str) -> None:
    """Start the work in the background; while it runs, a second start changes nothing."""
    app: Flask = cast(Any, current_app)._get_current_object()
    person = rights.person()
    actor = audit.Actor(person.id, person.name, request.remote_addr or "") if person else audit.Actor()
    with guard:
        if upload.token in RUNNING:
            return
        portfolio_store.note(store(), upload.token, phase, upload_state.blank())
        RUNNING[upload.token] = Thread(target=work, args=(app, upload, phase, actor), daemon=True)
        RUNNING[upload.token].start()


def work(app: Flask, upload: Upload, phase: str, actor: audit.Actor) -> None:
    """Do the work, and tell how it ended."""
    with app.app_context():
        told, wrong = upload_state.blank(), list[dict[str, Any]]()
        try:
            run(upload, phase, actor, told, wrong)
            told["status"] = "done"
        except Exception as error:  # noqa: BLE001 - the page tells that it failed, the log tells why
            told["status"], told["problem"] = "failed", upload_state.problem(error)
        finally:
            portfolio_store.note(store(), upload.token, f"{phase}-wrong", wrong)
            portfolio_store.note(store(), upload.token, phase, told)
            RUNNING.pop(upload.token, None)
            db.session.remove()


def run(upload: Upload, phase: str, actor: audit.Actor, told: dict[str, Any], wrong: list[dict[str, Any]]) -> None:
    """Take one step after the other and note each."""
    folder = store()
    with rehearsal() if phase == DRY else nullcontext():
        db.session.info["now"] = clock.now()
        audit.sign(actor)
        for step in transaction.stepwise(steps(upload, folder, actor), keep=phase == LAND):
            upload_state.add(told, wrong, step)
            portfolio_store.note(folder, upload.token, phase, told)


def steps(upload: Upload, folder: Path, actor: audit.Actor) -> Iterator[Progress]:
    """Find or make the portfolio, and land the files."""
    user = db.session.get(User, actor.user_id) if actor.user_id else None
    target = portfolio.named(upload.portfolio, upload.lender)
    found = portfolio_store.sources(folder, upload)
    yield from portfolio.place(found, target, upload.day, clock.today(), clock.now(), user)
