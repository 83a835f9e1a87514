"""Bank files as banks and wallets hand them out, made for tests; every name and number is synthetic."""

import io
from collections import Counter
from datetime import date

import openpyxl
from sqlalchemy import select

from models import db
from models.lender import Licence
from models.receipt import BankLine, Receipt
from services.portfolio import Source
from services.receipt import file
from tests import desk, makers

TODAY = date(2026, 11, 27)


def mainland_book():
    """A book of three mainland loans."""
    loans = (("HT2026-0001", "张三丰"), ("HT2026-0002", "李秀英"), ("HT2026-0003", "阿依古丽·买买提"))
    return book_of(Licence.cn_micro_lender, "CNY", *loans)


def book_of(licence, currency, *loans):
    """A book with one loan for each (contract number, name); gives the portfolio."""
    book = desk.start(licence=licence)
    for number, name in loans:
        borrower = makers.make_borrower(lender=book.lender, name=name)
        case = desk.lend(book, (date(2026, 9, 10),), "5000.00", borrower=borrower, currency=currency)
        case.loan.contract_no = number
    db.session.commit()
    return book


def take(book, data, name="bank.csv", **answers):
    """Take a file in; gives the counts, the refused lines with their reasons, and why it could not be read."""
    data = data.encode() if isinstance(data, str) else data
    source = Source(io.BytesIO(data), name)
    steps = list(file.place(source, book.lender, TODAY, desk.at(TODAY), None, file.Answers(**answers)))
    db.session.commit()
    counts = sum((step.counts for step in steps), start=Counter())
    wrong = [(each.row_no, each.column, str(each.reason)) for step in steps for each in step.wrong]
    return counts, wrong, str(steps[-1].error or "")


def notices(book, data, **answers):
    """What is odd about a file, when it was taken in."""
    source = Source(io.BytesIO(data.encode()), "bank.csv")
    steps = list(file.place(source, book.lender, TODAY, desk.at(TODAY), None, file.Answers(**answers)))
    db.session.commit()
    return [str(each.reason) for each in steps[-1].doubts]


def received():
    """Amount, status and contract numbers of every receipt, in their order."""
    rows = db.session.scalars(select(Receipt).order_by(Receipt.id))
    return [(str(row.amount), str(row.status), [each.loan.contract_no for each in row.payments]) for row in rows]


def kept():
    """Kind and amount of every other line, in their order."""
    return [(str(row.kind), str(row.amount)) for row in db.session.scalars(select(BankLine).order_by(BankLine.id))]


def workbook(rows):
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(headers, *rows, delimiter=","):
    """A text table."""
    return "\n".join(delimiter.join(map(str, row)) for row in (headers.split(delimiter), *rows)) + "\n"


def camt(*entries, kind="053", more=""):
    """A camt statement of entries (amount, CRDT or DBIT, status, reference, memo)."""
    parts = [
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>{status}</Sts>'
        f"<BookgDt><Dt>2026-11-05</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls><RmtInf><Ustrd>{memo}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for amount, side, status, reference, memo in entries
    ]
    root, part = {"052": ("AcctRpt", "Rpt"), "053": ("Stmt", "Stmt"), "054": ("DbtCdtNtfctn", "Ntfctn")}[kind]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.08">'
        f"<BkToCstmr{root}><{part}><Id>S1</Id><Acct><Id><IBAN>DE00100200300000000001</IBAN></Id></Acct>{more}"
        f"{''.join(parts)}</{part}></BkToCstmr{root}></Document>"
    )


def swift(*entries, closing="62F:C261107EUR1125,00"):
    """An MT940 of field 61 and field 86 lines."""
    lines = "\n".join(f":61:{entry}\n:86:{memo}" for entry, memo in entries)
    head = ":20:STARTUMS\n:25:10020030/1234567\n:28C:1/1\n:60F:C261104EUR1000,00\n"
    return f"{head}{lines}\n:{closing}\n-\n"


def ofx(*transactions, end="</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"):
    """An OFX 1.x of transactions (kind, amount, reference, name, memo)."""
    parts = "\n".join(
        f"<STMTTRN><TRNTYPE>{kind}<DTPOSTED>20261105120000[-5:EST]<TRNAMT>{amount}<FITID>{reference}<NAME>{name}"
        f"<MEMO>{memo}</STMTTRN>"
        for kind, amount, reference, name, memo in transactions
    )
    head = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n"
    head += "COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
    return f"{head}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKTRANLIST>{parts}{end}\n"
