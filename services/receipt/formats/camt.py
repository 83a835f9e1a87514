"""ISO 20022 statements: camt.052, 053 and 054, one line an entry, or one a transaction where a batch names its parts.

Source: ISO 20022 message definitions BankToCustomerAccountReport, BankToCustomerStatement, DebitCreditNotification.
"""

import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from rules.errors import RuleError
from services.portfolio import bounds, patience
from services.receipt.formats.entries import Entries, Entry, entry

_CAMT = re.compile(rb"urn:(?:iso|swift):[^\"'>]*camt\.05[234]", re.IGNORECASE)
_STATEMENTS = ("Rpt", "Stmt", "Ntfctn")
_OPENING, _CLOSING = ("OPBD", "PRCD", "OPAV"), ("CLBD", "CLAV")
_BACK = {"DBIT": "RC", "CRDT": "RD"}
"""A reversed entry bears the side on which it stands now: a debit that reverses takes a credit back."""
_NO_REFERENCE = ("NOTPROVIDED", "NONREF", "")


def is_camt(head: bytes) -> bool:
    """Whether a file begins as a statement of ISO 20022."""
    return b"BkToCstmr" in head or _CAMT.search(head) is not None


def read(data: bytes) -> Iterator[Entries]:
    """The statements of a file. Raises RuleError for one that is broken or nested without end."""
    bounds.check_xml(io.BytesIO(data))
    try:
        yield from _statements(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise RuleError("The camt statement is broken; export it again.") from error


def _statements(data: bytes) -> Iterator[Entries]:
    """The statements, each entry read and dropped as it closes, so that no memory holds the whole tree."""
    rows: list[Entry] = []
    for _, element in patience.checked(iterparse(io.BytesIO(data), forbid_dtd=True)):
        tag = _tag(element)
        if tag == "Ntry":
            rows += _rows(element)
            element.clear()
        elif tag in _STATEMENTS:
            balances = {_text(each, "Tp/CdOrPrtry/Cd"): _balance(each) for each in _all(element, "Bal")}
            account = _text(element, "Acct/Id/IBAN") or _text(element, "Acct/Id/Othr/Id")
            sums = _first(balances, _OPENING), _first(balances, _CLOSING)
            yield Entries(_text(element, "Id") or "camt", rows, account, *sums)
            rows = []
            element.clear()


def _rows(found: Element) -> Iterator[Entry]:
    """The lines of an entry: one for each transaction of a batch that tells its amounts, else one."""
    details = [each for group in _all(found, "NtryDtls") for each in _all(group, "TxDtls")]
    amounts = [_amount_of(each) for each in details]
    whole = _child(found, "Amt")
    if len(details) > 1 and None not in amounts and _sum(amounts) == _decimal(whole.text if whole is not None else ""):
        for at, (each, amount) in enumerate(zip(details, amounts, strict=True), 1):
            yield _row(found, each, amount, f"/{at}")
        return
    yield _row(found, details[0] if len(details) == 1 else found, whole, "")


def _row(whole: Element, part: Element, amount: Element | None, suffix: str) -> Entry:
    """One line as fields."""
    returned = _text(part, "RtrInf/Rsn/Cd") or _text(part, "RtrInf/Rsn/Prtry")
    side = _text(part, "CdtDbtInd") or _text(whole, "CdtDbtInd")
    back = _text(whole, "RvslInd").lower() in ("true", "1")
    words = [each.text or "" for each in part.iter() if _tag(each) in ("Ustrd", "AddtlTxInf")]
    words += [_text(each, "CdtrRefInf/Ref") for each in part.iter() if _tag(each) == "Strd"]
    words += [_text(whole, "AddtlNtryInf"), _reference(_text(part, "Refs/EndToEndId"))]
    other = "Dbtr" if side == "CRDT" else "Cdtr"
    parties = f"RltdPties/{other}"
    return entry(
        {
            "reference": _lasting(whole, part, suffix),
            "received_on": _day(whole),
            "amount": amount.text if amount is not None else "",
            "currency": amount.get("Ccy") if amount is not None else "",
            "side": _BACK.get(side, side) if back else side,
            "status": _text(whole, "Sts/Cd") or _text(whole, "Sts"),
            "payer": _text(part, f"{parties}/Nm") or _text(part, f"{parties}/Pty/Nm"),
            "kind": f"return:{returned}" if returned else "",
            "memo": " ".join(dict.fromkeys(word.strip() for word in words if word.strip())),
        }
    )


def _lasting(entry: Element, part: Element, suffix: str) -> str:
    """The reference of the bank; the number of the entry in its statement is none."""
    own = _reference(_text(part, "Refs/AcctSvcrRef"))
    whole = _reference(_text(entry, "AcctSvcrRef"))
    return own or (whole and f"{whole}{suffix}")


def _reference(text: str) -> str:
    return "" if text.upper() in _NO_REFERENCE else text


def _day(entry: Element) -> str:
    """The value date, else the booking date, as YYYY-MM-DD."""
    for path in ("ValDt/Dt", "ValDt/DtTm", "BookgDt/Dt", "BookgDt/DtTm"):
        if text := _text(entry, path):
            return text[: len(date.max.isoformat())]
    return ""


def _amount_of(part: Element) -> Element | None:
    found = _child(part, "Amt")
    return found if found is not None else _at(part, "AmtDtls/TxAmt/Amt")


def _sum(amounts: list[Element | None]) -> Decimal | None:
    found = [_decimal(each.text) for each in amounts if each is not None]
    return None if None in found else sum((each for each in found if each is not None), Decimal(0))


def _balance(found: Element) -> Decimal | None:
    amount = _decimal(_text(found, "Amt"))
    return -amount if amount is not None and _text(found, "CdtDbtInd") == "DBIT" else amount


def _decimal(text: str | None) -> Decimal | None:
    try:
        number = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _first(balances: dict[str, Decimal | None], codes: tuple[str, ...]) -> Decimal | None:
    return next((balances[code] for code in codes if balances.get(code) is not None), None)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: Element, name: str) -> list[Element]:
    return [each for each in element if _tag(each) == name]


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if _tag(each) == name), None)


def _at(element: Element, path: str) -> Element | None:
    found: Element | None = element
    for name in path.split("/"):
        found = _child(found, name) if found is not None else None
    return found


def _text(element: Element, path: str) -> str:
    found = _at(element, path)
    return (found.text or "").strip() if found is not None else ""
