"""Resident memory of the real server under twenty people: `python -m bench.crowd [COUNT]`; 300 MB is the bar.

The server is the one that people start, `python app.py` with waitress, on a copy of a book of the given size. Nineteen
collectors and a manager, each by a connection of their own, ask for the pages of a day in turns. Memory is what Linux
says of the process: resident when it has just begun to serve, and the most that it ever was.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

from bench import book
from bench.kit import books, desk
from models.base import db
from models.case import Case
from models.user import User
from rules.access import Role

PEOPLE, TURNS = 20, 5
MOST_MB = 300
PAGES = (
    "/",
    "/my-day/",
    "/cases/",
    "/cases/?search=王",
    "/cases/details/?id={case}",
    "/borrowers/",
    "/loans/",
    "/payments/",
)
START_SECONDS = 120


class Visitor(NamedTuple):
    """Somebody who is signed in: the cookie, and a case in reach."""

    cookie: str
    case_id: int


def main(count: int) -> None:
    """Serve a copy of a book to everybody at once, and tell the memory; ends with 1 above the bar."""
    with books.opened(count, scratch=True) as opened:
        visitors = list(people(opened.app))
    with serving(opened.folder, opened.url) as (port, pid):
        start = memory(pid, "VmRSS")
        with ThreadPoolExecutor(PEOPLE) as crowd:
            asked = sum(crowd.map(lambda each: visit(each, port), visitors))
        most = memory(pid, "VmHWM")
    told = f"{count:,} cases, {books.kind()}, {len(visitors)} people, {asked} pages"
    print(f"{told}: {start} MB at start, at most {most} MB")
    if most > MOST_MB:
        raise SystemExit(f"More than {MOST_MB} MB.")


def people(app: Flask) -> Iterator[Visitor]:
    """A manager and collectors who have cases."""
    manager = db.session.scalars(select(User).where(User.role == Role.manager).order_by(User.id)).first()
    workers = select(User).where(User.role == Role.collector).order_by(User.id).limit(PEOPLE - 1)
    for person in [each for each in (manager, *db.session.scalars(workers)) if each]:
        own = select(Case.id).order_by(Case.id).limit(1)
        own = own.where(Case.assignee_id == person.id) if person.role == Role.collector else own
        yield Visitor(desk.cookie(app, person), db.session.scalar(own) or 0)


@contextmanager
def serving(folder: Path, url: str) -> Iterator[tuple[int, int]]:
    """The server of a book on a free port, for as long as it is needed: its port and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    env = {**os.environ, **book.environment(folder, url), "CONCORD_PORT": str(port)}
    with subprocess.Popen([sys.executable, "app.py"], cwd=book.ROOT, env=env, stdout=subprocess.DEVNULL) as process:
        try:
            wait(port)
            yield port, process.pid
        finally:
            process.terminate()


def wait(port: int) -> None:
    """Return as soon as the server answers."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with suppress(OSError):
            return ask(HTTPConnection("127.0.0.1", port), "/healthz", "")
        time.sleep(0.2)
    raise SystemExit("The server did not start.")


def visit(visitor: Visitor, port: int) -> int:
    """Ask for all pages, turn after turn; gives how many."""
    connection = HTTPConnection("127.0.0.1", port)
    paths = [page.format(case=visitor.case_id) for page in PAGES] * TURNS
    for path in paths:
        ask(connection, path, visitor.cookie)
    connection.close()
    return len(paths)


def ask(connection: HTTPConnection, path: str, cookie: str) -> None:
    """Get a page, or the way to another one; anything else ends the bench."""
    connection.request("GET", path.replace("王", "%E7%8E%8B"), headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    if answer.status not in (200, 302):
        raise SystemExit(f"{path} answered {answer.status}")


def memory(pid: int, name: str) -> int:
    """A line of the process's status, in MB."""
    found: Sequence[str] = re.findall(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[0]) // 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
