"""The work on a history: a file comes in in a thread of its own, while its page tells how far it is."""

import logging
from threading import Thread
from typing import Any, cast

from flask import Flask, current_app, request

from admin.base import clock, rights
from models import db, transaction
from rules.errors import RuleError
from rules.sentence import Sentence
from services import audit
from services.month import history
from services.portfolio.file import File

RUNNING: dict[int, Thread] = {}
"""The files that this process takes in now, by the id of their row."""
BROKEN = Sentence("Something broke on our side; take the file in again.")
CUT_OFF = Sentence("It was cut off; take the file in again.")
log = logging.getLogger("concord.history")


def begin(file_id: int, file: File, currency: str) -> None:
    """Take a file in, in the background."""
    app: Flask = cast(Any, current_app)._get_current_object()
    person = rights.person()
    actor = audit.Actor(person.id, person.name, request.remote_addr or "") if person else audit.Actor()
    RUNNING[file_id] = Thread(target=work, args=(app, file_id, file, currency, actor), daemon=True)
    RUNNING[file_id].start()


def work(app: Flask, file_id: int, file: File, currency: str, actor: audit.Actor) -> None:
    """Take one step after the other; where it breaks, the row says why."""
    with app.app_context():
        try:
            db.session.info["now"] = clock.now()
            audit.sign(actor)
            for _ in transaction.stepwise(history.fill(file, file_id, currency, clock.now())):
                pass
        except Exception as error:
            if not isinstance(error, RuleError):
                log.error("a history failed", exc_info=error)
            with transaction.writing():
                history.broke(file_id, error.sentence if isinstance(error, RuleError) else BROKEN, clock.now())
        finally:
            RUNNING.pop(file_id, None)
            db.session.remove()
