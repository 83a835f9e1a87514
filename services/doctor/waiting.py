"""What must hold of whatever waits for a person: somebody active may decide it who did not ask for it themselves."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_, select

from models import db
from models.approval import Approval, ApprovalStatus
from models.automation import Automation, AutomationStatus
from models.circuit import Circuit
from models.contact import Contact
from models.data_request import DataRequest, DataRequestStatus, OrderStatus, RetentionOrder
from models.decision import Breach, Override, OverrideStatus
from models.duplicate import Duplicate, DuplicateState
from models.export_request import ExportRequest, ExportStatus
from models.hold import Hold
from models.receipt import BankLine, LineStatus, Receipt
from models.referral import Referral, ReferralStatus
from models.refund import Refund, RefundStatus
from models.reminder import Reminder, ReminderStatus
from models.set_off import SetOff, SetOffStatus
from models.trial import StrategyTrial, TrialStatus
from models.user_mail import UserMail
from rules import access
from rules.sentence import Sentence
from services import hold, receipt
from services.doctor import people
from services.doctor.invariant import Found, Look, holds


class Waits(NamedTuple):
    """A kind of row that waits: its record, the verb that decides it, and who asked, which is not who decides."""

    record: str
    verb: str
    model: Any
    waits: ColumnElement[bool]
    asked_by: Any = None


def kinds(today: date) -> tuple[Waits, ...]:
    """Everything that waits for a person on a day."""
    by_contact = select(Contact.user_id).where(Contact.id == Breach.contact_id).correlate(Breach).scalar_subquery()
    at_hand = (ReminderStatus.unknown, ReminderStatus.failed, ReminderStatus.typeset, ReminderStatus.printed)
    asked = Override.status == OverrideStatus.requested
    return (
        Waits("approval", "act", Approval, Approval.status == ApprovalStatus.requested, Approval.asked_by_id),
        Waits("override", "act", Override, asked, Override.asked_by_id),
        Waits("breach", "act", Breach, Breach.reviewed_on.is_(None), by_contact),
        Waits("reminder", "act", Reminder, Reminder.status.in_(at_hand)),
        Waits("user_mail", "act", UserMail, UserMail.status.in_((ReminderStatus.failed, ReminderStatus.unknown))),
        Waits("circuit", "act", Circuit, Circuit.opened_at.is_not(None)),
        Waits("receipt", "act", Receipt, Receipt.status.in_(receipt.WAITING)),
        Waits("bank_line", "act", BankLine, BankLine.status == LineStatus.waiting),
        Waits("hold", "act", Hold, or_(*hold.to_review(today))),
        Waits("set_off", "act", SetOff, SetOff.status == SetOffStatus.proposed),
        Waits(
            "strategy_trial",
            "act",
            StrategyTrial,
            StrategyTrial.status == TrialStatus.asked,
            StrategyTrial.asked_by_id,
        ),
        Waits(
            "export_request",
            "act",
            ExportRequest,
            ExportRequest.status == ExportStatus.requested,
            ExportRequest.asked_by_id,
        ),
        Waits("duplicate", "act", Duplicate, Duplicate.state == DuplicateState.asked, Duplicate.asked_by_id),
        Waits(
            "data_request", "act", DataRequest, DataRequest.status == DataRequestStatus.open, DataRequest.taken_by_id
        ),
        Waits(
            "retention_order",
            "act",
            RetentionOrder,
            RetentionOrder.status == OrderStatus.asked_for,
            RetentionOrder.asked_by_id,
        ),
        Waits("automation", "act", Automation, Automation.status == AutomationStatus.asked, Automation.asked_by_id),
        Waits("refund", "act", Refund, Refund.status == RefundStatus.requested, Refund.asked_by_id),
        Waits("referral", "edit", Referral, Referral.status == ReferralStatus.proposed),
    )


@holds(
    Sentence("Whatever waits for a person is seen by at least one active person who may decide it and did not ask."),
    ("edit", "user"),
)
def what_waits_is_seen(look: Look) -> Iterator[Found]:
    """Rows that wait and that nobody may decide: nobody has the right, or only whoever asked for it."""
    for kind in kinds(look.today):
        deciders = [row.id for row in people.who_may(kind.verb, kind.record)]
        alone = kind.asked_by.in_(deciders) if kind.asked_by is not None else None
        if len(deciders) > 1 or (deciders and alone is None):
            continue
        query = select(kind.model.id).where(kind.waits, *([alone] if deciders and alone is not None else []))
        for row_id in db.session.scalars(query.order_by(kind.model.id)):
            yield Found(kind.record, row_id, Sentence("It waits for a person, and nobody may decide it."))


@holds(
    Sentence("Every request for approval has somebody whose level suffices, other than who asked."), ("edit", "user")
)
def request_has_a_level(look: Look) -> Iterator[Found]:
    """Requests that wait and go beyond the level of everybody who may decide, but for who asked."""
    deciders = people.who_may("act", "approval")
    waiting = select(Approval).where(Approval.status == ApprovalStatus.requested).order_by(Approval.id)
    for row in db.session.scalars(waiting):
        others = [each for each in deciders if each.id != row.asked_by_id]
        if not any(row.needs in access.up_to(each.level) for each in others):
            said = Sentence("It goes beyond the level of everybody who may decide it.")
            yield Found("approval", row.id, said, row.case_id)
