"""One more shape of each public case, of another bank, header or word: right, refused or asked about, never wrong in silence."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from models import db
from models.borrower import Address, Borrower, Phone
from models.contact_person import ContactPerson
from models.hold import Hold, HoldKind
from models.lender import Licence
from models.receipt import BankLine, Receipt
from models.reminder import Reminder, ReminderStatus
from models.wish import Wish
from services import case, hold, payment, reminder
from services.reminder import gate
from tests import bank_files, desk
from tests.bank_files import camt, kept, received, table, take
from tests.portfolio_files import bring
from tests.test_portfolio_shapes import loans, made, owed, rows_of, workbook

DAY = date(2026, 11, 20)


@pytest.fixture
def book(app):
    return bank_files.mainland_book()


@pytest.fixture
def uk(app):
    return bank_files.book_of(Licence.uk_firm, "GBP", ("UK-0001", "John Smith"), ("UK-0002", "Anna Müller"))


@pytest.fixture
def us(app):
    return bank_files.book_of(Licence.us_third_party, "USD", ("US-0001", "John Doe"))


@pytest.fixture
def fresh(app, clock):
    clock.now = desk.at(DAY)
    desk.start().name = "P"
    db.session.commit()
    return app


def amounts():
    return [amount for amount, *_ in received()]


@pytest.mark.parametrize(
    "word", ["付", "支", "出", "转出", "出账", "提现", "Dr.", "Debit (D)", "Abgang", "PAYMENT OUT", "W/D", "返"]
)
def test_01_a_word_of_another_bank_for_money_out_makes_no_receipt(book, word):
    headers = "流水编号,记账日,收付方向,金额,对方名称,用途"
    _, wrong, error = take(book, table(headers, ("D1", "2026-11-05", word, "300.00", "张三丰", "HT2026-0001")))
    assert received() == []
    assert error or wrong or kept(), "not a word of it"


@pytest.mark.parametrize(
    ("headers", "back"),
    [
        ("交易日期,摘要,收入金额,支出金额,对方户名", ("2026-11-06", "退汇 HT2026-0001", "", "500.00", "张三丰")),
        ("交易日期,摘要,收入金额,支出金额,对方户名", ("2026-11-06", "账户状态异常退回", "", "500.00", "张三丰")),
        (
            "Date,Details,Paid in,Paid out,Payer",
            ("2026-11-06", "UNPAID HT2026-0001 REFER TO PAYER", "", "500.00", "张三丰"),
        ),
        (
            "Date,Details,Paid in,Paid out,Payer",
            ("2026-11-06", "ACH RETURN R01 NSF HT2026-0001", "", "500.00", "张三丰"),
        ),
    ],
)
def test_04_a_return_in_other_words_is_shown_and_never_vanishes(book, headers, back):
    first = ("2026-11-05", "还款 HT2026-0001", "500.00", "", "张三丰")
    take(book, table(headers, first))
    counts, wrong, error = take(book, table(headers, first, back))
    assert (wrong, error, amounts(), counts["kept"]) == ([], "", ["500.00"], 1)
    (line,) = db.session.scalars(select(BankLine))
    assert str(line.kind) == "returned"


def test_06_two_accounts_of_camt_with_one_reference_are_two_payments(uk):
    one = camt(("100.00", "CRDT", "BOOK", "000001", "UK-0001 John Smith")).replace("EUR", "GBP")
    other = camt(("100.00", "CRDT", "BOOK", "000001", "UK-0002 Anna Mueller")).replace("EUR", "GBP")
    take(uk, one, "a.xml")
    take(uk, other.replace("DE00100200300000000001", "DE00100200300000000002"), "b.xml")
    assert [numbers for *_, numbers in received()] == [["UK-0001"], ["UK-0002"]]


def test_08_lines_without_a_reference_of_another_bank_land_once_each_however_often_they_overlap(book):
    headers = "交易日,交易摘要,存入金额,支取金额,余额,对方户名"
    rows = [
        ("20261105", "HT2026-0001", "500.00", "", "1500.00", "张三丰"),
        ("20261105", "HT2026-0001", "500.00", "", "2000.00", "张三丰"),
        ("20261106", "手续费", "", "3.21", "1996.79", ""),
    ]
    take(book, table(headers, *rows))
    counts, wrong, error = take(
        book, table(headers, *rows[1:], ("20261107", "HT2026-0002", "70.00", "", "2066.79", "李秀英"))
    )
    assert (wrong, error, amounts(), counts["new"]) == ([], "", ["500.00", "500.00", "70.00"], 1)


@pytest.mark.parametrize("number", ["No.", "编号", "Lfd. Nr.", "行号", "#"])
def test_10_a_number_that_begins_anew_in_each_file_is_no_lasting_reference(book, number):
    headers = f"{number},Date,Dr/Cr,Amount,Payer,Details"
    take(book, table(headers, ("1", "2026-11-05", "CR", "10.00", "张三丰", "HT2026-0001")))
    take(book, table(headers, ("1", "2026-11-06", "CR", "20.00", "李秀英", "HT2026-0002")))
    assert [(amount, numbers) for amount, _, numbers in received()] == [
        ("10.00", ["HT2026-0001"]),
        ("20.00", ["HT2026-0002"]),
    ]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("05.11.2026", "16.11.2026"), [date(2026, 11, 5), date(2026, 11, 16)]),
        (("11/05/2026", "11/16/2026"), [date(2026, 11, 5), date(2026, 11, 16)]),
        (("05-Nov-2026", "16-Nov-2026"), [date(2026, 11, 5), date(2026, 11, 16)]),
    ],
)
def test_12_days_of_another_country_and_a_narrative_are_read(uk, days, found):
    rows = [(days[0], "FPI UK-0001 JOHN SMITH", "100.00"), (days[1], "FPI UK-0002 A MULLER", "50.00")]
    _, wrong, error = take(uk, table("Posting Date,Transaction Narrative,Money In", *rows))
    assert (wrong, error) == ([], "")
    assert [row.received_on for row in db.session.scalars(select(Receipt).order_by(Receipt.id))] == found
    assert [numbers for *_, numbers in received()] == [["UK-0001"], ["UK-0002"]]


FUND_BILL = """微信支付资金账单,,,,,,,,,,
商户号：`1900000109,,,,,,,,,,
起始时间：[2026-11-05 00:00:00] 终止时间：[2026-11-05 23:59:59],,,,,,,,,,
记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号
`2026-11-05 10:00:00,`4200001,`1000001,`交易,`交易,`收入,`500.00,`1500.00,`system,`HT2026-0001,`HT2026-0001
`2026-11-05 10:00:00,`4200001,`1000002,`扣除交易手续费,`扣除交易手续费,`支出,`3.00,`1497.00,`system,`结算手续费,`4200001
`2026-11-05 12:00:00,`5000001,`1000003,`退款,`退款,`支出,`200.00,`1297.00,`1900000109API,`退款 HT2026-0001,`5000001
`2026-11-05 18:00:00,`6000001,`1000004,`提现,`提现,`支出,`1000.00,`297.00,`1900000109,`自动提现,`6000001
资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额
`4,`1,`500.00,`3,`1203.00
"""


def test_14_a_wechat_fund_bill_with_its_preamble_and_its_sums_is_read(book):
    _, wrong, error = take(book, FUND_BILL)
    assert (wrong, error) == ([], "")
    assert received() == [("500.00", "matched", ["HT2026-0001"])]
    assert sorted(amount for _, amount in kept()) == ["1000.00", "200.00", "3.00"]


def test_16_particulars_of_another_bank_above_the_header_are_no_header(book):
    text = (
        "Account Name:,Mingde Finance,Account No:,6222000011112222\nCurrency:,CNY,Period:,2026-11-01 to 2026-11-30\n\n"
    )
    text += table(
        "Transaction Date,Narration,Withdrawals,Deposits,Balance",
        ("2026-11-05", "HT2026-0001", "", "500.00", "1500.00"),
    )
    text += "Closing balance,,,,1500.00\nTotal,,0.00,500.00,\n"
    _, wrong, error = take(book, text)
    assert (wrong, error, received()) == ([], "", [("500.00", "matched", ["HT2026-0001"])])


def test_18_the_day_and_the_currency_above_a_list_are_those_of_its_balances(fresh, tmp_path):
    text = """Lender:,Northwind,,,,
        Report currency:,USD,Data as of:,2026-11-10,,
        Loan No,Customer Name,Mobile,Loan Amount,Principal Balance,Due Date
        MH-1,张三,14012345686,1000,800,2026-10-01
        Total,,,1000,800,"""
    told = bring(fresh, tmp_path, *made(rows_of(text), "utf-8"), as_of=DAY)
    (loan,) = loans().values()
    assert (told["wrong"], loan.feed_as_of) == (0, date(2026, 11, 10))
    assert (loan.currency, owed(loan)) == ("USD", [("2026-10-01", "800.00")])


def test_19_groups_over_two_header_rows_in_other_words_keep_people_apart(fresh, tmp_path):
    rows = [
        ["客户资料", "", "", "合约资料", "", "", "", "紧急联络人", "", ""],
        ["客户姓名", "证件号", "移动电话", "合约号", "本金余额", "最早逾期日", "逾期天数", "姓名", "称谓", "移动电话"],
        ["张三丰", "", "14012345601", "JJ1", "3000", "2026-10-06", "45", "张母", "母", "14012345699"],
        ["合计", "", "", "", "3000", "", "", "", "", ""],
    ]
    told = bring(fresh, tmp_path, *workbook({"Sheet1": rows}), as_of=DAY)
    assert (told["wrong"], list(loans())) == (0, ["JJ1"])
    assert [row.number for row in db.session.scalars(select(Phone))] == ["14012345601"]
    assert db.session.scalars(select(ContactPerson)).all() == []


@pytest.mark.parametrize("kind", ["052", "054"])
def test_20_a_camt_with_a_prefix_and_money_out_beside_it_is_one_receipt(uk, kind):
    text = camt(("175.00", "CRDT", "BOOK", "E1", "UK-0001"), ("9.00", "DBIT", "BOOK", "E2", "fee"), kind=kind)
    text = text.replace("EUR", "GBP").replace("<", "<ns2:").replace("<ns2:/", "</ns2:").replace("<ns2:?xml", "<?xml")
    text = text.replace("xmlns=", "xmlns:ns2=")
    _, wrong, error = take(uk, text, "x.xml")
    assert (wrong, error, received()) == ([], "", [("175.00", "matched", ["UK-0001"])])


OFX2 = """<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><CREDITCARDMSGSRSV1></CREDITCARDMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>
<STMTRS><CURDEF>USD</CURDEF><BANKACCTFROM><BANKID>1</BANKID><ACCTID>99</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM><BANKTRANLIST>
<DTSTART>20261101</DTSTART><DTEND>20261130</DTEND>
<STMTTRN><TRNTYPE>DIRECTDEP</TRNTYPE><DTPOSTED>20261105</DTPOSTED><TRNAMT>100.00</TRNAMT><FITID>F1</FITID><NAME>JOHN DOE</NAME><MEMO>US-0001</MEMO></STMTTRN>
<STMTTRN><TRNTYPE>FEE</TRNTYPE><DTPOSTED>20261106</DTPOSTED><TRNAMT>-4.00</TRNAMT><FITID>F2</FITID><NAME>BANK</NAME></STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""


