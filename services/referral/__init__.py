"""Legal referrals: a case in the hands of a partner, step by step."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from models import db
from models.case import Case, CaseState
from models.document import Document
from models.partner import LegalPartner
from models.payment import Payment
from models.referral import Referral, ReferralEvent, ReferralStatus, Standstill
from models.stage import Stage, TaskKind
from models.user import User
from rules import referral as rule
from rules.access import Role
from rules.errors import RuleError
from rules.limitation import Status
from rules.referral import partner_choice as choice_rule
from services import early, limitation, task
from services.contact import breach
from services.referral import partner as partner_choice
from services.referral import question, readiness, standstill

FOLLOW_DAYS = 7
A_NIGHT = 20
"""So many referrals a night proposes at most; a person decides on each."""
AGAIN_DAYS = 90
"""A case that came back or was not sent is not proposed again by the night for so long."""


def open(
    case: Case,
    partner: LegalPartner,
    today: date,
    now: datetime,
    user: User | None = None,
    *,
    reasons: str = "",
    by_night: bool = False,
) -> Referral:
    """Propose the referral of a case to a partner, with what is due today as its claim.

    What the night proposes changes nothing of the next action: collection goes on until a person sends it.

    Raises RuleError where the case is not open or has a referral, its claim is time-barred, something rests on it, or
    the partner can take none.
    """
    _check_case(case)
    limitation.check(case.loan, today)
    standstill.check(case, today)
    _check_partner(partner, today)
    row = Referral(
        case=case,
        partner=partner,
        reference=f"R-{_next_number():06}",
        status_on=today,
        claim_amount=early.claim(case.loan, today),
        claim_as_of=today,
        referred_by=user,
        reasons=reasons,
    )
    db.session.add(row)
    tell(row, reasons if by_night else "", user, now)
    if not by_night:
        _follow_up(row, today, now)
    return row


def due(today: date) -> list[int]:
    """Ids of the cases that the night proposes, oldest first: the stage asks, none was open lately, nothing rests."""
    room = sum(choice_rule.room(each, today) for each in partner_choice.firms())
    again_on = today - timedelta(days=AGAIN_DAYS)
    lately = select(Referral.id).where(
        Referral.case_id == Case.id, Referral.closed_on.is_(None) | (Referral.closed_on > again_on)
    )
    here = select(Case.id).join(Stage, Case.stage_id == Stage.id)
    here = here.where(Case.state == CaseState.open, Stage.proposes_referral)
    here = here.where(~lately.exists(), *standstill.free(today))
    return list(db.session.scalars(here.order_by(Case.overdue_since, Case.id).limit(min(room, A_NIGHT))))


def closed_lately(case: Case, today: date) -> bool:
    """Whether a case came back or was not sent so lately that the night does not propose it again."""
    here = (Referral.case_id == case.id, Referral.closed_on > today - timedelta(days=AGAIN_DAYS))
    return db.session.scalar(select(Referral.id).where(*here).limit(1)) is not None


def propose(case: Case, today: date, now: datetime) -> str:
    """Propose a case to the partner that fits best; what the law does not let go waits. Again changes nothing."""
    choices = partner_choice.ranked(case, today)
    limit = limitation.of(case.loan, today)
    rests = standstill.of(case, today, today) is not None
    if rests or open_of(case) or not choices or (limit and limit.status == Status.time_barred):
        return "quiet"
    partner = db.session.get_one(LegalPartner, choices[0].firm.id)
    open(case, partner, today, now, reasons=partner_choice.reasons(choices[0]), by_night=True)
    return "proposed"


def instruct(row: Referral, floor: Decimal | None, cost_cap: Decimal | None, today: date) -> None:
    """Set what the partner may settle for, and what it may cost.

    Raises RuleError for less than nothing, a floor above what ends the debt today, or while the lender's decision is
    waited for.
    """
    question.check_decided(row)
    if (floor is not None and floor < 0) or (cost_cap is not None and cost_cap < 0):
        raise RuleError("An amount is not below nothing.")
    owed = early.price(row.case.loan, row.case.balance, today)
    if floor is not None and floor > owed:
        told = {"floor": floor, "owed": owed}
        raise RuleError("The settlement floor of %(floor)s is more than the %(owed)s owed.", **told)
    row.settlement_floor, row.cost_cap = floor, cost_cap


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
    *,
    scan: Document | None = None,
    anyway: str = "",
) -> None:
    """Move a referral to its next status; `data` are columns of rules.referral.DATA, `anyway` the reason to send.

    Raises RuleError for a step that does not follow, is not this person's, or lacks what it needs, for one against a
    borrower while something rests or the lender's decision is waited for, and for a claim above the debt; nothing is
    sent without what the law asks for. What happened all the same is recorded, and raised as a breach.
    """
    given = {name: value for name, value in (data or {}).items() if name in rule.DATA and value not in (None, "")}
    if "next_on" in given:
        given = {"next_time": "", "court_room": "", **given}
    if user and user.role == Role.legal_partner and user.partner_id != row.partner_id:
        raise RuleError("%(reference)s is with another firm.", reference=row.reference)
    known = {name: getattr(row, name) for name in rule.DATA if name not in rule.FRESH}
    rule.check(row.status, status, side_of(user), known | {"note": note.strip()} | given)
    rule.check_data(given, today)
    against = _against(row, status, note, user, given, today)
    if status == ReferralStatus.sent:
        _check_sending(row, today, anyway)
    for name, value in given.items():
        setattr(row, name, value)
    row.status, row.status_on = status, today
    if status == ReferralStatus.sent:
        row.referred_on = today
        row.claim_amount, row.claim_as_of = early.claim(row.case.loan, today), today
        row.sent_anyway = anyway.strip()
        row.after_id = db.session.scalar(select(func.max(Payment.id)).filter_by(loan_id=row.case.loan_id)) or 0
        freeze(row, now)
    if status == ReferralStatus.withdrawn and row.referred_on:
        row.recalled_on = today
    if rule.has_ended(status):
        row.closed_on, row.next_on = today, None
        question.end(row, user, now)
    event = tell(row, note, user, now, scan)
    _mark(event, given, against, today)
    _follow_up(row, today, now)


def recall(row: Referral, note: str, user: User | None, today: date, now: datetime) -> None:
    """Take a referral back: the partner sees nothing of it from now on, and owes the word that it was deleted."""
    advance(row, ReferralStatus.withdrawn, note, user, today, now)


def certify(row: Referral, scan: Document | None) -> None:
    """Keep the partner's certificate that a recalled file was deleted. Raises RuleError where none is owed."""
    if row.recalled_on is None or row.deletion is not None:
        raise RuleError("No certificate of deletion is owed for %(reference)s.", reference=row.reference)
    if scan is None:
        raise RuleError("Choose a file.")
    row.deletion = scan


