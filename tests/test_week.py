"""The weeks of a small book that is lived at random: each figure against SQL of its own over the raw tables."""

import random
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select, update

from bench.life import week_sql
from models import db
from models.case import Case, CaseHolder, CaseState, Episode
from models.charge import Charge
from models.contact import Contact
from models.loan import Instalment, Loan
from models.metric import Week, WeeklyMetric
from models.payment import Component, Payment, PaymentKind
from models.promise import Promise
from models.set_off import SetOff, SetOffStatus
from rules import money
from rules import week as rule
from rules.access import Level, Role
from rules.errors import RuleError
from services import case, charge, loan, metric, payment, promise
from services.case import share
from services.credit import refund, set_off
from services.loan import reschedule
from services.metric import arrears, facts
from tests import database, desk, makers, thorough

MONDAY = date(2026, 1, 5)
WEEKS = 6
CURRENCIES = ("CNY", "CNY", "USD")
DELAY = (Decimal(0), Decimal(0), Decimal("0.18"))


class Life:
    """A desk whose days are told by dice: money comes late and goes back, cases change hands, files change loans."""

    def __init__(self, clock: Any, seed: int) -> None:
        self.clock, self.dice = clock, random.Random(seed)
        self.clock.now = desk.at(MONDAY, 1)
        self.portfolios = [desk.start()]
        first = self.portfolios[0]
        self.portfolios.append(makers.make_portfolio(lender=first.lender, policy=first.policy))
        self.people = [makers.make_user() for _ in range(3)]
        self.managers = [makers.make_user(role=Role.manager, level=Level.director) for _ in range(2)]
        self.cases: list[Case] = []
        for _ in range(12):
            self.lend(MONDAY)

    def lend(self, today: date, **given: Any) -> Case:
        dues = sorted(today + timedelta(days=self.dice.randint(-9, 35)) for _ in range(3))
        portfolio, currency = self.dice.choice(self.portfolios), self.dice.choice(CURRENCIES)
        if self.cases and not self.dice.randrange(3):
            given["borrower"] = self.dice.choice(self.cases).borrower
        row = desk.lend(portfolio, dues, str(self.dice.randint(40, 90)), currency=currency, **given)
        row.loan.overdue_rate = self.dice.choice(DELAY)
        self.cases.append(row)
        return row

    def live(self) -> None:
        """Seven weeks, up to the Monday morning on which the last of them is provisional."""
        for number in range(7 * (WEEKS + 1)):
            self.night(MONDAY + timedelta(days=number))
            for _ in range(7):
                with suppress(RuleError), db.session.begin_nested():
                    self.dice.choice(EVENTS)(self, MONDAY + timedelta(days=number))
        self.night(MONDAY + timedelta(weeks=WEEKS + 1))
        db.session.commit()

    def night(self, today: date) -> None:
        self.clock.now = desk.at(today, 1)
        db.session.flush()
        for row in db.session.scalars(select(Promise)).all():
            promise.follow(row, today, self.clock.now)
        db.session.flush()
        case.restage_many(case.due(today), today)
        share.share_out(share.unassigned())
        db.session.flush()
        for week_on in metric.to_close(today):
            metric.close(week_on, self.clock.now)
        if today > MONDAY and not today.weekday():
            metric.measure(today - timedelta(days=7), self.clock.now)

    def some(self, *where: Any) -> Case:
        return self.dice.choice(db.session.scalars(select(Case).where(*where).order_by(Case.id)).all())

    def pay(self, today: date) -> None:
        row, on = self.some(), today - timedelta(days=self.dice.choice((0, 0, 1, 2, 4, 9)))
        amount = Decimal(self.dice.randint(500, 9000)).scaleb(-2)
        payment.record(row.loan, amount, on, today, f"P{next(makers.numbers)}")

    def take_back(self, today: date) -> None:
        kinds = Payment.kind.in_((PaymentKind.payment, PaymentKind.payment, PaymentKind.waiver, PaymentKind.set_off))
        query = select(Payment).where(kinds, Payment.reversal == None)  # noqa: E711
        if rows := db.session.scalars(query.order_by(Payment.id)).all():
            payment.reverse(self.dice.choice(rows), today, "bounced")

    def promise(self, today: date) -> None:
        row = self.some()
        if row.state == CaseState.open:
            promise.make(row, money.cents(row.balance / 4), today + timedelta(days=3), today, desk.at(today), user=None)

    def call(self, today: date) -> None:
        row, code = self.some(), self.dice.choice(("NA", "NA", "TP", "WRONG"))
        at = desk.at(today - timedelta(days=self.dice.choice((0, 0, 3, 8))))
        desk.log(row, code, at, today, breach_reason="as it happened")

    def move(self, today: date) -> None:
        case.assign(self.some(), self.dice.choice(self.people))

    def change(self, today: date) -> None:
        row = self.some()
        more = [part.principal + self.dice.randint(-15, 20) for part in row.loan.instalments]
        parts = [
            loan.Part(part.due_on, max(amount, Decimal(1)))
            for part, amount in zip(row.loan.instalments, more, strict=True)
        ]
        loan.set_instalments(row.loan, parts[: self.dice.choice((2, 3, 3))], today)

    def waive(self, today: date) -> None:
        row, on = self.some(), today - timedelta(days=self.dice.choice((0, 0, 2, 9)))
        amount = Decimal(self.dice.randint(200, 3000)).scaleb(-2)
        component = self.dice.choice((Component.principal, Component.principal, Component.cost))
        payment.waive(row.loan, component, amount, on, today, f"W{next(makers.numbers)}", "as agreed")

    def charge(self, today: date) -> None:
        part = self.dice.choice(self.some().loan.instalments)
        on = today - timedelta(days=self.dice.choice((0, 0, 3, 9)))
        charge.post(part, Component.cost, Decimal(self.dice.randint(300, 2000)).scaleb(-2), on, today, "a letter")

    def uncharge(self, today: date) -> None:
        if rows := db.session.scalars(select(Charge).where(Charge.reversed_on.is_(None)).order_by(Charge.id)).all():
            charge.reverse(self.dice.choice(rows), today, "not theirs")

    def reschedule(self, today: date) -> None:
        row, user = self.some(), self.managers[0]
        if self.dice.randrange(2):
            reschedule.reage(row, 2, today + timedelta(days=self.dice.randint(1, 20)), today, reason="ill", user=user)
        else:
            reschedule.reamortise(row, today, reason="ill", user=user)

    def overpay(self, today: date) -> None:
        row = self.some()
        amount = row.balance + Decimal(self.dice.randint(500, 9000)).scaleb(-2)
        payment.record(row.loan, amount, today, today, f"P{next(makers.numbers)}")

    def refund(self, today: date) -> None:
        rows = db.session.scalars(select(Payment).where(Payment.unapplied > 0).order_by(Payment.id)).all()
        if rows:
            row, (one, other) = self.dice.choice(rows), self.managers
            asked = refund.ask(
                row.loan, row.unapplied / 2, "A. Borrower", "62220000", "too much", today=today, user=one
            )
            db.session.flush()
            refund.approve(asked, today, other)
            refund.pay(asked, today, today)

    def set_off(self, today: date) -> None:
        set_off.propose(set_off.due(today), today)
        waiting = select(SetOff).where(SetOff.status == SetOffStatus.proposed).order_by(SetOff.id)
        if rows := db.session.scalars(waiting).all():
            set_off.make(self.dice.choice(rows), "agreed by telephone", today, self.clock.now, self.managers[0])

    def place(self, today: date) -> None:
        self.lend(today - timedelta(days=20)).loan.entered_on = today

    def write_off(self, today: date) -> None:
        row = self.some()
        row.loan.written_off_on = row.loan.written_off_on or today


