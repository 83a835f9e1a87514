"""Live six weeks of a small desk with the code of an earlier release, and write its rows down; README.md says how."""

import hashlib
import logging
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path.cwd()))

from flask_migrate import upgrade

import config
from app import create_app
from jobs import timetable
from models import db
from models.borrower import Phone
from models.hold import HoldKind
from models.referral import ReferralStatus
from rules.access import Role
from rules.errors import RuleError
from services import hold, payment, plan, promise, referral
from tests import desk, makers

KEYS = hashlib.sha256(b"concord books of earlier releases, synthetic people only").hexdigest()
FIRST, DAYS = date(2026, 2, 2), 36
"""A Monday, and so many days."""
PAPER = b"%PDF-1.4 a paper of an old book"
"""The one paper of a book; `document.store` puts it back."""
LEFT_OUT = {"sqlite_stat1": "1 = 1", "audit_entry": "id > 40", "job_run": "job = 'daytime' AND id > 20"}
"""What is left out of each table, as nothing else hangs on it."""


class Clock:
    """A clock that the story moves."""

    def __init__(self) -> None:
        self.now = desk.at(FIRST)

    def __call__(self) -> datetime:
        return self.now


class Story:
    """What happens on which day; `cases` and `money` are found by name."""

    def __init__(self) -> None:
        self.cases: dict[str, Any] = {}
        self.money: dict[str, Any] = {}

    def begin(self) -> None:
        """Lend, in yuan and in yen, and know a firm and the people of the desk."""
        portfolio, due = desk.start(), date(2026, 2, 1)
        for role in (Role.administrator, Role.manager, Role.collector):
            makers.make_user(role=role)
        self.firm = makers.make_legal_partner(**known("LegalPartner", agreement_until=date(2027, 1, 1), capacity=9))
        dues = [due, date(2026, 3, 1), date(2026, 4, 1)]
        for name in ("bounced", "kept", "broken", "held", "back"):
            self.cases[name] = desk.lend(portfolio, dues)
        for name in ("sent", "proposed"):
            self.cases[name] = desk.lend(portfolio, [date(2025, 11, 1)], "900.00", opened_on=date(2025, 6, 1))
        for name in ("yen", "yen_plan"):
            self.cases[name] = desk.lend(portfolio, dues, "10000", currency="JPY")
        for row in db.session.scalars(db.select(Phone)):
            row.number = f"140{row.id:08}"

    def acts(self) -> dict[int, Callable[[date, datetime], object]]:
        """What people do, by the number of the day."""
        return {
            1: lambda day, now: self.pay("yen", "4000", day),
            2: lambda day, now: promise.make(self.cases["kept"], Decimal("100.00"), day + timedelta(days=4), day, now),
            3: lambda day, now: promise.make(self.cases["broken"], Decimal("100.00"), day, day, now),
            5: lambda day, now: self.pay("kept", "100.00", day),
            8: lambda day, now: self.pay("bounced", "60.00", day),
            10: lambda day, now: payment.reverse(self.money["bounced"], day, "returned by the bank"),
            14: lambda day, now: self.agree(day, now),
            16: lambda day, now: self.refer("sent", day, now),
            17: lambda day, now: self.send(day, now),
            18: lambda day, now: self.refer("proposed", day, now),
            21: lambda day, now: hold.open(
                self.cases["held"], HoldKind.dispute, day, "the amount is disputed", day + timedelta(days=60)
            ),
            24: lambda day, now: self.pay("back", "300.00", day),
            29: lambda day, now: payment.reverse(self.money["back"], day, "returned by the bank"),
            31: lambda day, now: self.pay("yen_plan", "10000", day),
        }

    def pay(self, name: str, amount: str, day: date) -> None:
        """Money arrives."""
        self.money[name] = payment.record(self.cases[name].loan, Decimal(amount), day, day, f"BK-{name}-{day}")

    def agree(self, day: date, now: datetime) -> None:
        """A plan in yen, in three parts that are not whole."""
        row = plan.propose(self.cases["yen_plan"], Decimal(30000), 3, day + timedelta(days=7), day)
        plan.agree(row, "a signed form", day, now)

    def refer(self, name: str, day: date, now: datetime) -> Any:
        """Propose a referral, unless the night of that release has done so."""
        return referral.open_of(self.cases[name]) or referral.open(self.cases[name], self.firm, day, now)

    def send(self, day: date, now: datetime) -> None:
        """The firm gets the case, of which the borrower was told, and works on it."""
        row = referral.open_of(self.cases["sent"])
        if hasattr(desk, "notify"):
            makers.make_document = lambda **given: makers.kept(document_of(PAPER))
            desk.notify(self.cases["sent"], day)
        try:
            referral.advance(row, ReferralStatus.sent, "", None, day, now, anyway="the papers follow")
        except TypeError:  # The first release asked for no papers.
            referral.advance(row, ReferralStatus.sent, "", None, day, now)
        told = {"partner_file_no": "F-1", "next_on": day + timedelta(days=40)}
        referral.advance(row, ReferralStatus.received, "", None, day, now, told)


def document_of(data: bytes) -> Any:
    """A paper as the release keeps it."""
    from models.document import DocumentKind
    from services import document

    return document.kept(data, DocumentKind.pdf, "paper.pdf")


def known(model: str, **given: Any) -> dict[str, Any]:
    """Those columns that a record of the release has."""
    from models import partner

    return {name: value for name, value in given.items() if hasattr(getattr(partner, model), name)}


def live(app: Any, clock: Clock) -> None:
    """Night, day and week after each other."""
    story = Story()
    story.begin()
    db.session.commit()
    acts = story.acts()
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        clock.now = desk.at(day, 0)
        run(app, "nightly", day)
        if day.weekday() == 0:
            run(app, "weekly", day)
        clock.now = desk.at(day, 3)
        if number in acts:
            try:
                acts[number](day, clock.now)
                db.session.commit()
            except RuleError as refused:
                db.session.rollback()
                print(f"{day}: {refused}")
        clock.now = desk.at(day)
        run(app, "daytime", day)


def run(app: Any, job: str, day: date) -> None:
    """Run a job; what failed in it is told."""
    report = timetable.run_job(app, job, day)
    db.session.commit()
    if report.problems:
        print(job, day, report.problems[:3])


def rows(path: Path) -> Iterator[str]:
    """The book as statements that both databases read, but for values in bytes, written as SQLite does."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY 1")]
        for name in names:
            left = LEFT_OUT.get(name, "1 = 0")
            found = connection.execute(f'SELECT * FROM "{name}" WHERE NOT ({left})')
            columns = ", ".join(f'"{each[0]}"' for each in found.description)
            values = ",\n".join(f"({', '.join(map(literal, row))})" for row in found)
            if values:
                yield f'INSERT INTO "{name}" ({columns}) VALUES\n{values};'


def literal(value: Any) -> str:
    """A value in quotes, which each column reads as what it keeps."""
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    return "'" + str(value).replace("'", "''") + "'"


def main(target: Path) -> None:
    """Make the book in a folder of its own and write it to a file."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        env = {"CONCORD_ENV": "test", "CONCORD_DATA_DIR": folder, "CONCORD_KEYS": KEYS, "CONCORD_SCHEDULER": "off"}
        clock = Clock()
        app = create_app(config.from_environment(env), clock)
        with app.app_context():
            upgrade()
            live(app, clock)
            path = Path(str(db.engine.url.database))
            db.session.remove()
            db.engine.dispose()
        target.write_text("\n".join(rows(path)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
