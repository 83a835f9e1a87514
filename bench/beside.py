"""People beside a night, or files, on SQLite: `python -m bench.beside [files] [COUNT] [PEOPLE] [SECONDS]`.

By default 10,000 cases and 50 people.

The server is the one that people start. A manager begins the night, the first one, in which every overdue case opens,
and then the week is measured; meanwhile people open pages and log calls, each by a connection of their own, and a
process of its own asks for the writer's turn ten times a second. No answer may be an error; at 100,000 cases, beside a
few people, so that the processor is not what they wait for, no turn may come later than after half a second. A third
number ends it after so many seconds, whether the night is through or not.

With `files` the manager brings files instead: a portfolio and a bank file of COUNT lines each, and every hostile file
by both pages, until all are read, landed or refused. No turn may come later than after a second, whatever the count.
"""

import math
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from bench import bank, book, crowd, night
from bench.kit import desk
from bench.life.browser import BreachError, Browser, Form, MissingError, Page
from models import database, db
from models.case import Case
from models.transaction import writing
from models.user import User
from rules.access import Level, Role
from services import team, user

PAGES = ("/my-day/", "/cases/", "/borrowers/", "/")
PAUSE, PROBE = 1.0, 0.1
"""Seconds between two clicks of a person, at most, and between two turns that are asked for."""
MOST = 0.5
"""Seconds after which a turn to write has to come."""
MOST_BESIDE_FILES = 1.0
"""The same while a file is read or lands. Both are seconds."""
LARGE, FEW = 100_000, 2_000


class Seen(NamedTuple):
    """What the people saw: how often what, the slowest saves, and the longest waits for a turn, in seconds."""

    counts: Counter[str]
    saves: list[float]
    turns: list[float]


def main(count: int, people: int, most_seconds: float, files: bool = False) -> None:
    """Make a book, serve it, let people work beside its first night or beside files, and tell what they waited for."""
    with tempfile.TemporaryDirectory(prefix="concord-beside-") as name:
        folder = Path(name)
        with book.opened(folder) as app:
            database.create()
            night.DAY = team.today(datetime.now(UTC))
            night.build(min(count, FEW) if files else count)
            cookies, ids = staffed(people), list(db.session.scalars(select(Case.id).limit(500)))
            known = [desk.cookie(app, person).partition("=")[::2] for person in cookies]
        seen, over = Seen(Counter(), [], []), threading.Event()
        with crowd.serving(folder, "") as (port, _):
            address = f"http://127.0.0.1:{port}"
            jobs = [threading.Thread(target=click, args=(address, each, ids, seen, over)) for each in known]
            jobs.append(threading.Thread(target=probe, args=(folder / "concord.db", seen, over)))
            for job in jobs:
                job.start()
            begun = time.monotonic()
            if files:
                bring(address, known[0], count, seen)
            else:
                run(address, known[0], folder, begun + most_seconds)
            took = time.monotonic() - begun
            over.set()
            for job in jobs:
                job.join()
        tell(count, people, took, seen, files)


def staffed(people: int) -> list[User]:
    """Managers, who reach every case."""
    with writing():
        for number in range(people):
            user.add(f"person{number}@desk.example", f"Person {number}", Role.manager, Level.manager, None)
    return list(db.session.scalars(select(User).order_by(User.id)))


def run(address: str, cookie: tuple[str, str], folder: Path, until: float) -> None:
    """Begin the night as a person does, wait for its end, and measure the week by the command."""
    browser = Browser(address)
    browser.cookies = dict([cookie])
    browser.send(browser.open("/night/").form("/night/run/"))
    with closing(sqlite3.connect(folder / "concord.db", timeout=60)) as connection:
        while connection.execute("SELECT count(*) FROM job_run WHERE status = 'done'").fetchone() == (0,):
            if time.monotonic() > until:
                return
            time.sleep(0.5)
    command = [sys.executable, "-m", "flask", "job", "weekly"]
    env = {**book.environment(folder), "PATH": "/usr/bin"}
    subprocess.run(command, cwd=book.ROOT, env=env, check=True, stdout=subprocess.DEVNULL)