def _against(
    row: Referral, status: ReferralStatus, note: str, user: User | None, given: Mapping[str, Any], today: date
) -> Standstill | None:
    """What rested when a step happened that cannot be undone; one that is ours to leave is refused instead.

    A suit filed all the same is recorded, for its deadlines run; the note must say why it was filed.
    """
    day = rule.happened_on(status, given, today)
    found = standstill.of(row.case, day, today) if rule.is_against(row.status, status) else None
    is_ours = rule.is_against(row.status, status) and rule.is_ours(status, given)
    if is_ours and found is not None:
        raise refusal(row, found, user)
    if is_ours:
        _check_ours(row, given, day, today)
    if found is None:
        return None
    if status == ReferralStatus.filed and not note.strip():
        raise RuleError(
            "No step was to be taken against the borrower on %(day)s. Say in the note why it was filed.", day=day
        )
    return found.why


def _mark(event: ReferralEvent, given: Mapping[str, Any], against: Standstill | None, today: date) -> None:
    """Keep the day of a step, and what rested then, which is a breach."""
    event.happened_on, event.against = given.get(rule.HAPPENED.get(event.status, "")), against
    if against is not None:
        breach.of_step(event, today)


def _check_ours(row: Referral, given: Mapping[str, Any], day: date, today: date) -> None:
    """Raise RuleError while the lender has to decide or paused it, or for more claimed than is due.

    A step of an earlier day has happened; whether it was right then is asked of that day.
    """
    if day >= today:
        question.check_running(row, today)
    amount = given.get("filed_amount")
    owed = early.claim(row.case.loan, today)
    if amount is not None and amount > owed:
        told = {"amount": amount, "owed": owed}
        raise RuleError(
            "%(amount)s would be claimed, and only %(owed)s is due. What is not due yet must be called due first.",
            **told,
        )