def test_22_an_ofx_of_the_second_version_is_read_or_named(us):
    _, _, error = take(us, OFX2, "x.qfx")
    assert received() == [("100.00", "matched", ["US-0001"])] or "OFX" in error
    assert amounts() in ([], ["100.00"])


@pytest.mark.parametrize(
    ("cell", "came"),
    [("1,000.00 Cr", True), ("1.000,00 H", None), ("1,000.00+", True), ("1,000.00-", False), ("(1,000.00)", False),
     ("- 1,000.00", False), ("1,000.00 D", False), ("DR 1,000.00", False), ("−1,000.00", False), ("1,000.00 OD", None)],
)  # fmt: skip
def test_25_signs_and_sides_written_around_an_amount(us, cell, came):
    rows = [f'2026-11-05,US-0001 JOHN DOE,"{cell}"', '2026-11-06,fee,"-1.00"', '2026-11-07,US-0001,"2.00 CR"']
    _, wrong, error = take(us, "Date,Description,Amount\n" + "\n".join(rows) + "\n")
    said = bool(error or wrong)
    assert amounts() == (["1000.00", "2.00"] if came else ["2.00"]) or said
    assert came is not None or said or "1000.00" not in amounts()


@pytest.mark.parametrize(
    "text",
    [
        "单位：万元,,,,\n合同编号,姓名,手机号,剩余本金,应还日期\nWY-1,张三,14012345601,10.25,2026-10-01",
        "合同编号,姓名,手机号,剩余本金（单位：万元）,应还日期\nWY-1,张三,14012345601,10.25,2026-10-01",
        "合同编号,姓名,手机号,剩余本金/万,应还日期\nWY-1,张三,14012345601,10.25,2026-10-01",
        "Loan No,Name,Mobile,Principal Balance (in 10k),Due Date\nWY-1,张三,14012345601,10.25,2026-10-01",
        "Loan No,Name,Mobile,Principal Balance ('000),Due Date\nWY-1,张三,14012345601,102.5,2026-10-01",
        "金额单位：人民币万元,,,,\n合同编号,姓名,手机号,剩余本金,应还日期\nWY-1,张三,14012345601,10.25,2026-10-01",
    ],
)
def test_26_a_unit_wherever_it_stands_counts_or_the_file_is_refused(fresh, tmp_path, text):
    name, data = made(rows_of(text), "utf-8")
    (tmp_path / name).write_bytes(data)
    db.session.commit()
    fresh.test_cli_runner().invoke(args=["import", str(tmp_path / name), "--portfolio", "P", "--as-of", "2026-11-20"])
    assert [row.outstanding_principal for row in loans().values()] in ([], [Decimal("102500.00")])


