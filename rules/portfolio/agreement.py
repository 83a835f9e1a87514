"""Portfolio agreement: where the figures of a loan's row contradict each other, and which must be asked about."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from rules import calendar, money
from rules.portfolio import feed
from rules.portfolio.words import LoanStatus
from rules.sentence import Sentence

SLACK_DAYS = 3
TERM_SLACK_DAYS = 45

SAYING = frozenset(("status", "days_past_due", "term_months", *feed.OVERDUE, *feed.BALANCES))
"""A row that holds none of these has nothing that could contradict."""

Values = Mapping[str, Any]


class Contradiction(NamedTuple):
    """What does not agree, in which field, and whether it is open what is owed or overdue, so that the case rests."""

    field: str
    reason: Sentence
    rests: bool


def contradictions(loan: Values) -> list[Contradiction]:
    """Where the figures of a readable row contradict each other, as the file gives them."""
    return [*_lateness(loan), *_days(loan), *_sums(loan), *_term(loan)]


def _lateness(loan: Values) -> Iterator[Contradiction]:
    """Status against days past due, amounts overdue and balances."""
    status, days = loan.get("status"), loan.get("days_past_due")
    overdue = any(loan.get(name) for name in feed.OVERDUE)
    owed = any(loan.get(name) for name in feed.BALANCES)
    if status is LoanStatus.late and days == 0:
        yield _open("days_past_due", Sentence("The status says late, but 0 days past due."))
    if status is LoanStatus.current and overdue:
        yield _open("status", Sentence("The status says current, but an amount is overdue."))
    if status is None and days == 0 and overdue:
        yield _open("days_past_due", Sentence("0 days past due, but an amount is overdue."))
    if status is LoanStatus.repaid and owed:
        yield _open("status", Sentence("The status says repaid, but something is outstanding."))
    if days and owed is False and any(name in loan for name in feed.BALANCES) and status in (None, LoanStatus.late):
        yield Contradiction("days_past_due", Sentence("Days past due are given, but nothing is outstanding."), False)


def _days(loan: Values) -> Iterator[Contradiction]:
    """Days past due against the due day of a loan that is due at once."""
    as_of, due_on, days = loan.get("as_of"), loan.get("due_on"), loan.get("days_past_due")
    in_parts = loan.get("instalment") or loan.get("term_months", 0) > 1 or loan.get("maturity_on", due_on) != due_on
    if as_of is None or due_on is None or days is None or loan.get("status") in (LoanStatus.current, LoanStatus.repaid):
        return
    counted = max((as_of - due_on).days, 0)
    if days and due_on > as_of and not in_parts:
        yield _open("due_on", Sentence("%(days)s days past due, but due only on %(day)s.", days=days, day=due_on))
    elif not in_parts and due_on <= as_of and abs(counted - days) > SLACK_DAYS:
        said = Sentence(
            "%(days)s days past due, but %(counted)s since the due day, %(day)s.",
            days=days,
            counted=counted,
            day=due_on,
        )
        yield _open("days_past_due", said)


def _sums(loan: Values) -> Iterator[Contradiction]:
    """Parts against their whole."""
    for name, part in zip(feed.BALANCES, feed.OVERDUE[1:], strict=True):
        if name in loan and loan.get(part, money.ZERO) > loan[name]:
            said = Sentence(
                "%(part)s is overdue, but only %(whole)s is outstanding.",
                part=_plain(loan[part]),
                whole=_plain(loan[name]),
            )
            yield Contradiction(part, said, name == feed.BALANCES[0])
    whole, owed = loan.get("overdue_amount", money.ZERO), [loan[name] for name in feed.BALANCES if name in loan]
    if owed and whole > sum(owed, money.ZERO):
        said = Sentence(
            "%(part)s is overdue, but only %(whole)s is outstanding.",
            part=_plain(whole),
            whole=_plain(sum(owed, money.ZERO)),
        )
        yield Contradiction("overdue_amount", said, False)
    if "principal" in loan and loan.get("outstanding_principal", money.ZERO) > loan["principal"] > 0:
        said = Sentence(
            "%(part)s is outstanding of a principal of %(whole)s.",
            part=_plain(loan["outstanding_principal"]),
            whole=_plain(loan["principal"]),
        )
        yield Contradiction("outstanding_principal", said, False)
    parts = [loan[name] for name in feed.OVERDUE[1:] if name in loan]
    total = sum(parts, money.ZERO)
    if whole and len(parts) == len(feed.OVERDUE) - 1 and abs(whole - total) > 1:
        said = Sentence("The parts overdue are %(total)s, not %(whole)s.", total=_plain(total), whole=_plain(whole))
        yield Contradiction("overdue_amount", said, False)


def _term(loan: Values) -> Iterator[Contradiction]:
    """Term against opening and maturity, and against what is not overdue yet."""
    ends_on, as_of = feed.maturity_on(loan), loan.get("as_of")
    late, total = loan.get("overdue_principal"), loan.get("outstanding_principal")
    if ends_on and as_of and ends_on < as_of and late is not None and total is not None and late < total:
        said = Sentence(
            "The loan ended on %(day)s, but only %(part)s of %(whole)s is overdue.",
            day=ends_on,
            part=_plain(late),
            whole=_plain(total),
        )
        yield Contradiction("overdue_principal", said, False)
    if not {"opened_on", "maturity_on", "term_months"} <= loan.keys():
        return
    ends_on = calendar.add_months(loan["opened_on"], loan["term_months"])
    if abs(ends_on - loan["maturity_on"]) > timedelta(days=TERM_SLACK_DAYS):
        said = Sentence(
            "%(count)s months from %(opened)s end on %(ends)s, not on %(day)s.",
            count=loan["term_months"],
            opened=loan["opened_on"],
            ends=ends_on,
            day=loan["maturity_on"],
        )
        yield Contradiction("maturity_on", said, False)


def _open(field: str, reason: Sentence) -> Contradiction:
    """A contradiction that leaves open whether something is overdue, or what."""
    return Contradiction(field, reason, True)


def _plain(amount: Decimal) -> str:
    return f"{amount:,.2f}"
