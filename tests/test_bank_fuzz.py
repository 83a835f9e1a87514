"""Mutated files of each format: no traceback, and no receipt that the unmutated file lacks. Longer by SEEDS=2000.

Mutated are structure, encoding, direction and status; amounts, days and names are left as they are.
"""

import io
import os
import random
import zipfile

import pytest
from sqlalchemy import delete, select

from models import db
from models.lender import Licence
from models.loan import Loan
from models.payment import Allocation, Payment
from models.receipt import RESTS, BankAccount, BankFile, BankLine, Receipt
from services.portfolio import Source
from tests import bank_files, portfolio_files
from tests.bank_files import camt, ofx, swift, table, take, workbook
from tests.portfolio_files import land as land_loans

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")  # Of names and styles that are none.
SEEDS = int(os.environ.get("SEEDS", "12"))
GARBAGE = ("", "?", "挂账", "不详", "XX", "-", "借贷", "Kredit", "\x00", "，")
WORDED = ("流水号,交易日期,借贷标志,交易状态,币种,发生额,对方户名,附言", "贷 借 交易成功 交易关闭".split())
ROWS = (
    ("K9001", "2026-11-05", "贷", "交易成功", "CNY", "1000.00", "张三丰", "x"),
    ("K9002", "2026-11-06", "借", "交易成功", "CNY", "20.00", "某店", "y"),
    ("K9003", "2026-11-07", "贷", "交易关闭", "CNY", "70.00", "李秀英", "z"),
    ("K9004", "2026-11-08", "贷", "交易成功", "CNY", "500.00", "李秀英", "w"),
)
COLUMNS = (
    ("K9001", "2026-11-05", "", "1000.00", "11000.00", "x"),
    ("K9002", "2026-11-06", "20.00", "", "10980.00", "y"),
    ("K9003", "2026-11-07", "", "500.00", "11480.00", "z"),
)
ENTRIES = (
    ("100.00", "CRDT", "BOOK", "R1", "a"),
    ("35.00", "DBIT", "BOOK", "R2", "b"),
    ("5.00", "CRDT", "PDNG", "R3", "c"),
)
LINES = (
    ("2611051105C175,00NTRFNONREF//B47", "a"),
    ("2611061106D50,00NMSC//B48", "b"),
    ("2611071107RC7,00NMSC//B49", "c"),
)
MONEY = (("CREDIT", "100.00", "F1", "A", "a"), ("DEBIT", "-15.00", "F2", "B", "b"), ("HOLD", "7.00", "F3", "C", "c"))
QIF = "!Type:Bank\nD11/16'26\nT100.00\nPA\nMa\n^\nD11/17'26\nT-15.00\nPB\nMb\n^\nD11/18'26\nT7.00\nPC\nMc\n^\n"
BAI2 = """01,BANK,US,261105,0800,1,80,,2/
02,US,121000248,1,261105,0800,USD,2/
03,0000123456,USD,010,100000,,,015,107500,,/
16,165,10000,,R1,,LOAN A/
16,475,2500,,R2,,CHECK/
49,220000,4/
98,220000,1,6/
99,220000,1,8/
"""
FORMATS = {
    "worded": (table(WORDED[0], *ROWS), WORDED[1], ","),
    "columns": (table("流水号,交易日期,支出金额,收入金额,账户余额,附言", *COLUMNS), [], ","),
    "camt": (camt(*ENTRIES), ["CRDT", "DBIT", "BOOK", "PDNG"], "<>/"),
    "swift": (swift(*LINES, closing="62F:C261107EUR1118,00"), ["05C1", "06D5", "RC7"], ":\n/"),
    "ofx": (ofx(*MONEY), ["CREDIT", "DEBIT", "HOLD", "TRNTYPE"], "<>/"),
    "qif": (QIF, ["!Type:Bank", "T-", "^"], "^!\n"),
    "bai2": (BAI2, ["165", "475", "USD", "010", "015"], ",/\n"),
}
LOANS = [
    "合同编号,姓名,手机号,本金,剩余本金,应还日期,逾期天数,状态,停催标志".split(","),
    "A1,张三,14012345601,1000,800,2026-10-01,30,逾期,否".split(","),
    "A2,李四,14012345602,2000,2000,2026-12-01,0,正常,否".split(","),
    "A3,王五,14012345603,3000,500,2026-09-01,60,逾期,是".split(","),
]


