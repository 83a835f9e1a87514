"""OFX and QFX statements, of SGML (1.x) and XML (2.x). Source: Open Financial Exchange 2.2, section 11."""

import html
import io
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from ofxtools.Parser import OFXTree

from rules.errors import RuleError
from services.portfolio import bounds, patience
from services.receipt.formats.entries import Entries, Entry, entry

_KINDS = {"DEBIT", "CREDIT", "INT", "DIV", "FEE", "SRVCHG", "DEP", "ATM", "POS", "XFER", "CHECK", "PAYMENT", "CASH"}
_KINDS |= {"DIRECTDEP", "DIRECTDEBIT", "REPEATPMT", "HOLD", "OTHER"}
_STATEMENTS = ("STMTRS", "CCSTMTRS")
_END = re.compile(rb"</OFX>\s*$", re.IGNORECASE)


def is_ofx(head: bytes) -> bool:
    """Whether a file begins as OFX."""
    return head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"OFXHEADER") or b"<?OFX" in head or b"<OFX>" in head


def read(data: bytes) -> Iterator[Entries]:
    """The statements of a file. Raises RuleError for one that is broken, cut off or nested without end."""
    bounds.check_depth(io.BytesIO(data))
    if not _END.search(data):
        raise RuleError("The OFX file is cut off; export it again.")
    tree = OFXTree()
    try:
        tree.parse(io.BytesIO(data))
    except (SyntaxError, ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
        raise RuleError("The OFX file is broken; export it again.") from error
    root = tree.getroot()
    for each in (part for part in (root.iter() if root is not None else ()) if part.tag in _STATEMENTS):
        currency = _text(each, "CURDEF")
        rows = [_row(part, currency) for part in patience.checked(each.iter("STMTTRN"))]
        account = next((_text(part, "ACCTID") for part in each if part.tag.endswith("ACCTFROM")), "")
        yield Entries(account[-4:] or "OFX", rows, account, None, _decimal(_text(each, "LEDGERBAL/BALAMT")))


def _row(part: Element, currency: str) -> Entry:
    """One transaction as fields; its sign says which way the money went, and its kind must not say otherwise."""
    kind, amount = _text(part, "TRNTYPE").upper(), _decimal(_text(part, "TRNAMT"))
    return entry(
        {
            "reference": _text(part, "FITID"),
            "received_on": _text(part, "DTPOSTED")[:8],
            "amount": str(abs(amount)) if amount is not None else _text(part, "TRNAMT"),
            "side": _side(kind, amount),
            "currency": _text(part, "CURRENCY/CURSYM") or _text(part, "ORIGCURRENCY/CURSYM") or currency,
            "status": "pending" if kind == "HOLD" else "posted",
            "payer": _text(part, "NAME") or _text(part, "PAYEE/NAME"),
            "kind": kind,
            "memo": _text(part, "MEMO") or _text(part, "NAME"),
            "related": _text(part, "CORRECTFITID"),
        }
    )


def _side(kind: str, amount: Decimal | None) -> str:
    """The direction, by sign; a kind that is none of OFX, or says otherwise, is left to a person."""
    if amount is None or kind not in _KINDS:
        return f"{kind or '?'}"
    if (kind in ("CREDIT", "DEP", "DIRECTDEP") and amount < 0) or (kind == "DIRECTDEBIT" and amount > 0):
        return "RC" if amount < 0 else "RD"
    if kind == "DEBIT" and amount > 0:
        return "RD"
    return "credit" if amount > 0 else "debit"


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _text(element: Element, path: str) -> str:
    return html.unescape((element.findtext(path) or "").strip())
