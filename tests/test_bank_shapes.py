"""Further shapes of bank files, as exporters write them: nothing in a column that no list knows makes money of a line."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from models import db
from models.lender import Licence
from models.receipt import BankLine, Receipt
from rules.receipt import propose
from rules.receipt.words import Way
from tests import bank_files
from tests.bank_files import kept, received, table, take


@pytest.fixture
def book(app):
    return bank_files.mainland_book()


@pytest.fixture
def abroad(app):
    return bank_files.book_of(Licence.uk_firm, "EUR", ("DE-0001", "Hans Müller"))


def noted():
    return [bool(row.note) for row in db.session.scalars(select(Receipt).order_by(Receipt.id))]


@pytest.mark.parametrize(
    ("headers", "lines", "said"),
    [
        ("交易日期,借贷状态,交易金额,附言", ("贷", "红字贷"), "'红字贷' is no known direction"),
        ("交易日期,收支方向,交易金额,附言", ("来账", "调整"), "'调整' is no known direction"),
        ("Date,Dr/Cr Flag,Amount,Details", ("CR", "Sweep"), "'Sweep' is no known direction"),
        ("交易日期,交易结果,收入金额,附言", ("成功", "处理异常"), "'处理异常' is no known status"),
        ("Date,Payment outcome,Paid in,Details", ("Success", "Under review"), "'Under review' is no known status"),
    ],
)
def test_a_column_that_may_turn_a_line_is_heard_whatever_its_header(book, headers, lines, said):
    _, wrong, error = take(book, table(headers, *(("2026-11-05", word, "5.00", f"x{word}") for word in lines)))

    assert (error, [row_no for row_no, *_ in wrong], [amount for amount, *_ in received()]) == ("", [3], ["5.00"])
    assert said in wrong[0][2]


@pytest.mark.parametrize(
    ("headers", "clean", "marked"),
    [
        ("交易日期,借贷,金额,对手户名,摘要,冲销标志", "", "冲"),
        ("交易日期,借贷,金额,对方户名,摘要,是否冲正", "否", "是"),
        ("Date,Dr/Cr,Amount,Payer,Details,Reversal flag", "N", "Y"),
        ("Created (UTC),Dr/Cr,Amount,Payer,Description,Amount Refunded", "0.00", "20.00"),
        ("交易日期,收/支,金额,对方户名,备注,成功退款（元）", "0.00", "5.00"),
    ],
)
def test_what_is_marked_as_reversed_or_refunded_waits_for_a_look(book, headers, clean, marked):
    rows = [("2026-11-05", "贷", "500.00", "张三丰", f"HT2026-000{no}", word) for no, word in ((1, clean), (2, marked))]

    _, wrong, error = take(book, table(headers, *rows))

    assert (wrong, error, noted()) == ([], "", [False, True])
    assert [status for _, status, _ in received()] == ["matched", "parked"]


def test_the_currency_and_the_unit_of_a_header_count(abroad):
    german = '"Wertstellung";"Status";"Zahlungspflichtige*r";"Verwendungszweck";"Betrag (€)"\n'
    german += '"25.11.26";"Gebucht";"Hans Müller";"DE-0001";"1.234,56"\n"24.11.26";"Gebucht";"x";"Strom";"-50,00"\n'

    take(abroad, german)
    take(abroad, table("Date,Details,Paid in (EUR thousand)", ("2026-11-05", "DE-0001", "0.5")))

    assert [(row.amount, row.currency) for row in db.session.scalars(select(Receipt).order_by(Receipt.id))] == [
        (Decimal("1234.56"), "EUR"),
        (500, "EUR"),
    ]
    assert "units" in take(abroad, table("Date,Details,Paid in (k),Paid out", ("2026-11-05", "x", "1", "")))[2]


def test_a_fund_bill_with_backticks_and_its_sums_below_is_read(book):
    headers = "记账时间,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),备注"
    rows = [
        ("`2026-11-05 10:00:00", "`1000001", "`交易", "`交易", "`收入", "`500.00", "`1500.00", "`HT2026-0001"),
        ("`2026-11-05 11:00:00", "`1000002", "`退款", "`退款", "`支出", "`500.00", "`1000.00", "`HT2026-0001"),
        ("资金流水总笔数", "收入笔数", "收入金额", "支出笔数", "支出金额", "", "", ""),
    ]

    _, wrong, error = take(book, table(headers, *rows))

    assert (wrong, error, kept()) == ([], "", [("returned", "500.00")])
    assert [row.reference for row in db.session.scalars(select(Receipt))] == ["1000001"]


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ("Date,Transaction Details,Deposit,Withdrawal", "received_on memo amount spent"),
        ("交易日期,交易摘要,存款,提款,結餘", "received_on memo amount spent balance"),
        ("Finished on,Direction,Source name,Target amount,Target currency", "received_on side payer amount currency"),
        ("Date completed (UTC),ID,State,Description,Amount", "received_on reference status memo amount"),
        ("收/付方名称,收/付款方式,交易日,贷方金额", "payer None received_on amount"),
    ],
)
def test_columns_of_further_banks_are_known(headers, fields):
    found = propose(headers.split(","))

    assert [str(found.get(at)) for at in range(len(headers.split(",")))] == fields.split()


def test_a_day_with_its_time_behind_a_space_is_a_day(book):
    take(book, table("交易时间,贷方发生额（收入）,摘要", ("20261105 10:10:10", "500.00", "HT2026-0001")))

    assert received() == [("500.00", "matched", ["HT2026-0001"])]


def test_a_contract_in_the_reference_is_found(book):
    take(
        book, table("Date,Counter Party,Reference,Amount", ("2026-11-05", "", "HT2026-0002", "9")), unsigned=Way.came_in
    )

    assert received() == [("9.00", "matched", ["HT2026-0002"])]
    assert db.session.scalars(select(BankLine)).all() == []