@pytest.mark.parametrize(
    "header",
    ["紧急联络手机", "亲属1手机号", "Ref 1 Mobile", "Nearest relative phone", "第三方联系电话", "Alternate contact person phone",
     "备用联系人手机", "紧急联系方式", "推荐人手机", "ICE phone", "家人电话", "單位聯絡電話", "Referee telephone"],
)  # fmt: skip
def test_28_a_phone_of_somebody_else_in_other_words_is_never_the_borrowers(fresh, tmp_path, header):
    rows = [["合同编号", "姓名", header, "剩余本金", "应还日期"], ["NP-1", "张三", "14012345671", "900", "2026-10-01"]]
    told = bring(fresh, tmp_path, *made(rows, "utf-8"), as_of=DAY)
    assert db.session.scalars(select(Phone)).all() == []
    assert header in told["left_out"]


@pytest.mark.parametrize(
    ("header", "cell"),
    [("是否停止催收", "是"), ("身故标志", "1"), ("已委托律师", "Y"), ("破产申请日", "2026-10-01"), ("投诉情况", "已投诉"),
     ("DNC", "Yes"), ("Decd", "X"), ("Attorney Represented", "TRUE"), ("BK Chapter", "13"), ("Do Not Contact", "1"),
     ("信访", "是"), ("暫停催收", "是"), ("往生", "是"), ("Litigious", "Y")],
)  # fmt: skip
def test_31_a_mark_that_stops_in_other_words_rests_the_case_or_is_named(fresh, tmp_path, header, cell):
    rows = [
        ["合同编号", "姓名", "手机号", "剩余本金", "应还日期", header],
        ["FL-1", "张三", "14012345671", "900", "2026-10-01", cell],
    ]
    told = bring(fresh, tmp_path, *made(rows, "utf-8"), as_of=DAY)
    rests = db.session.scalars(select(Hold)).all() or db.session.scalars(select(Wish)).all()
    assert rests or header in told["left_out"]


