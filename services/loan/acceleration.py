"""Accelerations: the rest of a loan called due by a decision and a served notice, and taken back again."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from models import db
from models.acceleration import Acceleration, AccelerationCause, AccelerationStatus
from models.base import Language
from models.case import Case, CaseState
from models.demand import DemandKind, DemandStatus
from models.document import Document
from models.loan import Instalment, Loan
from models.payment import DUE, Component, PaymentKind
from models.stage import TaskKind
from models.user import User
from rules import money
from rules.errors import RuleError
from rules.law import calling
from rules.ledger import OVERDUE_INTEREST
from rules.sentence import Sentence
from services import authority, demand, early, entry, ledger, payment, task
from services.loan.reschedule import MAY, give_up
from services.paper import letterhead
from services.referral import standstill
from services.reminder import text

STANDING = (AccelerationStatus.announced, AccelerationStatus.effective)
CURED = Sentence("What was missed was paid before the rest was due.")
BREACH = {
    AccelerationCause.arrears: {
        "en": "Paying this sum, with the interest for delay up to the day of payment, not later than {day}, that day "
        "included, makes it good: the contract then goes on as before.",
        "zh_Hans": "您不晚于{day}（含当日）付清上述逾期金额及截至付款日的逾期利息，即视为已补正，合同照常履行。",
        "zh_Hant": "您不晚於{day}（含當日）付清上述逾期金額及截至付款日的逾期利息，即視為已補正，契約照常履行。",
    },
    AccelerationCause.other_breach: {
        "en": "Besides, this was not kept: {reason}",
        "zh_Hans": "此外，您未履行以下约定：{reason}",
        "zh_Hant": "此外，您未履行以下約定：{reason}",
    },
}


class Call(NamedTuple):
    """What a person decides: for which breach, under which clause, as of which day, and why."""

    cause: AccelerationCause
    clause: str
    due_on: date
    reason: str


class Elsewhere(NamedTuple):
    """A notice that was written and posted elsewhere: its day and its copy."""

    on: date
    copy: Document


class Rest(NamedTuple):
    """What is not due on a day, by component: as the instalments to come have it, and as it would fall due at once."""

    given_up: dict[Component, Decimal]
    asked: dict[Component, Decimal]

    @property
    def total(self) -> Decimal:
        """What would fall due at once."""
        return sum(self.asked.values(), money.ZERO)


def rest(loan: Loan, day: date) -> Rest:
    """The rest of a loan at the end of a day; interest that nobody owes yet never falls due. Source: Civil Code 677."""
    standing = ledger.today(loan, day)
    later = [part for part in standing.parts if part.due_on > day]
    given_up = {name: sum((part.owed[name] for part in later), money.ZERO) for name in DUE}
    unearned = early.unearned(loan, standing)
    return Rest(given_up, given_up | {Component.interest: given_up[Component.interest] - unearned})


def law_of(row: Case) -> calling.Calling:
    """What the law of a case's lender asks for."""
    return calling.LICENCES[str(row.borrower.lender.licence)]


def standing(row: Case) -> Acceleration | None:
    """The acceleration of a case that is announced or took effect."""
    return next((each for each in row.accelerations if each.status in STANDING), None)


def decide(
    row: Case, call: Call, today: date, *, user: User, language: Language, elsewhere: Elsewhere | None = None
) -> Acceleration:
    """Decide to call the rest due, and set its notice, or keep the copy of one that was posted elsewhere.

    Nothing of the rest is due before `follow` finds the notice served in time. Raises RuleError below a manager,
    without clause or reason, where something rests on the case, nothing is left to fall due, one stands already, or the
    day is nearer than the law of the licence lets it be.
    """
    _check(row, call, user)
    standstill.check(row, today)
    left = rest(row.loan, call.due_on).total
    if not left:
        raise RuleError("Nothing is left that falls due later.")
    _check_day(row, call, elsewhere.on if elsewhere else today)
    if elsewhere:
        letter = demand.keep(row, DemandKind.acceleration_notice, elsewhere.on, elsewhere.copy, user, today)
    else:
        places = _places(row, call, left, language)
        letter = demand.draft(row, DemandKind.acceleration_notice, language, user, today, places=places)
    told = call._asdict() | {"clause": call.clause.strip(), "reason": call.reason.strip()}
    found = Acceleration(case=row, rest=left, decided_on=today, user=user, notice=letter, **told)
    db.session.add(found)
    db.session.flush()
    return found


