"""An import taken back: money reversed, values given back, untouched rows gone, the rest listed."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from models import db
from models.batch import BatchStatus, ImportBatch
from models.borrower import Borrower, Phone
from models.case import Case, CaseEvent, CaseState
from models.contact import Contact
from models.hold import Hold
from models.loan import Instalment, Loan
from models.payment import Allocation, Payment, PaymentKind
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.stage import Channel, Stage
from models.task import Task
from models.transaction import writing
from services import case, payment, task
from services.portfolio import undo as portfolio_undo
from tests.portfolio_files import NOW, TODAY, id_number, land, landed, start, text, total
from tests.test_portfolio import LOANS, PAID, PEOPLE, ZHAO, one_loan

LOAN = ("L1", "B1", "1000", "2026-01-01", "2026-02-01", "CNY")


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def batch(name: str) -> ImportBatch:
    query = select(ImportBatch).filter_by(file_name=name).order_by(ImportBatch.id.desc())
    return db.session.scalars(query.limit(1)).one()


def undo(name: str) -> portfolio_undo.Undone:
    with writing():
        return portfolio_undo.undo(batch(name), TODAY)


def reasons(done: portfolio_undo.Undone) -> list[tuple[str, str]]:
    return [(kept.record, str(kept.reason)) for kept in done.kept]


def test_what_nobody_touched_goes_with_the_traces_of_the_night(app):
    portfolio_id = start()
    one_loan(portfolio_id)
    file_id = db.session.scalars(select(Case.id)).one()
    case.restage_many([file_id], TODAY)
    stage = db.session.scalars(select(Stage).order_by(Stage.position)).first()
    borrower = db.session.scalars(select(Borrower)).one()
    reminder = Reminder(
        borrower=borrower, stage=stage, channel=Channel.sms, language=borrower.language, queued_on=TODAY
    )
    db.session.add_all([reminder, ReminderCase(reminder=reminder, case_id=file_id, stage=stage)])
    db.session.commit()
    assert (count(Task), count(CaseEvent)) == (1, 1)

    loans, people = undo("l.csv"), undo("b.csv")

    assert (loans.removed, people.removed, loans.kept, people.kept) == (1, 1, [], [])
    assert [count(model) for model in (Borrower, Phone, Loan, Instalment, Case, Task, CaseEvent, Reminder)] == [0] * 8
    assert batch("l.csv").status is BatchStatus.undone


def test_payments_are_reversed_never_deleted_and_twice_is_harmless(app):
    portfolio_id = start()
    one_loan(portfolio_id, ("L1", "2026-02-10", "400"), ("L1", "2026-02-11", "100"))
    assert db.session.scalars(select(Loan)).one().outstanding_principal == Decimal("500.00")

    first = undo("p.csv")
    again = undo("p.csv")

    assert (first.reversed, first.removed, first.kept) == (2, 0, [])
    assert (again.reversed, again.removed, again.restored) == (0, 0, 0)
    assert (count(Payment), count(Allocation)) == (4, 0)
    loan = db.session.scalars(select(Loan)).one()
    assert (loan.outstanding_principal, loan.case_file[0].overdue_since) == (Decimal("1000.00"), date(2026, 2, 1))
    assert reasons(undo("l.csv")) == [("loan", "There is a payment on it.")]
    assert reasons(undo("l.csv")) == [("loan", "There is a payment on it.")]
    assert reasons(undo("b.csv")) == [("borrower", "There is a loan on it.")]


def test_an_undone_file_of_payments_opens_its_cases_at_once(app):
    portfolio_id = start()
    one_loan(portfolio_id, ("L1", "2026-02-10", "1000"))
    row = db.session.scalars(select(Case)).one()
    case.restage_many([row.id], TODAY)
    assert row.state == CaseState.waiting
    db.session.commit()

    undo("p.csv")

    assert (row.state, row.opened_on, row.next_action_on is None) == (CaseState.open, TODAY, False)


def test_a_file_that_was_undone_can_be_imported_again(app):
    portfolio_id = start()
    paid = ("L1", "2026-02-10", "400")
    one_loan(portfolio_id, paid)
    undo("p.csv")

    done = land([text("p.csv", [PAID, paid])], portfolio_id)
    again = land([text("p.csv", [PAID, paid])], portfolio_id)

    assert (total(done, "new"), total(again, "unchanged")) == (1, 1)
    assert db.session.scalars(select(Loan)).one().outstanding_principal == Decimal("600.00")


def test_a_payment_that_a_person_took_back_is_not_brought_back_by_the_same_file(app):
    portfolio_id = start()
    paid = ("L1", "2026-02-10", "400")
    one_loan(portfolio_id, paid)
    with writing():
        payment.reverse(db.session.scalars(select(Payment)).one(), TODAY, "bounced")

    done = land([text("p.csv", [PAID, paid])], portfolio_id)

    assert (total(done, "unchanged"), count(Payment)) == (1, 2)
    assert undo("p.csv").reversed == 0


def test_values_that_nobody_changed_since_go_back_and_others_are_listed(app):
    portfolio_id = start()
    one_loan(portfolio_id)
    headers = (*PEOPLE, "language")
    land([text("b2.csv", [headers, ("B1", "赵二", "14000000099", ZHAO[3], "en")])], portfolio_id)
    land([text("l2.csv", [LOANS, ("L1", "B1", "1200", "2026-01-01", "2026-02-15", "CNY")])], portfolio_id)
    with writing():
        db.session.scalars(select(Borrower)).one().name = "赵三"

    people, loans = undo("b2.csv"), undo("l2.csv")

    borrower, loan = db.session.scalars(select(Borrower)).one(), db.session.scalars(select(Loan)).one()
    assert (borrower.name, borrower.language.value) == ("赵三", "zh_Hans")
    assert [phone.number for phone in borrower.phones] == ["14000000001"]
    assert (people.restored, people.removed, reasons(people)) == (1, 1, [("borrower", "name was changed since.")])
    assert (loans.restored, loans.kept) == (1, [])
    assert (loan.principal, loan.outstanding_principal) == (Decimal("1000.00"), Decimal("1000.00"))
    assert [row.due_on for row in loan.instalments] == [date(2026, 2, 1)]


def test_a_balance_goes_back_to_the_one_before(app):
    portfolio_id = start()
    land([text("b.csv", [PEOPLE, ZHAO])], portfolio_id)
    headers = (*LOANS, "outstanding_principal", "days_past_due", "as_of")
    land([text("l1.csv", [headers, (*LOAN, "900", "9", "2026-02-10")])], portfolio_id)
    land([text("l2.csv", [headers, (*LOAN, "500", "28", "2026-03-01")])], portfolio_id)

    assert undo("l2.csv").restored == 1

    loan = db.session.scalars(select(Loan)).one()
    assert (loan.feed_as_of, loan.feed_balance) == (date(2026, 2, 10), Decimal("900.00"))
    assert (loan.outstanding_principal, loan.case_file[0].balance) == (Decimal("900.00"), Decimal("900.00"))
    assert undo("l1.csv").removed == 1


def test_what_a_person_built_on_stays_and_is_listed(app):
    portfolio_id = start()
    people = [("B1", "赵一", "14000000001", ""), ("B2", "钱二", "14000000002", ""), ("B3", "孙三", "14000000003", "")]
    land([text("b.csv", [PEOPLE, *people])], portfolio_id)
    loans = [(f"L{no}", f"B{no}", "1000", "2026-01-01", "2026-02-01", "CNY") for no in (1, 2, 3)]
    land([text("l.csv", [LOANS, *loans])], portfolio_id)
    with writing():
        first, second, _ = db.session.scalars(select(Case).order_by(Case.id))
        case.restage_many([first.id], TODAY)
        task.set_next(first, task.TaskKind.call, TODAY, NOW, by_person=True)
        called = datetime.combine(TODAY, NOW.timetz())
        db.session.add(Contact(borrower=second.borrower, at=called, channel=Channel.call))

    done, rest = undo("l.csv"), undo("b.csv")

    assert (done.removed, reasons(done)) == (2, [("loan", "There is a task on it.")])
    assert (rest.removed, reasons(rest)) == (
        1,
        [("borrower", "There is a loan on it."), ("borrower", "There is a contact on it.")],
    )


def test_a_reminder_that_was_sent_keeps_its_loan(app):
    portfolio_id = start()
    one_loan(portfolio_id)
    with writing():
        file = db.session.scalars(select(Case)).one()
        stage = db.session.scalars(select(Stage).order_by(Stage.position)).first()
        reminder = Reminder(
            borrower=file.borrower, stage=stage, channel=Channel.sms, language=file.borrower.language, queued_on=TODAY,
            status=ReminderStatus.sent,
        )  # fmt: skip
        db.session.add_all([reminder, ReminderCase(reminder=reminder, case=file, stage=stage)])

    assert reasons(undo("l.csv")) == [("loan", "There is a reminder_case on it.")]
    assert count(Loan) == 1


def test_a_disputed_loan_goes_with_its_hold_unless_a_person_released_it(app):
    portfolio_id = start()
    land([text("b.csv", [PEOPLE, ZHAO])], portfolio_id)
    rows = [(*LOANS, "disputed"), (*LOAN, "Yes"), ("L2", *LOAN[1:], "Yes")]
    land([text("l.csv", rows)], portfolio_id)
    with writing():
        db.session.scalars(select(Hold).order_by(Hold.id)).first().released_on = TODAY

    done = undo("l.csv")

    assert (done.removed, reasons(done)) == (1, [("loan", "There is a hold on it.")])


LATE_WITHOUT_DAYS = 44
"""Loans of the file that it calls late with 0 days past due: their cases rest, each by a hold of the import."""


@pytest.mark.slow
def test_the_bondora_files_go_without_a_rest(app):
    landed("panel_import_bondora")

    done = [undo(name) for name in ("payments.csv", "loans.csv", "borrowers.csv")]

    assert [each.removed for each in done] == [2670, 3123 + LATE_WITHOUT_DAYS, 2670]
    assert [each.kept for each in done] == [[], [], []]
    assert [count(model) for model in (Borrower, Phone, Loan, Instalment, Case, Hold, Payment)] == [0] * 7


@pytest.mark.slow
def test_the_ibm_files_are_taken_back_in_money_and_stay_as_loans(app):
    landed("panel_import_ibm")

    done = undo("payments.csv")

    assert (done.reversed, done.kept) == (1456, [])
    owed = db.session.scalars(select(Loan)).all()
    assert all(row.outstanding_principal == row.principal for row in owed)
    kinds = select(Payment.kind, func.count()).group_by(Payment.kind)
    assert dict(db.session.execute(kinds).all()) == {PaymentKind.payment: 1456, PaymentKind.reversal: 1456}
    assert len(undo("loans.csv").kept) == 1456


def test_an_id_number_that_the_file_added_goes_again(app):
    portfolio_id = start()
    land([text("b.csv", [PEOPLE, ("B1", "赵一", "14000000001", "")])], portfolio_id)
    land([text("b2.csv", [PEOPLE, ("B1", "赵一", "14000000001", id_number(1))])], portfolio_id)

    assert undo("b2.csv").restored == 1

    borrower = db.session.scalars(select(Borrower)).one()
    assert (borrower.id_number, borrower.id_number_index) == (None, None)


def test_what_a_list_of_instalments_told_of_its_payments_goes_with_it(app):
    rows = [
        ("借据号", "姓名", "手机号", "期次", "应还日期", "应还本金", "应还利息", "实还本金", "实还利息", "状态"),
        ("SC-1", "张三", "14012345631", "1", "2026-01-10", "1000", "100", "1000", "100", "已结清"),
        ("SC-1", "张三", "14012345631", "2", "2026-02-10", "1000", "90", "400", "90", "逾期"),
    ]
    land([text("list.csv", rows)], start())
    assert (count(Loan), count(Payment)) == (1, 2)
    undo("list.csv")
    assert (count(Loan), count(Payment)) == (0, 0)
