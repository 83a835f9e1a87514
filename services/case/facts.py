"""What the stage of a case depends on, loaded for many cases with one query per kind of fact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import case, func, or_, select, type_coerce
from sqlalchemy.orm import selectinload

from models import db
from models.base import MoneyType, unsought
from models.case import Case, CaseEvent, Episode
from models.contact import Contact
from models.hold import Hold
from models.loan import Instalment, Loan
from models.outcome import OutcomeCode
from models.payment import DUE, Allocation, Payment, PaymentKind
from models.portfolio import Portfolio
from models.promise import Promise, PromiseStatus
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.service_message import ServiceMessage
from models.set_off import SetOff
from models.stage import Policy, Stage
from rules import delinquency, stage
from rules import payment as payment_rule
from services import ledger, team
from services.channel import OUTBOX
from services.owed import ASKED, UNPAID
from services.strategy import arm


class Ladder(NamedTuple):
    """A policy as the rule sees it, with its stages by key."""

    policy: stage.Policy
    stages: Mapping[str, Stage]
    currency: str

    def rule(self, currency: str) -> stage.Policy:
        """The policy for a loan in a currency; a smallest amount in another one says nothing about it."""
        if currency == self.currency:
            return self.policy
        minimum = None if self.policy.min_overdue else self.policy.min_overdue
        return self.policy._replace(levels=[_foreign(level) for level in self.policy.levels], min_overdue=minimum)

    @property
    def asks(self) -> bool:
        """Whether any of its stages asks for more than days."""
        return any(level.conditions for level in self.policy.levels)


class Ladders(NamedTuple):
    """The ladders of every policy: as they are in force, and as the challenger of a trial has them."""

    live: Mapping[int, Ladder]
    tried: Mapping[int, Ladder]
    treatment: arm.Treatment | None


class Facts(NamedTuple):
    """One case as it stands, the ladder it climbs, and what the rule needs to know of it."""

    case: Any
    ladder: Ladder
    arrears: stage.Arrears
    holds: Sequence[stage.Rest]
    ceiling: int | None


def ladders() -> Ladders:
    """Every policy with its stages."""
    along, found = selectinload(Policy.stages).selectinload(Stage.conditions), arm.treatment()
    live = {row.id: _ladder(row) for row in db.session.scalars(select(Policy).options(along))}
    tried = {id: _ladder(row) for id, row in found.policies.items()} if found else {}
    return Ladders(live, tried, found)


def load(ids: Sequence[int], known: Ladders, today: date, *, lock: bool = True) -> list[Facts]:
    """Load the facts of cases; their rows are locked until the end of the transaction, unless they are only read."""
    cases = _cases(ids, lock)
    climbed = _climbed(cases, known, today)
    parts = parts_of([row.loan_id for row in cases])
    holds = _holds(ids)
    sent = _sent(cases, ids)
    held = [row for row in cases if stage.held(holds[row.id], today)]
    pasts = _pasts([row for row in cases if climbed[row.id].asks])
    ceilings = _ceilings(held, climbed, holds, sent, pasts, today)
    return [
        Facts(
            row,
            climbed[row.id],
            arrears(parts[row.loan_id], sent[row.id], today, pasts.get(row.id, stage.UNSEEN)),
            holds[row.id],
            ceilings.get(row.id),
        )
        for row in cases
    ]


def arrears(
    parts: Sequence[delinquency.Part], sent: Sequence[stage.Sent], today: date, past: stage.Past = stage.UNSEEN
) -> stage.Arrears:
    """The facts of today in short."""
    to_come = [part for part in parts if part.due_on >= today]
    return stage.Arrears(delinquency.overdue_since(parts), delinquency.overdue(parts, today), sent, to_come, past)


def rest(hold: Any) -> stage.Rest:
    """The days on which a hold rests: a released one up to the day before its release."""
    if hold.released_on is None:
        return stage.Rest(hold.starts_on, hold.ends_on)
    last = hold.released_on - timedelta(days=1)
    return stage.Rest(hold.starts_on, min(last, hold.ends_on or last))


def _climbed(cases: Sequence[Any], known: Ladders, today: date) -> dict[int, Ladder]:
    """The ladder of each case: that of the version by which it is treated."""
    tried = arm.treated(known.treatment, [row.id for row in cases], today)
    return {row.id: (known.tried if row.id in tried else known.live)[row.policy_id] for row in cases}


def _ladder(row: Policy) -> Ladder:
    levels = [_level(each) for each in row.stages]
    policy = stage.Policy(levels, row.requires_sent, row.min_overdue)
    return Ladder(policy, {each.key: each for each in row.stages}, row.currency)


def _level(row: Stage) -> stage.Level | stage.AskingLevel:
    asked = [stage.Condition(each.knows, each.how, each.number, each.channel or "") for each in row.conditions]
    return (
        stage.AskingLevel(row.key, row.trigger, row.days, asked)
        if asked
        else stage.Level(row.key, row.trigger, row.days)
    )


def _foreign(level: stage.Level | stage.AskingLevel) -> stage.Level | stage.AskingLevel:
    """A level for a loan in another currency: the amount it asks says nothing about it."""
    if not isinstance(level, stage.AskingLevel):
        return level
    told = [
        each._replace(number=None) if each.knows == stage.Knows.overdue_amount else each for each in level.conditions
    ]
    return level._replace(conditions=told)


def _pasts(cases: Sequence[Any]) -> dict[int, stage.Past]:
    """What conditions ask of these cases: promises broken, cures, and who was reached how."""
    if not cases:
        return {}
    ids, found = [row.id for row in cases], {}
    broken, cured, reached = _broken(ids), _cured(ids), _reached([row.borrower_id for row in cases])
    for row in cases:
        found[row.id] = stage.Past(broken[row.id], cured[row.id], reached[row.borrower_id])
    return found


def _broken(ids: Sequence[int]) -> Mapping[int, list[date]]:
    query = select(Promise.case_id, Promise.settled_on).where(Promise.case_id.in_(ids))
    query = query.where(unsought(Promise.status).in_((PromiseStatus.broken, PromiseStatus.partly_kept)))
    return _by_key(query.where(Promise.settled_on.is_not(None)))


def _cured(ids: Sequence[int]) -> Mapping[int, list[date]]:
    query = select(Episode.case_id, Episode.closed_on)
    return _by_key(query.where(Episode.case_id.in_(ids), Episode.closed_on.is_not(None)))


def _reached(borrower_ids: Sequence[int]) -> Mapping[int, list[stage.Reached]]:
    query = (
        select(Contact.borrower_id, Contact.channel, Contact.at)
        .join(OutcomeCode, Contact.outcome_id == OutcomeCode.id)
        .where(Contact.borrower_id.in_(borrower_ids), OutcomeCode.is_right_party.is_(True))
    )
    found: dict[int, list[stage.Reached]] = defaultdict(list)
    zone = team.zone()
    for borrower_id, channel, at in db.session.execute(query):
        found[borrower_id].append(stage.Reached(str(channel), at.astimezone(zone).date()))
    return found


def _by_key(query: Any) -> Mapping[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for key, day in db.session.execute(query):
        found[key].append(day)
    return found


def _cases(ids: Sequence[int], lock: bool) -> Sequence[Any]:
    columns = (Case.id, Case.loan_id, Case.borrower_id, Case.state, Case.stage_id, Case.opened_on, Case.next_stage_on)
    query = select(*columns, Case.closed_on, Case.stage_reason, Portfolio.policy_id, Loan.currency).join(
        Loan, Case.loan_id == Loan.id
    )
    query = query.join(Portfolio, Loan.portfolio_id == Portfolio.id).where(Case.id.in_(ids)).order_by(Case.id)
    return db.session.execute(query.with_for_update(of=Case) if lock else query).all()


def parts_of(loan_ids: Sequence[int]) -> Mapping[int, list[delinquency.Part]]:
    """What is left of each instalment that is not fully paid, by loan."""
    query = select(Instalment.loan_id, Instalment.due_on, UNPAID).where(Instalment.loan_id.in_(loan_ids), UNPAID > 0)
    found: dict[int, list[delinquency.Part]] = defaultdict(list)
    for loan_id, due_on, amount in db.session.execute(query):
        found[loan_id].append(delinquency.Part(due_on, amount))
    return found


def _holds(ids: Sequence[int]) -> Mapping[int, list[stage.Rest]]:
    query = select(Hold.case_id, Hold.starts_on, Hold.ends_on, Hold.released_on).where(Hold.case_id.in_(ids))
    found: dict[int, list[stage.Rest]] = defaultdict(list)
    for row in db.session.execute(query):
        days = rest(row)
        if days.ends_on is None or days.starts_on <= days.ends_on:
            found[row.case_id].append(days)
    return found


def _sent(cases: Sequence[Any], ids: Sequence[int]) -> Mapping[int, list[stage.Sent]]:
    """Messages that were really sent, and conversations, which count for every stage the case had come to by then."""
    found: dict[int, list[stage.Sent]] = defaultdict(list)
    zone = team.zone()
    for case_id, key, at in db.session.execute(_messages(ids)):
        found[case_id].append(stage.Sent(key, at.astimezone(zone).date()))
    for case_id, key, at in _conversations(cases):
        found[case_id].append(stage.Sent(key, at))
    return found


def _messages(ids: Sequence[int]) -> Any:
    query = (
        select(ReminderCase.case_id, Stage.key, Reminder.sent_at)
        .join(Reminder, ReminderCase.reminder_id == Reminder.id)
        .join(Stage, ReminderCase.stage_id == Stage.id)
        .where(ReminderCase.case_id.in_(ids), Reminder.sent_at.is_not(None))
        .where(unsought(Reminder.status) == ReminderStatus.sent)
        .where(~select(Promise.id).where(Promise.reminder_id == Reminder.id).exists())
        .where(~select(SetOff.id).where(SetOff.reminder_id == Reminder.id).exists())
        .where(~select(ServiceMessage.id).where(ServiceMessage.reminder_id == Reminder.id).exists())
    )
    if team.is_demo():
        return query
    real = or_(Reminder.provider_reference.is_(None), ~Reminder.provider_reference.startswith(OUTBOX))
    return query.where(real)


def _conversations(cases: Sequence[Any]) -> Iterable[tuple[int, str, date]]:
    talks = _talks([row.borrower_id for row in cases])
    concerned = [row for row in cases if row.borrower_id in talks]
    history = _history([row.id for row in concerned]) if concerned else {}
    for row in concerned:
        for day in talks[row.borrower_id]:
            reached = {key for on, key in history.get(row.id, []) if key and on <= day}
            yield from ((row.id, key, day) for key in sorted(reached))


def _talks(borrower_ids: Sequence[int]) -> Mapping[int, set[date]]:
    """The days on which somebody of the desk spoke with the borrower."""
    query = (
        select(Contact.borrower_id, Contact.at)
        .join(OutcomeCode, Contact.outcome_id == OutcomeCode.id)
        .where(Contact.borrower_id.in_(borrower_ids), OutcomeCode.is_right_party.is_(True))
    )
    found: dict[int, set[date]] = defaultdict(set)
    zone = team.zone()
    for borrower_id, at in db.session.execute(query):
        found[borrower_id].add(at.astimezone(zone).date())
    return dict(found)


def _history(ids: Sequence[int]) -> Mapping[int, list[tuple[date, str | None]]]:
    """The stages each case came to, oldest first."""
    query = (
        select(CaseEvent.case_id, CaseEvent.on, Stage.key)
        .outerjoin(Stage, CaseEvent.stage_id == Stage.id)
        .where(CaseEvent.case_id.in_(ids))
        .order_by(CaseEvent.case_id, CaseEvent.on, CaseEvent.id)
    )
    found: dict[int, list[tuple[date, str | None]]] = defaultdict(list)
    for case_id, on, key in db.session.execute(query):
        found[case_id].append((on, key))
    return found


def _ceilings(
    held: Sequence[Any],
    climbed: Mapping[int, Ladder],
    holds: Mapping[int, Sequence[stage.Rest]],
    sent: Mapping[int, Sequence[stage.Sent]],
    pasts: Mapping[int, stage.Past],
    today: date,
) -> dict[int, int]:
    """How far a hold that runs today lets each case stay; needs the whole ledger, but only of these cases."""
    loans = [row.loan_id for row in held]
    asked, paid = (_asked(loans), _ledger(loans)) if held else ({}, {})
    found = {}
    for row in held:
        past = pasts.get(row.id, stage.UNSEEN)
        facts = stage.Story(asked.get(row.loan_id, []), paid.get(row.loan_id, []), sent[row.id], past)
        found[row.id] = stage.ceiling_of(facts, climbed[row.id].rule(row.currency), holds[row.id], today)
    return found


def _asked(loan_ids: Sequence[int]) -> dict[int, list[delinquency.Instalment]]:
    query = select(Instalment.loan_id, Instalment.due_on, func.sum(ASKED)).where(Instalment.loan_id.in_(loan_ids))
    found: dict[int, list[delinquency.Instalment]] = defaultdict(list)
    for loan_id, due_on, total in db.session.execute(query.group_by(Instalment.loan_id, Instalment.due_on)):
        found[loan_id].append(delinquency.Instalment(due_on, total))
    return found


def _ledger(loan_ids: Sequence[int]) -> dict[int, list[payment_rule.Payment]]:
    """What was laid on the schedule, by value date; one that was taken back counted whole until then."""
    back = select(Payment.reverses_id, Payment.paid_on).where(Payment.kind == PaymentKind.reversal).subquery()
    by_schedule = select(Allocation.payment_id, func.sum(Allocation.amount).label("amount"))
    by_schedule = by_schedule.where(Allocation.payment_id.in_(select(Payment.id).where(Payment.loan_id.in_(loan_ids))))
    laid = by_schedule.where(Allocation.component.in_(DUE)).group_by(Allocation.payment_id).subquery()
    counted = case((back.c.paid_on.is_(None), func.coalesce(laid.c.amount, 0)), else_=Payment.amount)
    query = (
        select(Payment.loan_id, Payment.paid_on, type_coerce(counted, MoneyType()), Payment.posted_on, back.c.paid_on)
        .outerjoin(back, back.c.reverses_id == Payment.id)
        .outerjoin(laid, laid.c.payment_id == Payment.id)
        .where(Payment.loan_id.in_(loan_ids), Payment.kind.in_(ledger.LAID), Payment.amount > 0)
    )
    found: dict[int, list[payment_rule.Payment]] = defaultdict(list)
    for loan_id, on, amount, posted_on, reversed_on in db.session.execute(query):
        found[loan_id].append(payment_rule.Payment(on, amount, posted_on, reversed_on))
    return found
