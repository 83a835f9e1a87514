"""The gate: may this borrower be contacted now? Facts from the log, the holds and the wishes; rules.contact decides."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import db
from models.borrower import Borrower, PointStatus
from models.case import Case, CaseState
from models.contact import Contact, Direction
from models.hold import Hold, HoldKind
from models.plan import Plan, PlanStatus
from models.stage import Channel
from rules import contact as rule
from rules.contact_facts import Action, Entry, Facts, Flags
from services import hold, team

LOOK_BACK = timedelta(days=60)
CHANNELS = {Channel.in_person: "visit"}
OUTCOMES = {
    "NA": "no_answer",
    "BUSY": "rejected",
    "VM": "voicemail",
    "OFF": "not_in_service",
    "INV": "not_in_service",
    "WRONG": "wrong_number",
}
FLAGS = {
    HoldKind.dispute: "dispute_open",
    HoldKind.insolvency: "bankruptcy_stay",
    HoldKind.represented: "attorney_represented",
    HoldKind.deceased: "borrower_dead_or_incapacitated",
}
"""What a hold means to the law, by its kind."""


def decide(
    borrower: Borrower,
    channel: Channel,
    now: datetime,
    *,
    phone_id: int | None = None,
    address_id: int | None = None,
) -> rule.Decision:
    """Answer whether a contact with the borrower through this channel may happen at this instant."""
    point = _point(phone_id, address_id)
    action = Action(
        channel=_channel(channel), number=point if phone_id else None, address=point if address_id else None
    )
    facts = Facts(
        at=now,
        licence=borrower.lender.licence,
        zones=(borrower.time_zone,),
        action=action,
        log=tuple(_entry(row) for row in _history(borrower, now)),
        flags=_flags(borrower, now),
    )
    return rule.decide(facts)


def _history(borrower: Borrower, now: datetime) -> Iterable[Contact]:
    query = select(Contact).where(Contact.borrower_id == borrower.id, Contact.at > now - LOOK_BACK, Contact.at <= now)
    return db.session.scalars(query.options(joinedload(Contact.outcome)).order_by(Contact.at))


def _entry(row: Contact) -> Entry:
    """A contact as the rules read it; a point is named by its row, the number itself stays sealed."""
    code = row.outcome.code if row.outcome else ""
    return Entry(
        at=row.at,
        channel=_channel(row.channel),
        direction="in" if row.direction == Direction.inbound else "out",
        outcome=_outcome(row, code),
        to="third_party" if code == "TP" else "borrower",
        number=_point(row.phone_id, None),
    )


def _outcome(row: Contact, code: str) -> str:
    if row.direction == Direction.inbound and row.channel not in (Channel.call, Channel.visit, Channel.in_person):
        return "received"
    if row.outcome and row.outcome.is_reached and code != "WRONG":
        return "conversation"
    return OUTCOMES.get(code, "no_answer" if row.channel == Channel.call else "sent")


def _flags(borrower: Borrower, now: datetime) -> Flags:
    today = team.today(now)
    cases = [row.id for row in borrower.cases if row.state == CaseState.open]
    here = select(Hold).where(Hold.case_id.in_(cases), *hold.resting(today))
    holds = list(db.session.scalars(here))
    known: dict[str, Any] = {FLAGS[row.kind]: True for row in holds if row.kind in FLAGS}
    hardship = [row.ends_on or row.review_on for row in holds if row.kind == HoldKind.hardship]
    plans = select(Plan.id).join(Case).where(Plan.status == PlanStatus.running, Case.borrower_id == borrower.id)
    return Flags(
        paid_or_settled=not cases,
        hardship_until=max(hardship, default=None),
        instalment_agreement_in_force=bool(cases) and db.session.scalars(plans).first() is not None,
        opted_out=_opted_out(borrower),
        **known,
    )


def _opted_out(borrower: Borrower) -> tuple[str, ...]:
    phones = [_point(row.id, None) for row in borrower.phones if row.status == PointStatus.opted_out]
    addresses = [_point(None, row.id) for row in borrower.addresses if row.status == PointStatus.opted_out]
    return tuple(point for point in (*phones, *addresses) if point)


def _channel(channel: Channel) -> str:
    return CHANNELS.get(channel, str(channel))


def _point(phone_id: int | None, address_id: int | None) -> str | None:
    if phone_id:
        return f"phone {phone_id}"
    return f"address {address_id}" if address_id else None
