"""Bank files: read in any dress, wrong lines refused, sure ones paid, the others parked until a person decides."""

import io
import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

import openpyxl
import pytest
from sqlalchemy import select

from admin.upload import bank_work
from admin.upload.work import RUNNING
from models import db
from models.batch import BatchStatus
from models.case import CaseState
from models.hold import Hold, HoldKind
from models.lender import Licence
from models.payment import Payment
from models.receipt import BankFile, Receipt, ReceiptStatus
from rules import receipt as rule
from rules.access import Role
from rules.errors import RuleError
from services import case as case_service
from services import hold, receipt
from services.portfolio import Source
from services.receipt import file, matching
from tests import desk, makers

TODAY = date(2026, 3, 2)
adds = bank_work.add
CHINESE = ("交易日期", "贷方发生额", "交易流水号", "对方户名", "手机号", "附言")
TRADITIONAL = ("交易日期", "貸方金額", "交易流水號", "付款人", "手機號碼", "備註")
ENGLISH = ("Value date", "Amount received", "Bank reference", "Payer", "Phone", "Memo")


@pytest.fixture
def book(app):
    """A portfolio of a new desk."""
    return desk.start()


def text(rows, headers=ENGLISH, encoding="utf-8"):
    """A bank file of lines (day, amount, reference, payer, phone, memo)."""
    return "\n".join(",".join(map(str, row)) for row in (headers, *rows)).encode(encoding)


def take(book, data, name="bank.csv", day=TODAY, encoding=None):
    """Take a file in; gives the counts and the refused lines."""
    steps = list(file.place(Source(io.BytesIO(data), name, encoding), book.lender, day, desk.at(day)))
    db.session.commit()
    counts = sum((step.counts for step in steps), start=type(steps[0].counts)())
    return counts, [each for step in steps for each in step.wrong], steps[-1].error


def row(reference="BK-1", memo="", amount="60.00", payer="", phone="", day="2026-03-01"):
    return (day, amount, reference, payer, phone, memo)


def only(reference="BK-1"):
    return db.session.scalars(select(Receipt).filter_by(reference=reference)).one()


def waits(case, day=TODAY):
    """The kinds of hold that rest on a case."""
    return [each.kind for each in hold.running(case, day)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_simplified_chinese_file_is_read_in_every_encoding(book, encoding):
    case = desk.lend(book)
    data = text([row(memo=f"还款 {case.loan.contract_no}", payer="欧阳建国")], CHINESE, encoding)

    counts, wrong, error = take(book, data)

    assert (counts["new"], wrong, error) == (1, [], None)
    assert (only().payer, only().status) == ("欧阳建国", ReceiptStatus.matched)
    assert case.loan.outstanding_principal == Decimal("40.00")


def test_a_traditional_chinese_file_is_read_in_big5(book):
    case = desk.lend(book)

    counts, _, error = take(book, text([row(memo=f"還款 {case.reference}", payer="歐陽")], TRADITIONAL, "big5"))

    assert (counts["matched"], error, only().payer) == (1, None, "歐陽")


def test_a_workbook_with_a_head_above_the_table_is_read(book):
    case, sheet = desk.lend(book), openpyxl.Workbook()
    lines = [("账号", "6222"), ("户名", "公司"), (), CHINESE, row(memo=case.loan.contract_no)]
    for each in lines:
        sheet.active.append(each)
    buffer = io.BytesIO()
    sheet.save(buffer)

    counts, wrong, error = take(book, buffer.getvalue(), "bank.xlsx")

    assert (counts["matched"], wrong, error) == (1, [], None)


def test_money_that_went_out_is_no_receipt(book):
    headers = ("交易日期", "借方发生额", "贷方发生额", "交易流水号")
    data = text([("2026-03-01", "5.00", "", "A"), ("2026-03-01", "0.00", "7.00", "B")], headers)

    counts, wrong, _ = take(book, data)

    assert (counts["new"], counts["kept"], counts["unchanged"], wrong) == (1, 1, 0, [])


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (row(amount="1.234"), "Amount received", "'1.234' has more than two decimals."),
        (row(amount="0.00"), "Amount received", "The amount must be more than 0."),
        (row(amount="abc"), "Amount received", "'abc' is not an amount."),
        (row(day="2026-03-03"), "Value date", "The value date 2026-03-03 lies in the future."),
        (row(day="2026-02-30"), "Value date", "'2026-02-30' is not a date."),
        (row(day=""), "Value date", "The value is missing."),
    ],
)
def test_a_wrong_line_is_refused_with_row_column_and_reason_while_good_ones_land(book, line, column, reason):
    counts, wrong, _ = take(book, text([row("GOOD"), line]))

    assert [(each.row_no, each.column, each.reason) for each in wrong] == [(3, column, reason)]
    assert (counts["new"], counts["wrong"]) == (1, 1)
    kept = db.session.scalars(select(BankFile)).one()
    assert file.wrong_of(kept) == wrong


