"""The work of an upload: a dry run or the landing, in a thread of its own, told step by step."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from threading import Lock, Thread
from typing import Any, cast

from flask import Flask, current_app, request

from admin.base import clock, rights
from admin.upload.form import store
from models import db, statistics, transaction
from models.batch import RowOutcome
from models.rehearsal import rehearsal
from models.sentence import packed
from models.user import User
from rules.errors import RuleError
from services import audit, portfolio
from services.portfolio import Progress, outlook, patience
from services.portfolio import store as portfolio_store
from services.portfolio.store import Upload

DRY, LAND = "dry", "land"
MOST_CHANGES = 20
MOST = 100
RUNNING: dict[str, Thread] = {}
"""The work that this process does now, by the token of its upload."""
STOPPED: set[str] = set()
"""Tokens of the uploads whose work a person stopped."""
log = logging.getLogger("concord.upload")


def state(upload: Upload, phase: str) -> dict[str, Any] | None:
    """How far the work is; one that should run but does not was cut off. None where it was never begun."""
    is_running = upload.token in RUNNING
    found: dict[str, Any] | None = portfolio_store.told(store(), upload.token, phase)
    if found and found["status"] == "running" and not is_running:
        found["status"] = "cut off"
    return found


def blank() -> dict[str, Any]:
    """What is told of the work before its first step."""
    ends: dict[str, Any] = {"outlook": {}, "problem": None}
    return {"status": "running", "rows": 0, "counts": {}, "files": {}, "changes": [], "doubts": [], "odd": [], **ends}


def add(told: dict[str, Any], wrong: list[dict[str, Any]], step: Progress) -> None:
    """Add a step to what is told."""
    error = packed(step.error.sentence) if step.error else None
    columns = {"left_out": step.told.left_out, "others": step.told.others, "lacks": step.told.lacks}
    told["files"][step.file] = {"rows": step.rows_done, "batch": step.batch_id, "error": error, **columns}
    told["rows"] = sum(file["rows"] for file in told["files"].values())
    told["counts"] = dict(Counter(told["counts"]) + step.counts)
    revised = [each for each in step.changes if each.outcome is RowOutcome.revised]
    told["changes"] += [each._asdict() for each in revised[: MOST_CHANGES - len(told["changes"])]]
    told["doubts"] += [{"file": step.file, **each._asdict()} for each in step.doubts][: MOST - len(told["doubts"])]
    odd = [{"file": step.file, **each._asdict()} for each in step.contradictions]
    told["odd"] += odd[: MOST - len(told["odd"])]
    outlook.add(told["outlook"], step.figures)
    wrong += [{"file": step.file, **each._asdict()} for each in step.wrong]


def problem(error: Exception) -> dict[str, Any]:
    """Why the work stopped: a rule's own sentence, else only that it broke."""
    if isinstance(error, RuleError):
        return packed(error.sentence)  # type: ignore[no-any-return]
    log.error("an import failed", exc_info=error)
    return {"message": "", "values": {}}


guard = Lock()


def begin(upload: Upload, phase: str) -> None:
    """Start the work in the background; while it runs, a second start changes nothing."""
    app: Flask = cast(Any, current_app)._get_current_object()
    person = rights.person()
    actor = audit.Actor(person.id, person.name, request.remote_addr or "") if person else audit.Actor()
    with guard:
        if upload.token in RUNNING:
            return
        STOPPED.discard(upload.token)
        portfolio_store.note(store(), upload.token, phase, blank())
        RUNNING[upload.token] = Thread(target=work, args=(app, upload, phase, actor), daemon=True)
        RUNNING[upload.token].start()


def stop(upload: Upload) -> None:
    """Let the work end where it is; what has landed stays."""
    STOPPED.add(upload.token)


def work(app: Flask, upload: Upload, phase: str, actor: audit.Actor) -> None:
    """Do the work, and tell how it ended."""
    with app.app_context():
        told, wrong = blank(), list[dict[str, Any]]()
        try:
            with patience.heeding(lambda: upload.token in STOPPED):
                run(upload, phase, actor, told, wrong)
            if phase == LAND:
                statistics.gather()
            told["status"] = "done"
        except patience.StoppedError:
            told["status"] = "stopped"
        except Exception as error:  # noqa: BLE001 - the page tells that it failed, the log tells why
            told["status"], told["problem"] = "failed", problem(error)
        finally:
            if portfolio_store.find(store(), upload.token):
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
        for step in transaction.stepwise(steps(upload, folder, actor, phase), keep=phase == LAND):
            add(told, wrong, step)
            if not step.finished:
                patience.check()
            portfolio_store.note(folder, upload.token, phase, told)


def steps(upload: Upload, folder: Path, actor: audit.Actor, phase: str) -> Iterator[Progress]:
    """Find or make the portfolio, and land the files; a dry run looks at what they mean."""
    user = db.session.get(User, actor.user_id) if actor.user_id else None
    target = portfolio.named(upload.portfolio, upload.lender)
    found = portfolio_store.sources(folder, upload)
    looks = phase == DRY
    yield from portfolio.place(found, target, upload.day, clock.today(), clock.now(), user, looks=looks)
