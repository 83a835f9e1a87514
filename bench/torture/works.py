"""What the house is at when it is killed: each work may be begun again, and then changes nothing that is done."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from admin.paper import packet as packet_words
from bench.life import lender
from bench.life.life import ZONE, Debtor
from bench.torture.house import House
from demo.script import Habit
from jobs import timetable
from models import db, key_check
from models.base import Language
from models.case import Case, CaseState
from models.lender import Licence
from models.loan import Loan
from models.payment import Payment
from models.transaction import writing
from rules.access import Level, Role
from services import document, payment, setup, user

A_DAY = 6
"""So many new loans a day."""
ANSWERS = setup.Start("Torture", "Lender", Licence.cn_micro_lender, Language.zh_Hans, "Asia/Shanghai", is_demo=False)


def begin(made: House) -> None:
    """The first day: a team with a lender and two collectors."""
    with writing():
        row = setup.start(ANSWERS, today(made))
        row.callback_number, row.complaints_number, row.pay_to = "14000000000", "14000000001", "Account 0000"
        for number, role in enumerate((Role.manager, Role.collector, Role.collector)):
            user.add(f"person{number}@desk.example", f"Person {number}", role, Level.collector, None)


def today(made: House) -> date:
    """The business date."""
    return made.clock().astimezone(ZONE).date()


def start(made: House) -> None:
    """What the program does when it starts, before it serves."""
    key_check.note()
    document.sweep(made.clock())
    timetable.catch_up(made.app)


def bring(made: House) -> None:
    """The lender's file of the day."""
    day = today(made)
    _command(
        made,
        "import",
        _file(made, "loans", lender.HEADERS, [lender.row(each) for each in debtors(day)]),
        "--portfolio",
        "Torture",
        "--as-of",
        day.isoformat(),
    )


def take(made: House) -> None:
    """The bank's file of the day: some pay, some of them for nobody."""
    day = today(made)
    lines = []
    for number, each in enumerate(debtors(day - timedelta(days=1))):
        memo = "转账" if number == 0 else f"还款 {each.contract}"
        lines.append((day, each.each, f"BK-{day:%m%d}-{number}", each.name, each.phone, memo))
    _command(made, "receipts", _file(made, "bank", lender.BANK, lines))


def night(made: House) -> None:
    """The night."""
    _run(made, "nightly")


def send(made: House) -> None:
    """A pass of the day."""
    _run(made, "daytime")


def post(made: House) -> None:
    """Money entered by hand, and money of the day before taken back."""
    day = today(made)
    loans = list(db.session.scalars(select(Loan.id).order_by(Loan.id.desc()).limit(4)))
    for id in loans:
        with writing():
            payment.record(db.session.get_one(Loan, id), Decimal("50.00"), day, day, f"HAND-{day:%m%d}-{id}")
    query = select(Payment.id).where(Payment.reference.like(f"HAND-{day - timedelta(days=1):%m%d}-%"))
    for id in db.session.scalars(query.order_by(Payment.id).limit(2)).all():
        with writing():
            row = db.session.get_one(Payment, id)
            if row.reversal is None:
                payment.reverse(row, day, "returned by the bank")


def packet(made: House) -> None:
    """The packet of the oldest open case."""
    oldest = select(Case).where(Case.state == CaseState.open).order_by(Case.id).limit(1)
    with made.app.test_request_context(), writing():
        row = db.session.scalars(oldest).first()
        if row is not None:
            packet_words.build(row, Language.zh_Hans)


WORKS: dict[str, Callable[[House], None]] = {
    "night": night,
    "sending": send,
    "import": bring,
    "bank file": take,
    "posting": post,
    "packet": packet,
}
"""In the order of a day."""


def debtors(day: date) -> list[Debtor]:
    """The borrowers of a day's file; the same day has the same ones."""
    dice, number = random.Random(f"debtors {day}"), day.toordinal() % 1000 * A_DAY
    return [_debtor(dice, day, number + count) for count in range(A_DAY)]


def _debtor(dice: random.Random, day: date, number: int) -> Debtor:
    each = Decimal(dice.randrange(3, 30)) * 100
    dues = [day - timedelta(days=dice.randrange(2, 40)) + timedelta(days=30 * month) for month in range(3)]
    name = dice.choice(lender.SURNAMES) + dice.choice(lender.GIVEN) + dice.choice(lender.GIVEN)
    email = f"borrower{number}@torture.example" if number % 2 else ""
    return Debtor(f"LIFE-{number:04}", name, f"140{number:08}", email, Habit.silent, each * 3, dues, each)


def _file(made: House, name: str, headers: Any, rows: Any) -> str:
    path = made.folder / f"{name}-{today(made)}.csv"
    path.write_bytes(lender.csv_file(headers, rows))
    return str(path)


def _command(made: House, *words: str) -> None:
    done = made.app.test_cli_runner().invoke(args=list(words))
    if done.exit_code:
        raise RuntimeError(f"{' '.join(words)}: {done.output} {done.exception!r}")


def _run(made: House, job: str) -> None:
    report = timetable.run_job(made.app, job)
    if report.status != "done":
        raise RuntimeError(f"{job} {report.day}: {report.status} {report.problems}")
