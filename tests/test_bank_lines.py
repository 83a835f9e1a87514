"""Lines of bank files: a word nobody knows is asked about, what is no receipt is kept, and a return finds its receipt."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from models import db
from models.hold import HoldKind
from models.lender import Licence
from models.receipt import BankLine, LineStatus, Receipt, ReceiptStatus
from rules.access import Role
from rules.errors import RuleError
from services import case as case_service
from services import hold
from services.portfolio import Source
from services.receipt import dictionary, file, returns
from tests import bank_files, desk, makers
from tests.bank_files import TODAY, kept, received, table, take

WORDED = "交易流水号,交易日期,借贷,交易金额,对方户名,摘要"
BOUNCED = "交易流水号,交易日期,借贷标志,发生额,对方户名,附言"


@pytest.fixture
def book(app):
    return bank_files.mainland_book()


def line(reference):
    return db.session.scalars(select(BankLine).filter_by(reference=reference)).one()


def receipt(reference):
    return db.session.scalars(select(Receipt).filter_by(reference=reference)).one()


def rests(row, day=TODAY):
    case = case_service.of(row.payments[0].loan) if isinstance(row, Receipt) else row
    return HoldKind.payment_check in [each.kind for each in hold.running(case, day)]


@pytest.mark.parametrize(
    "word",
    "借 Dr,DBIT,D,RC,不计收支,转帐支出,转账支出,Soll,S,withdrawal,付款,已支出,借方,ERC,其他,中性交易,/".split(","),
)
def test_no_word_that_is_not_money_in_makes_a_receipt(book, word):
    counts, wrong, _ = take(book, table(WORDED, ("D1", "2026-11-05", word, "300.00", "张三丰", "HT2026-0001")))

    assert (counts["kept"], counts["new"], wrong, received()) == (1, 0, [], [])


@pytest.mark.parametrize("word", "贷 Cr,CRDT,C,Haben,收入,已收入,转账收入,贷方,来账".split(","))
def test_every_word_for_money_in_makes_one(book, word):
    take(book, table(WORDED, ("D1", "2026-11-05", word, "300.00", "张三丰", "HT2026-0001")))

    assert received() == [("300.00", "matched", ["HT2026-0001"])]


@pytest.mark.parametrize("word", ["挂账", "XX", "Kredit?"])
def test_a_direction_nobody_knows_is_refused_by_name_asked_once_and_remembered(book, word):
    data = table(WORDED, ("D1", "2026-11-05", word, "300.00", "张三丰", "HT2026-0001"))

    _, wrong, _ = take(book, data)

    said = f"'{word}' is no known direction; say whether it is money in or out."
    assert (wrong, received()) == ([(2, "借贷", said)], [])
    dictionary.remember(book.lender, "side", word, "came_in", desk.at(TODAY))
    assert take(book, data)[1] == []
    assert received() == [("300.00", "matched", ["HT2026-0001"])]
    with pytest.raises(RuleError, match="no meaning"):
        dictionary.remember(book.lender, "side", word, "perhaps", desk.at(TODAY))


def test_a_direction_that_is_missing_is_no_money_in(book):
    _, wrong, _ = take(book, table(WORDED, ("D1", "2026-11-05", "", "300.00", "张三丰", "HT2026-0001")))

    assert wrong == [(2, "借贷", "The direction is missing.")]


def test_a_direction_and_columns_that_contradict_each_other_are_refused(book):
    headers = "交易流水号,交易日期,借贷标志,借方发生额,贷方发生额"

    _, wrong, _ = take(book, table(headers, ("A", "2026-11-05", "贷", "5.00", ""), ("B", "2026-11-05", "借", "1", "2")))

    assert [each[2] for each in wrong] == [
        "The direction and the amounts of the line contradict each other.",
        "The line has an amount that came in and one that went out.",
    ]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("交易关闭", "failed"),
        ("等待付款", "pending"),
        ("处理中", "pending"),
        ("已撤销", "failed"),
        ("退款成功", "returned"),
    ],
)
def test_money_that_is_not_there_is_no_receipt(book, status, kind):
    headers = "交易时间,收/支,金额,交易对方,交易状态,交易单号"

    take(book, table(headers, ("2026-11-05 09:00:00", "收入", "300.00", "张三丰", status, "9000000001")))

    assert (kept(), received()) == ([(kind, "300.00")], [])


def test_a_status_nobody_knows_is_refused_by_name(book):
    headers = "交易时间,收/支,金额,交易对方,交易状态,交易单号"

    _, wrong, _ = take(book, table(headers, ("2026-11-05", "收入", "300.00", "张三丰", "冻结", "9000000001")))

    assert wrong == [(2, "交易状态", "'冻结' is no known status; say whether the money is there.")]


def test_a_pending_line_becomes_a_receipt_when_it_is_done(book):
    headers = "Date,Amount received,Status,Transaction ID,Note,Currency"
    take(book, table(headers, ("2026-11-05", "300.00", "Pending", "X1", "HT2026-0001", "CNY")))

    take(book, table(headers, ("2026-11-05", "300.00", "Completed", "X1", "HT2026-0001", "CNY")))

    assert (kept(), received()) == ([("pending", "300.00")], [("300.00", "matched", ["HT2026-0001"])])


def test_a_return_finds_its_receipt_and_rests_the_case_until_a_person_has_looked(book):
    rows = (
        ("B1", "2026-11-05", "贷", "1000.00", "张三丰", "HT2026-0001"),
        ("B2", "2026-11-08", "借", "1000.00", "张三丰", "退票 HT2026-0001 原流水B1"),
    )
    counts, _, _ = take(book, table(BOUNCED, *rows))

    assert (counts["kept"], counts["returns"], counts["unchanged"]) == (1, 1, 0)
    assert (line("B2").status, line("B2").receipt) == (LineStatus.waiting, receipt("B1"))
    assert rests(receipt("B1"))
    loan = receipt("B1").payments[0].loan
    returns.take_back(line("B2"), TODAY)
    assert (receipt("B1").status, line("B2").status) == (ReceiptStatus.returned, LineStatus.taken_back)
    assert loan.outstanding_principal == Decimal("5000.00")
    assert not rests(case_service.of(loan))
    with pytest.raises(RuleError, match="decided already"):
        returns.take_back(line("B2"), TODAY)


def test_a_negative_credit_and_a_reversed_debit_wait_for_a_person(book):
    rows = (
        ("B1", "2026-11-05", "贷", "1000.00", "张三丰", "HT2026-0001"),
        ("B3", "2026-11-09", "贷", "-1000.00", "张三丰", "冲正 HT2026-0001 原流水B1"),
        ("B5", "2026-11-11", "RD", "300.00", "张三丰", "HT2026-0001"),
    )

    take(book, table(BOUNCED, *rows))

    assert (line("B3").status, line("B3").receipt) == (LineStatus.waiting, receipt("B1"))
    assert (receipt("B5").status, receipt("B5").payments) == (ReceiptStatus.parked, [])
    assert "a person says" in str(receipt("B5").note)


def test_a_return_that_names_nothing_is_found_by_amount_and_payer_and_may_be_none(book):
    rows = (
        ("B1", "2026-11-05", "贷", "777.00", "李秀英", "HT2026-0002"),
        ("B2", "2026-11-08", "借", "777.00", "李 秀英", "退汇"),
        ("B3", "2026-11-08", "借", "15.00", "某人", "退款"),
    )
    take(book, table(BOUNCED, *rows))

    assert (line("B2").receipt, line("B3").receipt) == (receipt("B1"), None)
    returns.dismiss(line("B2"), TODAY, "another bank's")
    assert (line("B2").status, rests(receipt("B1"))) == (LineStatus.dismissed, False)
    with pytest.raises(RuleError, match="which receipt"):
        returns.take_back(line("B3"), TODAY)
    returns.point_out(line("B3"), receipt("B1"), TODAY)
    assert rests(receipt("B1"))


def test_a_refund_of_a_part_leaves_the_rest_paid(app):
    book = bank_files.book_of(Licence.uk_firm, "GBP", ("UK-0001", "Jürgen Müller"), ("UK-0002", "Anna Groß"))
    headers = "Date,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Reference Txn ID,Balance,Note"
    rows = (
        ("16/11/2026", "J MULLER", "General Payment", "Completed", "GBP", "100.00", "-3.20", "96.80", "T1", "", "", "UK-0001"),
        ("17/11/2026", "A GROSS", "General Payment", "Pending", "GBP", "50.00", "0.00", "50.00", "T2", "", "", "UK-0002"),
        ("18/11/2026", "J MULLER", "Payment Refund", "Completed", "GBP", "-40.00", "0", "-40.00", "T3", "T1", "", ""),
    )  # fmt: skip

    take(book, table(headers, *rows))

    assert received() == [("100.00", "matched", ["UK-0001"])]
    assert kept() == [("pending", "50.00"), ("returned", "40.00")]
    assert line("T3").receipt == receipt("T1")
    loan = receipt("T1").payments[0].loan
    returns.take_back(line("T3"), TODAY)
    assert (loan.outstanding_principal, receipt("T1").status) == (Decimal("4940.00"), ReceiptStatus.matched)


@pytest.mark.parametrize(
    ("amount", "kind"),
    [("($15.00)", "fee"), ("200.00 DR", "paid_out"), ("15.00-", "fee"), ("−15.00", "fee"), ("-$15.00", "fee")],
)
def test_an_amount_that_counts_down_is_money_out(app, amount, kind):
    book = bank_files.book_of(Licence.us_third_party, "USD", ("US-0001", "John Doe"))
    memo = "SERVICE FEE" if kind == "fee" else "WIRE OUT"

    counts, wrong, _ = take(book, table("Date,Description,Amount,Transaction ID", ("11/17/2026", memo, amount, "T2")))

    assert (counts["kept"], wrong, kept()[0][0]) == (1, [], kind)


@pytest.mark.parametrize("amount", ["500.00 CR", "+500.00", '"$500.00"', "500.00+", "US$500.00"])
def test_an_amount_that_counts_up_is_money_in(app, amount):
    book = bank_files.book_of(Licence.us_third_party, "USD", ("US-0002", "Jane Roe"))
    headers = "Date,Description,Amount,Transaction ID"

    take(book, table(headers, ("11/18/2026", "CHECK DEPOSIT US-0002", amount, "T3"), ("11/19/2026", "x", "-1", "T4")))

    assert received() == [("500.00", "matched", ["US-0002"])]


def test_a_file_asks_about_its_words_before_it_lands_where_it_is_told_to(book):
    data = table(WORDED, ("D1", "2026-11-05", "挂账", "300.00", "张三丰", "HT2026-0001")).encode()
    source = Source(bank_files.io.BytesIO(data), "bank.csv")

    with pytest.raises(file.AskError) as asked:
        file.opened(source, book.lender_id, file.Answers(asks=True))

    assert [tuple(each) for each in asked.value.unknown] == [("side", "挂账", 2)]


def test_totals_balances_carried_over_and_footnotes_are_no_lines(book):
    headers = "交易日期,摘要,支出金额,收入金额,账户余额,交易流水号"
    rows = (
        ("2026-11-01", "期初余额", "", "", "10.00", ""),
        ("2026-11-05", "HT2026-0001", "", "300.00", "310.00", "A0001"),
        ("合计", "", "0.00", "300.00", "", ""),
        ("以上为全部交易", "", "", "", "", ""),
    )

    counts, wrong, _ = take(book, table(headers, *rows))

    assert (counts["rows"], counts["new"], wrong) == (1, 1, [])


def test_a_day_in_the_future_and_a_zero_are_still_refused(book):
    rows = (("A", "2026-11-28", "贷", "1.00", "", ""), ("B", "2026-11-05", "贷", "0.00", "", ""))

    _, wrong, _ = take(book, table(BOUNCED, *rows))

    assert [each[2] for each in wrong] == [
        f"The value date {date(2026, 11, 28)} lies in the future.",
        "The amount must be more than 0.",
    ]


@pytest.mark.parametrize(("role", "told"), [(Role.manager, True), (Role.auditor, False), (Role.collector, False)])
def test_the_bell_tells_who_decides_of_a_return_that_waits(sign_in, role, told):
    makers.make_bank_line(status=LineStatus.waiting)
    makers.make_bank_line(status=LineStatus.kept)
    browser, _ = sign_in(role)

    page = browser.get("/promises/").text

    assert ("Returns to look at" in page) is told