@pytest.mark.parametrize(
    ("one", "other"), [("000123", "123"), ("0012-3", "12-3"), ("A-0007", "A-7"), ("00123A", "123A")]
)
def test_34_a_number_that_lost_its_zeros_is_no_second_loan_in_silence(fresh, tmp_path, one, other):
    head = ["合同编号", "客户编号", "姓名", "手机号", "剩余本金", "应还日期"]
    for number, left in ((one, "4000"), (other, "3500")):
        bring(
            fresh,
            tmp_path,
            *made([head, [number, "K1", "张三", "14012345671", left, "2026-10-01"]], "utf-8"),
            as_of=DAY,
        )
    if other.isdigit():
        assert list(loans()) == [one]


@pytest.mark.parametrize("cell", ["1.23457E+17", "1.23E+05"])
def test_34_a_number_that_a_spreadsheet_shortened_is_refused(fresh, tmp_path, cell):
    rows = [["合同编号", "姓名", "手机号", "剩余本金", "应还日期"], [cell, "张三", "14012345671", "900", "2026-10-01"]]
    told = bring(fresh, tmp_path, *made(rows, "utf-8"), as_of=DAY)
    assert (told["wrong"], loans()) == (1, {})


@pytest.mark.parametrize(
    "memo",
    [
        "ＨＴ２０２６－０００１",
        "HT2026_0001",
        "ht2026 0001",
        "合同号:HT2026–0001还款",
        "HT-2026-0001",
        "还款HT20260001",
        "(HT2026-0001)",
    ],
)
def test_35_a_contract_in_another_spelling_is_found_or_waits(book, memo):
    take(book, table("交易日期,收入金额,付款人,附言", ("2026-11-05", "500.00", "", memo)))
    assert received()[0][1:] in [("matched", ["HT2026-0001"]), ("parked", [])]


