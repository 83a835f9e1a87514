"""The gate: may this borrower be contacted now? Facts from the book, one query per kind; rules.contact decides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.borrower import Address, Borrower, Phone, PointStatus
from models.case import Case, CaseState
from models.contact import Contact, Direction
from models.contact_person import ContactPerson
from models.decision import Decision, DecisionKind, Verdict
from models.hold import Hold, HoldKind
from models.lender import Lender
from models.outcome import OutcomeCode
from models.plan import Plan, PlanStatus
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from models.wish import Wish
from rules import contact as rule
from rules.contact.facts import Action, Entry, Facts, Flags
from rules.errors import RuleError
from rules.law.pack import Pack
from services import hold, limitation, team
from services.contact import policy, wish

LOOK_BACK = timedelta(days=60)
CHANNELS = {Channel.in_person: "visit"}
ON_ITS_WAY = (ReminderStatus.claimed, ReminderStatus.sending, ReminderStatus.unknown)
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


class Known(NamedTuple):
    """What the book knows of a borrower for a decision; `contacts` are the ids behind `log`.

    `pack` are the rules that bind the lender, or why they cannot be read.
    """

    pack: Pack | RuleError
    licence: str
    zones: tuple[str, ...]
    log: tuple[Entry, ...]
    flags: Flags
    contacts: tuple[int, ...] = ()


def decide(
    borrower: Borrower,
    channel: Channel,
    now: datetime,
    *,
    phone_id: int | None = None,
    address_id: int | None = None,
) -> rule.Decision:
    """Answer whether a contact with the borrower through this channel may happen at this instant."""
    db.session.flush()
    return judge(load([borrower.id], now)[borrower.id], action_of(channel, phone_id, address_id), now)


def judge(known: Known, action: Action, now: datetime) -> rule.Decision:
    """The answer of the law and of the lender's own policy; closed where the policy cannot be read."""
    if isinstance(known.pack, RuleError):
        return rule.Decision(rule.BLOCKED, (rule.UNCLEAR,), reasons=(known.pack,))
    return rule.decide(facts_of(known, action, now), known.pack)


def facts_of(known: Known, action: Action, now: datetime) -> Facts:
    """What a decision about an action rests on."""
    return Facts(at=now, licence=known.licence, zones=known.zones, action=action, log=known.log, flags=known.flags)


def action_of(channel: Channel, phone_id: int | None = None, address_id: int | None = None, **more: Any) -> Action:
    """A contact about to happen; points are named by their row, what they hold stays sealed."""
    point = _point(phone_id, address_id)
    number, address = point if phone_id else None, point if address_id else None
    return Action(channel=_channel(channel), number=number, address=address, **more)


def load(borrower_ids: Iterable[int], now: datetime) -> dict[int, Known]:
    """What the book knows of these borrowers, one query for each kind of fact."""
    ids, today = list(borrower_ids), team.today(now)
    logs, flags = _logs(ids, now), _flags(ids, now, today)
    columns = (Borrower.id, Borrower.lender_id, Lender.licence, Borrower.time_zone)
    query = select(*columns).join(Lender, Borrower.lender_id == Lender.id).where(Borrower.id.in_(ids))
    rows = db.session.execute(query).all()
    packs = {pair: _pack(*pair, today) for pair in {(row.lender_id, row.licence) for row in rows}}
    return {
        row.id: Known(
            packs[row.lender_id, row.licence],
            row.licence,
            zones(row.time_zone),
            tuple(entry for _, entry in logs[row.id]),
            flags[row.id],
            tuple(contact_id for contact_id, _ in logs[row.id] if contact_id),
        )
        for row in rows
    }


def _pack(lender_id: int, licence: str, today: date) -> Pack | RuleError:
    try:
        return policy.pack_of(lender_id, licence, today)
    except RuleError as error:
        return error


def zones(text: str) -> tuple[str, ...]:
    """The plausible time zones of a borrower, the first one home, separated by commas."""
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())


