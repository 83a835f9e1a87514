"""Receipt identity: when two lines of bank files are the same money, and the reference of a line that has none."""

import enum
import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import auto
from typing import Any, NamedTuple

from rules.fold import folded


class Mark(NamedTuple):
    """What tells a line from another one that bears the same reference; the account is None where no file names it."""

    account_id: int | None
    day: date
    amount: Decimal
    currency: str
    payer: str
    memo: str


class Verdict(enum.StrEnum):
    """Whether a line is on file already, is other money, or must be asked about."""

    same = auto()
    other = auto()
    doubtful = auto()


def judge(new: Mark, old: Mark) -> Verdict:
    """Compare a line with one on file that bears its reference.

    Other money is a line of another account; where no account is known, one of which neither payer nor memo agree.
    """
    if new.account_id and old.account_id and new.account_id != old.account_id:
        return Verdict.other
    agree = [_agree(new.payer, old.payer), _agree(new.memo, old.memo)]
    is_same_money = (new.day, new.amount, new.currency) == (old.day, old.amount, old.currency)
    if is_same_money and all(agree):
        return Verdict.same
    is_known = new.account_id and old.account_id
    return Verdict.doubtful if is_known or any(agree) else Verdict.other


def _agree(one: str, other: str) -> bool:
    """Whether two texts are the same but for their spelling; a file that leaves a text out contradicts nobody."""
    left, right = folded(one), folded(other)
    return not left or not right or left in right or right in left


def digest(*parts: Any) -> str:
    """What stands for some values where a key must be short."""
    return hashlib.sha256("\x1f".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:32]


def of(mark: Mark, reference: str) -> str:
    """The key under which a line is kept once for a lender."""
    return digest(mark.account_id, reference, *mark[1:4], folded(mark.payer), folded(mark.memo))


def essence(found: Mapping[str, Any]) -> str:
    """What a line without a reference is known by; equal lines of a file are told apart by their order."""
    balance = found.get("balance")
    words = (folded(str(found.get(name, ""))) for name in ("payer", "memo"))
    sums = (found["amount"], found.get("currency"), balance.amount if balance else None)
    return digest(found["received_on"], *sums, *words)


def made(found: Mapping[str, Any], kind: str, order: int) -> str:
    """The reference of a line that has none: its day, what it is known by, and its order among equal ones."""
    return f"{found['received_on']:%Y%m%d}-{digest(kind, essence(found), order)[:12]}"
