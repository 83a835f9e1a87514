"""Bank statements as banks and wallets hand them out: tables, camt, MT940, OFX and QIF; what is broken lands nothing."""

import pytest
from sqlalchemy import select

from models import db
from models.lender import Licence
from models.receipt import BankAccount, BankFile, Receipt
from rules.receipt import propose
from rules.receipt.words import Way
from services.receipt.formats.entries import FIELDS
from tests import bank_files
from tests.bank_files import camt, kept, ofx, received, swift, table, take, workbook

ALIPAY = (
    "交易时间            ,交易分类      ,交易对方   ,对方账号   ,商品说明     ,收/支    ,金额   ,收/付款方式,交易状态  ,"
    "交易订单号     ,商家订单号     ,备注    ,"
)
WECHAT = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"


@pytest.fixture
def book(app):
    """A book of mainland loans."""
    loans = (("HT2026-0001", "张三丰"), ("HT2026-0002", "李秀英"), ("HT2026-0003", "阿依古丽·买买提"))
    return bank_files.book_of(Licence.cn_micro_lender, "CNY", *loans)


@pytest.fixture
def abroad(app):
    """A book of loans in euros."""
    return bank_files.book_of(Licence.uk_firm, "EUR", ("UK-0001", "Jürgen Müller"), ("UK-0002", "Anna Groß"))


def alipay():
    """An export of the app: a preamble, padded cells, a tab after the order number, a comma at the end."""
    head = ["-" * 84, "-" * 84, "导出信息：", "姓名：测试公司", "支付宝账户：pay@lender.example"]
    head += ["起始时间：[2026-11-01 00:00:00]    终止时间：[2026-11-20 23:59:59]", "共3笔记录", "", "特别提示："]
    head += [f"{n}.本明细仅供个人对账使用；" for n in range(1, 13)] + ["-" * 24 + "支付宝  电子客户回单" + "-" * 24]
    rows = [
        (
            "2026-11-05 09:32:14 ",
            "转账红包",
            "张三丰",
            "zha***",
            "转账 HT2026-0001 ",
            "收入  ",
            "1000.00 ",
            "余额",
            "交易成功 ",
        ),
        ("2026-11-06 10:16:52 ", "日用百货", "某超市", "/", "文具", "支出  ", "20.00 ", "余额", "交易成功"),
        ("2026-11-07 18:21:04 ", "退款", "某平台", "/", "退款-文具", "不计收支", "16.37 ", "余额", "退款成功"),
        ("2026-11-08 12:00:00 ", "收款", "李秀英", "138", "HT2026-0002", "收入", "2000.00", "余额", "交易关闭"),
        (
            "2026-11-09 12:00:00 ",
            "收款",
            "阿依古丽·买买提",
            "139",
            "HT2026-0003",
            "收入",
            "500.00 ",
            "余额",
            "交易成功",
        ),
    ]
    lines = [",".join((*row, f"2026110520004001110001000000000{n}\t", "\t", "  ", "")) for n, row in enumerate(rows)]
    return "\n".join([*head, ALIPAY, *lines, "-" * 40 + "支付宝" + "-" * 40])


def wechat():
    """The rows of an export of WeChat Pay."""
    head = [
        ["微信支付账单明细"],
        ["微信昵称：[测试公司]"],
        ["起始时间：[2026-11-01] 终止时间：[2026-11-20]"],
        ["共4笔记录"],
        [],
    ]
    head += [["----------------------微信支付账单明细列表--------------------"], WECHAT.split(",")]
    rows = [
        (
            "2026-11-05 09:32:14",
            "转账",
            "张三丰",
            "HT2026-0001",
            "收入",
            "¥1000.00",
            "/",
            "已存入零钱",
            "1000039801",
            "/",
            "/",
        ),
        (
            "2026-11-06 10:16:52",
            "商户消费",
            "某超市",
            "文具",
            "支出",
            "¥20.00",
            "零钱",
            "支付成功",
            "1000039802",
            "/",
            "/",
        ),
        (
            "2026-11-07 18:21:04",
            "零钱提现",
            "某银行",
            "/",
            "/",
            "¥16.37",
            "某银行",
            "提现已到账",
            "1000039803",
            "/",
            "/",
        ),
        (
            "2026-11-08 12:00:00",
            "转账",
            "李秀英",
            "HT2026-0002",
            "收入",
            "¥500.00",
            "/",
            "已存入零钱",
            "1000039804",
            "/",
            "/",
        ),
    ]
    return [*head, *map(list, rows)]


