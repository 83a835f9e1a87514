"""Arms of a trial: who is treated by the challenger, in what it may differ, and when it does harm."""

import enum
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import auto

from rules.errors import RuleError
from rules.strategy import Difference
from rules.strategy.effect import Compared, Verdict

LEAST, MOST = Decimal("0.01"), Decimal("0.5")
LONGEST = timedelta(days=180)
WHOLE = 2**64


class Arm(enum.StrEnum):
    """By which version a case is treated in a trial: the one in force, or the one that is tried."""

    champion = auto()
    challenger = auto()


BOTH = frozenset({"contact_rule", "authority_limit"})
"""What binds both arms: no trial changes what may be done to anybody, or who may decide it."""
TRIED: Mapping[str, frozenset[str] | None] = {
    "policy": frozenset({"requires_sent", "min_overdue"}),
    "stage": frozenset(
        "trigger days channel fallback_channel remind_every_days next_task next_task_days task_minutes".split()
    ),
    "stage_condition": None,
    "template": None,
}
"""In what a challenger may differ: the fields of a table, or all of its rows."""
HARM = {
    "cured": Verdict.fell,
    "complaints": Verdict.rose,
    "breaches": Verdict.rose,
    "blocks": Verdict.rose,
}
"""What harms: fewer who are helped out of arrears, or more that should not happen."""


def arm_of(key: str, borrower_id: int, share: Decimal) -> Arm:
    """In which arm a borrower is, with all cases: told by the number alone, so that it is the same each time.

    By borrower, since one message speaks of all cases of one.
    """
    number = int.from_bytes(hashlib.sha256(f"{key}:{borrower_id}".encode()).digest()[:8], "big")
    return Arm.challenger if number < share * WHOLE else Arm.champion


def check(found: Sequence[Difference]) -> None:
    """Refuse a challenger that differs in more than how cases are treated: law, limits and ladder are for all.

    Raises RuleError.
    """
    if any(each.table in BOTH for each in found):
        raise RuleError(
            "Both arms keep the same rules of contact and limits of authority; publish such a change for everybody."
        )
    if any(not _is_tried(each) for each in found):
        raise RuleError(
            "A challenger may differ in when its stages begin, in their reminders, next tasks, conditions and words; "
            "publish any other change for everybody."
        )


def check_terms(share: Decimal, starts_on: date, last_on: date) -> None:
    """Refuse a share that is none or more than half, and days that end before they begin or never. Raises RuleError."""
    if not LEAST <= share <= MOST:
        raise RuleError("A challenger treats between 1 and 50 of 100 borrowers.")
    if not starts_on <= last_on <= starts_on + LONGEST:
        raise RuleError("A trial ends on a day after its first, at most %(days)s days later.", days=LONGEST.days)


def harm(rates: Mapping[str, Compared]) -> str | None:
    """The first rate by which the challenger does harm, told from chance with 95 % certainty; None while none does."""
    return next((name for name, verdict in HARM.items() if name in rates and rates[name].verdict == verdict), None)


def _is_tried(each: Difference) -> bool:
    fields = TRIED.get(each.table, frozenset())
    return fields is None or each.field in fields
