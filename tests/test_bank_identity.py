"""The same money is the same line of the same account; how a name or number is spelled decides nothing."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from models import db
from models.receipt import BankAccount, BankLine, Receipt, ReceiptStatus
from rules import fold
from rules.access import Role
from rules.errors import RuleError
from services import hold, receipt
from tests import bank_files
from tests.bank_files import TODAY, notices, received, table, take

SIMPLE = "参考号,交易日期,收入金额,对方户名,附言"
CMB = "记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要"
BOCOM = "序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要"


@pytest.fixture
def book(app):
    return bank_files.mainland_book()


def test_two_accounts_with_one_reference_are_two_payments(book):
    take(book, table(SIMPLE, ("369396693", "2026-11-05", "500.00", "张三丰", "HT2026-0001")))
    take(book, table(SIMPLE, ("369396693", "2026-11-05", "500.00", "李秀英", "HT2026-0002")))

    assert received() == [("500.00", "matched", ["HT2026-0001"]), ("500.00", "matched", ["HT2026-0002"])]


def test_a_named_account_tells_two_payments_of_one_payer_apart(book):
    data = table(SIMPLE, ("7001", "2026-11-05", "500.00", "张三丰", "HT2026-0001"))

    take(book, data, account="62220001")
    take(book, data, account="62220002")
    counts, _, _ = take(book, data, account="62220002")

    assert (len(received()), counts["unchanged"]) == (2, 1)
    assert [each.name for each in db.session.scalars(select(BankAccount).order_by(BankAccount.id))] == [
        "****01",
        "****02",
    ]
    assert all(status == "matched" for _, status, _ in received())


def test_a_reference_whose_payer_differs_is_asked_about(book):
    take(book, table(SIMPLE, ("7001", "2026-11-05", "500.00", "张三丰", "HT2026-0001")))

    _, wrong, _ = take(book, table(SIMPLE, ("7001", "2026-11-05", "500.00", "李秀英", "HT2026-0001")))

    assert wrong == [(2, "", "Another receipt has the reference 7001: 500.00 on 2026-11-05.")]


@pytest.mark.parametrize(
    ("headers", "rows"),
    [
        (
            CMB,
            (
                ("2026-11-05", "CNY", '"1,000.00"', '"1,271.66"', "转账汇入", "张三丰 6222000000000001", "HT2026-0001"),
                ("2026-11-06", "CNY", '"-1,000.00"', "271.66", "转账汇款", "王五 6222000000000009", "转账"),
                ("2026-11-07", "CNY", "500.00", "771.66", "转账汇入", "李秀英 6222000000000002", "HT2026-0002"),
            ),
        ),
        (
            BOCOM,
            (
                (
                    1,
                    "2026-11-05",
                    "00:00:00",
                    "转账",
                    "贷 Cr",
                    "1000.00",
                    "1334.63",
                    "6222",
                    "张三丰",
                    "",
                    "HT2026-0001",
                ),
                (2, "2026-11-06", "13:15:12", "信用卡还款", "借 Dr", "3.21", "1331.42", "6666", "某人", "", ""),
                (
                    3,
                    "2026-11-07",
                    "13:15:12",
                    "转账",
                    "贷 Cr",
                    "500.00",
                    "1831.42",
                    "6222",
                    "李秀英",
                    "",
                    "HT2026-0002",
                ),
            ),
        ),
        (
            "Date,Description,Debit Amount,Credit Amount,Balance,No",
            (
                ("2026-11-05", "ZHANG HT2026-0001", "", "1000.00", "1000.00", 1),
                ("2026-11-06", "CARD", "3.21", "", "996.79", 2),
                ("2026-11-07", "LI HT2026-0002", "", "500.00", "1496.79", 3),
            ),
        ),
    ],
)
def test_lines_without_a_reference_get_one_that_lasts_over_overlapping_exports(book, headers, rows):
    take(book, table(headers, *rows[:2]))

    counts, wrong, _ = take(book, table(headers, *rows))

    assert (counts["new"], counts["unchanged"], wrong) == (1, 2, [])
    assert received() == [("1000.00", "matched", ["HT2026-0001"]), ("500.00", "matched", ["HT2026-0002"])]
    assert [str(each.kind) for each in db.session.scalars(select(BankLine))] == ["paid_out"]


def test_equal_lines_of_one_file_are_as_many_payments(book):
    rows = [("2026-11-05", "100.00", "张三丰", "HT2026-0001")] * 3
    take(book, table("交易日期,收入金额,对方户名,附言", *rows[:2]))

    counts, _, _ = take(book, table("交易日期,收入金额,对方户名,附言", *rows))

    assert (len(received()), counts["new"], counts["unchanged"]) == (3, 1, 2)


def test_numbers_that_only_count_the_lines_are_no_references(book):
    headers = "凭证号,交易日期,收入金额,对方户名,附言"
    take(book, table(headers, (1, "2026-11-05", "100.00", "张三丰", "HT2026-0001")))

    take(book, table(headers, (1, "2026-11-06", "100.00", "张三丰", "HT2026-0001")))

    assert len(received()) == 2


def test_no_account_number_stands_in_a_payer_in_clear(book):
    take(book, table(SIMPLE, ("7001", "2026-11-05", "500.00", "6222000000000002/李秀英", "HT2026-0002")))

    assert db.session.scalars(select(Receipt.payer)).one() == "…0002/李秀英"


def test_a_gap_between_two_statements_of_an_account_is_told(book):
    headers = "交易日期,收入金额,支出金额,账户余额,附言"
    first = table(headers, ("2026-11-01", "100.00", "", "100.00", "a"), ("2026-11-02", "", "40.00", "60.00", "b"))
    next_one = table(headers, ("2026-11-03", "10.00", "", "70.00", "c"))
    late = table(headers, ("2026-11-10", "10.00", "", "95.00", "d"))
    blind = table("交易日期,收入金额,附言", ("2026-11-20", "10.00", "e"))

    assert notices(book, first, account="62220001") == []
    assert notices(book, next_one, account="62220001") == []
    said = "the last statement ended with 70.00, this one begins with 85.00."
    assert notices(book, late, account="62220001") == [f"Lines are missing between 2026-11-03 and 2026-11-10: {said}"]
    assert "no opening balance" in notices(book, blind, account="62220001")[0]
    assert "of which account" in notices(book, blind)[0]


@pytest.mark.parametrize(
    "memo",
    [
        "合同HT2026-0001还款",
        "ht2026-0001",
        "HT 2026-0001",
        "HT20260001",
        "HT2026—0001",
        "ＨＴ２０２６－０００１",
        "HT2026.0001号",
    ],
)
def test_a_contract_is_found_however_it_is_spelled(book, memo):
    take(book, table(SIMPLE, ("7001", "2026-11-05", "102.00", "某人", memo)))

    assert received() == [("102.00", "matched", ["HT2026-0001"])]


@pytest.mark.parametrize(
    ("payer", "name"),
    [
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("李 秀 英", "李秀英"),
        ("李秀英（个人）", "李秀英"),
        ("6222000000000002/李秀英", "李秀英"),
        ("支付宝-李秀英", "李秀英"),
        ("财付通-李秀英", "李秀英"),
        ("李秀英先生", "李秀英"),
        ("張三丰", "张三丰"),
    ],
)
def test_a_payer_is_known_however_the_bank_spells_the_name(book, payer, name):
    take(book, table(SIMPLE, ("7001", "2026-11-05", "5000.00", payer, "还款")))

    row = db.session.scalars(select(Receipt)).one()
    assert (row.status, row.borrower.name) == (ReceiptStatus.parked, name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jürgen Müller", "JUERGEN MUELLER"),
        ("Jürgen Müller", "Herr Jurgen Muller"),
        ("Anna Groß", "ANNA GROSS"),
        ("Mr. John O'Doe", "john odoe"),
        ("José Álvarez", "JOSE ALVAREZ"),
    ],
)
def test_a_name_of_the_west_is_folded_both_ways(one, other):
    assert fold.name(one) == fold.name(other)


def test_money_that_names_two_borrowers_rests_both_and_a_person_splits_it(book):
    take(book, table(SIMPLE, ("7001", "2026-11-05", "1500.00", "某公司", "HT2026-0001 HT2026-0002 代付")))

    row = db.session.scalars(select(Receipt)).one()
    resting = {each.case.loan.contract_no for each in row.holds if each in hold.running(each.case, TODAY)}
    assert (row.status, resting) == (ReceiptStatus.parked, {"HT2026-0001", "HT2026-0002"})
    loans = [each.case.loan for each in row.holds]
    with pytest.raises(RuleError, match="make up"):
        receipt.divide(row, [(loans[0], Decimal(1000)), (loans[1], Decimal(400))], TODAY)
    receipt.divide(row, [(loans[0], Decimal(1000)), (loans[1], Decimal(500))], TODAY)
    assert [each.outstanding_principal for each in loans] == [Decimal(4000), Decimal(4500)]
    assert not any(each in hold.running(each.case, TODAY) for each in row.holds)


def test_a_person_splits_a_receipt_on_its_page_where_the_proposal_stands(book, sign_in):
    take(book, table(SIMPLE, ("7001", "2026-01-05", "9000.00", "某公司", "HT2026-0001 HT2026-0002 代付")))
    browser, _ = sign_in(Role.manager)
    row = db.session.scalars(select(Receipt)).one()
    first, second = (each.case.loan.id for each in row.holds)

    page = browser.get(f"/receipts/details/?id={row.id}").text
    browser.submit(
        "/receipts/split/", **{"id": row.id, f"part-{first}": "1", "part-other": "8998", "contract": "HT 20260003"}
    )
    assert "make up" in browser.get(f"/receipts/details/?id={row.id}").text
    parts = {f"part-{first}": "5,000.00", f"part-{second}": "3000", "part-other": "1000", "contract": "HT 20260003"}
    browser.submit("/receipts/split/", **{"id": row.id, **parts})
    db.session.expire_all()

    assert page.count('value="4500.00"') == 2
    assert received() == [("9000.00", "matched", ["HT2026-0001", "HT2026-0002", "HT2026-0003"])]


def test_only_who_decides_on_receipts_splits_them(book, sign_in):
    take(book, table(SIMPLE, ("7001", "2026-01-05", "9000.00", "某公司", "HT2026-0001 HT2026-0002 代付")))
    row = db.session.scalars(select(Receipt)).one()

    for role in (Role.collector, Role.auditor):
        browser, _ = sign_in(role)
        assert browser.submit("/receipts/split/", id=row.id).status_code == 403
