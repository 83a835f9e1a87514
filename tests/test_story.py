"""The whole way once: files in, cases, reminders, a promise, a plan, payments, a referral, the week measured."""

import io
import json
import shutil
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from jobs import timetable
from models import db
from models.borrower import Address
from models.case import Case, CaseState
from models.demand import Demand
from models.loan import Loan
from models.metric import MetricScope, WeeklyMetric
from models.packet import Packet
from models.plan import Plan, PlanStatus
from models.promise import Promise, PromiseStatus
from models.reason import OverdueReason
from models.referral import Referral, ReferralStatus
from models.reminder import Reminder, ReminderStatus
from rules.access import Level, Role
from services import case, doctor, portfolio, team
from tests import desk, makers

MONDAY = date(2026, 3, 2)
SHANGHAI = 8
BOOK = """\
合同编号,姓名,手机号,邮箱,币种,贷款本金,放款日,应还日期,到期日,剩余本金
HT-1,王芳,13800000001,fang@example.com,CNY,1000.00,2025-12-25,2026-02-25,2026-02-25,1000.00
HT-2,李强,13800000002,qiang@example.com,CNY,1200.00,2025-12-26,2026-02-26,2026-02-26,1200.00
HT-3,张敏,13800000003,min@example.com,CNY,9000.00,2025-12-27,2026-02-27,2026-02-27,9000.00
HT-4,刘洋,13800000004,yang@example.com,CNY,500.00,2026-02-01,2026-05-01,2026-05-01,500.00
"""
MONEY = """\
合同编号,还款日期,还款金额,流水号
HT-1,2026-03-05,1000.00,B-1
HT-2,2026-03-06,400.00,B-2
"""


def import_csv(name, text, into, day):
    """Land a file as a Chinese spreadsheet saves it; returns what it made."""
    source = portfolio.Source(io.BytesIO(text.encode("gb18030")), name)
    steps = list(portfolio.place([source], into, day, day, desk.at(day)))
    db.session.commit()
    assert [str(step.error or step.wrong) for step in steps if step.error or step.wrong] == []
    return sum((step.counts for step in steps[1:]), steps[0].counts)


def run(app, clock, job, day, hour):
    """Run a job at an hour of a day in Shanghai, twice: the second time is harmless."""
    clock.now = desk.at(day, 0) + timedelta(hours=hour - SHANGHAI)
    report = timetable.run_job(app, job)
    assert (report.ran, report.status, list(report.problems)) == (True, "done", [])
    assert not timetable.run_job(app, job).ran
    return report.counts


def case_of(number):
    """The case of a contract."""
    return case.of(db.session.scalars(select(Loan).filter_by(contract_no=number)).one())


def one(model):
    """The only row of a record."""
    return db.session.scalars(select(model)).one()


def press(browser, action, case_row, **data):
    """Press a button on the page of a case."""
    answer = browser.submit(f"/cases/{action}/?id={case_row.id}", **{name: str(value) for name, value in data.items()})
    assert answer.status_code == 302, answer.get_data(as_text=True)