TWO = [("1000.00", "matched", ["HT2026-0001"]), ("500.00", "matched", ["HT2026-0002"])]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_alipay_app(book, encoding):
    counts, wrong, error = take(book, alipay().encode(encoding))

    assert (wrong, error, counts["rows"]) == ([], "", 5)
    assert received() == [("1000.00", "matched", ["HT2026-0001"]), ("500.00", "matched", ["HT2026-0003"])]
    assert kept() == [("paid_out", "20.00"), ("neither", "16.37"), ("failed", "2000.00")]
    assert db.session.scalars(select(BankAccount.number)).one() == "pay@lender.example"


@pytest.mark.parametrize("is_workbook", [False, True])
def test_wechat_pay(book, is_workbook):
    text = "\n".join(",".join(map(str, row)) for row in wechat())

    _, wrong, error = take(book, workbook(wechat()) if is_workbook else text, "w.xlsx" if is_workbook else "w.csv")

    assert (wrong, error, received()) == ([], "", TWO)
    assert kept() == [("paid_out", "20.00"), ("neither", "16.37")]


MAINLAND = {
    "alipay web": (
        ("交易号,商家订单号,交易创建时间,付款时间,最近修改时间,交易来源地,类型,交易对方,商品名称,金额（元）,收/支,交易状态,服务费（元）,"
        "成功退款（元）,备注,资金状态"),
        ("A1", "", "2026-11-05 09:00:00", "2026-11-05 09:00:01", "", "", "即时到账", "张三丰", "x", "1000.00", "收入", "交易成功", "0", "0", "HT2026-0001", "已收入"),
        ("A2", "", "2026-11-06 09:00:00", "2026-11-06 09:00:01", "", "", "即时到账", "某店", "x", "20.00", "支出", "交易成功", "0", "0", "", "已支出"),
        ("A3", "", "2026-11-07 09:00:00", "2026-11-07 09:00:01", "", "", "即时到账", "李秀英", "x", "500.00", "收入", "交易成功", "0", "0", "HT2026-0002", "已收入"),
    ),
    "icbc": (
        "交易日期,摘要,交易场所,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名",
        ("2026-11-05", "HT2026-0001", "网银", "钞", '"1,000.00"', "", "人民币", '"1,000.00"', "", "人民币", "2000.00", "张三丰"),
        ("2026-11-06", "消费", "POS", "钞", "", "20.00", "人民币", "", "20.00", "人民币", "1980.00", "某店"),
        ("2026-11-07", "HT2026-0002", "网银", "钞", "500.00", "", "人民币", "500.00", "", "人民币", "2480.00", "李秀英"),
    ),
    "icbc company": (
        "凭证号,本方账号,对方账号,交易时间,借/贷,借方发生额,贷方发生额,对方行号,摘要,用途,对方单位名称,余额,个性化信息",
        ("0", "62220001", "6222", "2026-11-05 09:00:00", "贷", "0.00", "1000.00", "", "转账", "HT2026-0001", "张三丰", "1", ""),
        ("0", "62220001", "6222", "2026-11-06 09:00:00", "借", "20.00", "0.00", "", "费用", "", "某店", "1", ""),
        ("0", "62220001", "6222", "2026-11-07 09:00:00", "贷", "0.00", "500.00", "", "转账", "HT2026-0002", "李秀英", "1", ""),
    ),
    "abc": (
        "交易日期,交易时间,交易金额,本次余额,对方户名,对方账号,交易行,交易渠道,交易类型,交易用途,交易摘要",
        ("20261105", "090000", "+1000.00", "2000.00", "张三丰", "6222", "", "网银", "转账", "HT2026-0001", ""),
        ("20261106", "090000", "-20.00", "1980.00", "某店", "", "", "POS", "消费", "", ""),
        ("20261107", "090000", "+500.00", "2480.00", "李秀英", "6222", "", "网银", "转账", "HT2026-0002", ""),
    ),
    "ccb": (
        "序号,摘要,币别,钞汇,交易日期,支出金额,收入金额,账户余额,交易地点/附言,对方账号与户名,交易流水号",
        ("1", "跨行转账", "人民币元", "钞", "20261105", "0.00", "1000.00", "11000.00", "HT2026-0001", "6222****0001/张三丰", "A0001"),
        ("2", "消费", "人民币元", "钞", "20261106", "20.00", "0.00", "10980.00", "某店", "", "A0002"),
        ("3", "跨行转账", "人民币元", "钞", "20261107", "0.00", "500.00", "11480.00", "HT2026-0002", "6222****0002/李秀英", "A0003"),
        ("合计", "", "", "", "", "20.00", "1500.00", "", "", "", ""),
    ),
    "cmb company": (
        "账号,账号名称,币种,交易日,交易时间,起息日,交易类型,借方金额,贷方金额,余额,摘要,流水号,收(付)方名称",
        ("62220001", "测试公司", "人民币", "20261105", "09:00:00", "20261105", "转账", "", "1000.00", "1", "HT2026-0001", "G1", "张三丰"),
        ("62220001", "测试公司", "人民币", "20261106", "09:00:00", "20261106", "转账", "20.00", "", "1", "", "G2", "某店"),
        ("62220001", "测试公司", "人民币", "20261107", "09:00:00", "20261107", "转账", "", "500.00", "1", "HT2026-0002", "G3", "李秀英"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MAINLAND)
def test_mainland_banks(book, name):
    headers, *rows = MAINLAND[name]

    _, wrong, error = take(book, table(headers, *rows).encode("gb18030"))

    assert (wrong, error, received()) == ([], "", TWO)
    assert [amount for _, amount in kept()] == ["20.00"]


ABROAD = {
    "lloyds": (
        ",",
        "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance",
        ("05/11/2026", "FPI", "'11-22-33", "12345678", "J MULLER UK-0001", "", "100.00", "100.00"),
        ("14/11/2026", "DD", "'11-22-33", "12345678", "ELECTRIC CO", "35.00", "", "65.00"),
        ("16/11/2026", "FPI", "'11-22-33", "12345678", "A GROSS UK-0002", "", "50.00", "115.00"),
    ),
    "sparkasse": (
        ";",
        ("Auftragskonto;Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;Beguenstigter/Zahlungspflichtiger;"
        "Kontonummer/IBAN;Betrag;Waehrung;Info"),
        ("DE001", "05.11.26", "05.11.26", "GUTSCHR. UEBERWEISUNG", "UK-0001", "Juergen Mueller", "DE2", "100,00", "EUR", "Umsatz gebucht"),
        ("DE001", "14.11.26", "14.11.26", "LASTSCHRIFT", "Strom", "Stadtwerke", "DE3", "-35,00", "EUR", "Umsatz gebucht"),
        ("DE001", "16.11.26", "16.11.26", "GUTSCHR. UEBERWEISUNG", "UK-0002", "Anna Groß", "DE4", "50,00", "EUR", "Umsatz gebucht"),
    ),
    "hsbc": (
        ",",
        "Date,Description,Amount",
        ("05/11/2026", "CR J MULLER UK-0001", "100.00"),
        ("14/11/2026", "DD ELECTRIC CO", "-35.00"),
        ("16/11/2026", "CR A GROSS UK-0002", "50.00"),
    ),
    "wise": (
        ",",
        "TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Payer Name,Total fees",
        ("TRANSFER-1", "05-11-2026", "100.00", "EUR", "Received money", "UK-0001", "100.00", "J Mueller", "0.00"),
        ("CARD-2", "14-11-2026", "-35.00", "EUR", "Card transaction", "", "65.00", "", "0.00"),
        ("TRANSFER-3", "16-11-2026", "50.00", "EUR", "Received money", "UK-0002", "115.00", "A Gross", "0.00"),
    ),
    "stripe": (
        ",",
        "id,Amount,Currency,Created (UTC),Status,Description",
        ("ch_1", "100.00", "eur", "2026-11-05 09:00:00", "Paid", "UK-0001"),
        ("ch_2", "35.00", "eur", "2026-11-14 09:00:00", "Failed", "UK-0002"),
        ("ch_3", "50.00", "eur", "2026-11-16 09:00:00", "Paid", "UK-0002"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ABROAD)
def test_banks_and_wallets_abroad(abroad, name):
    delimiter, headers, *rows = ABROAD[name]
    if "Currency" not in headers and "Waehrung" not in headers:
        headers, rows = f"{headers}{delimiter}Currency", [(*row, "EUR") for row in rows]

    said = {"unsigned": Way.came_in} if name == "stripe" else {}
    _, wrong, error = take(abroad, table(headers, *rows, delimiter=delimiter), **said)

    assert (wrong, error) == ([], "")
    assert received() == [("100.00", "matched", ["UK-0001"]), ("50.00", "matched", ["UK-0002"])]
    assert [amount for _, amount in kept()] == ["35.00"]


def test_day_and_month_are_proven_by_the_column_or_said_once(abroad):
    headers = "Transaction Date,Reference No,Transaction Description,Debit Amount,Credit Amount,Currency"
    rows = [("05/11/2026", "L1", "J MULLER UK-0001", "", "100.00", "EUR")]

    assert "say whether the day comes first" in take(abroad, table(headers, *rows))[2]
    assert received() == []
    take(abroad, table(headers, *rows), day_first=True)
    take(
        abroad,
        table(headers, ("04/13/2026", "L2", "UK-0002", "", "50.00", "EUR"), ("05/11/2026", "L3", "", "", "1", "EUR")),
    )

    days = {each.reference: each.received_on.isoformat() for each in db.session.scalars(select(Receipt))}
    assert days == {"L1": "2026-11-05", "L2": "2026-04-13", "L3": "2026-05-11"}


ENTRIES = (
    ("100.00", "CRDT", "BOOK", "R1", "UK-0001"),
    ("35.00", "DBIT", "BOOK", "R2", "fee"),
    ("50.00", "CRDT", "PDNG", "R3", "UK-0002"),
)


def balances(opening, closing):
    """The balances of a camt statement."""
    parts = (("OPBD", opening), ("CLBD", closing))
    return "".join(
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>'
        for code, amount in parts
    )


def test_every_field_of_a_format_is_known_as_a_column():
    assert sorted(propose(FIELDS)) == list(range(len(FIELDS)))


@pytest.mark.parametrize("kind", ["052", "053", "054"])
def test_camt(abroad, kind):
    _, wrong, error = take(abroad, camt(*ENTRIES, kind=kind, more=balances("10.00", "75.00")), "statement.xml")

    assert (wrong, error, received()) == ([], "", [("100.00", "matched", ["UK-0001"])])
    assert kept() == [("fee", "35.00"), ("pending", "50.00")]
    row = db.session.scalars(select(BankFile)).one()
    assert (row.account.name, str(row.opening), str(row.closing)) == ("****0001", "10.00", "75.00")


def test_a_camt_whose_entries_do_not_add_up_is_refused_whole(abroad):
    assert "do not add up" in take(abroad, camt(*ENTRIES, more=balances("10.00", "76.00")), "statement.xml")[2]
    assert received() == []


def test_a_reversed_entry_of_camt_is_a_return_or_looked_at(abroad):
    text = camt(("100.00", "DBIT", "BOOK", "R1", "UK-0001"), ("5.00", "CRDT", "BOOK", "R2", "UK-0002"))

    take(abroad, text.replace("<Sts>", "<RvslInd>true</RvslInd><Sts>"), "statement.xml")

    assert (kept(), received()) == ([("returned", "100.00")], [("5.00", "parked", [])])


@pytest.mark.parametrize("more", ['<!DOCTYPE a [<!ENTITY b "c">]>', "<a>" * 5000])
def test_a_camt_that_declares_or_nests_is_refused(abroad, more):
    text = camt(*ENTRIES).replace('encoding="UTF-8"?>', f'encoding="UTF-8"?>{more}')

    assert "nests or declares" in take(abroad, text, "statement.xml")[2]


SWIFT = (
    ("2611051105C175,00NTRFNONREF//B4711", "166?00GUTSCHRIFT?20EREF+UK-0001?21SVWZ+UK-0001?32JURGEN MUELLER"),
    ("2611061106RC70,00NRTIREF2//B4712", "return of UK-0002"),
    ("2611071107RD20,00NMSC//B4713", "UK-0002"),
)


def test_mt940(abroad):
    _, wrong, error = take(abroad, swift(*SWIFT), "statement.sta")

    assert (wrong, error) == ([], "")
    assert received() == [("175.00", "matched", ["UK-0001"]), ("20.00", "parked", [])]
    assert kept() == [("returned", "70.00")]


def test_mt942(abroad):
    head = ":20:1234\n:25:NL/1\n:28C:1/1\n:34F:EURD0,\n:34F:EURC0,\n:13D:2611061200+0100\n"

    _, wrong, error = take(abroad, f"{head}:61:{SWIFT[0][0]}\n:86:UK-0001\n:90C:1EUR175,00\n-\n", "x.942")

    assert (wrong, error, received()) == ([], "", [("175.00", "matched", ["UK-0001"])])


@pytest.mark.parametrize(
    ("old", "new"), [("C175,00", "X175,00"), ("175,00", "175,0O"), ("2611051105", "2613991105"), ("1125,00", "1126,00")]
)
def test_a_broken_mt940_lands_nothing(abroad, old, new):
    _, _, error = take(abroad, swift(*SWIFT).replace(old, new), "statement.sta")

    assert (error != "", received(), kept()) == (True, [], [])


def test_ofx(app):
    book = bank_files.book_of(Licence.us_third_party, "USD", ("US-0001", "John Doe"))
    lines = (("CREDIT", "100.00", "F1", "JOHN DOE", "US-0001"), ("FEE", "-15.00", "F2", "BANK", "service fee"))

    _, wrong, error = take(book, ofx(*lines, ("XYZ", "5.00", "F3", "JOHN DOE", "US-0001")), "x.ofx")

    assert (error, received(), kept()) == ("", [("100.00", "matched", ["US-0001"])], [("fee", "15.00")])
    assert [each[2] for each in wrong] == ["'XYZ' is no known direction; say whether it is money in or out."]
    assert "cut off" in take(book, ofx(*lines, end=""), "x.ofx")[2]


def test_qif(app):
    book = bank_files.book_of(Licence.us_third_party, "USD", ("US-0001", "John Doe"))
    text = "!Type:Bank\nD11/16'26\nT100.00\nPJOHN DOE\nMUS-0001\n^\nD11/17'26\nT-15.00\nPBANK\nMservice fee\n^\n"

    _, wrong, error = take(book, text, "x.qif")

    assert (wrong, error, received()) == ([], "", [("100.00", "matched", ["US-0001"])])
    assert kept() == [("fee", "15.00")]
    assert "cut off" in take(book, text.removesuffix("^\n"), "x.qif")[2]


BAI2 = """01,BANK,US,261105,0800,1,80,,2/
02,US,BANK,1,261105,,USD,2/
03,0012345678,USD,010,100000,,,015,{closing},,/
16,165,{amount},Z,BR1,CR1,US-0001 JOHN SMITH/
16,555,2500,Z,BR2,,DEPOSITED ITEM RETURNED US-0001/
49,{total},4/
98,{total},1,6/
99,{total},1,8/
"""


def bai2(amount=10000, closing=107500, **more):
    total = 100000 + closing + amount + 2500
    return BAI2.format(amount=amount, closing=closing, **{"total": total, **more})


def test_bai2_is_read_and_its_sums_must_hold(app):
    book = bank_files.book_of(Licence.us_first_party, "USD", ("US-0001", "John Smith"))

    _, wrong, error = take(book, bai2(), "day.bai")

    assert (wrong, error, kept()) == ([], "", [("returned", "25.00")])
    assert received() == [("100.00", "matched", ["US-0001"])]
    assert db.session.scalars(select(BankFile)).one().closing == 1075
    assert "do not add up" in take(book, bai2(closing=107501))[2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("49,", "49,1"),
        ("99,", "88,"),
        ("16,165,", "16,999,"),
        ("02,US,BANK,1,", "02,US,BANK,2,"),
        ("\n16,555", "\n77,5"),
        ("16,555,", "16,,"),
        ("010,100000", ",100000"),
    ],
)
def test_a_bai2_file_that_is_broken_or_revises_another_lands_nothing(app, old, new):
    book = bank_files.book_of(Licence.us_first_party, "USD", ("US-0001", "John Smith"))

    _, _, error = take(book, bai2().replace(old, new), "day.bai")

    assert "BAI2" in error
    assert received() == []