def test_a_currency_nobody_knows_is_refused_and_one_of_another_loan_waits(book):
    case = desk.lend(book)
    headers = (*ENGLISH, "Currency")
    data = text([(*row("A"), "XXQ"), (*row("B", memo=case.loan.contract_no), "USD")], headers)

    _, wrong, _ = take(book, data)

    assert [(each.row_no, each.column) for each in wrong] == [(2, "Currency")]
    assert only("B").status == ReceiptStatus.unmatched
    with pytest.raises(RuleError, match="The loan is in CNY"):
        receipt.match(only("B"), case.loan, TODAY)


def test_the_same_file_again_changes_nothing(book):
    case = desk.lend(book)
    data = text([row(memo=case.loan.contract_no), row("BK-2")])
    take(book, data)

    counts, wrong, _ = take(book, data)

    assert (counts["new"], counts["unchanged"], wrong) == (0, 2, [])
    assert len(case.loan.payments) == 1


def test_a_reference_that_stands_for_other_money_is_refused(book):
    _, wrong, _ = take(book, text([row(), row(), row(amount="61.00")]))

    assert [(each.row_no, each.reason) for each in wrong] == [
        (4, "Another receipt has the reference BK-1: 60.00 on 2026-03-01.")
    ]
    assert db.session.scalars(select(Receipt)).one().amount == Decimal("60.00")


def test_a_file_that_was_cut_off_between_chunks_goes_on(book, monkeypatch):
    case = desk.lend(book)
    monkeypatch.setattr(file, "ROWS", 2)
    data = text([row(f"BK-{n}", memo=case.loan.contract_no, amount="10.00") for n in range(5)])
    source = Source(io.BytesIO(data), "bank.csv")
    for _ in islice(file.place(source, book.lender, TODAY, desk.at(TODAY)), 2):
        db.session.commit()
    list(islice(file.place(source, book.lender, TODAY, desk.at(TODAY)), 1))
    db.session.rollback()

    take(book, data)

    kept = db.session.scalars(select(BankFile)).one()
    assert (kept.status, kept.rows_done, kept.counts["new"]) == (BatchStatus.done, 5, 5)
    assert case.loan.outstanding_principal == Decimal("50.00")


def test_a_file_that_is_no_bank_file_is_refused_as_a_whole(book):
    _, _, error = take(book, b"a,b\n1,2\n")

    assert "value date and amount" in str(error)


def test_money_of_a_known_payer_goes_to_the_loan_that_fell_due_first_and_the_rest_is_credit(book):
    first = desk.lend(book, (date(2026, 1, 10),))
    second = desk.lend(book, (date(2026, 2, 10),), borrower=first.borrower)
    third = desk.lend(book, (date(2026, 6, 10),), borrower=first.borrower)
    phone = first.borrower.phones[0].number

    take(book, text([row(payer="张伟", phone=phone, amount="150.00"), row("BK-2", "", "200.00", "张伟", phone)]))

    shares = [(each.reference, each.loan_id, each.amount) for each in only().payments]
    assert shares == [("BK-1", first.loan_id, Decimal(100)), ("BK-1", second.loan_id, Decimal(50))]
    assert sum(each.amount for each in only("BK-2").payments) == Decimal(200)
    assert sum(each.unapplied for each in db.session.scalars(select(Payment))) >= Decimal(50)
    assert third.loan.payments


