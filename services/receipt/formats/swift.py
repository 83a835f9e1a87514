"""SWIFT statements: MT940 and its interim report MT942. Source: SWIFT Standards MT, category 9."""

import logging
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import mt940

from rules.errors import RuleError
from services.portfolio import patience
from services.receipt.formats.entries import FIELDS, Entries, Entry, entry

_START = re.compile(r"^:20:", re.MULTILINE)
_ENTRY = re.compile(r"^:61:", re.MULTILINE)
_LINE = re.compile(r"^:61:\d{6}(?:\d{4})?R?[DC][A-Z]?\d{1,12},\d{0,2}[NSF][A-Z0-9]{3}", re.MULTILINE)
_USES = tuple(name for name in FIELDS if name not in ("status", "related"))
_NO_REFERENCE = ("NONREF", "NOTPROVIDED", "")
logging.getLogger("mt940").setLevel(logging.CRITICAL)  # It would write whole lines of a statement into the log.


def is_swift(head: bytes) -> bool:
    """Whether a file begins as an MT940 or MT942."""
    return re.search(rb"(?:^|\n|\{4:\r?\n?):20:", head) is not None and re.search(rb"\n:(?:25|28C?):", head) is not None


def read(data: bytes) -> Iterator[Entries]:
    """The statements of a file. Raises RuleError for one that is broken."""
    text = _decoded(data).replace("\r\n", "\n")
    starts = [match.start() for match in _START.finditer(text)]
    for start, end in patience.checked(zip(starts, [*starts[1:], len(text)], strict=True)):
        yield _statement(text[start:end])


def _statement(block: str) -> Entries:
    try:
        found = mt940.parse(block)
    except Exception as error:
        raise RuleError("The MT940 statement is broken; export it again.") from error
    if len(_ENTRY.findall(block)) != len(_LINE.findall(block)) or len(found.transactions) != len(_LINE.findall(block)):
        raise RuleError("The MT940 statement is broken; export it again.")
    account = str(found.data.get("account_identification") or "")
    opening, closing = (_balance(found.data.get(f"final_{name}_balance")) for name in ("opening", "closing"))
    rows = [_row(each.data) for each in found.transactions]
    return Entries(account[-4:] or "MT940", rows, account, opening, closing, _USES)


def _row(told: dict[str, Any]) -> Entry:
    """One entry as fields; a structured field 86 tells purpose and name apart."""
    memo = [told.get("purpose"), told.get("additional_purpose"), told.get("transaction_details")]
    memo += [told.get("end_to_end_reference"), _reference(told.get("customer_reference")), told.get("extra_details")]
    texts = [" ".join(str(each).split()) for each in memo if each]
    return entry(
        {
            "reference": _reference(told.get("bank_reference")),
            "received_on": told["date"].isoformat(),
            "amount": str(abs(told["amount"].amount)),
            "side": told["status"],
            "currency": told.get("currency") or told["amount"].currency,
            "payer": told.get("applicant_name") or "",
            "kind": told.get("posting_text") or "",
            "memo": " ".join(dict.fromkeys(texts)),
        }
    )


def _reference(text: str | None) -> str:
    return "" if (text or "").strip().upper() in _NO_REFERENCE else str(text).strip()


def _balance(found: Any) -> Decimal | None:
    return Decimal(str(found.amount.amount)) if found is not None else None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
