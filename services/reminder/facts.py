"""What the night needs to know of borrowers before it reminds them, one query per kind of fact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from models import db
from models.borrower import UNUSABLE, Address, AddressKind, Borrower, Phone
from models.case import Case, CaseState
from models.loan import Loan
from models.offer import Offer, OfferStatus, OfferWaiver
from models.promise import Promise
from models.referral import Referral, ReferralStatus
from models.reminder import Reminder, ReminderStatus
from models.service_message import ServiceMessage
from models.set_off import SetOff
from models.stage import Channel, Stage
from models.user import User
from services import credit, hold, overdue
from services.credit import Held
from services.reminder.text import Offered, Owed
from services.strategy import arm

LOOK_BACK = timedelta(days=400)
STANDS = Reminder.status != ReminderStatus.suppressed
"""What counts as the borrower's one message of its day."""


class Asked(NamedTuple):
    """A case that asks for a reminder, with the name of who works it, and whether a challenger treats it."""

    id: int
    stage: Stage
    opened_on: date
    owed: Owed
    assignee: str
    is_tried: bool = False


class Borrowed(NamedTuple):
    """A borrower with everything that decides on a reminder."""

    who: Any
    cases: Sequence[Asked]
    points: Mapping[Channel, int]
    earlier: Sequence[Any]
    credits: Sequence[Held] = ()


def load(ids: Sequence[int], today: date) -> list[Borrowed]:
    """Load borrowers whose cases ask for a reminder; cases on hold or with a partner ask for none."""
    cases = _cases(ids, today)
    asking = list(cases)
    ways, earlier, credits = points(asking), _earlier(asking, today), credit.of_borrowers(asking)
    columns = (Borrower.id, Borrower.name, Borrower.language, Borrower.lender_id)
    people = db.session.execute(select(*columns).where(Borrower.id.in_(asking), Borrower.archived_on.is_(None)))
    return [
        Borrowed(who, cases[who.id], ways.get(who.id, {}), earlier.get(who.id, ()), credits.get(who.id, ()))
        for who in people
    ]


def resting(case_ids: Iterable[int], today: date) -> set[int]:
    """Of these cases, the ones nobody is reminded of today: on hold, or in the hands of a partner."""
    ids = list(case_ids)
    return hold.held_ids(ids, today) | with_partner(ids)


def with_partner(ids: Sequence[int]) -> set[int]:
    """Of these cases, the ones in the hands of a partner."""
    there = (Referral.closed_on.is_(None), Referral.status != ReferralStatus.proposed)
    return set(db.session.scalars(select(Referral.case_id).where(Referral.case_id.in_(ids), *there)))


def of_stage() -> ColumnElement[bool]:
    """The condition that a reminder is the message of a stage: one of a promise, a set-off or a service is not."""
    others = (Promise, SetOff, ServiceMessage)
    return and_(*(~select(each.id).where(each.reminder_id == Reminder.id).exists() for each in others))


def set_offs(reminder_ids: Sequence[int]) -> dict[int, SetOff]:
    """The set-offs that these messages tell of, made or taken back, by message."""
    theirs = or_(SetOff.reminder_id.in_(reminder_ids), SetOff.back_reminder_id.in_(reminder_ids))
    rows = list(db.session.scalars(select(SetOff).where(theirs)))
    return {id: row for row in rows for id in (row.reminder_id, row.back_reminder_id) if id}


def service_messages(reminder_ids: Sequence[int]) -> dict[int, ServiceMessage]:
    """Of these messages, those that ask for nothing overdue, with what they are about."""
    rows = db.session.scalars(select(ServiceMessage).where(ServiceMessage.reminder_id.in_(reminder_ids)))
    return {row.reminder_id: row for row in rows}


def _cases(ids: Sequence[int], today: date) -> Mapping[int, list[Asked]]:
    rows = db.session.execute(_open(ids)).all()
    quiet = resting([row.id for row in rows], today)
    rows = [row for row in rows if row.id not in quiet]
    parts = overdue.of([row.loan_id for row in rows], today)
    stages, offers = (
        {row.id: row for row in db.session.scalars(select(Stage))},
        open_offers([row.id for row in rows], today),
    )
    treatment = arm.treatment()
    tried = arm.treated(treatment, [row.id for row in rows], today)
    found: dict[int, list[Asked]] = defaultdict(list)
    for row in rows:
        if row.loan_id in parts:
            debt = Owed(row.contract_no, row.currency, parts[row.loan_id], offers.get(row.id))
            is_tried = treatment is not None and row.id in tried and row.stage_id in treatment.stages
            stage = treatment.stages[row.stage_id] if treatment and is_tried else stages[row.stage_id]
            asked = Asked(row.id, stage, row.opened_on, debt, row.assignee or "", is_tried)
            found[row.borrower_id].append(asked)
    return found


def open_offers(case_ids: Sequence[int], today: date) -> dict[int, Offered]:
    """The open offers of these cases."""
    query = select(Offer.case_id, Offer.pay_amount, Offer.pay_by, func.sum(OfferWaiver.amount))
    query = query.join(OfferWaiver, OfferWaiver.offer_id == Offer.id).group_by(Offer.id)
    here = (Offer.case_id.in_(case_ids), Offer.status == OfferStatus.open, Offer.pay_by >= today)
    rows = db.session.execute(query.where(*here))
    return {case_id: Offered(amount, day, waived) for case_id, amount, day, waived in rows}


def _open(ids: Sequence[int]) -> Any:
    return (
        select(
            Case.id,
            Case.borrower_id,
            Case.loan_id,
            Case.stage_id,
            Case.opened_on,
            Loan.contract_no,
            Loan.currency,
            User.name.label("assignee"),
        )
        .join(Loan, Case.loan_id == Loan.id)
        .outerjoin(User, Case.assignee_id == User.id)
        .where(Case.borrower_id.in_(ids), Case.state == CaseState.open, Case.archived_on.is_(None))
        .where(Case.stage_id.is_not(None))
        .order_by(Case.id)
    )


def points(ids: Sequence[int]) -> Mapping[int, dict[Channel, int]]:
    """The usable phone, e-mail and postal address of each borrower: verified before unverified, then the oldest."""
    found: dict[int, dict[Channel, int]] = defaultdict(dict)
    phones = select(Phone.borrower_id, Phone.id).where(Phone.borrower_id.in_(ids), Phone.status.not_in(UNUSABLE))
    for borrower_id, phone_id in db.session.execute(phones.order_by(Phone.status.desc(), Phone.id)):
        found[borrower_id].setdefault(Channel.sms, phone_id)
    addresses = select(Address.borrower_id, Address.id, Address.kind)
    addresses = addresses.where(Address.borrower_id.in_(ids), Address.status.not_in(UNUSABLE))
    for borrower_id, address_id, kind in db.session.execute(addresses.order_by(Address.status.desc(), Address.id)):
        found[borrower_id].setdefault(Channel.email if kind == AddressKind.email else Channel.letter, address_id)
    return found


def _earlier(ids: Sequence[int], today: date) -> Mapping[int, list[Any]]:
    """The messages of late, with their problem where one was suppressed: a sentence takes longer to read than a row."""
    stage = case((of_stage(), Reminder.stage_id), else_=None).label("stage_id")
    stopped = case((Reminder.status == ReminderStatus.suppressed, Reminder.problem), else_=None).label("problem")
    query = select(Reminder.id, Reminder.borrower_id, stage, Reminder.queued_on, Reminder.status, stopped)
    query = query.where(Reminder.borrower_id.in_(ids), Reminder.queued_on > today - LOOK_BACK)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row.borrower_id].append(row)
    return found