def due() -> list[int]:
    """Ids of the accelerations that are announced, oldest first."""
    query = select(Acceleration.id).where(Acceleration.status == AccelerationStatus.announced)
    return list(db.session.scalars(query.order_by(Acceleration.id)))


def follow(row: Acceleration, today: date, now: datetime) -> str:
    """Look at an announced acceleration: cured, effective, or it waits; says which. Again changes nothing."""
    if row.status != AccelerationStatus.announced:
        return "quiet"
    if row.case.state != CaseState.open or (row.cause == AccelerationCause.arrears and _is_cured(row, today)):
        row.status, row.ended_on, row.end_reason = AccelerationStatus.cured, today, CURED
        return "cured"
    if lacks(row, today) is not None:
        return "waits"
    _take_effect(row, today)
    note = Sentence("The whole rest is due since %(day)s.", day=today)
    task.set_next(row.case, TaskKind.review_for_legal, today, now, note=note)
    return "effective"


def lacks(row: Acceleration, today: date) -> Sentence | None:
    """Why an announced acceleration has no effect yet; None where nothing stands against it."""
    if today < row.due_on:
        return Sentence("The rest falls due on %(day)s.", day=row.due_on)
    law, letter = law_of(row.case), row.notice
    if letter.status not in (DemandStatus.dispatched, DemandStatus.delivered):
        return Sentence("The notice %(reference)s was not sent, or came back.", reference=letter.reference)
    arrived_on = letter.settled_on if letter.status == DemandStatus.delivered else None
    served_on = law.served_on(letter.dispatched_on, arrived_on)
    if served_on is None:
        return Sentence("The arrival of the notice %(reference)s is not proven.", reference=letter.reference)
    if not law.is_in_time(row.due_on, served_on):
        return Sentence(
            "The notice %(reference)s was served on %(day)s, too late for its day. Take the acceleration back and "
            "decide anew.",
            reference=letter.reference,
            day=served_on,
        )
    found = standstill.of(row.case, today, today)
    return standstill.refusal(found, row.case.reference).sentence if found else None


def take_back(row: Acceleration, reason: str, today: date, user: User) -> None:
    """Take an acceleration back: what had fallen due by it falls due on its own days, without interest for delay.

    What was paid meanwhile stays paid, the instalment due first. Raises RuleError below a manager, without a reason,
    for one that ended, on the day of its effect, or where a newer file took the place of its instalment.
    """
    _check_level(user)
    if row.status not in STANDING:
        raise RuleError("The acceleration has ended already.")
    if not reason.strip():
        raise RuleError("Say why it is taken back.")
    if row.status == AccelerationStatus.effective:
        _give_back(row, today)
    elif row.notice.status == DemandStatus.drafted:
        demand.cancel(row.notice)
    row.status, row.ended_on, row.end_reason = AccelerationStatus.taken_back, today, reason.strip()


def instalment_of(row: Acceleration) -> Instalment | None:
    """The instalment that asks for the rest; None where a newer file took its place."""
    found = (each for each in row.case.loan.instalments if each.number == row.number)
    return next((each for each in found if each.counts_from == row.effective_on), None)


def _check(row: Case, call: Call, user: User) -> None:
    _check_level(user)
    if not call.clause.strip():
        raise RuleError("Name the clause of the contract under which the rest is called due.")
    if not call.reason.strip():
        raise RuleError("Say why the rest is called due.")
    if standing(row):
        raise RuleError("The rest of %(reference)s is called due already.", reference=row.reference)


def _check_level(user: User) -> None:
    if user.level not in MAY:
        raise authority.BeyondError("This goes beyond your authority; it takes a %(level)s.", level=MAY[0])


def _check_day(row: Case, call: Call, posted_on: date) -> None:
    law = law_of(row)
    if (call.due_on - posted_on).days <= law.ahead:
        raise RuleError(
            "The rest is due more than %(days)s days after the notice leaves (%(rule)s).", days=law.ahead, rule=law.rule
        )


