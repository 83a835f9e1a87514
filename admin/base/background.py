"""Work that takes longer than a page: done in the background, told while it runs, and told of at its end."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any, cast

from flask import Flask, current_app, flash, request
from markupsafe import Markup

from admin.base import errors, rights
from rules.errors import RuleError

Tell = Callable[[int], None]
"""How many of the parts are done."""


@dataclass
class Work:
    """A person's work of a kind: how far it is, and what came of it once it is done; it ends with this process."""

    person_id: int
    all: int
    ids: tuple[int, ...] = ()
    done: int = 0
    made: bytes | None = None
    problem: Exception | None = None
    is_told: bool = False

    @property
    def is_running(self) -> bool:
        """Whether there is more to do."""
        return self.made is None and self.problem is None


WORKS: dict[tuple[int, str], Work] = {}
THREADS: dict[tuple[int, str], Thread] = {}
"""The work of this process, by person and kind."""
guard = Lock()
log = logging.getLogger("concord.background")


def init_app(app: Flask) -> None:
    """Tell a person of their work that has ended, on the next page they come to."""
    app.before_request(tell)


def begin(kind: str, ids: tuple[int, ...], make: Callable[[Tell], bytes]) -> None:
    """Begin to make something of these rows; while a person's work of a kind runs, a second start changes nothing."""
    app: Flask = cast(Any, current_app)._get_current_object()
    person = rights.person()
    key = (person.id if person else 0, kind)
    with guard:
        if (there := WORKS.get(key)) and there.is_running:
            return
        work = WORKS[key] = Work(key[0], len(ids), ids)
        THREADS[key] = Thread(target=run, args=(app, work, make), daemon=True)
        THREADS[key].start()


def run(app: Flask, work: Work, make: Callable[[Tell], bytes]) -> None:
    """Do the work; a refusal is kept as its own sentence, anything else is our bug."""

    def tell(done: int) -> None:
        work.done = done

    with app.app_context():
        try:
            work.made = make(tell)
        except RuleError as refusal:
            work.problem = refusal
        except Exception as error:
            log.exception("a work in the background failed")
            work.problem = error


def of(kind: str) -> Work | None:
    """The work of a kind that the signed-in person began, if it is still there."""
    person = rights.person()
    return WORKS.get((person.id, kind)) if person else None


def drop(kind: str) -> None:
    """Forget the work of a kind: it was taken, or is no longer right."""
    person = rights.person()
    if person:
        WORKS.pop((person.id, kind), None)
        THREADS.pop((person.id, kind), None)


ENDED: dict[str, Callable[[Work], str | Markup]] = {}
"""What is said at the end of each kind of work, by the screen that begins it."""


def tell() -> None:
    """Say once that a person's work has ended, whatever page they come to."""
    if not WORKS or request.method != "GET" or request.endpoint in (None, "static") or request.blueprint == "search":
        return
    person = rights.person()
    for (whose, kind), work in list(WORKS.items()):
        if person and whose == person.id and not work.is_running and not work.is_told:
            work.is_told = True
            if isinstance(work.problem, RuleError):
                errors.tell(work.problem)
            else:
                flash(ENDED[kind](work), "error" if work.problem else "success")
