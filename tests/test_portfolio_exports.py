"""Further shapes of loan lists, as lenders and agencies write them: read rightly, or refused by name."""

import pytest
from sqlalchemy import select

from models import db
from models.borrower import Borrower
from models.hold import Hold
from models.loan import Loan
from tests import portfolio_files
from tests.portfolio_files import text


@pytest.fixture
def book(app):
    return portfolio_files.start()


def land(book, *lines):
    done = portfolio_files.land([text("list.csv", [line.split(",") for line in lines])], book)
    wrong = [(each.row_no, str(each.reason)) for step in done for each in step.wrong]
    return wrong, done[-1].told


def loans():
    rows = db.session.scalars(select(Loan).order_by(Loan.id))
    return [(row.contract_no, row.outstanding_principal, str(row.case_file[0].overdue_since)) for row in rows]


def held():
    return [str(row.reason) for row in db.session.scalars(select(Hold).order_by(Hold.id))]


def test_words_of_now_and_of_the_first_overdue_day_are_known(book):
    wrong, _ = land(
        book,
        "借据编号,姓名,手机号码,放款日期,放款金额,贷款期数,当前余额,首逾日期,目前逾期天数",
        "JJ1,张三,14012345708,20250910,10000,12,6000,20260121,40",
    )

    assert (wrong, loans()) == ([], [("JJ1", 6000, "2026-01-21")])


def test_shortened_english_headers_are_written_out(book):
    wrong, _ = land(
        book,
        "Acct #,Debtor Last,Debtor First,Cell Ph,Orig Amt,Curr Bal,Due Dt,Last Pay Dt",
        "A1,Smith,John,14012345601,1000.00,900.00,2026-01-15,2025-12-31",
    )

    assert (wrong, loans()) == ([], [("A1", 900, "2026-01-15")])
    assert [row.name for row in db.session.scalars(select(Borrower))] == ["John Smith"]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("特殊标签", "停催"),
        ("备注", "家属称客户已死亡"),
        ("催收备注", "已委托律师处理"),
        ("案件状态", "投诉"),
        ("Agency remarks", "do not call again"),
        ("Misc", "Bankruptcy filed"),
    ],
)
def test_a_stop_word_in_a_column_that_nothing_takes_over_rests_the_case_and_asks(book, header, cell):
    land(book, f"合同编号,姓名,手机号,本金,应还日期,{header}", f"A1,张三,14012345601,9,2026-01-01,{cell}")

    assert len(held()) == 1
    assert header in held()[0]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("备注", "承诺下月还款"),
        ("备注", "无投诉"),
        ("工作单位", "某律师事务所"),
        ("紧急联系人姓名", "停催"),
        ("Bank", "Stop & Shop 1"[5:]),
        ("逾期手别", "M3"),
    ],
)
def test_other_words_rest_nothing(book, header, cell):
    land(book, f"合同编号,姓名,手机号,本金,应还日期,{header}", f"A1,张三,14012345601,9,2026-01-01,{cell}")

    assert held() == []


def test_a_table_with_money_but_without_contracts_says_what_lacks(book):
    _, told = land(book, "Client Ref,Full name,Mobile,Current Balance", "K1,John Smith,14012345601,900")

    assert "contract_no" in told.lacks
    assert loans() == []


def test_no_row_of_a_contract_lands_where_one_of_its_instalments_is_wrong(book):
    wrong, _ = land(
        book,
        "合同号,姓名,手机号,期次,应还日期,应还本金,应还利息,还款状态",
        "P1,张三,14012345601,1,2026-01-10,1000,100,已结清",
        "P1,张三,14012345601,2,2026-02-10,1000,90,M2",
        "P2,李四,14012345602,1,2026-01-10,1000,100,逾期未还",
    )

    assert [row_no for row_no, _ in wrong] == [2, 3]
    assert [number for number, *_ in loans()] == ["P2"]


def test_rows_of_one_contract_that_say_different_things_are_all_refused(book):
    wrong, _ = land(
        book,
        "合同号,姓名,手机号,期数,到期日,应还本金,还款状态",
        "P1,张三,14012345601,1,2026-01-10,1000,已还清",
        "P1,张三,14012345601,2,2026-02-10,1000,待还款",
    )

    assert ([row_no for row_no, _ in wrong], loans()) == ([3, 2], [])