EVENTS = (
    *(Life.pay,) * 8,
    *(Life.call,) * 6,
    *(Life.promise,) * 3,
    *(Life.move,) * 2,
    *(Life.take_back,) * 2,
    Life.change,
    Life.place,
    Life.write_off,
    *(Life.waive,) * 2,
    *(Life.charge,) * 2,
    Life.uncharge,
    *(Life.reschedule,) * 2,
    *(Life.overpay,) * 2,
    Life.refund,
    *(Life.set_off,) * 3,
)


def differences() -> list[week_sql.Difference]:
    return week_sql.differences(db.session.connection())


def lived(clock: Any, seed: int) -> None:
    """The book after the life of a seed; two tests look at one."""
    database.once(f"life {seed}", lambda: Life(clock, seed).live())
    clock.now = desk.at(MONDAY + timedelta(weeks=WEEKS + 1), 1)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", thorough.sample([3, 1, 2]))
def test_every_figure_of_every_week_is_what_the_raw_tables_say(app, clock, seed):
    lived(clock, seed)

    assert differences() == []
    rows = db.session.scalars(select(WeeklyMetric)).all()
    assert len(rows) > 1500
    told = {row.name for row in rows if row.numerator}
    causes = {f"overdue_correction_{cause}" for cause in week_sql.CAUSES}
    gone = {"overdue_written_off", "overdue_waived", "overdue_reaged"}
    assert gone | {"overdue_moved", "kept_rate_amount", "contact_rate"} <= told
    assert causes <= told or seed != 3, "the first life shows every cause"
    assert all(row.value <= 1 for row in rows if row.name == "success_rate_amount" and row.value)
    weeks = db.session.scalars(select(Week).order_by(Week.week_on)).all()
    assert [bool(row.closed_at) for row in weeks] == [True] * WEEKS + [False]
    for row in weeks:
        assert again(row.week_on) == kept(row.week_on)
    for one, two in pairwise(weeks):
        assert closings(one.week_on).items() <= openings(two.week_on).items()