@pytest.fixture(scope="module")
def rng():
    return random.Random(20261127)


def mutated(rng, text, words, marks):
    """A file whose structure, encoding, direction or status is no longer what it was."""
    kind = rng.choice(["cut", "mark", "again", "word", "bytes", "line"])
    if kind == "cut":
        return text[: rng.randrange(1, len(text))].rpartition(marks[0])[0].encode()
    if kind == "word" and (there := [word for word in words if word in text]):
        word = rng.choice(there)
        at = rng.choice([n for n in range(len(text)) if text.startswith(word, n)])
        return (text[:at] + rng.choice(GARBAGE) + text[at + len(word) :]).encode()
    if kind == "bytes":
        data = bytearray(text.encode(rng.choice(["utf-8", "utf-16", "gb18030"])))
        at = rng.randrange(len(text.splitlines()[0]))
        data[at : at + 1] = rng.choice([b"\xff", b"\x00", b"\x80\x81"])
        return bytes(data)
    if kind == "line":
        lines = text.splitlines(keepends=True)
        del lines[rng.randrange(len(lines))]
        return "".join(lines).encode()
    at = rng.choice([n for n, sign in enumerate(text) if sign in marks])
    return (text[:at] + (text[at] * 2 if kind == "again" else "") + text[at + 1 :]).encode()


def packed(rng, data):
    """A workbook of which one part is cut, doubled or written over, or whose own bytes are."""
    if rng.random() < 0.3:
        broken = bytearray(data)
        at = rng.randrange(len(broken))
        broken[at : at + 1] = rng.choice([b"", b"\x00", bytes(broken[at : at + 9]), b"\xff\xff"])
        return bytes(broken)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        names = file.namelist()
        chosen = rng.choice([name for name in names if name.startswith(("xl/", "["))])
        for name in names:
            part = file.read(name)
            if name == chosen:
                text = part.decode("utf-8", "replace")
                part = mutated(rng, text, ['t="s"', 't="n"', "<row", "<c ", "<v>"], "<>/")
            fresh.writestr(name, part)
    return out.getvalue()


def landed(book, data, name):
    """Day, amount and currency of the receipts of a file; afterwards the book is as it was."""
    take(book, data, name)
    found = {(each.received_on, each.amount, each.currency) for each in db.session.scalars(select(Receipt))}
    for each in (RESTS, Allocation, Payment, BankLine, Receipt, BankFile, BankAccount):
        db.session.execute(delete(each))
    db.session.commit()
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_a_mutated_file_lands_nothing_new(app, rng, name):
    book = bank_files.book_of(Licence.cn_micro_lender, "CNY", ("HT2026-0001", "陈一"))
    text, words, marks = FORMATS[name]
    right = landed(book, text, f"{name}.txt")

    assert right
    for seed in range(SEEDS):
        data = mutated(rng, text, words, marks)
        assert landed(book, data, f"{name}.txt") <= right, (seed, data)


@pytest.mark.parametrize("name", ["worded", "columns"])
def test_a_mutated_workbook_of_a_bank_lands_nothing_new(app, rng, name):
    book = bank_files.book_of(Licence.cn_micro_lender, "CNY", ("HT2026-0001", "陈一"))
    text = FORMATS[name][0]
    data = workbook([line.split(",") for line in text.splitlines()])
    right = landed(book, data, "bank.xlsx")

    assert right
    for seed in range(SEEDS):
        broken = packed(rng, data)
        assert landed(book, broken, "bank.xlsx") <= right, (seed, broken)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_mutated_list_of_loans_breaks_nothing_and_makes_no_money(app, rng, kind):
    target = portfolio_files.start()
    text = "\n".join(",".join(row) for row in LOANS) + "\n"
    whole = workbook(LOANS)

    for seed in range(SEEDS):
        data = mutated(rng, text, ["逾期", "正常", "是", "否"], ",\n") if kind == "csv" else packed(rng, whole)
        land_loans([Source(io.BytesIO(data), f"loans.{kind}")], target, keep=False)
        assert db.session.scalars(select(Loan)).all() == [], seed
        assert db.session.scalars(select(Payment)).all() == [], seed
