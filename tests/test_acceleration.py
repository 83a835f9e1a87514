"""The whole rest called due: nothing by itself, everything by a decision whose notice was served, and back again."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from jobs import nightly
from models import db
from models.acceleration import AccelerationCause, AccelerationStatus
from models.base import Language
from models.demand import DemandKind
from models.dispute import DisputeCategory
from models.lender import Licence
from models.loan import EarlyInterest
from rules.access import Level, Role
from rules.errors import RuleError
from rules.law import calling
from rules.limitation import EventKind
from rules.week import Week
from services import accrual, case, demand, document, early, ledger, limitation, overdue, owed, payment, plan, referral
from services.loan import acceleration
from services.metric import arrears
from services.paper import statement
from tests import desk, makers

pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2026, 3, 10)
DUES = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31))
CALLED = date(2026, 3, 25)
D = Decimal


@pytest.fixture
def row(app):
    return lent()


def lent(licence=Licence.cn_micro_lender):
    found = desk.lend(desk.start(licence=licence), DUES, "1000.00", more={"interest": D("31.00")})
    found.loan.overdue_rate = D("0.24")
    makers.make_address(borrower=found.borrower, kind="postal", value="Road 1")
    case.restage(found, TODAY)
    return found


def manager():
    return makers.make_user(level=Level.manager)


def called(row, user=None, **given):
    call = {
        "cause": AccelerationCause.arrears,
        "clause": "clause 8.2",
        "due_on": CALLED,
        "reason": "two instalments missed",
    }
    call = acceleration.Call(**call | given)
    return acceleration.decide(row, call, TODAY, user=user or manager(), language=Language.en)


def text_of(letter):
    pages = PdfReader(io.BytesIO(document.read(letter.document))).pages
    return " ".join("".join(page.extract_text() for page in pages).split())


def scan():
    return document.keep(io.BytesIO(desk.pdf("receipt")), "receipt.pdf")


def serve(found, on=TODAY, arrived_on=TODAY + timedelta(days=3)):
    to = demand.postal(found.case)[0]
    demand.dispatch(found.notice, "EMS", "1", "Notice", to, on, desk.at(on))
    if arrived_on:
        demand.deliver(found.notice, arrived_on, "the debtor", scan(), arrived_on)


def follow(found, day=CALLED):
    return acceleration.follow(found, day, desk.at(day))


def effective(row, day=CALLED):
    found = called(row)
    serve(found)
    assert follow(found, day) == "effective"
    return found


def test_without_a_decision_the_rest_is_not_due_and_no_claim_holds_it(row):
    sums = owed.of(row.loan, TODAY)
    assert sums.later == D("3093.00")
    assert early.claim(row.loan, TODAY) == sums.overdue < early.payoff(row.loan, TODAY)
    found = referral.open(row, makers.make_legal_partner(), TODAY, desk.at(TODAY))
    assert found.claim_amount == sums.overdue


def test_the_decision_alone_changes_nothing_and_its_notice_says_what_follows(row):
    before = ledger.today(row.loan, TODAY)
    found = called(row)
    assert found.notice.kind == DemandKind.acceleration_notice
    text = text_of(found.notice)
    for said in (
        "clause 8.2",
        "CNY 3,025.00",
        "25 March 2026",
        "makes it good",
        "not later than 24 March 2026",
        "021-2",
    ):
        assert said.replace("CNY ", "") in text.replace("CN¥", ""), said
    assert ledger.today(row.loan, TODAY) == before
    assert follow(found, CALLED + timedelta(days=9)) == "waits"
    assert "not sent" in str(acceleration.lacks(found, CALLED))


def test_served_and_unpaid_the_rest_is_due_from_its_day_in_every_figure(row):
    found = effective(row)
    loan, day = row.loan, CALLED + timedelta(days=1)
    assert (found.status, found.effective_on, found.rest) == (AccelerationStatus.effective, CALLED, D("3025.00"))
    standing = ledger.today(loan, day)
    assert sum(standing.overdue.values()) == standing.total == early.claim(loan, day) == early.payoff(loan, day)
    assert overdue.total(overdue.of([row.loan_id], day)[row.loan_id]) == standing.total
    assert overdue.of_loan(loan, day) == overdue.of([row.loan_id], day)[row.loan_id]
    assert owed.by_loan([row.loan_id], day)[row.loan_id] == sum(
        standing.overdue[name] for name in ("principal", "interest", "fee")
    )
    assert row.overdue_since == DUES[0]
    told = statement.of(loan, day, day).statement
    assert (told.later, told.balance, told.payoff) == (0, standing.total, standing.total)
    earlier = statement.of(loan, TODAY, day).statement
    assert earlier.later == D("3093.00")
    assert follow(found, day) == "quiet"


def test_the_night_that_brings_interest_forward_finds_what_a_replay_finds(row):
    effective(row)
    later = date(2026, 5, 20)
    db.session.commit()
    accrual.accrue([row.loan_id], later)
    db.session.commit()
    db.session.expire_all()
    stood = [(each.due_on, each.unpaid, each.amount_days) for each in row.loan.instalments]
    payment.settle(row.loan, later)
    assert [(each.due_on, each.unpaid, each.amount_days) for each in row.loan.instalments] == stood


def test_interest_that_was_agreed_to_the_end_falls_due_with_the_rest(row):
    row.loan.early_interest = EarlyInterest.to_end
    assert effective(row).rest == D("3093.00")


def test_what_was_missed_and_is_paid_before_the_day_was_never_missed(row):
    found = called(row)
    serve(found)
    payment.record(row.loan, owed.of(row.loan, TODAY).overdue + 10, TODAY, TODAY, "B1")
    assert follow(found, CALLED - timedelta(days=1)) == "cured"
    assert owed.of(row.loan, CALLED).later == D("3083.00")


def test_another_breach_is_not_paid_away(row):
    found = called(row, cause=AccelerationCause.other_breach, reason="The money was not used as agreed.")
    serve(found)
    assert "not used as agreed" in text_of(found.notice)
    payment.record(row.loan, D("1031.00"), CALLED, CALLED, "B1")
    assert follow(found) == "effective"


def test_taken_back_the_rest_falls_due_on_its_own_days_and_what_was_paid_stays_paid(row):
    found = effective(row)
    late = owed.of(row.loan, CALLED + timedelta(days=10)).overdue
    payment.record(row.loan, late - D("2024.00"), CALLED + timedelta(days=10), CALLED + timedelta(days=10), "B1")
    day = CALLED + timedelta(days=12)
    acceleration.take_back(found, "agreed on the phone", day, manager())
    parts = {
        part.due_on: sum(part.owed.values()) for part in ledger.today(row.loan, day).parts if any(part.owed.values())
    }
    assert set(parts) <= set(DUES[2:])
    assert parts[DUES[3]] == parts[DUES[4]] == D("1031.00")
    assert early.payoff(row.loan, day) < sum(parts.values())
    assert found.status == AccelerationStatus.taken_back
    told = statement.of(row.loan, day, day).statement
    assert told.payoff == early.payoff(row.loan, day)
    assert overdue.of_loan(row.loan, day) == overdue.of([row.loan_id], day).get(row.loan_id, [])
    with pytest.raises(RuleError, match="ended already"):
        acceleration.take_back(found, "again", day, manager())


def test_taken_back_before_its_day_the_notice_does_not_leave(row):
    found = called(row)
    acceleration.take_back(found, "a plan is near", TODAY, manager())
    assert (found.notice.status.name, follow(found)) == ("cancelled", "quiet")
    assert called(row).notice.reference != found.notice.reference


def test_it_takes_a_manager_a_clause_a_reason_and_nothing_that_rests(row):
    with pytest.raises(RuleError, match="takes a"):
        called(row, makers.make_user(level=Level.supervisor))
    with pytest.raises(RuleError, match="clause"):
        called(row, clause=" ")
    with pytest.raises(RuleError, match="Say why"):
        called(row, reason=" ")
    with pytest.raises(RuleError, match="after the notice leaves"):
        called(row, due_on=TODAY)
    with pytest.raises(RuleError, match="Nothing is left"):
        called(row, due_on=date(2026, 6, 1))
    called(row, makers.make_user(level=Level.manager))
    with pytest.raises(RuleError, match="called due already"):
        called(row)


def test_a_plan_that_runs_lets_it_wait(row):
    found = called(row)
    serve(found)
    agreed = plan.propose(row, D("1000.00"), 2, date(2026, 4, 1), TODAY)
    plan.agree(agreed, "on the phone", TODAY, desk.at(TODAY))
    assert follow(found) == "waits"


@pytest.mark.parametrize(
    ("licence", "posted", "arrived", "served", "in_time"),
    [
        ("cn_bank", TODAY, None, None, False),
        ("cn_bank", TODAY, CALLED, CALLED, True),
        ("uk_firm", TODAY, None, TODAY + timedelta(days=4), False),
        ("uk_firm", TODAY - timedelta(days=3), None, TODAY + timedelta(days=1), True),
        ("uk_firm", TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=1), True),
        ("us_third_party", TODAY, None, TODAY + timedelta(days=5), True),
    ],
)
def test_the_law_of_the_licence_says_when_a_notice_was_served_in_time(licence, posted, arrived, served, in_time):
    law = calling.LICENCES[licence]
    assert law.served_on(posted, arrived) == served
    assert law.is_in_time(CALLED, served) == in_time
    assert set(calling.LICENCES) == {str(each) for each in Licence}


def test_a_notice_that_came_too_late_never_works(row):
    found = called(row)
    serve(found, arrived_on=CALLED + timedelta(days=1))
    assert follow(found, CALLED + timedelta(days=2)) == "waits"
    assert "too late" in str(acceleration.lacks(found, CALLED + timedelta(days=2)))


def test_the_limitation_counts_from_the_day_and_only_a_decision_says_so(row):
    assert limitation.of(row.loan, TODAY).term.starts_on == DUES[-1]
    with pytest.raises(RuleError, match="recorded acceleration"):
        limitation.record(row.loan, EventKind.accelerated, TODAY, TODAY, all_due_on=TODAY)
    effective(row)
    found = limitation.of(row.loan, CALLED)
    assert found.term.starts_on == CALLED
    after = found.term.last_day + timedelta(days=1)
    assert limitation.lapsed([row.loan_id], after) == {row.loan_id}
    assert row.loan_id in limitation.near(after - timedelta(days=30))


def test_a_demand_after_it_says_since_when_and_why_nothing_is_due_later(row):
    effective(row)
    day = CALLED + timedelta(days=2)
    body = demand.write(row, DemandKind.demand_letter, Language.en, "A", "", day)[1]
    assert "under clause 8.2 the whole rest was called due on 25 March 2026" in " ".join(body.split())


def test_the_week_counts_the_rest_as_newly_overdue(row):
    effective(row)
    db.session.flush()
    week = Week(date(2026, 3, 23), date(2026, 4, 2))
    found = arrears.load(week, None)[row.loan_id].arrears
    assert found.newly == D("3025.00")
    assert found.reaged == 0


def test_the_night_follows_it_and_the_doctor_tells_what_waits(row):
    from services import doctor

    found = called(row)
    db.session.commit()
    assert nightly.follow_accelerations(CALLED, desk.at(CALLED)).counts == {"waits": 1}
    day = CALLED + timedelta(days=1)
    told = {each.invariant.name: list(each.found) for each in doctor.examine(doctor.full(day, desk.at(day)))}
    assert len(told["rest_was_called_due"]) == 1
    serve(found)
    db.session.commit()
    assert nightly.follow_accelerations(CALLED, desk.at(CALLED)).counts == {"effective": 1}
    assert found.case.next_action_on


def test_one_that_waits_for_a_dispute_is_nothing_to_mend(row):
    from services import dispute, doctor

    found = called(row)
    serve(found)
    dispute.open(row, DisputeCategory.amount, "Not my sum.", TODAY, owner=makers.make_user())
    db.session.commit()
    assert nightly.follow_accelerations(CALLED, desk.at(CALLED)).counts == {"waits": 1}
    day = CALLED + timedelta(days=1)
    told = {each.invariant.name: list(each.found) for each in doctor.examine(doctor.full(day, desk.at(day)))}

    assert told["rest_was_called_due"] == []


def test_it_is_decided_and_taken_back_on_the_case_page(row, as_user, clock):
    clock.now = desk.at(TODAY)
    db.session.commit()
    manager = makers.make_user(role=Role.manager, level=Level.manager)
    browser = as_user(manager)
    sent = {
        "cause": "arrears",
        "clause": "clause 8.2",
        "due_on": CALLED.isoformat(),
        "reason": "missed",
        "language": "en",
    }
    assert browser.submit(f"/cases/acceleration/?id={row.id}", **sent).status_code == 302
    page = browser.get(f"/cases/details/?id={row.id}").text
    assert "clause 8.2" in page
    [found] = row.accelerations
    assert found.user == manager
    browser.submit(f"/cases/acceleration/back/?id={row.id}", row=found.id, reason="agreed")
    db.session.expire_all()
    assert found.status == AccelerationStatus.taken_back