def refusal(row: Referral, found: standstill.Rest, user: User | None) -> RuleError:
    """What a person is told of what rests: the desk the reason, the partner that there is one."""
    if side_of(user) == rule.Side.partner:
        return standstill.word(found, row.reference)
    return standstill.refusal(found, row.case.reference)


def _check_sending(row: Referral, today: date, anyway: str) -> None:
    """The claim in time, the law kept, the papers there or a reason why not."""
    limitation.check(row.case.loan, today)
    _check_agreement(row.partner, today)
    readiness.check(readiness.of(row.case, row.partner, today), anyway)


def freeze(row: Referral, now: datetime) -> None:
    """The latest packet of the case goes with it, and is never changed again."""
    latest = max(row.case.packets, key=lambda each: each.number, default=None)
    if latest is not None:
        latest.frozen_at = latest.frozen_at or now
        row.packet = latest


def _check_case(case: Case) -> None:
    if case.state != CaseState.open or case.archived_on or case.borrower.archived_on:
        raise RuleError("Only an open case can be referred; %(reference)s is not.", reference=case.reference)
    if found := open_of(case):
        raise RuleError("%(case)s is referred already: %(referral)s.", case=case.reference, referral=found.reference)


def _check_partner(partner: LegalPartner, today: date) -> None:
    if partner.archived_on:
        raise RuleError("%(name)s takes no more referrals.", name=partner.name)
    _check_agreement(partner, today)
    here = select(func.count()).where(Referral.partner_id == partner.id, Referral.closed_on.is_(None))
    if (db.session.scalar(here) or 0) >= partner.capacity:
        raise RuleError(
            "%(name)s has no capacity left: %(count)s referrals.", name=partner.name, count=partner.capacity
        )


def _check_agreement(partner: LegalPartner, today: date) -> None:
    if not choice_rule.runs(partner.agreement_until, today):
        raise RuleError("There is no agreement with %(name)s that runs today.", name=partner.name)


def _next_number() -> int:
    return (db.session.scalar(select(func.max(Referral.id))) or 0) + 1


def tell(row: Referral, note: str, user: User | None, now: datetime, scan: Document | None = None) -> ReferralEvent:
    """Write a word of either side into the history of a referral, which both read."""
    found = ReferralEvent(referral=row, at=now, status=row.status, note=note, user=user, document=scan)
    db.session.add(found)
    return found


def _follow_up(row: Referral, today: date, now: datetime) -> None:
    """Look again on the day the partner named, or in a week; after the end the stage says what comes next."""
    if row.case.state != CaseState.open:
        return
    if row.closed_on:
        planned = task.open_of(row.case)
        if planned and planned.kind == TaskKind.follow_referral:
            task.complete(planned, now)
        return
    if row.events[-1].against and row.status != ReferralStatus.hearing:
        task.set_next(row.case, TaskKind.follow_referral, today, now, note=row.reference, by_person=True)
        return
    on = row.next_on or today + timedelta(days=FOLLOW_DAYS)
    kind, is_named = TaskKind.follow_referral, row.next_on is not None
    task.set_next(row.case, kind, on, now, note=row.reference, by_person=True, chosen=is_named)
