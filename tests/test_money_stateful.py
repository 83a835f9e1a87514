"""Whatever is posted, in any order: parts sum to wholes, nothing is negative, no money is created or lost."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from models import db
from models.case import Case, CaseState
from models.payment import DUE, Component, PaymentKind
from rules.errors import RuleError
from services import accrual, case, charge, ledger, payment, plan
from services.loan import reschedule
from services.paper import statement
from tests import desk, thorough

START = date(2026, 2, 20)
DUES = tuple(date(2026, month, 10) for month in (1, 2, 3, 4, 5))
CENT = Decimal("0.01")
AMOUNTS = st.integers(1, 20000).map(lambda cents: cents * CENT)
DAYS = st.integers(0, 40)


class Desk(RuleBasedStateMachine):
    """One loan with overdue interest; what a person asks wrongly is refused and changes nothing."""

    case_id = 0

    @initialize()
    def begin(self):
        db.session.rollback()
        self.row = db.session.get_one(Case, self.case_id)
        self.loan = self.row.loan
        self.today, self.no = START, 0
        assert self.row.state == CaseState.open

    @rule(amount=AMOUNTS, back=DAYS)
    def pay(self, amount, back):
        self.no += 1
        payment.record(self.loan, amount, self.today - timedelta(days=back), self.today, f"B{self.no}")

    @rule(which=st.integers(0, 9))
    def take_back(self, which):
        found = [each for each in self.loan.payments if each.kind in ledger.LAID and not each.reversal]
        for each in found[which : which + 1]:
            with suppress(RuleError):
                payment.reverse(each, self.today, "bounced")

    @rule(amount=AMOUNTS, component=st.sampled_from(list(Component)), back=DAYS)
    def waive(self, amount, component, back):
        self.no += 1
        on = self.today - timedelta(days=back)
        with suppress(RuleError):
            payment.waive(self.loan, component, amount, on, self.today, f"W{self.no}", "goodwill")

    @rule(amount=AMOUNTS, component=st.sampled_from(("cost", "penalty")), back=DAYS, at=st.integers(0, 4))
    def charge(self, amount, component, back, at):
        on = self.today - timedelta(days=back)
        charge.post(self.loan.instalments[at], Component(component), amount, on, self.today, f"late {self.no}")

    @rule(days=st.integers(1, 25))
    def sleep(self, days):
        self.today += timedelta(days=days)
        if self.loan.id in accrual.due(self.today):
            accrual.accrue([self.loan.id], self.today)
            db.session.expire_all()

    @rule(count=st.integers(1, 4), ahead=st.integers(1, 40), anew=st.booleans())
    def reschedule(self, count, ahead, anew):
        with suppress(RuleError):
            if anew:
                first_on = self.today + timedelta(days=ahead)
                reschedule.reage(self.row, count, first_on, self.today, reason="steady", user=None)
            else:
                reschedule.reamortise(self.row, self.today, reason="steady", user=None)

    @rule(count=st.integers(2, 4))
    def agree_on_a_plan(self, count):
        with suppress(RuleError):
            found = plan.propose(self.row, self.row.balance, count, self.today, self.today)
            plan.agree(found, "recorded call", self.today, desk.at(self.today))

    @invariant()
    def parts_sum_to_wholes_and_nothing_is_negative(self):
        rows = self.loan.instalments
        for name in DUE:
            left = [getattr(each, name) - getattr(each, f"paid_{name}") for each in rows]
            assert min(left) >= 0
            assert sum(left) == getattr(self.loan, f"outstanding_{name}")
        for each in ledger.laid(self.loan):
            shares = [share.amount for share in each.allocations]
            assert all(share > 0 for share in shares)
            laid = sum(shares) + each.unapplied
            assert (
                laid == 0
                if each.reversal
                else laid == each.amount or (each.kind == PaymentKind.waiver and laid <= each.amount)
            )
        owed = ledger.today(self.loan, self.today)
        assert all(amount >= 0 for part in owed.parts for amount in part.owed.values())
        assert self.row.balance == max(owed.total - owed.credit, 0) or self.row.balance == owed.total

    @invariant()
    def what_is_owed_is_what_was_asked_and_charged_less_what_came_and_was_let_go(self):
        owed = ledger.today(self.loan, self.today)
        live = [each for each in ledger.laid(self.loan) if not each.reversal and each.paid_on <= self.today]
        asked = sum(sum(due.owed.values()) for due in ledger.dues(self.loan))
        charged = sum(each.amount for each in ledger.charges(self.loan))
        grown = owed.owed["overdue_interest"] + covered(owed, Component.overdue_interest)
        came = sum(each.amount for each in live if each.kind == PaymentKind.payment)
        gone = sum(sum(share.amount for share in each.allocations) for each in live if each.component)
        surplus = sum(each.unapplied for each in live if each.component)
        assert owed.total - owed.credit == asked + charged + grown - came - gone - surplus

    @invariant()
    def the_statement_says_the_same(self):
        found = statement.of(self.loan, self.today, self.today).statement
        standing = ledger.of(self.loan, self.today)
        assert found.payoff == standing.total - standing.credit - found.unearned

    @invariant()
    def laying_it_all_anew_changes_nothing(self):
        before = [(each.unpaid, each.amount_days) for each in self.loan.instalments]
        payment.settle(self.loan, self.today)
        assert [(each.unpaid, each.amount_days) for each in self.loan.instalments] == before


def covered(standing, component):
    """What was covered of a component."""
    return sum((share.amount for share in standing.shares if share.component == component), Decimal(0))


def lend():
    """The case that every run begins with and takes back to: overdue, with overdue interest."""
    row = desk.lend(desk.start(), DUES)
    row.loan.overdue_rate = Decimal("0.24")
    payment.settle(row.loan, START)
    case.restage(row, START)
    db.session.commit()
    return row


@pytest.mark.slow
@pytest.mark.hypothesis
@pytest.mark.usefixtures("app")
def test_any_sequence_of_money_waivers_charges_plans_schedules_and_days_adds_up():
    Desk.case_id = lend().id
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=thorough.examples(40),
            phases=[Phase.explicit, Phase.generate],
            stateful_step_count=14,
            suppress_health_check=checks,
        ),
    )
