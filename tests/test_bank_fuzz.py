"""Mutated bank files of each format: no traceback, and no receipt that the unmutated file lacks. Longer by SEEDS=2000."""

import os
import random

import pytest
from sqlalchemy import delete, select

from models import db
from models.lender import Licence
from models.payment import Allocation, Payment
from models.receipt import RESTS, BankAccount, BankFile, BankLine, Receipt
from tests import bank_files
from tests.bank_files import camt, ofx, swift, table, take

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
FORMATS = {
    "worded": (table(WORDED[0], *ROWS), WORDED[1], ","),
    "columns": (table("流水号,交易日期,支出金额,收入金额,账户余额,附言", *COLUMNS), [], ","),
    "camt": (camt(*ENTRIES), ["CRDT", "DBIT", "BOOK", "PDNG"], "<>/"),
    "swift": (swift(*LINES, closing="62F:C261107EUR1118,00"), ["05C1", "06D5", "RC7"], ":\n/"),
    "ofx": (ofx(*MONEY), ["CREDIT", "DEBIT", "HOLD", "TRNTYPE"], "<>/"),
}


@pytest.fixture(scope="module")
def rng():
    return random.Random(20261127)


def mutated(rng, text, words, marks):
    """A file whose structure, encoding, direction or status is no longer what it was."""
    kind = rng.choice(["cut", "mark", "again", "word", "bytes", "line"])
    if kind == "cut":
        return text[: rng.randrange(1, len(text))].rpartition(marks[0])[0].encode()
    if kind == "word" and words:
        word = rng.choice(words)
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