def test_the_whole_way_from_a_file_to_the_week_measured(app, clock, as_user, settings):
    # Given a desk with its people, and a law firm beside another one; no letter and no paper of another test lies there.
    for name in ("outbox", "documents"):
        shutil.rmtree(settings.data_dir / name, ignore_errors=True)
    clock.now = desk.at(MONDAY)
    book = desk.start()
    firm, other_firm = makers.make_legal_partner(name="Firm One"), makers.make_legal_partner(name="Firm Two")
    collector = makers.make_user(role=Role.collector)
    manager = as_user(makers.make_user(role=Role.manager, level=Level.manager))
    partner = as_user(makers.make_user(role=Role.legal_partner, partner=firm))
    stranger = as_user(makers.make_user(role=Role.legal_partner, partner=other_firm))
    caller = as_user(collector)
    reason = db.session.scalars(select(OverdueReason).filter_by(code="job_loss")).one()
    db.session.commit()
    assert team.the().is_demo

    # A portfolio comes in; again it changes nothing.
    import_csv("book.csv", BOOK, book, MONDAY)
    import_csv("book.csv", BOOK, book, MONDAY)
    assert db.session.scalar(select(db.func.count(Case.id))) == 4

    # The night opens what is overdue and stages it.
    run(app, clock, "nightly", date(2026, 3, 3), 2)
    paid, planned, hard, quiet = (case_of(f"HT-{number}") for number in (1, 2, 3, 4))
    assert [row.state for row in (paid, planned, hard, quiet)] == [CaseState.open] * 3 + [CaseState.waiting]
    assert {row.stage.key for row in (paid, planned, hard)} == {"initial"}
    assert all(row.next_action_on for row in (paid, planned, hard))

    # By day the reminders go out, into the file outbox of a demo team.
    run(app, clock, "daytime", date(2026, 3, 3), 10)
    sent = db.session.scalars(select(Reminder).order_by(Reminder.id)).all()
    assert [row.status for row in sent] == [ReminderStatus.sent] * 3
    letters = [settings.data_dir / "outbox" / f"reminder-{row.id}.json" for row in sent]
    assert [json.loads(path.read_text("utf-8"))["to"][-1] for path in letters] == ["1", "2", "3"]

    # The night gave the cases to the collector, who calls and logs a promise.
    assert {row.assignee for row in (paid, planned, hard)} == {collector}
    clock.now = desk.at(date(2026, 3, 4))
    promised = {"amount": "1000.00", "promised_on": date(2026, 3, 6), "reason": "", "basis": "said", "next_kind": ""}
    press(caller, "log", paid, outcome=desk.outcome("PTP").id, phone=paid.borrower.phones[0].id, **promised)
    assert (one(Promise).amount, one(Promise).status) == (Decimal("1000.00"), PromiseStatus.open)

    # Another borrower asks for instalments: a plan is proposed and agreed.
    press(caller, "log", planned, outcome=desk.outcome("PTP-PLAN").id, reason=reason.id, basis="said", next_kind="")
    terms = {
        "kind": "equal_instalments",
        "total": "1200.00",
        "count": 3,
        "every": "fortnight",
        "first_on": "2026-03-06",
    }
    press(caller, "plan", planned, **terms)
    press(caller, "plan/agree", planned, row=one(Plan).id, evidence="Recorded call")
    assert (one(Plan).status, [part.amount for part in one(Plan).instalments]) == (PlanStatus.running, [400] * 3)

    # Payments arrive in the file of the bank; the promise is kept, the case closes, the plan runs on.
    import_csv("money.csv", MONEY, book, date(2026, 3, 6))
    run(app, clock, "nightly", date(2026, 3, 7), 2)
    assert (one(Promise).status, case_of("HT-1").state) == (PromiseStatus.kept, CaseState.closed)
    assert (one(Plan).status, one(Plan).instalments[0].paid) == (PlanStatus.running, Decimal("400.00"))
    assert case_of("HT-2").balance == Decimal("800.00")

    # The third case is referred: proposed by its collector, sent by a manager.
    clock.now = desk.at(date(2026, 3, 7))
    press(caller, "refer", hard, partner=firm.id)
    makers.make_address(borrower=hard.borrower, kind="postal", value="上海市示范路3号")
    db.session.commit()
    press(manager, "demand", hard, kind="placement_notice", language="zh_Hans")
    way = {"carrier": "EMS", "tracking_no": "EX1", "cover_label": "委托前告知书", "on": "2026-03-07"}
    press(
        manager,
        "demand/dispatch",
        hard,
        row=one(Demand).id,
        address=db.session.scalars(select(Address).order_by(Address.id)).all()[-1].id,
        **way,
    )
    why = {"note": "Papers attached", "anyway": "the originals come by courier"}
    press(manager, "referral", hard, row=one(Referral).id, status="sent", **why)
    assert one(Packet).frozen_at
    assert (one(Referral).status, one(Referral).claim_amount) == (ReferralStatus.sent, Decimal("9000.00"))

    # The partner sees exactly that referral, and nobody else's firm does.
    row, elsewhere = one(Referral), makers.make_referral(partner=other_firm, case=quiet)
    seen = partner.get("/partner/").get_data(as_text=True)
    assert row.reference in seen
    assert elsewhere.reference not in seen
    assert row.reference not in stranger.get("/partner/").get_data(as_text=True)
    answers = [browser.get(f"/partner/referral/?id={row.id}").status_code for browser in (partner, stranger)]
    assert answers == [200, 404]
    assert {partner.get(path).status_code for path in ("/cases/", "/borrowers/", "/payments/")} <= {403, 404}
    db.session.delete(elsewhere)
    db.session.commit()

    # On Monday the week is measured, once, after the nights up to it.
    for day in (8, 9):
        run(app, clock, "nightly", date(2026, 3, day), 2)
    run(app, clock, "weekly", date(2026, 3, 9), 4)
    here = select(WeeklyMetric).filter_by(scope=MetricScope.team, week_on=MONDAY)
    week = {figure.name: (figure.numerator, figure.denominator) for figure in db.session.scalars(here)}
    assert week["success_rate_cases"] == (1, 3)
    assert week["success_rate_amount"] == (Decimal("1400.00"), Decimal("11200.00"))
    assert week["kept_rate_count"] == (1, 1)
    assert week["overdue_closing"][0] == week["overdue_opening"][0] + week["overdue_newly"][0] - week["overdue_cash"][0]

    # And nothing in the book is out of order.
    answers = doctor.examine(doctor.full(date(2026, 3, 9), clock.now))
    assert [(each.invariant.name, each.found) for each in answers if each.found] == []
