"""Shapes of lenders' lists as they come from the field, made here: each lands right, or is refused by name."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from models import db
from models.batch import ImportRow
from models.borrower import Borrower, Phone
from models.contact_person import ContactPerson, Guarantor
from models.hold import Hold, HoldKind
from models.loan import Loan
from models.portfolio import Portfolio
from rules import portfolio
from rules.errors import RuleError
from services.contact import beside
from services.portfolio import table
from tests import desk
from tests.portfolio_files import bring

DAY = date(2026, 11, 20)
Rows = Sequence[Sequence[Any]]
SHAPES = ("utf-8-sig", "gb18030", "xlsx")


@pytest.fixture
def book(app, clock):
    """A fresh book of a small lender, at noon in Shanghai."""
    clock.now = desk.at(DAY)
    desk.start().name = "P"
    db.session.commit()
    return app


def made(rows: Rows, shape: str) -> tuple[str, bytes]:
    """A file of rows as text in an encoding, or as a workbook."""
    if shape == "xlsx":
        return workbook({"Sheet1": rows})
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return "list.csv", buffer.getvalue().encode(shape)


def workbook(sheets: dict[str, Rows]) -> tuple[str, bytes]:
    """A workbook of several sheets."""
    file, data = Workbook(), io.BytesIO()
    file.remove(file.active)
    for title, rows in sheets.items():
        sheet = file.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    file.save(data)
    return "list.xlsx", data.getvalue()


def rows_of(text: str) -> list[list[str]]:
    """Lines of cells."""
    return [line.strip().split(",") for line in text.strip().split("\n")]


def came(app, folder, file: tuple[str, bytes], *more: str) -> dict[str, Any]:
    """What the command says of a file; a dry run says the same of it first."""
    before = set(loans())
    dry = bring(app, folder, *file, "--dry-run", *more, as_of=DAY)
    assert set(loans()) == before
    done = bring(app, folder, *file, *more, as_of=DAY)
    assert {**dry, "outlook": None} == {**done, "outlook": None}
    return done


def loans() -> dict[str, Loan]:
    return {row.contract_no: row for row in db.session.scalars(select(Loan))}


def owed(row: Loan) -> list[tuple[str, str]]:
    """What falls due when, all components."""
    return [(part.due_on.isoformat(), str(part.unpaid)) for part in row.instalments]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "text",
    [
        """客户名称,某小额贷款公司,币种,人民币,,
           报表日期,2026-11-10,,,,
           合同编号,姓名,手机号,本金,未还本金,应还日期
           MH-1,张三,14012345686,1000,800,2026-10-01
           合计,,,1000,800,
           制表人：王五,,,,,""",
        """Loan tape of Example Finance,,,,,
           ,,,,,
           Report date: 10 Nov 2026,,Currency: CNY,,,
           Loan No,Customer Name,Mobile,Loan Amount,Principal Balance,Due Date
           MH-1,张三,14012345686,1000,800,2026-10-01
           Loan No,Customer Name,Mobile,Loan Amount,Principal Balance,Due Date
           Grand Total,,,1000,800,
           Page 1 of 1,,,,,""",
    ],
    ids=["zh", "en"],
)
def test_the_header_is_the_row_with_most_known_headers_and_totals_are_no_rows(book, tmp_path, text, shape):
    told = came(book, tmp_path, made(rows_of(text), shape))

    (loan,) = loans().values()
    assert (told["rows"], told["new"], told["wrong"]) == (1, 1, 0)
    assert (loan.contract_no, loan.currency, owed(loan)) == ("MH-1", "CNY", [("2026-10-01", "800.00")])
    assert loan.feed_as_of == date(2026, 11, 10), "the line above the table names the day of the balances"


GROUPS = """某某小额贷款有限公司委外催收案件明细表,,,,,,,,,,,,
序号,借款人信息,,,借款信息,,,逾期信息,,,联系人一,,,备注
,姓名,证件号码,手机号码,借据号,放款金额,到期日,逾期天数,逾期本金,罚息,姓名,关系,电话,
1,张三丰,,14012345601,JJ0001,10000,2026-10-06,45,3000,30.25,张母,母亲,14012345699,
2,阿依古丽·买买提,,+86 139 1234 5602,JJ0002,8000,2026-10-31,20,2000,10,买买提,父亲,14012345698,分期
合计,,,,,18000,,,5000,40.25,,,,"""
GROUPS_EN = """Portfolio list,,,,,,,,,,
Loan,,,,Borrower,,,Next of kin,,,Remark
Loan No,Loan Amount,Days Overdue,Principal Overdue,Name,ID No,Mobile,Name,Relation,Mobile,
JJ0001,10000,45,3000,张三丰,,14012345601,Mum,mother,14012345699,
JJ0002,8000,20,2000,阿依古丽·买买提,,0086 13912345602,Dad,father,14012345698,x"""


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("text", [GROUPS, GROUPS_EN], ids=["zh", "en"])
def test_groups_over_the_header_say_whose_the_columns_are(book, tmp_path, text, shape):
    told = came(book, tmp_path, made(rows_of(text), shape))

    assert (told["rows"], told["new"], told["wrong"]) == (2, 2, 0)
    assert {row.name: [each.number for each in row.phones] for row in db.session.scalars(select(Borrower))} == {
        "张三丰": ["14012345601"],
        "阿依古丽·买买提": ["13912345602"],
    }
    assert [(row.principal, row.outstanding_principal) for row in loans().values()] == [(10000, 3000), (8000, 2000)]
    assert [part.due_on for row in loans().values() for part in row.instalments] == [
        date(2026, 10, 6),
        date(2026, 10, 31),
    ]
    assert all(name.partition(" › ")[0] in ("联系人一", "Next of kin") for name in told["others"])


@pytest.mark.parametrize("title", ["紧急联系人", "担保人信息", "联系人", "Guarantors", "Emergency contacts"])
def test_a_sheet_of_other_people_gives_the_borrower_nothing(book, tmp_path, title):
    people = rows_of("借款人编号,姓名,关系,手机号\nK1,张母,母亲,14012345699")
    list_ = rows_of("借款人编号,姓名,手机号,合同编号,本金,应还日期\nK1,张三,14012345601,A1,1000,2026-10-01")

    told = came(book, tmp_path, workbook({"名单": list_, title: people}))

    assert [(row.name, [each.number for each in row.phones]) for row in db.session.scalars(select(Borrower))] == [
        ("张三", ["14012345601"])
    ]
    assert {f"{title} · 姓名", f"{title} · 手机号"} <= set(told["others"])


def test_a_list_called_after_its_contacts_is_still_one_of_borrowers(book, tmp_path):
    rows = rows_of("合同编号,姓名,手机号,本金,应还日期,紧急联系人电话\nA1,张三,14012345601,1000,2026-10-01,14012345699")
    _, data = made(rows, "utf-8")

    told = came(book, tmp_path, ("40-contacts-flat.csv", data))

    assert (told["new"], [row.number for row in db.session.scalars(select(Phone))]) == (1, ["14012345601"])


@pytest.mark.parametrize(
    ("headers", "cells", "principal", "balance"),
    [
        ("贷款金额(万元),贷款余额(万元)", "12.5,10.25", 125000, 102500),
        ("贷款金额万元,贷款余额万元", "12.5,10.2533", 125000, 102533),
        ("贷款金额（千元）,贷款余额【千元】", "125,102.5", 125000, 102500),
        ("貸款金額（單位：萬元）,貸款餘額(萬元)", "12.5,10.25萬", 125000, 102500),
        ("貸款金額(仟元),貸款餘額（仟元）", "125,102.5", 125000, 102500),
        ("贷款金额(分),贷款余额(元)", "12500000,102500", 125000, 102500),
        ("Loan Amount ('000),Balance in thousands", "125,102.5", 125000, 102500),
        ("Loan Amount (CNY),Balance (CNY)", "125000,102500", 125000, 102500),
    ],
)
def test_a_unit_in_the_header_counts(book, tmp_path, headers, cells, principal, balance):
    rows = [f"合同编号,姓名,手机号,{headers},到期日".split(","), f"WY-1,张三,14012345621,{cells},2026-10-01".split(",")]

    came(book, tmp_path, made(rows, "utf-8"))

    assert (loans()["WY-1"].principal, loans()["WY-1"].outstanding_principal) == (principal, balance)


@pytest.mark.parametrize("line", ["单位：万元", "（金额单位：人民币万元）", "Amounts in lakhs"])
def test_a_unit_above_the_table_counts_for_all_its_money(book, tmp_path, line):
    rows = rows_of("合同编号,姓名,手机号,本金,未还本金,应还日期\nA1,张三,14012345621,12,8,2026-10-01")

    came(book, tmp_path, made([[line], *rows], "utf-8"))

    assert loans()["A1"].outstanding_principal == (800000 if "lakhs" in line else 80000)


def test_the_currency_in_a_header_of_money_is_that_of_the_loan_and_two_are_refused(book, tmp_path):
    head, row = "Loan No,Customer Name,Mobile,Loan Amount (USD),Balance ({})\n", "A1,Ann,14012345621,1000,800"

    came(book, tmp_path, made(rows_of("Due Date," + head.format("USD") + "2026-10-01," + row), "utf-8"))

    assert loans()["A1"].currency == "USD"
    name, data = made(rows_of("Due Date," + head.format("EUR") + "2026-10-01," + row), "utf-8")
    (tmp_path / name).write_bytes(data)
    done = book.test_cli_runner().invoke(args=["import", str(tmp_path / name), "--portfolio", "P"])
    assert (done.exit_code, "several currencies: EUR, USD" in done.output) == (1, True)


@pytest.mark.parametrize("shape", SHAPES)
def test_zeros_that_a_spreadsheet_dropped_make_no_second_loan(book, tmp_path, shape):
    head = "合同编号,姓名,手机号,本金,未还本金,应还日期\n"
    came(book, tmp_path, made(rows_of(head + "000123,孙悟,14012345661,5000,4000,2026-10-01"), "utf-8"))

    told = came(book, tmp_path, made(rows_of(head + "123,孙悟,14012345661,5000,3500,2026-10-01"), shape))

    assert (told["wrong"], [row.contract_no for row in loans().values()]) == (1, ["000123"])
    assert "Contract 000123 of the same borrower" in told["rejected"][0]["reason"]


def test_zeros_dropped_from_a_borrowers_number_make_no_second_borrower(book, tmp_path):
    text = """客户编号,姓名,手机号,合同编号,本金,应还日期
        000777,孙悟,14012345661,A1,5000,2026-10-01
        777,孙悟,14012345661,A2,5000,2026-10-01
        778,孙悟,14012345662,A3,5000,2026-10-01"""

    told = came(book, tmp_path, made(rows_of(text), "utf-8"))

    assert (told["wrong"], sorted(loans())) == (1, ["A1", "A3"])
    assert "Borrower 000777 of the same name" in told["rejected"][0]["reason"]


SCHEDULE = """借据号,姓名,手机号,期次,应还日期,应还本金,应还利息,实还本金,实还利息,状态
SC-1,张三,14012345631,1,2026-08-10,1000,100,1000,100,已结清
SC-2,李四,14012345632,1,2026-08-10,500,10,0,0,逾期
SC-1,张三,14012345631,2,2026-09-10,1000,90,400,90,逾期
SC-1,张三,14012345631,3,2026-10-10,1000,80,0,0,逾期
SC-1,张三,14012345631,4,2026-12-10,1000,70,0,0,未到期"""
SCHEDULE_EN = """Loan ID,Borrower Name,Phone,Installment No,Due Date,Principal Due,Scheduled Interest,Status
SC-1,张三,14012345631,1/4,2026-08-10,1000,100,Paid
SC-1,张三,14012345631,2/4,2026-09-10,600,0,Late
SC-1,张三,14012345631,3/4,2026-10-10,1000,80,Late
SC-1,张三,14012345631,4/4,2026-12-10,1000,70,Current
SC-2,李四,14012345632,1/1,2026-08-10,500,10,Late"""


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("text", "principal"), [(SCHEDULE, 4000), (SCHEDULE_EN, 3600)], ids=["zh", "en"])
def test_rows_that_are_instalments_are_one_loan_with_its_schedule(book, tmp_path, text, principal, shape):
    told = came(book, tmp_path, made(rows_of(text), shape))

    found = loans()
    assert (told["rows"], told["wrong"], sorted(found)) == (5, 0, ["SC-1", "SC-2"])
    assert found["SC-1"].principal == principal
    assert owed(found["SC-1"]) == [("2026-09-10", "600.00"), ("2026-10-10", "1080.00"), ("2026-12-10", "1070.00")]
    assert owed(found["SC-2"]) == [("2026-08-10", "510.00")]
    told_paid = [(each.reference.values["number"], str(each.amount), each.kind) for each in found["SC-1"].payments]
    once = [(1, "1100.00", "history")]
    assert told_paid == (once if text is SCHEDULE_EN else [*once, (2, "490.00", "history")])
    assert not found["SC-2"].payments
    assert came(book, tmp_path, made(rows_of(text), shape))["unchanged"] == 5


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("SC-1,张三,14012345631,1,2026-08-10,1000,100,1200,0,逾期", "More was paid of the instalment"),
        ("SC-1,张三,14012345631,2,2026-08-10,1000,100,0,0,逾期", "Two rows of the contract are instalment 2"),
    ],
)
def test_a_contract_whose_instalments_cannot_be_is_refused_whole(book, tmp_path, row, reason):
    rows = [*rows_of(SCHEDULE)[:1], row.split(","), *rows_of(SCHEDULE)[2:]]

    told = came(book, tmp_path, made(rows, "utf-8"))

    assert sorted(loans()) == ["SC-2"]
    assert {each["row_no"] for each in told["rejected"]} == {2, 4, 5, 6}
    assert all(reason in each["reason"] for each in told["rejected"])


def test_instalments_of_which_nothing_says_what_is_paid_are_refused_by_name(book, tmp_path):
    rows = [row[:7] for row in rows_of(SCHEDULE)]
    name, data = made(rows, "utf-8")
    (tmp_path / name).write_bytes(data)

    done = book.test_cli_runner().invoke(args=["import", str(tmp_path / name), "--portfolio", "P"])

    assert (done.exit_code, "no column says what was paid" in done.output) == (1, True)


HEAD = "合同编号,姓名,手机号,放款金额,放款日期,期数"


@pytest.mark.parametrize(
    ("more", "cells", "first", "rests"),
    [
        ("剩余本金,逾期天数", "6000,0", "2026-12-10", False),
        ("剩余本金,逾期金额", "6000,0", "2026-12-10", False),
        ("剩余本金,状态", "6000,正常", "2026-12-10", False),
        ("剩余本金,逾期天数", "6000,45", "2026-10-06", False),
        ("剩余本金,逾期天数,状态", "6000,0,逾期", "2026-02-10", True),
        ("剩余本金,状态,逾期金额", "6000,正常,500", "2026-12-10", True),
        ("剩余本金,状态", "6000,已结清", "2026-02-10", True),
    ],
)
def test_what_the_file_says_of_lateness_wins_and_what_contradicts_rests(book, tmp_path, more, cells, first, rests):
    rows = [f"{HEAD},{more}".split(","), f"Z1,张三,14012345661,12000,2026-01-10,12,{cells}".split(",")]

    told = came(book, tmp_path, made(rows, "utf-8"))

    assert owed(loans()["Z1"])[0][0] == first
    held = [(row.kind, row.reason) for row in db.session.scalars(select(Hold))]
    assert bool(held) == rests == bool(told["contradictions"])
    assert all(kind is HoldKind.unclear and "contradicts itself" in reason for kind, reason in held)
    assert came(book, tmp_path, made(rows, "utf-8"))["unchanged"] == 1
    assert len(db.session.scalars(select(Hold)).all()) == len(held)


def test_what_is_overdue_falls_due_apart_from_the_rest(book, tmp_path):
    head = "客户姓名,手机号码,合同编号,贷款日期,还款期数,合同金额(元),剩余本金(元),逾期本金(元),逾期利息(元),逾期罚息(元),逾期日期,逾期天数,最近还款日期,最近还款金额(元)"
    row = "乙8,14012345708,HTP8,2026/3/10,12,10000,6000,3500,120.5,30,2026/10/6,45,2026/9/1,500"

    told = came(book, tmp_path, made([head.split(","), row.split(",")], "gb18030"))

    loan = loans()["HTP8"]
    assert owed(loan)[0] == ("2026-10-06", "3650.50")
    assert [due for due, _ in owed(loan)[1:]] == ["2026-12-06", "2027-01-06", "2027-02-06", "2027-03-10"]
    assert sum(part.unpaid for part in loan.instalments) == Decimal("6150.50")
    assert (loan.last_paid_on, loan.last_paid_amount) == (date(2026, 9, 1), 500)
    assert (told["left_out"], told["contradictions"]) == ([], [])


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("05/10/2026", "16/10/2026"), ["2026-10-05", "2026-10-16"]),
        (("10/05/2026", "10/16/2026"), ["2026-10-05", "2026-10-16"]),
        (("05.10.2026", "16.10.2026"), ["2026-10-05", "2026-10-16"]),
        (("115/10/05", "115/10/16"), ["2026-10-05", "2026-10-16"]),
        (("1151005", "民國115年10月16日"), ["2026-10-05", "2026-10-16"]),
        (("5-Oct-26", "16 Oct 2026"), ["2026-10-05", "2026-10-16"]),
        (('="2026-10-05"', "'2026-10-16"), ["2026-10-05", "2026-10-16"]),
        ((datetime(2026, 10, 5), datetime(2026, 10, 16)), ["2026-10-05", "2026-10-16"]),  # noqa: DTZ001
    ],
)
def test_days_are_read_in_the_order_that_the_column_proves(book, tmp_path, days, found):
    rows = [[f"U{at}", f"Ann {at}", f"1401234566{at}", "1000", day] for at, day in enumerate(days)]
    head = ["Loan No", "Full Name", "Mobile", "Principal", "Due Date"]

    came(book, tmp_path, made([head, *rows], "xlsx" if isinstance(days[0], datetime) else "utf-8"))

    assert [row.instalments[0].due_on.isoformat() for row in loans().values()] == found


@pytest.mark.parametrize(("days", "order"), [("day-first", "2026-10-05"), ("month-first", "2026-05-10")])
def test_an_order_that_no_column_proves_is_said_once_for_the_file(book, tmp_path, days, order):
    rows = [["Loan No", "Full Name", "Mobile", "Principal", "Due Date"], ["U1", "Ann", "14012345661", "9", "05/10/26"]]
    name, data = made(rows, "utf-8")
    (tmp_path / name).write_bytes(data)

    asked = book.test_cli_runner().invoke(args=["import", str(tmp_path / name), "--portfolio", "P"])
    came(book, tmp_path, (name, data), "--days", days)

    assert (asked.exit_code, "say once for the file" in asked.output) == (1, True)
    assert loans()["U1"].instalments[0].due_on.isoformat() == order


def test_cents_behind_a_comma_are_proven_by_the_column(book, tmp_path):
    text = """Contract No;Last Name;First Name;Phone;Principal;Balance;Interest rate;Due date
        D1;Müller;Anna;14012345601;1.000,00;800,5;10,91;05.10.2026
        D2;Weiß;Bernd;14012345602;2.500,00;1.800,00;9,5;16.10.2026
        Summe;;;;3.500,00;2.600,50;;"""

    told = came(book, tmp_path, ("d.csv", text.replace("        ", "").encode("cp1252")))

    assert (told["new"], told["wrong"], told["guessed"]) == (2, 0, [])
    assert [(row.borrower.name, row.principal, row.outstanding_principal) for row in loans().values()] == [
        ("Anna Müller", 1000, Decimal("800.50")),
        ("Bernd Weiß", 2500, 1800),
    ]


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("+86 140 1234 5661", "14012345661"),
        ("0086-14012345661", "14012345661"),
        ("8614012345661", "14012345661"),
        ("'14012345661", "14012345661"),
        ('="14012345661"', "14012345661"),
        ("14012345661.0", "14012345661"),
    ],
)
def test_one_phone_is_one_in_all_its_spellings(book, tmp_path, cell, phone):
    rows = [["Loan No", "Full Name", "Mobile", "Principal", "Due Date"], ["U1", "Ann", cell, "9", "2026-10-05"]]

    came(book, tmp_path, made(rows, "utf-8"))

    assert [row.number for row in db.session.scalars(select(Phone))] == [phone]


@pytest.mark.parametrize("cell", ["(800.00)", "800.00-", "800.00 CR", "-800"])
def test_a_balance_in_the_borrowers_favour_is_refused_by_name(book, tmp_path, cell):
    rows = [["Loan No", "Full Name", "Mobile", "Principal", "Balance", "Due Date"]]
    rows += [
        ["U1", "Ann", "14012345661", "900", cell, "2026-10-05"],
        ["U2", "Bob", "14012345662", "900", "800.00 DR", "2026-10-05"],
    ]

    told = came(book, tmp_path, made(rows, "utf-8"))

    assert [each["reason"] for each in told["rejected"]] == [f"'{cell}' is negative."]
    assert loans()["U2"].outstanding_principal == 800


TAKEN = {
    "联系人1姓名": "contact_name",
    "联系人1关系": "contact_relation",
    "联系人1电话": "contact_phone",
    "联系人2电话": "contact_phone",
    "担保人": "guarantor_name",
    "担保人电话": "guarantor_phone",
    "担保到期日": "guarantor_until",
}


def test_people_beside_the_borrower_come_only_by_a_persons_choice(book, tmp_path):
    rows = [
        ["合同编号", "姓名", "手机号", "本金", "应还日期", *TAKEN],
        ["A1", "张三", "14012345601", "9", "2026-10-01", "张母", "母亲", "14012345691", "14012345692", "赵保", "14012345693", "2027-04-01"],
        ["A2", "李四", "14012345602", "9", "2026-10-01", "", "", "", "", "钱保", "14012345694", ""],
    ]  # fmt: skip
    file = made(rows, "utf-8")
    before = came(book, tmp_path, file)
    assert set(before["left_out"]) == set(TAKEN)
    assert db.session.scalars(select(ContactPerson)).all() == []

    lender = db.session.scalars(select(Borrower)).first().lender
    chosen = {
        "合同编号": "contract_no",
        "姓名": "name",
        "手机号": "phones",
        "本金": "principal",
        "应还日期": "due_on",
        **TAKEN,
    }
    sheet = table.opened(io.BytesIO(file[1]), file[0], lender.id).sheets[0]
    table.remember(lender.id, sheet, chosen)
    told = came(book, tmp_path, file)

    people = [
        (row.name, str(row.relation), row.number, bool(row.source and row.basis))
        for row in db.session.scalars(select(ContactPerson))
    ]
    assert people == [("张母", "relative", "14012345691", True), ("联系人2电话", "other", "14012345692", True)]
    assert [(row.loan.contract_no, row.number, row.expires_on) for row in db.session.scalars(select(Guarantor))] == [
        ("A1", "14012345693", date(2027, 4, 1))
    ]
    assert ["A guarantor needs the contract" in each["reason"] for each in told["unclear"]] == [True]
    assert [row.number for row in db.session.scalars(select(Phone))] == ["14012345601", "14012345602"]
    assert came(book, tmp_path, file)["unchanged"] == 2


AGENCY = """客户姓名,身份证号,手机号码,合同编号,贷款日期,还款期数,每期还款日,合同金额(元),剩余本金(元),逾期本金(元),逾期日期,逾期天数,工作单位电话,联系人1姓名,联系人1与客户关系,联系人1手机号码,联系人1住宅电话,联系人1现居地址
乙8,,14012345708,HTP8,2025/9/10,12,10,10000,6000,3500,2026/10/6,45,075587654321,父8,父亲,14012345608,075511112222,父家路
乙9,,14012345709,HTP9,2025/9/10,12,10,10000,6000,3500,2026/10/6,45,,父9,父亲,14012345609,,父家路"""
BESIDE = {
    "联系人1姓名": "contact_name",
    "联系人1与客户关系": "contact_relation",
    "联系人1手机号码": "contact_phone",
    "联系人1住宅电话": "contact_phone",
}


def test_the_people_of_an_agencys_template_are_taken_over_as_contact_people_and_who_refused_never_again(book, tmp_path):
    file = made(rows_of(AGENCY), "gb18030")
    came(book, tmp_path, file)
    assert {row.number for row in db.session.scalars(select(Phone))} == {"14012345708", "14012345709"}

    lender = db.session.scalars(select(Borrower)).first().lender
    sheet = table.opened(io.BytesIO(file[1]), file[0], lender.id).sheets[0]
    known = {match.header: match.field for match in portfolio.propose(rows_of(AGENCY)[0]).columns if match.field}
    table.remember(lender.id, sheet, {**known, **BESIDE})
    came(book, tmp_path, file)

    people = db.session.scalars(select(ContactPerson).order_by(ContactPerson.id)).all()
    assert [(row.borrower.name, row.name, str(row.relation), row.number) for row in people] == [
        ("乙8", "父8", "relative", "14012345608"),
        ("乙8", "父8", "relative", "075511112222"),
        ("乙9", "父9", "relative", "14012345609"),
    ]
    people[0].refused_on = DAY
    beside.refuse(people[0])
    db.session.commit()
    assert came(book, tmp_path, file)["unchanged"] == 2
    numbers = [row.number for row in db.session.scalars(select(ContactPerson).order_by(ContactPerson.id))]
    assert numbers == ["", "075511112222", "14012345609"]
    assert {row.number for row in db.session.scalars(select(Phone))} == {"14012345708", "14012345709"}


def test_a_bank_card_is_no_contract_number(book, tmp_path):
    text = """账号,姓名,手机号,本金,应还日期
        6228480402564890018,张三,14012345601,9,2026-10-01
        4111111111111111,李四,14012345602,9,2026-10-01"""
    name, data = made(rows_of(text), "gb18030")
    (tmp_path / name).write_bytes(data)

    done = book.test_cli_runner().invoke(args=["import", str(tmp_path / name), "--portfolio", "P"])

    assert loans() == {}
    assert "columns left out: 账号" in done.stdout
    with pytest.raises(RuleError, match="bank card"):
        portfolio.choose(["银行卡号"], {0: "contract_no"})


def test_a_column_that_nothing_takes_over_can_be_kept_as_a_note(book, tmp_path):
    rows = rows_of("合同编号,姓名,手机号,本金,应还日期,备注\nA1,张三,14012345601,9,2026-10-01,已协商分期")
    file = made(rows, "utf-8")
    assert came(book, tmp_path, file)["left_out"] == ["备注"]
    lender = db.session.scalars(select(Borrower)).first().lender
    sheet = table.opened(io.BytesIO(file[1]), file[0], lender.id).sheets[0]
    fields = ("contract_no", "name", "phones", "principal", "due_on", "note")
    table.remember(lender.id, sheet, dict(zip(rows[0], fields, strict=True)))

    told = came(book, tmp_path, file)

    assert (told["changed"], told["left_out"], loans()["A1"].lender_note) == (1, [], "已协商分期")
    assert "已协商" not in str([(row.before, row.after) for row in db.session.scalars(select(ImportRow))])


def test_marks_on_a_sheet_of_their_own_stop_too(book, tmp_path):
    list_ = rows_of("合同编号,姓名,手机号,本金,应还日期\nA1,张三,14012345601,1000,2026-10-01")

    told = came(book, tmp_path, workbook({"名单": list_, "停催": rows_of("合同编号,停催标志\nA1,是\nA9,是")}))

    assert [row.kind for row in db.session.scalars(select(Hold))] == [HoldKind.stop]
    assert [each["row_no"] for each in told["rejected"]] == [3]


def test_what_is_lacking_is_named(book, tmp_path):
    name, data = made(rows_of("id,name,loan_amnt\n1,Ann,100"), "utf-8")
    (tmp_path / name).write_bytes(data)

    done = book.test_cli_runner().invoke(args=["import", str(tmp_path / name), "--portfolio", "P", "--dry-run"])
    nothing = book.test_cli_runner().invoke(args=["import", str(write(tmp_path, "a,b\n1,2")), "--portfolio", "P"])

    assert "No column holds this value: borrower_reference." in done.output
    assert "A borrower lacks: name, borrower_reference. A loan lacks: contract_no, principal." in nothing.output


def write(folder, text: str):
    path = folder / "odd.csv"
    path.write_text(text)
    return path


def test_a_person_may_say_where_the_header_stands(book, tmp_path):
    text = "Phone,Mobile,Email\nx,y,z\nMã vay,Tên,SĐT,Số tiền,Ngày\nA1,Ann,14012345601,9,2026-10-01\n"
    path = write(tmp_path, text)
    lender = db.session.scalars(select(Portfolio)).one().lender

    sheet = table.opened(path, path.name, lender.id, line=3).sheets[0]
    fields = ("contract_no", "name", "phones", "principal", "due_on")
    table.remember(lender.id, sheet, dict(zip(sheet.headers, fields, strict=True)))
    told = came(book, tmp_path, ("odd.csv", text.encode()))

    assert (told["new"], sorted(loans())) == (1, ["A1"]), "a header that was chosen before is known again"


def test_a_dry_run_says_what_the_file_means(book, tmp_path):
    text = """合同编号,姓名,手机号,邮箱,本金,未还本金,应还日期,停催标志
        A1,张三,14012345601,a@x.example,1000,800,2026-10-01,
        A2,张三,14012345601,a@x.example,1000,500,2026-12-01,
        A3,李四,14012345602,,1000,300.50,2026-11-01,是"""

    dry = bring(book, tmp_path, *made(rows_of(text), "gb18030"), "--dry-run", as_of=DAY)

    assert dry["outlook"] == {
        "borrowers": 2,
        "loans": 3,
        "points": {"phone": 2, "email": 1},
        "owed": {"CNY": "1600.50"},
        "overdue": {"CNY": {"31-60": {"loans": 1, "amount": "800.00"}, "1-30": {"loans": 1, "amount": "300.50"}}},
        "holds": {"stop": 1},
    }


@pytest.mark.parametrize(
    "headers",
    [
        "Primary Debtor,Cell,Co-Debtor,Cell",
        "Borrower Name,Mobile,Joint Applicant,Mobile",
        "Full Name,Phone,Second Borrower Name,Phone",
        "姓名,手机号,共同借款人,手机号",
        "借款人姓名,行動電話,連帶保證人姓名,行動電話",
        "姓名,手机号,配偶,电话",
    ],
)
def test_a_bare_phone_after_a_second_debtor_is_not_the_first_ones(book, tmp_path, headers):
    rows = [
        ["Loan No", *headers.split(","), "Principal", "Due Date"],
        ["A1", "Ann", "14012345601", "Bob", "14012345602", "9", "2026-10-01"],
    ]

    told = came(book, tmp_path, made(rows, "utf-8"))

    assert [row.number for row in db.session.scalars(select(Phone))] == ["14012345601"]
    assert told["others"] == headers.split(",")[2:]


def test_what_is_left_of_each_instalment_is_enough(book, tmp_path):
    text = """借据号,姓名,手机号,期次,应还日期,剩余本金,剩余利息,状态
        SC-1,张三,14012345631,2,2026-09-10,600,0,逾期
        SC-1,张三,14012345631,3,2026-10-10,1000,80,逾期
        SC-2,李四,14012345632,3,2026-10-10,1000,80,逾期"""

    came(book, tmp_path, made(rows_of(text), "gb18030"))

    assert owed(loans()["SC-1"]) == [("2026-09-10", "600.00"), ("2026-10-10", "1080.00")]
    assert owed(loans()["SC-2"]) == [("2026-10-10", "1080.00")]


def test_rows_that_name_contracts_but_hold_no_loan_say_so(book, tmp_path):
    text = "借据号,姓名,手机号,Soapstone\nA1,张三,14012345601,100"

    told = came(book, tmp_path, made(rows_of(text), "utf-8"))

    assert (told["lacks"], told["left_out"]) == (["principal"], ["Soapstone"])


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("2026-12-01,131", "131 days past due, but due only on 2026-12-01."),
        ("2026-10-01,0", "0 days past due, but 50 since the due day, 2026-10-01."),
        ("2026-12-01,0", None),
        ("2026-10-01,50", None),
    ],
)
def test_days_past_due_and_the_due_day_agree_or_ask(book, tmp_path, cells, reason):
    rows = rows_of(f"合同编号,姓名,手机号,本金,未还本金,应还日期,逾期天数\nA1,张三,14012345601,1000,800,{cells}")

    told = came(book, tmp_path, made(rows, "utf-8"))

    assert [each["reason"] for each in told["contradictions"]] == ([reason] if reason else [])
    assert len(db.session.scalars(select(Hold)).all()) == bool(reason)
