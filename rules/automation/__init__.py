"""Automation inside the gate: what a rule of the house may be, and what keeps it from doing its work on a case."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from rules.errors import RuleError
from rules.sentence import Sentence

SECOND = frozenset({"write_reminder", "propose_plan"})
"""What sends or is about money: a second person switches it on."""
ANYWAY = frozenset({"tell", "assign"})
"""What touches neither borrower nor debt: a case that rests does not keep it back."""
MOST_A_NIGHT = 200
MOST_DAYS = 365
REACH = timedelta(days=2)
"""What happened so many days ago is still acted on: a night that was missed leaves nothing out."""
BACK = timedelta(days=30)
NOT_OPEN = Sentence("The case is not open.")
RESTS = Sentence("The case rests.")
AWAY = Sentence("The case is with a legal partner.")
PLANNED = Sentence("A person has planned what comes next.")
T = TypeVar("T", bound=Hashable)


class Facts(NamedTuple):
    """What of a case may keep a rule from its work."""

    is_open: bool
    rests: bool = False
    with_partner: bool = False
    planned_by_person: bool = False


def kept_from(does: str, facts: Facts) -> Sentence | None:
    """What keeps a rule from its work on a case; None where nothing does."""
    if not facts.is_open:
        return NOT_OPEN
    if does in ANYWAY:
        return None
    if facts.with_partner:
        return AWAY
    if facts.rests:
        return RESTS
    return PLANNED if does == "book_action" and facts.planned_by_person else None


def needs_second(does: str) -> bool:
    """Whether a second person switches on a rule that does this."""
    return does in SECOND


def check_second(writers: Sequence[int], who: int) -> None:
    """Refuse a rule that is switched on by who wrote it or asked for it. Raises RuleError."""
    if who in writers:
        raise RuleError("You wrote this rule or asked for it; a second person switches it on.")


def check_most(most: int) -> None:
    """Refuse a rule that would do its work never, or too often in a night. Raises RuleError."""
    if not 1 <= most <= MOST_A_NIGHT:
        raise RuleError("A rule does its work 1 to %(most)s times a night.", most=MOST_A_NIGHT)


def check_days(first: int | None, last: int | None) -> None:
    """Refuse days past due that are none, or in the wrong order. Raises RuleError."""
    if any(each is not None and each < 0 for each in (first, last)):
        raise RuleError("Days past due are not below nothing.")
    if first is not None and last is not None and last < first:
        raise RuleError("The days past due stand in the wrong order.")


def check_quiet(days: int | None) -> None:
    """Refuse silence of no or too many days. Raises RuleError."""
    if days is None or not 1 <= days <= MOST_DAYS:
        raise RuleError("Say after how many days without a contact, from 1 to %(most)s.", most=MOST_DAYS)


def window(switched_on: date, today: date) -> tuple[date, date]:
    """The first and last day, both included, whose events a rule acts on: none from before it was switched on."""
    return max(switched_on, today - REACH), today


def nightly(found: Sequence[T], day_of: Callable[[T], date], most: int) -> list[T]:
    """Of what a rule found over days, in their order, what it would have done at `most` a night."""
    kept: list[T] = []
    counts: dict[date, int] = {}
    for each in found:
        day = day_of(each)
        counts[day] = counts.get(day, 0) + 1
        if counts[day] <= most:
            kept.append(each)
    return kept
