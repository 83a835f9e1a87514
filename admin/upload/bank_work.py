"""The landing of a bank file, in a thread of its own: told step by step, stopped wherever it is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple, cast

from flask import Flask, current_app, request

from admin.base import clock, rights
from admin.upload import work
from admin.upload.work import STOPPED
from models import db, statistics, transaction
from models.lender import Lender
from models.sentence import packed
from models.user import User
from rules.receipt.words import Way
from services import audit
from services.portfolio import Progress, patience
from services.portfolio import store as portfolio_store
from services.portfolio.store import Upload
from services.receipt import file as receipt_file
from services.receipt.file import Answers, AskError, Opened

ENDINGS = ".csv,.tsv,.txt,.xlsx,.xml,.ofx,.qfx,.qif,.sta,.mt940,.940,.942,.bai,.bai2"
LAND, CHOSEN = "land", "chosen"


class Chosen(NamedTuple):
    """What a person chose: the field of each header, what comes first in a day, the account, and where amounts went."""

    columns: Mapping[str, str]
    order: str
    account: str
    unsigned: str = ""

    @property
    def answers(self) -> Answers:
        """What the service asks for."""
        first = {"day": True, "month": False}.get(self.order)
        return Answers(self.columns, first, self.account, {}, True, Way(self.unsigned) if self.unsigned else None)


def store() -> Path:
    """The folder in which bank files wait."""
    folder: Path = current_app.config["CONCORD"].data_dir / "bank-files"
    return folder


def state(upload: Upload) -> dict[str, Any] | None:
    """How far the landing is; one that should run but does not was cut off. None where it was never begun."""
    is_running = upload.token in work.RUNNING
    found: dict[str, Any] | None = portfolio_store.told(store(), upload.token, LAND)
    if found and found["status"] == "running" and not is_running:
        found["status"] = "cut off"
    return found


def say(upload: Upload, unsigned: str) -> None:
    """Keep what a person said of amounts without a sign, for the next start."""
    chosen = Chosen(**portfolio_store.told(store(), upload.token, CHOSEN))
    portfolio_store.note(store(), upload.token, CHOSEN, chosen._replace(unsigned=unsigned)._asdict())


def begin(upload: Upload, chosen: Chosen) -> None:
    """Keep what was chosen, and start the landing."""
    portfolio_store.note(store(), upload.token, CHOSEN, chosen._asdict())
    again(upload)


def again(upload: Upload) -> None:
    """Start the landing, or go on with it; while it runs, a second start changes nothing."""
    app: Flask = cast(Any, current_app)._get_current_object()
    person = rights.person()
    actor = audit.Actor(person.id, person.name, request.remote_addr or "") if person else audit.Actor()
    with work.guard:
        if upload.token in work.RUNNING:
            return
        STOPPED.discard(upload.token)
        portfolio_store.note(store(), upload.token, LAND, blank())
        work.RUNNING[upload.token] = Thread(target=run, args=(app, upload, actor), daemon=True)
        work.RUNNING[upload.token].start()


def blank() -> dict[str, Any]:
    """What is told of the landing before its first step."""
    return {"status": "running", "rows": 0, "total": 0, "counts": {}, "unknown": [], "batch": None, "problem": None}


def run(app: Flask, upload: Upload, actor: audit.Actor) -> None:
    """Land the file, and tell how it ended."""
    with app.app_context():
        told = blank()
        try:
            with patience.heeding(lambda: upload.token in STOPPED):
                told["status"] = land(upload, actor, told)
            statistics.gather()
        except patience.StoppedError:
            told["status"] = "stopped"
        except AskError as asks:
            told["status"], told["unknown"] = "asks", [list(each) for each in asks.unknown]
        except Exception as error:  # noqa: BLE001 - the page tells that it failed, the log tells why
            told["status"], told["problem"] = "failed", work.problem(error)
        finally:
            if portfolio_store.find(store(), upload.token):
                portfolio_store.note(store(), upload.token, LAND, told)
            work.RUNNING.pop(upload.token, None)
            db.session.remove()


def land(upload: Upload, actor: audit.Actor, told: dict[str, Any]) -> str:
    """Read the file, then land it step by step; gives how it ended."""
    folder = store()
    chosen = Chosen(**portfolio_store.told(folder, upload.token, CHOSEN))
    source = portfolio_store.sources(folder, upload)[0]
    found = receipt_file.opened(source, upload.lender_id, chosen.answers)
    told["total"] = sum(table.surveyed.rows for table in found.tables)
    db.session.info["now"] = clock.now()
    audit.sign(actor)
    for step in transaction.stepwise(steps(upload, found, chosen.account, actor)):
        add(told, step)
        if upload.token in STOPPED and not step.finished:
            return "stopped"
        portfolio_store.note(folder, upload.token, LAND, told)
    return "done"


def steps(upload: Upload, found: Opened, account: str, actor: audit.Actor) -> Iterator[Progress]:
    """Take the file in."""
    lender = db.session.get_one(Lender, upload.lender_id)
    user = db.session.get(User, actor.user_id) if actor.user_id else None
    yield from receipt_file.land(found, lender, clock.today(), clock.now(), user, account)


def add(told: dict[str, Any], step: Progress) -> None:
    """Add a step to what is told."""
    told["rows"], told["batch"] = step.rows_done, step.batch_id
    told["counts"] = dict(Counter(told["counts"]) + step.counts)
    if step.error:
        told["problem"] = packed(step.error.sentence)