@pytest.mark.parametrize("name", ["Mr John Smith", "SMITH JOHN", "SMITH, JOHN", "JOHN  SMITH", "J SMITH"])
def test_35_a_payer_in_another_spelling_is_parked_for_a_person(uk, name):
    take(uk, table("Date,Payer,Details,Paid in", ("2026-11-05", f'"{name}"', "thanks", "5000.00")))
    assert received()[0][1] in ("parked", "matched", "unmatched")
    assert received()[0][1] != "unmatched" or name == "J SMITH"


def test_38_a_message_that_money_or_a_hold_stopped_does_not_start_the_interval(app, clock):
    row, first = desk.lend(desk.start(), each="500.00"), desk.DUE + timedelta(days=1)
    case.restage(row, first)
    for day, stop in ((first, pay), (first + timedelta(days=1), rest)):
        clock.now = desk.at(day)
        assert reminder.queue([row.borrower_id], day) == {"queued": 1}
        db.session.flush()
        stop(row, day)
        waits = db.session.scalars(select(Reminder).where(Reminder.status == ReminderStatus.queued)).one()
        gate.stop(gate.outdated([waits.id], day))
        assert waits.status == ReminderStatus.suppressed
    hold.release(row.holds[0], day)
    db.session.flush()
    assert reminder.queue([row.borrower_id], day + timedelta(days=1)) == {"queued": 1}