def _logs(ids: Sequence[int], now: datetime) -> dict[int, list[tuple[int, Entry]]]:
    """What happened, and what may be happening at this moment: calls dialled, reminders on their way."""
    found: dict[int, list[tuple[int, Entry]]] = defaultdict(list)
    for who, contact_id, entry in (*_contacts(ids, now), *_dialled(ids, now), *_on_their_way(ids, now)):
        found[who].append((contact_id, entry))
    for entries in found.values():
        entries.sort(key=lambda each: each[1].at)
    return found


def _contacts(ids: Sequence[int], now: datetime) -> list[tuple[int, int, Entry]]:
    columns = (Contact.id, Contact.borrower_id, Contact.at, Contact.channel, Contact.direction, Contact.phone_id)
    query = select(*columns, OutcomeCode.code, OutcomeCode.is_reached)
    query = query.outerjoin(OutcomeCode, Contact.outcome_id == OutcomeCode.id)
    here = (Contact.borrower_id.in_(ids), Contact.at > now - LOOK_BACK, Contact.at <= now)
    return [(row.borrower_id, row.id, _entry(row)) for row in db.session.execute(query.where(*here))]


def _entry(row: Any) -> Entry:
    """A contact as the rules read it."""
    return Entry(
        at=row.at,
        channel=_channel(row.channel),
        direction="in" if row.direction == Direction.inbound else "out",
        outcome=_outcome(row),
        to="third_party" if row.code == "TP" else "borrower",
        number=_point(row.phone_id, None),
    )


def _outcome(row: Any) -> str:
    if row.direction == Direction.inbound and row.channel not in (Channel.call, Channel.visit, Channel.in_person):
        return "received"
    if row.is_reached and row.code != "WRONG":
        return "conversation"
    return OUTCOMES.get(row.code or "", "no_answer" if row.channel == Channel.call else "sent")


def _dialled(ids: Sequence[int], now: datetime) -> list[tuple[int, int, Entry]]:
    """Numbers that were handed out for a call whose outcome nobody has logged yet: each is an attempt."""
    told = select(Contact.id).where(Contact.decision_id == Decision.id)
    query = select(Decision.borrower_id, Decision.at, Decision.channel, Decision.phone_id)
    query = query.where(Decision.borrower_id.in_(ids), Decision.at > now - LOOK_BACK, Decision.at <= now)
    query = query.where(Decision.kind == DecisionKind.dial, Decision.verdict == Verdict.allowed, ~told.exists())
    rows = db.session.execute(query)
    return [
        (who, 0, Entry(at, _channel(way), outcome="no_answer", number=_point(to, None))) for who, at, way, to in rows
    ]


def _on_their_way(ids: Sequence[int], now: datetime) -> list[tuple[int, int, Entry]]:
    """Reminders that went out, or may have, and are no contact yet."""
    query = select(Reminder.borrower_id, Reminder.claimed_at, Reminder.channel)
    query = query.where(Reminder.borrower_id.in_(ids), Reminder.status.in_(ON_ITS_WAY))
    query = query.where(Reminder.claimed_at > now - LOOK_BACK, Reminder.claimed_at <= now)
    return [(who, 0, Entry(at, _channel(channel))) for who, at, channel in db.session.execute(query) if at]


def _flags(ids: Sequence[int], now: datetime, today: date) -> dict[int, Flags]:
    cases = _open_cases(ids)
    found: dict[int, dict[str, Any]] = {who: {"paid_or_settled": not cases.get(who)} for who in ids}
    _held(cases, today, found)
    _planned(ids, found)
    wishes: dict[int, list[Wish]] = defaultdict(list)
    for row in wish.running(ids, now, today):
        wishes[row.borrower_id].append(row)
    points = _opted_out(ids)
    for who in ids:
        said = wish.flags(wishes[who])
        said["opted_out"] = (*said.get("opted_out", ()), *points.get(who, ()))
        found[who] |= said
    _barred(cases, today, found)
    _used(ids, now, found)
    _others(ids, found)
    return {who: Flags(**known) for who, known in found.items()}


