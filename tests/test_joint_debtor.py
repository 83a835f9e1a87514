"""Joint debtors: several people of one contract are one loan; each is a person, and only the first is written to."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from admin.paper import agreement
from admin.paper import packet as packet_words
from admin.paper import statement as statement_words
from models import db
from models.base import Language
from models.batch import ImportBatch
from models.borrower import AddressKind, Borrower
from models.case import Case
from models.contact_person import JointDebtor
from models.demand import DemandKind
from models.loan import Loan
from models.payment import Payment
from models.reminder import Reminder, ReminderCase
from models.stage import Channel
from rules.access import Role
from rules.errors import RuleError
from services import case as services_case
from services import demand, portfolio, reminder
from services.loan import joint as joint_service
from services.paper import statement
from services.portfolio import file as portfolio_file
from services.portfolio import table, undo
from services.reminder import identity
from tests import desk, makers, portfolio_files
from tests.portfolio_files import TODAY, text

HEADERS = ["合同编号", "客户编号", "姓名", "手机号", "本金", "应还日期"]
FIRST = ["A1", "K1", "张三", "14012345601", "900", "2026-01-01"]
SECOND = ["A1", "K2", "李四", "14012345602", "900", "2026-01-01"]
OTHER = ["A2", "K3", "王五", "14012345603", "900", "2026-01-01"]


@pytest.fixture
def book(app):
    return portfolio_files.start()


def land(book, *rows, headers=HEADERS):
    done = portfolio_files.land([text("list.csv", [headers, *rows])], book)
    return [(each.row_no, str(each.reason)) for step in done for each in step.wrong]


def joint():
    return [(each.loan.contract_no, each.borrower.name) for each in db.session.scalars(select(JointDebtor))]


def count(model):
    return len(db.session.scalars(select(model)).all())


def test_two_people_of_one_contract_are_one_loan_of_the_first_and_the_second_is_named(book):
    wrong = land(book, FIRST, SECOND, OTHER)

    loan = db.session.scalars(select(Loan).filter_by(contract_no="A1")).one()
    assert (wrong, loan.borrower.name, joint()) == ([], "张三", [("A1", "李四")])
    assert (count(Loan), count(Case), count(Borrower)) == (2, 2, 3)
    assert [each.number for each in loan.joint_debtors[0].borrower.phones] == ["14012345602"]
    assert land(book, FIRST, SECOND, OTHER) == []
    assert land(book, SECOND, FIRST) == []
    assert (joint(), count(Loan)) == ([("A1", "李四")], 2)


def test_the_two_may_stand_in_two_steps_of_the_import(book, monkeypatch):
    monkeypatch.setattr(portfolio, "ROWS", 1)

    assert land(book, FIRST, SECOND) == []

    assert joint() == [("A1", "李四")]


@pytest.mark.parametrize(
    "rows", [(FIRST, [*SECOND[:4], "800", SECOND[5]]), (FIRST, ["A1", *OTHER[1:4], "1", "2026-02-02"])]
)
def test_rows_of_two_people_with_other_figures_are_both_refused(book, rows):
    wrong = land(book, *rows)

    assert (joint(), [no for no, _ in wrong], count(Loan)) == ([], [3, 2], 0)


def test_a_contract_that_comes_later_with_another_person_alone_is_refused(book):
    land(book, FIRST)

    wrong = land(book, SECOND)

    assert (joint(), wrong) == ([], [(2, "The contract belongs to another borrower on file.")])
    assert land(book, FIRST, SECOND) == []
    assert joint() == [("A1", "李四")]


def test_payments_of_a_further_row_are_no_second_payments(book):
    headers = [*HEADERS, "还款日期", "还款金额"]
    paid = ["2026-02-01", "100"]

    land(book, [*FIRST, *paid], [*SECOND, *paid], headers=headers)

    assert (count(Payment), joint()) == (1, [("A1", "李四")])


def test_columns_of_a_second_borrower_are_taken_over_by_a_person_only(book):
    headers = [*HEADERS, "共同借款人姓名", "共同借款人手机", "共同借款人身份证号"]
    rows = [[*FIRST, "李四", "14012345602", portfolio_files.id_number(3)], [*OTHER, "赵六", "", ""]]
    source = text("list.csv", [headers, *rows])
    land(book, *rows, headers=headers)
    assert joint() == []

    lender_id = db.session.scalars(select(Borrower)).first().lender_id
    sheet = portfolio_file.read(source.file, source.name).sheets[0]
    fields = ["contract_no", "borrower_reference", "name", "phones", "principal", "due_on"]
    chosen = dict(zip(headers, [*fields, "joint_name", "joint_phone", "joint_id_number"], strict=True))
    table.remember(lender_id, sheet, chosen)
    db.session.commit()
    land(book, *rows, headers=headers)
    land(book, *rows, headers=headers)

    assert joint() == [("A1", "李四"), ("A2", "赵六")]
    people = {each.name: each for each in db.session.scalars(select(Borrower))}
    assert [each.number for each in people["李四"].phones] == ["14012345602"]
    assert people["李四"].id_number == portfolio_files.id_number(3)


def test_an_import_with_joint_debtors_is_taken_back_whole(book):
    land(book, FIRST, SECOND)

    undo.undo(db.session.scalars(select(ImportBatch)).one(), TODAY)

    assert (count(Loan), count(Borrower), joint()) == (0, 0, [])


def test_the_case_names_them(book, sign_in):
    browser, _ = sign_in(Role.manager)
    row = makers.make_joint_debtor(borrower=makers.make_borrower(name="李四"))
    case = makers.make_case(loan=row.loan, borrower=row.loan.borrower)

    assert "Joint debtor: 李四 (" in browser.get(f"/cases/details/?id={case.id}").text


def test_a_person_names_another_debtor_of_the_same_lender(app, sign_in):
    browser, _ = sign_in(Role.manager)
    loan, stranger = makers.make_loan(), makers.make_borrower()
    other = makers.make_borrower(lender=loan.borrower.lender)
    db.session.commit()

    refused = [
        browser.submit("/joint-debtors/new/", loan=loan.id, borrower=id).text for id in (loan.borrower_id, stranger.id)
    ]
    browser.submit("/joint-debtors/new/", loan=loan.id, borrower=other.id)

    assert ["the borrower of the loan already" in refused[0], "another lender" in refused[1]] == [True, True]
    assert joint() == [(loan.contract_no, other.name)]


def owing(confirmed=True):
    """An open case with a further debtor."""
    case = desk.lend(desk.start())
    services_case.restage(case, desk.DUE + timedelta(days=5))
    makers.make_address(borrower=case.borrower, kind=AddressKind.postal, value="1 High Street")
    other = makers.make_borrower(lender=case.borrower.lender, name="李四伴")
    row = makers.make_joint_debtor(loan=case.loan, borrower=other)
    if confirmed:
        joint_service.confirm(row, TODAY, makers.make_user())
    db.session.commit()
    return case, row


def letters(case):
    day = desk.DUE + timedelta(days=5)
    demanded = demand.write(case, DemandKind.demand_letter, Language.zh_Hans, "X", "", day)[1]
    message = makers.make_reminder(
        borrower=case.borrower, channel=Channel.letter, language=Language.en, body="Hello", queued_on=day
    )
    makers.kept(ReminderCase(reminder=message, case=case, stage=case.stage))
    identity.complete(message)
    identity.complete(message)
    plan = makers.make_plan(case=case)
    signed = agreement.words(plan, "en", for_signing=False)
    account = statement.of(case.loan, day, day)
    told = statement_words.words(case, account)["facts"]
    covers = packet_words.cover(case, account), packet_words.identity(case)["facts"]
    return demanded, message.body, signed, told, covers


def test_a_confirmed_joint_debtor_is_a_party_of_every_paper_that_says_nobody_writes_to_them(app):
    case, _ = owing()
    with app.test_request_context():
        demanded, body, signed, told, covers = letters(case)
    number = case.loan.contract_no
    assert f"合同{number}的共同债务人：李四伴。本函仅寄送给您，我们不向其他债务人发函。" in demanded
    assert body.count(f"Jointly liable under contract {number}: 李四伴. This letter goes to you alone") == 1
    assert [party[0] for party in signed["parties"]][2] == ["Joint debtor", "李四伴"]
    assert [sign[0] for sign in signed["signs"]][2] == "李四伴: Joint debtor (signature)"
    assert ["Joint debtor", "李四伴"] in told
    assert all(any("李四伴" in each[1] for each in facts) for facts in covers)


def test_one_that_only_a_file_named_is_no_party_until_a_person_confirms_it(app, sign_in):
    case, row = owing(confirmed=False)
    with app.test_request_context():
        assert "李四伴" not in str(letters(case))
    browser, person = sign_in(Role.manager)
    page = browser.get(f"/cases/details/?id={case.id}").text
    assert "to be confirmed" in page
    browser.submit("/joint-debtors/action/", action="confirm", confirmed="1", rowid=row.id)
    db.session.expire_all()
    assert (row.confirmed_on, row.confirmed_by_id) == (date(2026, 3, 2), person.id)
    assert "named on papers, never written to" in browser.get(f"/cases/details/?id={case.id}").text
    row.archived_on = TODAY
    with pytest.raises(RuleError, match="no joint debtor any more"):
        joint_service.confirm(row, TODAY, person)


def test_no_message_goes_to_a_joint_debtor(app):
    case, row = owing()
    day = desk.DUE + timedelta(days=5)
    reminder.queue([case.borrower_id, row.borrower_id], day)
    assert {each.borrower_id for each in db.session.scalars(select(Reminder))} == {case.borrower_id}
