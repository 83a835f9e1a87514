"""Legal referrals: a case in the hands of a partner, step by step."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from models import db
from models.case import Case, CaseState
from models.partner import LegalPartner
from models.referral import Referral, ReferralEvent, ReferralStatus
from models.stage import TaskKind
from models.user import User
from rules import referral as rule
from rules.access import Role
from rules.errors import RuleError
from services import clock, task

DATA = ("court", "docket_no", "partner_file_no", "next_on")
FOLLOW_DAYS = 7


def open(case: Case, partner: LegalPartner, today: date, now: datetime, user: User | None = None) -> Referral:
    """Propose the referral of a case to a partner, with its balance of today as the claim.

    Raises RuleError where the case is not open or has a referral, its claim is time-barred, or the partner can take
    none.
    """
    _check_case(case)
    clock.check(case.loan, today)
    _check_partner(partner, today)
    row = Referral(
        case=case,
        partner=partner,
        reference=f"R-{_next_number():06}",
        status_on=today,
        claim_amount=case.balance,
        claim_as_of=today,
        referred_by=user,
    )
    db.session.add(row)
    _tell(row, "", user, now)
    _follow_up(row, today, now)
    return row


def open_of(case: Case) -> Referral | None:
    """The referral of a case that has not ended."""
    db.session.flush()
    return db.session.scalars(select(Referral).where(Referral.case_id == case.id, Referral.closed_on.is_(None))).first()


def side_of(user: User | None) -> rule.Side:
    """Which side a person stands on."""
    return rule.Side.partner if user and user.role == Role.legal_partner else rule.Side.desk


def following(row: Referral, user: User | None) -> list[ReferralStatus]:
    """The statuses that a person may take a referral to."""
    return [ReferralStatus(step) for step in rule.following(row.status, side_of(user))]


def advance(
    row: Referral,
    status: ReferralStatus,
    note: str,
    user: User | None,
    today: date,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Move a referral to its next status; `data` are columns such as court, docket_no, partner_file_no, next_on.

    Raises RuleError for a step that does not follow, is not this person's, or lacks what it needs.
    """
    given = {name: value for name, value in (data or {}).items() if name in DATA and value}
    if user and user.role == Role.legal_partner and user.partner_id != row.partner_id:
        raise RuleError("%(reference)s is with another firm.", reference=row.reference)
    known = {name: getattr(row, name) for name in DATA} | {"next_on": None, "note": note.strip()} | given
    rule.check(row.status, status, side_of(user), known)
    if status == ReferralStatus.sent:
        clock.check(row.case.loan, today)
    for name, value in given.items():
        setattr(row, name, value)
    row.status, row.status_on = status, today
    if status == ReferralStatus.sent:
        row.referred_on = today
        row.claim_amount, row.claim_as_of = row.case.balance, today
    if rule.has_ended(status):
        row.closed_on, row.next_on = today, None
    _tell(row, note, user, now)
    _follow_up(row, today, now)


def recall(row: Referral, note: str, user: User | None, today: date, now: datetime) -> None:
    """Take a referral back from the partner; the note says why."""
    advance(row, ReferralStatus.withdrawn, note, user, today, now)


def _check_case(case: Case) -> None:
    if case.state != CaseState.open or case.archived_on or case.borrower.archived_on:
        raise RuleError("Only an open case can be referred; %(reference)s is not.", reference=case.reference)
    if found := open_of(case):
        raise RuleError("%(case)s is referred already: %(referral)s.", case=case.reference, referral=found.reference)


def _check_partner(partner: LegalPartner, today: date) -> None:
    if partner.archived_on:
        raise RuleError("%(name)s takes no more referrals.", name=partner.name)
    if partner.agreement_until and partner.agreement_until < today:
        raise RuleError("There is no agreement with %(name)s that runs today.", name=partner.name)
    here = select(func.count()).where(Referral.partner_id == partner.id, Referral.closed_on.is_(None))
    if (db.session.scalar(here) or 0) >= partner.capacity:
        raise RuleError(
            "%(name)s has no capacity left: %(count)s referrals.", name=partner.name, count=partner.capacity
        )


def _next_number() -> int:
    return (db.session.scalar(select(func.max(Referral.id))) or 0) + 1


def _tell(row: Referral, note: str, user: User | None, now: datetime) -> None:
    db.session.add(ReferralEvent(referral=row, at=now, status=row.status, note=note, user=user))


def _follow_up(row: Referral, today: date, now: datetime) -> None:
    """Look again on the day the partner named, or in a week; after the end the stage says what comes next."""
    if row.case.state != CaseState.open:
        return
    if row.closed_on:
        planned = task.open_of(row.case)
        if planned and planned.kind == TaskKind.follow_referral:
            task.complete(planned, now)
        return
    on = row.next_on or today + timedelta(days=FOLLOW_DAYS)
    task.set_next(row.case, TaskKind.follow_referral, on, now, note=row.reference, by_person=True)