def again(week_on: date) -> dict[Any, Any]:
    names = ("scope", "scope_id", "currency", "name", "value", "numerator", "denominator", "n")
    found = ([row[name] for name in names] for row in metric.recomputed(week_on))
    return {tuple(row[:4]): tuple(row[4:]) for row in found}


def kept(week_on: date) -> dict[Any, Any]:
    rows = db.session.scalars(select(WeeklyMetric).filter_by(week_on=week_on))
    return {
        (row.scope, row.scope_id, row.currency, row.name): (row.value, row.numerator, row.denominator, row.n)
        for row in rows
    }


def closings(week_on: date) -> dict[Any, Any]:
    return {key[:3]: value[0] for key, value in kept(week_on).items() if key[3] == "overdue_closing" and value[0]}


def openings(week_on: date) -> dict[Any, Any]:
    return {key[:3]: value[0] for key, value in kept(week_on).items() if key[3] == "overdue_opening"}


FAULTS = {
    "money that is gone": update(Payment).where(Payment.kind == PaymentKind.payment).values(amount=Decimal("1.00")),
    "another value date": update(Payment).values(paid_on=MONDAY),
    "another day of entry": update(Payment).values(posted_on=MONDAY + timedelta(days=40)),
    "another schedule": update(Instalment).where(Instalment.number == 1).values(due_on=MONDAY),
    "a case in other hands": update(CaseHolder).values(since_on=MONDAY + timedelta(days=30)),
    "a case that never closed": update(Episode).values(closed_on=None),
    "a promise of another": update(Promise).values(currency="EUR"),
    "a talk of another day": update(Contact).values(entered_on=MONDAY + timedelta(days=90)),
    "a loan that came later": update(Loan).values(entered_on=MONDAY + timedelta(days=25)),
    "a waiver of another day": update(Payment).where(Payment.kind == PaymentKind.waiver).values(paid_on=MONDAY),
    "a charge of another amount": update(Charge).values(amount=Decimal("400.00")),
    "a new schedule that nobody made": update(Payment).where(Payment.kind == PaymentKind.moved).values(amount=1),
    "a write-off": update(Loan).values(written_off_on=MONDAY + timedelta(days=10)),
    "a figure by hand": update(WeeklyMetric).where(WeeklyMetric.name == "overdue_cash").values(n=0),
}


def due_a_day_earlier(left: Any, laid: Any, week: Any) -> Any:
    """What was paid on its due day counts as if it had been overdue."""
    return ARREARS(left, [part._replace(due_on=part.due_on - timedelta(days=1)) for part in laid], week)


def holding_now(week: Any) -> Any:
    """Who has the case today had it always."""
    return [(row.id, week.monday, row.assignee_id) for row in db.session.scalars(select(Case))]


ARREARS = rule.arrears
RULES: dict[str, tuple[Any, str, Any]] = {
    "what is late is in time": (rule.Week, "knows", lambda week, on, entered_on: True),
    "what is due is overdue": (rule, "arrears", due_a_day_earlier),
    "who holds it now held it then": (facts, "_holders", holding_now),
    "what stands now stood then": (arrears, "late", lambda week: set()),
}


@pytest.mark.heavy
def test_a_fault_in_a_table_or_in_a_rule_is_found(app, clock, monkeypatch):
    lived(clock, 3)
    assert differences() == []

    for name, statement in FAULTS.items():
        db.session.execute(statement.execution_options(synchronize_session=False))
        assert differences(), name
        db.session.rollback()
    for name, fault in RULES.items():
        with monkeypatch.context() as patch:
            patch.setattr(*fault)
            assert any(again(week_on) != kept(week_on) for week_on in db.session.scalars(select(Week.week_on))), name
    assert differences() == []