def _open_cases(ids: Sequence[int]) -> dict[int, list[int]]:
    query = select(Case.borrower_id, Case.id).where(Case.borrower_id.in_(ids), Case.state == CaseState.open)
    found: dict[int, list[int]] = defaultdict(list)
    for who, case_id in db.session.execute(query):
        found[who].append(case_id)
    return found


def _held(cases: Mapping[int, list[int]], today: date, found: dict[int, dict[str, Any]]) -> None:
    owner = {case_id: who for who, ids in cases.items() for case_id in ids}
    columns = (Hold.case_id, Hold.kind, Hold.ends_on, Hold.review_on)
    for row in db.session.execute(select(*columns).where(Hold.case_id.in_(owner), *hold.resting(today))):
        known = found[owner[row.case_id]]
        if row.kind in FLAGS:
            known[FLAGS[row.kind]] = True
        if row.kind == HoldKind.hardship:
            known["hardship_until"] = max(row.ends_on or row.review_on, known.get("hardship_until", date.min))


def _barred(cases: Mapping[int, list[int]], today: date, found: dict[int, dict[str, Any]]) -> None:
    """A claim that no court would grant any more: nobody may threaten to sue on it."""
    owner = {case_id: who for who, ids in cases.items() for case_id in ids}
    loans = dict(db.session.execute(select(Case.loan_id, Case.id).where(Case.id.in_(owner))).all())
    for loan_id in limitation.lapsed(loans, today):
        found[owner[loans[loan_id]]]["time_barred"] = True


def _planned(ids: Sequence[int], found: dict[int, dict[str, Any]]) -> None:
    here = (Plan.status == PlanStatus.running, Case.borrower_id.in_(ids), Case.state == CaseState.open)
    for who in db.session.scalars(select(Case.borrower_id).join(Plan, Plan.case_id == Case.id).where(*here)):
        found[who]["instalment_agreement_in_force"] = True


def _opted_out(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for model, name in ((Phone, "phone"), (Address, "address")):
        query = select(model.borrower_id, model.id)
        query = query.where(model.borrower_id.in_(ids), model.status == PointStatus.opted_out)
        for who, point_id in db.session.execute(query):
            found[who].append(f"{name} {point_id}")
    return found


def _used(ids: Sequence[int], now: datetime, found: dict[int, dict[str, Any]]) -> None:
    """A text from the borrower is a use of the number, as fresh as a consent."""
    query = select(Contact.borrower_id, Contact.at).where(
        Contact.borrower_id.in_(ids), Contact.channel == Channel.sms, Contact.direction == Direction.inbound
    )
    for who, at in db.session.execute(query.where(Contact.at <= now)):
        found[who]["sms_consent_or_use_at"] = max(at, found[who]["sms_consent_or_use_at"])


def _others(ids: Sequence[int], found: dict[int, dict[str, Any]]) -> None:
    """A third party who refused stays locked for good; one who asked may be called again."""
    columns = (ContactPerson.borrower_id, ContactPerson.refused_on, ContactPerson.asked_callback_on)
    for row in db.session.execute(select(*columns).where(ContactPerson.borrower_id.in_(ids))):
        known = found[row.borrower_id]
        known["third_party_refused"] = known.get("third_party_refused", False) or row.refused_on is not None
        asked = row.asked_callback_on is not None
        known["third_party_asked_callback"] = known.get("third_party_asked_callback", False) or asked


def _channel(channel: Channel) -> str:
    return CHANNELS.get(channel, str(channel))


def _point(phone_id: int | None, address_id: int | None) -> str | None:
    if phone_id:
        return f"phone {phone_id}"
    return f"address {address_id}" if address_id else None