def test_what_the_payer_chose_comes_before_the_order_of_the_law(book):
    first = desk.lend(book, (date(2026, 1, 10),))
    second = desk.lend(book, (date(2026, 2, 10),), borrower=first.borrower)

    take(book, text([row(memo=f"pays {second.loan.contract_no}", amount="130.00")]))

    assert [each.loan_id for each in only().payments] == [second.loan_id]
    assert only().payments[0].unapplied == Decimal("30.00")
    assert first.loan.payments == []


def test_a_disputed_debt_gets_nothing_where_the_law_says_so(app):
    book = desk.start(licence=Licence.us_third_party)
    one = desk.lend(book, (date(2026, 1, 10),), currency="USD")
    other = desk.lend(book, (date(2026, 2, 10),), borrower=one.borrower, currency="USD")
    one.loan.disputed = True
    phone = one.borrower.phones[0].number

    take(book, text([row(payer="张伟", phone=phone, amount="90.00"), row("BK-2", one.loan.contract_no, "5.00")]))

    assert [each.loan_id for each in only().payments] == [other.loan_id]
    assert (only("BK-2").status, only("BK-2").payments) == (ReceiptStatus.parked, [])
    assert "disputed" in only("BK-2").note


def test_a_likely_borrower_is_not_reminded_until_a_person_has_decided(book):
    case = desk.lend(book)

    take(book, text([row(payer="张伟", amount="100.00")]))

    assert (only().status, only().borrower) == (ReceiptStatus.parked, case.borrower)
    assert waits(case) == [HoldKind.payment_check]
    held = db.session.scalars(select(Hold)).one()
    assert held.reason
    assert held.review_on == TODAY + timedelta(days=receipt.REVIEW_DAYS)
    receipt.match(only(), case.loan, TODAY)
    receipt.match(only(), case.loan, TODAY)
    assert waits(case) == []
    assert [each.amount for each in case.loan.payments] == [Decimal("100.00")]


def test_money_of_nobody_known_waits_and_rests_no_case(book):
    case = desk.lend(book)

    take(book, text([row(payer="李娜", memo="HT-999999")]))

    assert (only().status, only().borrower_id, waits(case)) == (ReceiptStatus.unmatched, None, [])
    assert receipt.waiting(book.lender_id) == [only().id]


def test_returned_money_and_an_unparked_receipt_let_the_case_go_on(book):
    case = desk.lend(book)
    one, two = (makers.make_receipt(lender=book.lender, borrower=None) for _ in "12")
    for each in (one, two, two):
        receipt.park(each, case.borrower, TODAY)
    db.session.flush()
    assert waits(case) == [HoldKind.payment_check] * 2

    receipt.give_back(one, TODAY, "sent back")
    receipt.give_back(one, TODAY, "sent back")
    receipt.unpark(two, TODAY)
    receipt.unpark(two, TODAY)

    assert (one.status, two.status, two.borrower) == (ReceiptStatus.returned, ReceiptStatus.unmatched, None)
    assert waits(case) == []
    with pytest.raises(RuleError, match="decided already"):
        receipt.match(one, case.loan, TODAY)


def test_a_match_is_taken_back_and_made_again(book):
    case = desk.lend(book)
    take(book, text([row(memo=case.loan.contract_no)]))

    receipt.take_back(only(), TODAY, "the neighbour's")
    assert (only().status, case.loan.outstanding_principal) == (ReceiptStatus.unmatched, Decimal(100))
    receipt.match(only(), case.loan, TODAY)

    assert [each.reference for each in receipt.payments_of(only())] == ["BK-1/2"]
    assert case.loan.outstanding_principal == Decimal(40)


