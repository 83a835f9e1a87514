"""Hardship: what a borrower's circumstances ask of the desk; their cases rest, and somebody looks again."""

from datetime import date, timedelta

from sqlalchemy import select

from models import db
from models.borrower import Borrower
from models.case import Case, CaseState
from models.hardship import CareNote, Cooperation, Hardship, HardshipKind, HardshipStatus, SupportNeed
from models.hold import Hold, HoldKind
from models.user import User
from rules.errors import RuleError
from rules.sentence import Sentence
from services import hold

GOOD_FOR = timedelta(days=90)
"""How long an impression of a borrower counts. Source: operations.md 2.6."""
REVIEW = timedelta(days=30)
"""When somebody looks again, for a borrower without a case whose policy says so."""
REASON = Sentence("The borrower is struggling.")


def report(
    borrower: Borrower,
    today: date,
    *,
    kind: HardshipKind | None = None,
    need: SupportNeed | None = None,
    owner: User | None = None,
    review_on: date | None = None,
) -> Hardship:
    """Write down that a borrower struggles: every case of theirs that is not closed rests until it ends.

    The same kind again returns the one that runs. Raises RuleError for a review day that is past.
    """
    day = review_on or today + _review_days(borrower)
    if day < today:
        raise RuleError("The review on %(day)s would be in the past.", day=day)
    row = next((each for each in running(borrower) if each.kind == kind), None)
    if row is None:
        row = Hardship(borrower=borrower, kind=kind, known_on=today, review_on=day, owner=owner)
        db.session.add(row)
    row.need = need or row.need
    _rest(borrower, today, row.review_on, owner)
    return row


def running(borrower: Borrower) -> list[Hardship]:
    """The circumstances of a borrower that still stand."""
    db.session.flush()
    running = (each for each in borrower.hardships if each.status == HardshipStatus.running)
    return sorted(running, key=lambda each: each.id)


def review(row: Hardship, review_on: date, today: date) -> None:
    """Look again on another day; its cases rest until then at least. Raises RuleError for one that ended."""
    if row.status == HardshipStatus.ended:
        raise RuleError("This hardship ended on %(day)s.", day=row.ended_on)
    if review_on <= today:
        raise RuleError("Look again on a day after today.")
    row.review_on = review_on
    for each in _holds(row.borrower, today):
        each.review_on = review_on


def end(row: Hardship, today: date) -> None:
    """A circumstance stands no more; with the last one the cases go on. Again changes nothing."""
    if row.status == HardshipStatus.ended:
        return
    row.status, row.ended_on = HardshipStatus.ended, today
    if not running(row.borrower):
        for each in _holds(row.borrower, today):
            hold.release(each, today)


def note(
    borrower: Borrower,
    today: date,
    *,
    cooperation: Cooperation | None = None,
    need: SupportNeed | None = None,
    user: User | None = None,
) -> CareNote:
    """Note how a borrower works with the desk, or what helps them; it is forgotten after 90 days.

    The same again renews nothing on the same day. Raises RuleError where nothing is said.
    """
    if cooperation is None and need is None:
        raise RuleError("Choose how the borrower works with us, or what helps.")
    same = select(CareNote).filter_by(borrower_id=borrower.id, cooperation=cooperation, need=need, noted_on=today)
    db.session.flush()
    if found := db.session.scalars(same).first():
        return found
    row = CareNote(borrower=borrower, cooperation=cooperation, need=need, noted_on=today, expires_on=today + GOOD_FOR)
    row.noted_by = user
    db.session.add(row)
    return row


def cooperation(borrower: Borrower, today: date) -> CareNote | None:
    """The latest impression of a borrower that still counts."""
    return max(
        (row for row in borrower.care_notes if row.cooperation and row.expires_on > today),
        key=lambda row: (row.noted_on, row.id or 0),
        default=None,
    )


def needs(borrower: Borrower, today: date) -> list[SupportNeed]:
    """What helps a borrower, as far as it still counts, each once, in the order of the list."""
    told = {row.need for row in borrower.care_notes if row.expires_on > today}
    told |= {row.need for row in running(borrower)}
    return [each for each in SupportNeed if each in told]


def _rest(borrower: Borrower, today: date, review_on: date, owner: User | None) -> None:
    resting = {each.case_id for each in _holds(borrower, today)}
    for case in borrower.cases:
        if case.state != CaseState.closed and case.archived_on is None and case.id not in resting:
            hold.open(case, HoldKind.hardship, today, REASON, review_on, owner=owner)


def _holds(borrower: Borrower, today: date) -> list[Hold]:
    query = select(Hold).join(Case, Hold.case_id == Case.id).where(Case.borrower_id == borrower.id)
    return list(db.session.scalars(query.where(Hold.kind == HoldKind.hardship, *hold.resting(today))))


def _review_days(borrower: Borrower) -> timedelta:
    days = [each.loan.portfolio.policy.hardship_review_days for each in borrower.cases]
    return timedelta(days=min(days)) if days else REVIEW
