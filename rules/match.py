"""Whose money a line of a bank file is: candidates, scored and explained; one sure match, or a list for a person."""

import enum
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import auto
from functools import lru_cache
from typing import NamedTuple

from rules import fold, money

SURE, MARGIN = 80, 30
"""A borrower is sure from this score on, if the next one stays this far behind."""
FEW = 5
"""So many borrowers may rest because money may be any one's of them."""

_CODE = re.compile(r"[^\W_]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_GAP = re.compile(r"\s")
_SHORTEST, _SHORTEST_NUMBER = 2, 6
_LONGEST = 64
_MOST_PARTS = 5
"""How many parts between dashes and spaces one number may have."""
_PHONE = re.compile(r"(?<![0-9A-Za-z_-])(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?![0-9A-Za-z])")
_ACCOUNT = re.compile(r"\d{12,}")
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{6}(?:19|20)\d{9}[0-9Xx](?![0-9A-Za-z])")


class Sign(enum.StrEnum):
    """What speaks for a loan."""

    contract = auto()
    case = auto()
    phone = auto()
    payer = auto()
    payoff = auto()
    overdue = auto()
    instalment = auto()


POINTS = {
    Sign.contract: 80,
    Sign.case: 80,
    Sign.phone: 50,
    Sign.payer: 30,
    Sign.payoff: 30,
    Sign.overdue: 30,
    Sign.instalment: 30,
}
NAMED = frozenset({Sign.contract, Sign.case})
AMOUNTS = (Sign.payoff, Sign.overdue, Sign.instalment)


class BankReceipt(NamedTuple):
    """What a bank says of money that came in."""

    amount: Decimal
    currency: str
    payer: str = ""
    memo: str = ""
    reference: str = ""


class Known(NamedTuple):
    """What is known of a loan: its references, its borrower, whether the phone is theirs, and what it asks for."""

    loan_id: int
    borrower_id: int
    contract_no: str
    case_reference: str
    name: str
    currency: str
    has_phone: bool = False
    owed: Decimal = money.ZERO
    overdue: Decimal = money.ZERO
    instalments: tuple[Decimal, ...] = ()


class Candidate(NamedTuple):
    """A loan that the money may be for, with what speaks for it."""

    loan_id: int
    borrower_id: int
    score: int
    signs: tuple[Sign, ...]

    @property
    def is_named(self) -> bool:
        """Whether the payer named this loan."""
        return bool(NAMED & set(self.signs))


class Match(NamedTuple):
    """The candidates, best first; the borrower whose money it surely is; and the loans that the payer named."""

    candidates: tuple[Candidate, ...]
    borrower_id: int | None = None
    named: tuple[int, ...] = ()

    @property
    def likely(self) -> int | None:
        """The borrower that most speaks for, where no other one is level."""
        level = self.level
        return level[0] if len(level) == 1 else None

    @property
    def level(self) -> tuple[int, ...]:
        """The borrowers that most speaks for, where they are few; several where the payer named or may be each."""
        best = _by_borrower(self.candidates)
        found = tuple(id for score, id in best if score == best[0][0])
        return found if len(found) <= FEW else ()


def find(line: BankReceipt, loans: Iterable[Known]) -> Match:
    """Score the loans that something speaks for.

    Sure is a borrower whose best loan reaches SURE, owes something, and leads every other borrower by MARGIN.
    An amount alone, or a loan in another currency, makes no candidate.
    """
    codes = references(line.memo) | references(line.reference)
    found = [(row, _signs(line, codes, row)) for row in loans if row.currency == line.currency]
    scored = [Candidate(row.loan_id, row.borrower_id, _score(signs), signs) for row, signs in found if _tells(signs)]
    candidates = tuple(sorted(scored, key=lambda each: (-each.score, each.loan_id)))
    borrower_id = _sure(candidates, {row.borrower_id for row, _ in found if row.owed > 0})
    named = tuple(each.loan_id for each in candidates if each.is_named and each.borrower_id == borrower_id)
    return Match(candidates, borrower_id, named)


@lru_cache(maxsize=4096)
def references(memo: str) -> frozenset[str]:
    """The folded numbers of contracts and cases that a memo may name: each part, and neighbouring parts together.

    Words alone are none, and a short number only where it is the whole memo; digits apart are not put together.
    """
    text = unicodedata.normalize("NFKC", memo)
    parts = list(_CODE.finditer(text))
    whole = fold.number(text)
    found = {whole} | {fold.number(part) for match in parts for part in (match[0], *_CHINESE.split(match[0]))}
    for at in range(len(parts)):
        for end in range(at + 1, min(at + _MOST_PARTS, len(parts))):
            found.add(_joined(text, parts[at : end + 1]))
    found |= {_bare_end(code) for code in found}
    return frozenset(part for part in found if _names_something(part, whole))


def _joined(text: str, parts: Sequence[re.Match[str]]) -> str:
    """Neighbouring parts as one number; empty where digits alone would be put together over a space."""
    between = text[parts[0].end() : parts[-1].start()]
    plain = all(part[0].isdigit() for part in parts) and _GAP.search(between)
    return "" if plain else fold.number("".join(part[0] for part in parts))


def _bare_end(code: str) -> str:
    """A number without the Chinese words before and behind it, as 合同HT2026还款 has them."""
    return _CHINESE.sub("", code) if _CHINESE.match(code) or _CHINESE.search(code) else code


def _names_something(part: str, memo: str) -> bool:
    """Whether a part can be a reference: words are none, and a short number only where it is the whole memo."""
    if part.isalpha() or not _SHORTEST <= len(part) <= _LONGEST:
        return False
    return part == memo or not part.isdigit() or len(part) >= _SHORTEST_NUMBER


def phone_in(memo: str) -> str | None:
    """The one mainland mobile number that a memo holds; None where there is none, or several."""
    found = {"".join(parts) for parts in _PHONE.findall(memo)}
    return found.pop() if len(found) == 1 else None


def veiled_payer(payer: str) -> str:
    """A payer whose account numbers show only their last four signs."""
    return _ACCOUNT.sub(lambda match: f"…{match[0][-4:]}", payer)


def veiled(memo: str) -> str:
    """A memo whose phones and ID numbers show only their last four signs."""
    return _PHONE.sub(lambda match: f"…{match[3]}", _ID_NUMBER.sub(lambda match: f"…{match[0][-4:]}", memo))


def _signs(line: BankReceipt, codes: frozenset[str], row: Known) -> tuple[Sign, ...]:
    """What of a line speaks for a loan; of the amounts only the first that fits."""
    asked = {Sign.payoff: (row.owed,), Sign.overdue: (row.overdue,), Sign.instalment: row.instalments}
    told = {
        Sign.contract: fold.number(row.contract_no) in codes,
        Sign.case: fold.number(row.case_reference) in codes,
        Sign.phone: row.has_phone,
        Sign.payer: fold.name(row.name) in fold.names_in(line.payer),
    }
    amount = next((sign for sign in AMOUNTS if line.amount in asked[sign]), None)
    return (*(sign for sign, holds in told.items() if holds), *([amount] if amount else []))


def _tells(signs: tuple[Sign, ...]) -> bool:
    """Whether more than an amount speaks for a loan."""
    return bool(set(signs) - set(AMOUNTS))


def _score(signs: tuple[Sign, ...]) -> int:
    named = POINTS[Sign.contract] if NAMED & set(signs) else 0
    return named + sum(POINTS[sign] for sign in signs if sign not in NAMED)


def _by_borrower(candidates: Iterable[Candidate]) -> list[tuple[int, int]]:
    """The best score of each borrower, highest first."""
    best: dict[int, int] = {}
    for each in candidates:
        best[each.borrower_id] = max(each.score, best.get(each.borrower_id, 0))
    return sorted(((score, id) for id, score in best.items()), key=lambda pair: (-pair[0], pair[1]))


def _sure(candidates: Iterable[Candidate], owing: set[int]) -> int | None:
    """The borrower whose money it surely is."""
    best = _by_borrower(candidates)
    if not best or best[0][0] < SURE or best[0][1] not in owing:
        return None
    return best[0][1] if len(best) == 1 or best[0][0] - best[1][0] >= MARGIN else None