def test_a_match_that_is_taken_back_opens_its_case_at_once(book):
    case = desk.lend(book)
    take(book, text([row(memo=case.loan.contract_no, amount="100.00")]))
    case_service.restage(case, TODAY)
    assert case.state != CaseState.open

    receipt.take_back(only(), TODAY, "the neighbour's")

    assert (case.state, case.opened_on) == (CaseState.open, TODAY)


def test_a_payment_that_the_lenders_own_file_told_is_not_counted_twice(book):
    case = desk.lend(book)
    earlier = makers.make_payment(
        loan=case.loan, reference="BK-1", amount=Decimal(60), paid_on=date(2026, 3, 1), posted_on=TODAY
    )

    take(book, text([row(memo=case.loan.contract_no)]))

    assert (case.loan.payments, only().payments) == ([earlier], [earlier])


def test_phones_are_sealed_and_a_memo_shows_only_their_end(book):
    case = desk.lend(book)
    number = case.borrower.phones[0].number

    take(book, text([row(payer="张伟", memo=f"还款{number}")]))

    assert (only().phone, only().memo) == (number, f"还款…{number[-4:]}")
    assert only().status == ReceiptStatus.matched
    raw = db.session.execute(db.text("select phone, memo from receipt")).one()
    assert number not in str(raw)


def test_candidates_are_found_again_for_a_receipt_that_waits(book):
    case = desk.lend(book)
    take(book, text([row(payer="张伟", amount="100.00")]))

    found = matching.of(only(), TODAY).candidates

    assert [(each.loan_id, [str(sign) for sign in each.signs]) for each in found] == [
        (case.loan_id, ["payer", "payoff"])
    ]


def test_a_person_may_choose_the_columns():
    assert rule.choose({0: "amount", 1: "", 2: "memo"}) == {0: "amount", 2: "memo"}
    with pytest.raises(RuleError, match="no field"):
        rule.choose({0: "shoe size"})
    with pytest.raises(RuleError, match="Two columns"):
        rule.choose({0: "amount", 1: "amount"})


def landed(browser, columns):
    """The page of a landing when its work has ended."""
    for thread in list(RUNNING.values()):
        thread.join()
    return browser.get(f"{columns}run/", follow_redirects=True).text


def test_a_bank_file_is_uploaded_looked_at_and_taken_in(book, sign_in):
    case = desk.lend(book)
    browser, _ = sign_in(Role.manager)
    data = text([row(memo=case.loan.contract_no), row("BK-2", amount="abc")])
    sent = {"lender": book.lender_id, "file": (io.BytesIO(data), "bank.csv")}

    columns = browser.submit("/bank-upload/", **sent).location
    page = browser.get(columns).text
    chosen = {f"column-{at}": field for at, field in rule.propose(ENGLISH).items()}
    browser.submit(columns, **chosen)
    shown = landed(browser, columns)

    assert "Bank reference" in page
    assert "is not an amount" in shown
    db.session.expire_all()
    assert only().status == ReceiptStatus.matched
    assert browser.get(columns).status_code == 404
    assert browser.get(f"/receipts/details/?id={only().id}").status_code == 200


def test_the_words_of_a_file_are_asked_for_on_its_page_and_remembered(book, sign_in):
    case = desk.lend(book)
    browser, _ = sign_in(Role.manager)
    data = "交易流水号,交易日期,借贷,交易金额,摘要\nK1,2026-03-01,挂账,60.00,".encode() + case.loan.contract_no.encode()
    columns = browser.submit("/bank-upload/", lender=book.lender_id, file=(io.BytesIO(data), "bank.csv")).location
    fields = ("reference", "received_on", "side", "amount", "memo")
    browser.submit(columns, **{f"column-{at}": field for at, field in enumerate(fields)})

    asked = landed(browser, columns)
    browser.submit(f"{columns}words/", **{"word-0": "came_in"})
    shown = landed(browser, columns)
    db.session.expire_all()

    assert "挂账" in asked
    assert case.loan.contract_no not in asked
    assert (only("K1").status, "Kept only" in shown) == (ReceiptStatus.matched, True)


