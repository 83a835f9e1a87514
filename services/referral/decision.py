"""The lender's decision about a referral on whose case something happened: go on, pause, or take it back."""

from datetime import date, datetime

from models.referral import Referral
from models.referral_work import ReferralDecision
from models.user import User
from rules.errors import RuleError
from rules.sentence import Sentence
from services import referral
from services.referral import question, standstill


def decide(
    row: Referral,
    decision: ReferralDecision,
    words: str,
    user: User | None,
    today: date,
    now: datetime,
    *,
    until: date | None = None,
) -> None:
    """Answer all open questions of a referral; both sides read the decision with its words in the history.

    Raises RuleError without words, where nothing waits, for a pause without a day to come, or to go on while something
    rests on the case.
    """
    question.follow(row, now)
    asked = question.open_of(row)
    if not asked:
        raise RuleError("Nothing waits for a decision on %(reference)s.", reference=row.reference)
    if not words.strip():
        raise RuleError("Say why; the partner reads it.")
    if decision == ReferralDecision.go_on:
        standstill.check(row.case, today)
    if decision == ReferralDecision.pause and (until is None or until <= today):
        raise RuleError("A pause ends on a day to come.")
    for each in asked:
        each.decision, each.decided_at, each.decided_by, each.words = decision, now, user, words.strip()
    row.paused_until = until if decision == ReferralDecision.pause else None
    if decision == ReferralDecision.recall:
        referral.recall(row, words, user, today, now)
    else:
        note = Sentence("Decided: %(decision)s. %(words)s", decision=decision, words=words.strip())
        referral.tell(row, note, user, now)