def pay(row, day):
    payment.record(row.loan, Decimal("1.00"), day, day, "part")
    db.session.flush()


def rest(row, day):
    hold.open(row, HoldKind.complaint, day, "looked into", day + timedelta(days=3))
    db.session.flush()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("贷款编号,客户,电话,期数,到期日,本期本金,本期利息,已还本金,已还利息\nS1,张三,14012345601,1,2026-08-10,1000,100,1000,100\nS1,张三,14012345601,2,2026-09-10,1000,90,400,90", ["600.00"]),
        ("Contract No,Customer,Mobile,Period,Due Date,Principal Due,Interest Due,Principal Paid,Interest Paid\nS1,张三,14012345601,1,2026-08-10,1000,100,1000,100\nS1,张三,14012345601,2,2026-09-10,1000,90,400,90", ["600.00"]),
    ],
)  # fmt: skip
def test_39_rows_that_are_instalments_under_other_headers_are_one_loan_or_refused(fresh, tmp_path, text, left):
    name, data = made(rows_of(text), "utf-8")
    (tmp_path / name).write_bytes(data)
    db.session.commit()
    done = fresh.test_cli_runner().invoke(
        args=["import", str(tmp_path / name), "--portfolio", "P", "--as-of", "2026-11-20"]
    )
    found = [amount for row in loans().values() for _, amount in owed(row)]
    assert found == left or (found == [] and done.exit_code + ("wrong" in done.output) > 0)


@pytest.mark.parametrize(
    "status", ["Reversed", "On hold", "Cancelled", "Awaiting", "Denied", "Initiated", "待入账", "已撤销", "审核中"]
)
def test_41_a_status_that_is_not_the_end_makes_no_receipt(uk, status):
    rows = [("T1", "2026-11-05", "Completed", "100.00", "UK-0001"), ("T2", "2026-11-06", status, "50.00", "UK-0002")]
    take(uk, table("Transfer ID,Date,State,Amount received,Note", *rows))
    assert received() == [("100.00", "matched", ["UK-0001"])]


def test_44_another_agencys_template_gives_one_phone_each(fresh, tmp_path):
    text = """案件编号,客户姓名,客户手机,委托金额,剩余未还本金,最早逾期日,逾期天数,父亲姓名,父亲电话,单位名称,单位电话,户籍地址
        AJ1,乙八,14012345708,9000,6000,2026-10-06,45,父八,14012345608,某厂,075587654321,家路1号
        AJ2,乙九,14012345709,9000,6000,2026-10-06,45,父九,14012345609,某厂,075587654321,家路2号"""
    told = bring(fresh, tmp_path, *made(rows_of(text), "gb18030"), as_of=DAY)
    assert sorted(row.number for row in db.session.scalars(select(Phone))) == ["14012345708", "14012345709"]
    assert {row.value for row in db.session.scalars(select(Address))} <= {"家路1号", "家路2号"}
    assert (told["wrong"], sorted(loans()), len(db.session.scalars(select(Borrower)).all())) == (0, ["AJ1", "AJ2"], 2)


@pytest.mark.parametrize("header", ["Reference", "Ref", "REF.", "Ref No", "Your reference"])
def test_words_of_payers_in_a_bare_reference_make_no_payment_of_another(uk, header):
    """Payers write the same word, and one of them twice on a day: four lines are four payments, and again none."""
    rows = [
        ("2026-11-05", "JOHN SMITH", "LOAN", "100.00"),
        ("2026-11-05", "ANNA MULLER", "LOAN", "100.00"),
        ("2026-11-05", "JOHN SMITH", "LOAN", "100.00"),
        ("2026-11-20", "JOHN SMITH", "LOAN", "100.00"),
    ]
    text = table(f"Date,Name,{header},Paid in", *rows)
    _, wrong, error = take(uk, text)
    assert len(received()) + len(wrong) == 4 or error
    counts, *_ = take(uk, text)
    assert counts["new"] == 0