def test_a_landing_that_is_stopped_keeps_what_landed_and_is_finished_later(book, sign_in, monkeypatch):
    case = desk.lend(book)
    browser, _ = sign_in(Role.manager)
    monkeypatch.setattr(file, "ROWS", 1)
    monkeypatch.setattr(bank_work, "add", lambda told, step: (adds(told, step), bank_work.STOPPED.update(RUNNING)))
    data = text([row(f"BK-{n}", memo=case.loan.contract_no, amount="10.00") for n in range(3)])
    columns = browser.submit("/bank-upload/", lender=book.lender_id, file=(io.BytesIO(data), "bank.csv")).location
    browser.submit(columns, **{f"column-{at}": field for at, field in rule.propose(ENGLISH).items()})

    stopped = landed(browser, columns)
    assert "cut off after 1 rows" in stopped
    assert len(db.session.scalars(select(Receipt)).all()) == 1
    monkeypatch.setattr(bank_work, "add", adds)
    browser.submit(f"{columns}again/")
    landed(browser, columns)
    db.session.expire_all()

    assert len(db.session.scalars(select(Receipt)).all()) == 3
    assert len(db.session.scalars(select(BankFile)).all()) == 1


def test_a_file_without_the_needed_columns_is_not_taken_in(book, sign_in):
    browser, _ = sign_in(Role.manager)
    sent = {"lender": book.lender_id, "file": (io.BytesIO(text([row()])), "bank.csv")}

    columns = browser.submit("/bank-upload/", **sent).location
    browser.submit(columns, **{"column-0": ""})

    assert "do not make up a receipt" in landed(browser, columns)
    assert browser.submit("/bank-upload/", lender=book.lender_id).status_code == 200
    assert db.session.scalars(select(Receipt)).all() == []


def test_a_person_decides_on_the_page_of_a_receipt(book, sign_in):
    case = desk.lend(book)
    take(book, text([row(payer="张伟", amount="100.00"), row("BK-2")]))
    browser, _ = sign_in(Role.manager)

    page = browser.get(f"/receipts/details/?id={only().id}").text
    answers = {"action": "match", "rowid": only().id, "loan": case.loan_id, "confirmed": 1}
    browser.submit("/receipts/action/", **answers)
    browser.submit("/receipts/action/", action="give_back", rowid=only("BK-2").id, reason="wrong bank", confirmed=1)
    db.session.expire_all()

    assert case.loan.contract_no in page
    assert "all that is owed" in page
    assert (only().status, only("BK-2").status) == (ReceiptStatus.matched, ReceiptStatus.returned)
    assert waits(case) == []


def test_a_collector_sees_only_the_receipts_of_their_own_cases(book, sign_in):
    case, browser_of = desk.lend(book), sign_in(Role.collector)
    browser, case.assignee = browser_of
    own, other = makers.make_receipt(borrower=case.borrower), makers.make_receipt()

    assert browser.get(f"/receipts/details/?id={own.id}").status_code == 200
    assert browser.get(f"/receipts/details/?id={other.id}").status_code == 404
    assert browser.submit("/receipts/action/", action="unpark", rowid=own.id, confirmed=1).status_code in (403, 404)
    assert browser.get("/bank-upload/").status_code == 403


def test_the_command_tells_before_it_does(book, app, tmp_path):
    case = desk.lend(book)
    path = tmp_path / "bank.csv"
    path.write_bytes(text([row(memo=case.loan.contract_no), row("BK-2", amount="1.234")]))
    db.session.commit()

    runner = app.test_cli_runner()
    dry = runner.invoke(args=["receipts", str(path), "--dry-run"])
    before = db.session.scalars(select(Receipt)).all()
    done = runner.invoke(args=["receipts", str(path), "--json"])
    nobody = runner.invoke(args=["receipts", str(path), "--lender", "Nobody"])

    assert (dry.exit_code, before) == (0, [])
    assert "row 3, Amount received: '1.234' has more than two decimals." in dry.output
    told = json.loads(done.output.splitlines()[-1])
    assert (told["new"], told["wrong"], told["records"]) == (1, 1, {"matched": 1})
    assert nobody.exit_code == 1