def bring(address: str, cookie: tuple[str, str], count: int, seen: Seen) -> None:
    """Bring a large portfolio, a large bank file, and every hostile file by both pages."""
    browser = Browser(address)
    browser.cookies = dict([cookie])
    head = "contract_no,borrower_reference,name,phones,principal,outstanding_principal,due_on"
    rows = (f"F{n},FB{n},Person {n},140{n:08},1000,800,2026-01-05" for n in range(count))
    form = browser.open("/upload/").holding("as_of")
    known = next(value for value, _ in form.choices["portfolio"] if value != "0")
    large = ("loans.csv", "\n".join([head, *rows]).encode())
    page = browser.send(form, {"files": large}, portfolio=known)
    page = settled(browser, browser.send(page.holding("column-0-0")))
    landing = [each for each in page.forms if each.action.endswith("/land/")]
    seen.counts[f"portfolio: {settled(browser, browser.send(landing[0])).said or 'landed'}"] += 1
    lines = ("bank.csv", bank.csv_of(1, min(count, FEW), count).encode())
    page = browser.send(browser.open("/bank-upload/").holding("lender"), {"file": lines})
    seen.counts[f"bank file: {settled(browser, browser.send(page.holding('column-0'))).said or 'landed'}"] += 1
    for name, data in bank.hostile().items():
        for path, field, start in (("/upload/", "files", "as_of"), ("/bank-upload/", "file", "lender")):
            form = browser.open(path).holding(start)
            more = {"portfolio": known} if field == "files" else {}
            settled(browser, browser.send(form, {field: (f"{name}.xlsx", data)}, **more))
            seen.counts["hostile files"] += 1


def settled(browser: Browser, page: Page) -> Page:
    """The page once its work is over: meanwhile it renews itself."""
    while "<progress" in page.text or "http-equiv" in page.text:
        time.sleep(0.2)
        page = browser.open(page.path)
    return page


def click(address: str, cookie: tuple[str, str], ids: list[int], seen: Seen, over: threading.Event) -> None:
    """Open pages and log calls until the night is over."""
    browser, dice = Browser(address), random.Random(cookie[1])
    browser.cookies = dict([cookie])
    while not over.wait(dice.uniform(0, PAUSE)):
        path = dice.choice((*PAGES, f"/cases/details/?id={dice.choice(ids)}"))
        try:
            page = browser.open(path)
            seen.counts["pages"] += 1
            if "/details/" in path:
                save(browser, page.form("/cases/log/"), seen)
        except MissingError:
            seen.counts["nothing to save"] += 1
        except (BreachError, OSError) as error:
            seen.counts[f"error: {error}"] += 1


def save(browser: Browser, form: Form, seen: Seen) -> None:
    """Log that nobody answered."""
    outcome = next(value for value, code in form.choices["outcome"] if code == "NA")
    begun = time.monotonic()
    browser.send(form, outcome=outcome, then="stay", note="Looked at.", amount="", promised_on="")
    seen.saves.append(time.monotonic() - begun)


def probe(path: Path, seen: Seen, over: threading.Event) -> None:
    """Ask for the writer's turn as another process does, and give it back at once."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        while not over.wait(PROBE):
            begun = time.monotonic()
            while not database.begun(connection):
                time.sleep(database.GLANCE)
            seen.turns.append(time.monotonic() - begun)
            connection.execute("ROLLBACK")


def tell(count: int, people: int, took: float, seen: Seen, files: bool) -> None:
    """Print what was seen; errors, and waits above the bar, end with 1."""
    most, what = (MOST_BESIDE_FILES, "lines") if files else (MOST, "cases")
    wrong = {name: number for name, number in seen.counts.items() if name.startswith("error")}
    during = "files" if files else "night and week"
    print(f"{count:,} {what}, {people} people, {took:.0f} s of {during}: {dict(seen.counts)}")
    for name, found in (("saves", sorted(seen.saves)), ("turns", sorted(seen.turns))):
        shares = ", ".join(f"{share:.0%} within {at(found, share):.3f} s" for share in (0.5, 0.99, 1))
        print(f"{len(found)} {name}: {shares}")
    late = [each for each in seen.turns if each > most] if files or count >= LARGE else []
    if wrong or late:
        raise SystemExit(f"{wrong or ''} {len(late)} turns came after more than {most} s.")


def at(values: list[float], share: float) -> float:
    """The value below which that share of them lies; 0 where there is none."""
    return values[min(len(values) - 1, math.ceil(len(values) * share) - 1)] if values else 0.0


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "files"]
    given = [int(word) for word in words]
    main(*(given + [10_000, 50, 24 * 3600][len(given) :]), files=len(words) < len(sys.argv) - 1)