def _places(row: Case, call: Call, left: Decimal, language: Language) -> dict[str, str]:
    """What the notice says beside every demand."""
    reader = letterhead.locale(row.borrower.lender, language)
    day, last = (text.day(on, reader) for on in (call.due_on, call.due_on - timedelta(days=1)))
    breach = BREACH[call.cause][str(language)].format(day=last, reason=call.reason.strip())
    return {
        "clause": call.clause.strip(),
        "breach": breach,
        "called_on": day,
        "cure_by": last,
        "rest": demand.amount(row.loan, left, reader),
    }


def _is_cured(row: Acceleration, today: date) -> bool:
    """Whether nothing is left of what was overdue when it was decided, whatever fell due since."""
    parts = ledger.today(row.case.loan, today).parts
    return not any(part.owed[name] for part in parts if part.due_on < row.decided_on for name in DUE)


def _take_effect(row: Acceleration, today: date) -> None:
    """Give the instalments to come up, and ask for the rest at once."""
    loan: Loan = row.case.loan
    found = rest(loan, today)
    give_up(loan, found.given_up, today, row.clause)
    row.number = loan.instalments[-1].number + 1
    asked = {str(name): amount for name, amount in found.asked.items()}
    loan.instalments.append(Instalment(number=row.number, due_on=today, counts_from=today, **asked))
    row.status, row.effective_on, row.rest = AccelerationStatus.effective, today, found.total
    db.session.flush()
    payment.settle(loan, today)


def _give_back(row: Acceleration, today: date) -> None:
    """Ask for the rest on its own days again, less what was paid of it."""
    loan, called = row.case.loan, instalment_of(row)
    if called is None or row.effective_on is None:
        raise RuleError("A newer file took the place of what was called due; a person must look at the loan.")
    if row.effective_on == today or any(
        each.kind == PaymentKind.moved and each.paid_on >= today for each in loan.payments
    ):
        raise RuleError("The loan was rescheduled today already.")
    days = _days(loan, row.effective_on)
    _let_go(loan, called, today)
    give_up(loan, {name: getattr(called, name) - getattr(called, f"paid_{name}") for name in DUE}, today, row.clause)
    paid = _paid(loan, called)
    for number, (on, parts) in enumerate(sorted(days.items()), loan.instalments[-1].number + 1):
        asked = {}
        for name in DUE:
            covered = min(parts[name], paid[name])
            paid[name] -= covered
            asked[str(name)] = parts[name] - covered
        loan.instalments.append(Instalment(number=number, due_on=on, counts_from=today, **asked))
    db.session.flush()
    payment.settle(loan, today)


def _days(loan: Loan, on: date) -> dict[date, dict[Component, Decimal]]:
    """What the instalments to come had asked for, by their days."""
    found: dict[date, dict[Component, Decimal]] = defaultdict(lambda: dict.fromkeys(DUE, money.ZERO))
    for moved in loan.payments:
        if moved.kind == PaymentKind.moved and moved.paid_on == on:
            for share in moved.allocations:
                if share.instalment.due_on > on:
                    found[share.instalment.due_on][share.component] += share.amount
    return found


def _let_go(loan: Loan, called: Instalment, today: date) -> None:
    """Waive the interest for delay that ran on what had been called due."""
    (part,) = (each for each in ledger.today(loan, today).parts if each.no == called.number)
    amount = part.owed[OVERDUE_INTEREST]
    if amount:
        reference = Sentence("schedule of %(day)s %(component)s", day=today, component=Component.overdue_interest)
        more = {"kind": PaymentKind.waiver, "component": Component.overdue_interest}
        note = Sentence("The acceleration was taken back.")
        entry.book(loan, amount, today, today, reference, note=note, **more)


def _paid(loan: Loan, called: Instalment) -> dict[Component, Decimal]:
    """What money paid of an instalment, by component; what a new schedule found paid before is no money."""
    found = dict.fromkeys(DUE, money.ZERO)
    for each in loan.payments:
        for share in each.allocations if each.kind != PaymentKind.moved else ():
            if share.instalment_id == called.id and share.component in found:
                found[share.component] += share.amount
    return found
