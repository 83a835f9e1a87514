"""The gate: may this borrower be contacted now? Facts from the book, one query per kind; rules.contact decides."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, false, func, literal, null, select, union_all

from models import db
from models.acceleration import Acceleration, AccelerationStatus
from models.borrower import Address, Borrower, Phone, PointStatus
from models.case import Case, CaseState
from models.contact import Contact, Direction
from models.contact_person import ContactPerson
from models.decision import Decision, DecisionKind, Verdict
from models.hold import Hold, HoldKind
from models.lender import Lender
from models.loan import Instalment
from models.outcome import OutcomeCode
from models.plan import Plan, PlanStatus
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel
from models.wish import Wish
from rules import contact as rule
from rules.contact.facts import Action, Entry, Facts, Flags
from rules.errors import RuleError
from rules.law.pack import Pack
from services import hold, limitation, rest_days, team
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
    HoldKind.dispute: ("dispute_open", "written_dispute_open"),
    HoldKind.insolvency: ("bankruptcy_stay",),
    HoldKind.represented: ("attorney_represented",),
    HoldKind.deceased: ("borrower_dead_or_incapacitated",),
}
"""What a hold means to the law, by its kind; the book does not tell how a dispute came, so each counts as written."""


class Known(NamedTuple):
    """What the book knows of a borrower for a decision; `contacts` are the ids behind `log`, `wishes` those that hold.

    `pack` are the rules that bind the lender, or why they cannot be read.
    """

    pack: Pack | RuleError
    licence: str
    zones: tuple[str, ...]
    log: tuple[Entry, ...]
    flags: Flags
    contacts: tuple[int, ...] = ()
    wishes: tuple[Wish, ...] = ()
    holidays: frozenset[date] = frozenset()


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
    return Facts(now, known.licence, known.zones, action, known.log, known.flags, known.holidays)


def action_of(channel: Channel, phone_id: int | None = None, address_id: int | None = None, **more: Any) -> Action:
    """A contact about to happen; points are named by their row, what they hold stays sealed."""
    point = _point(phone_id, address_id)
    number, address = point if phone_id else None, point if address_id else None
    return Action(channel=_channel(channel), number=number, address=address, **more)


def load(borrower_ids: Iterable[int], now: datetime) -> dict[int, Known]:
    """What the book knows of these borrowers, one query for each kind of fact."""
    ids, today = list(borrower_ids), team.today(now)
    people, logs, wishes = _people(ids, today), _logs(ids, now), _wishes(ids, now, today)
    flags = _flags(people, logs, wishes, today)
    packs = {pair: _pack(*pair, today) for pair in {(row.lender_id, row.licence) for row, *_ in people.values()}}
    found = {}
    for who, (row, *_) in people.items():
        recent = [each for each in logs[who] if each.at > now - LOOK_BACK]
        found[who] = Known(
            packs[row.lender_id, row.licence],
            row.licence,
            zones(row.time_zone),
            tuple(map(_entry, recent)),
            flags[who],
            tuple(each.id for each in recent if each.id),
            tuple(wishes[who]),
            _holidays(packs[row.lender_id, row.licence], today),
        )
    return found


def _holidays(pack: Pack | RuleError, today: date) -> frozenset[date]:
    """The rest days around a day and after it, of the country of a lender whose rules can be read."""
    if isinstance(pack, RuleError):
        return frozenset()
    return rest_days.of(pack.licence, (today - timedelta(days=1)).year).holidays


def _pack(lender_id: int, licence: str, today: date) -> Pack | RuleError:
    try:
        return policy.pack_of(lender_id, licence, today)
    except RuleError as error:
        return error


def zones(text: str) -> tuple[str, ...]:
    """The plausible time zones of a borrower, the first one home, separated by commas."""
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())


def _logs(ids: Sequence[int], now: datetime) -> dict[int, list[Any]]:
    """What happened, and what may be happening at this moment: calls dialled, reminders on their way; oldest first."""
    found: dict[int, list[Any]] = defaultdict(list)
    rows = db.session.execute(_happened(), {"who": ids, "now": now, "since": now - LOOK_BACK})
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        found[row.borrower_id].append(row)
    return found


WHO: Any = bindparam("who", expanding=True)
NOW: Any = bindparam("now", type_=Contact.at.type)
SINCE: Any = bindparam("since", type_=Contact.at.type)
"""What the statements of the gate are asked with: each is made once, for a list of a day asks for many at a time."""


@cache
def _happened() -> Any:
    return union_all(_contacts(), _dialled(), _on_their_way())


def _contacts() -> Any:
    """The contacts of late, and every text from the borrower: a use of the number, as fresh as a consent."""
    columns = (Contact.id, Contact.borrower_id, Contact.at, Contact.channel, Contact.direction, Contact.phone_id)
    query = select(*columns, OutcomeCode.code, OutcomeCode.is_reached)
    query = query.outerjoin(OutcomeCode, Contact.outcome_id == OutcomeCode.id)
    used = (Contact.channel == Channel.sms) & (Contact.direction == Direction.inbound)
    return query.where(Contact.borrower_id.in_(WHO), Contact.at <= NOW, (Contact.at > SINCE) | used)


def _dialled() -> Select[Any]:
    """Numbers that were handed out for a call whose outcome nobody has logged yet: each is an attempt."""
    told = select(Contact.id).where(Contact.decision_id == Decision.id)
    query = _ours(Decision.borrower_id, Decision.at, Decision.channel, Decision.phone_id)
    query = query.where(Decision.borrower_id.in_(WHO), Decision.at > SINCE, Decision.at <= NOW)
    return query.where(Decision.kind == DecisionKind.dial, Decision.verdict == Verdict.allowed, ~told.exists())


def _on_their_way() -> Select[Any]:
    """Reminders that went out, or may have, and are no contact yet."""
    query = _ours(Reminder.borrower_id, Reminder.claimed_at, Reminder.channel, null())
    query = query.where(Reminder.borrower_id.in_(WHO), Reminder.status.in_(ON_ITS_WAY))
    return query.where(Reminder.claimed_at > SINCE, Reminder.claimed_at <= NOW)


def _ours(borrower_id: Any, at: Any, channel: Any, phone_id: Any) -> Select[Any]:
    """What the house does and is no contact yet, in the columns of one; its id is 0."""
    direction = literal(Direction.outbound, Contact.direction.type)
    return select(literal(0), borrower_id, at, channel, direction, phone_id, null(), false())


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


def _wishes(ids: Sequence[int], now: datetime, today: date) -> dict[int, list[Wish]]:
    found: dict[int, list[Wish]] = defaultdict(list)
    for row in wish.running(ids, now, today):
        found[row.borrower_id].append(row)
    return found


def _people(ids: Sequence[int], today: date) -> dict[int, list[Any]]:
    """The borrowers with their open cases: a row for every hold that rests on one today, at least one for each."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(_owing(), {"who": ids, "today": today}):
        found[row.id].append(row)
    return found


@cache
def _owing() -> Any:
    today: Any = bindparam("today", type_=Hold.starts_on.type)
    planned = select(Plan.id).where(Plan.case_id == Case.id, Plan.status == PlanStatus.running).exists()
    last_due = func.coalesce(_called(), _last_due())
    who = (Borrower.id, Borrower.lender_id, Lender.licence, Borrower.time_zone, Borrower.allows_from)
    columns = (*who, Case.loan_id, planned.label("planned"), last_due.label("last_due"))
    query = select(*columns, Hold.kind, Hold.ends_on, Hold.review_on).join(Lender, Borrower.lender_id == Lender.id)
    query = query.outerjoin(Case, and_(Case.borrower_id == Borrower.id, Case.state == CaseState.open))
    query = query.outerjoin(Hold, and_(Hold.case_id == Case.id, *hold.resting(today)))
    return query.where(Borrower.id.in_(WHO))


def _called() -> Any:
    """The day since which the whole rest of a case's loan is due."""
    stands = (Acceleration.case_id == Case.id) & (Acceleration.status == AccelerationStatus.effective)
    return select(Acceleration.effective_on).where(stands).scalar_subquery()


def _last_due() -> Any:
    return select(func.max(Instalment.due_on)).where(Instalment.loan_id == Case.loan_id).scalar_subquery()


def _flags(
    people: Mapping[int, list[Any]], logs: Mapping[int, list[Any]], wishes: Mapping[int, list[Wish]], today: date
) -> dict[int, Flags]:
    found, marks = dict[int, dict[str, Any]](), _marks(people)
    for who, rows in people.items():
        known = found[who] = {"paid_or_settled": rows[0].loan_id is None, **wish.flags(wishes.get(who, ()))}
        for row in rows:
            _rest(row, known)
        for row in logs.get(who, ()):
            _use(row, known, rows[0].allows_from)
        for row in marks.get(who, ()):
            MARKS[row.mark](row.id, known)
    _barred(people, today, found)
    return {who: Flags(**known) for who, known in found.items()}


def _rest(row: Any, known: dict[str, Any]) -> None:
    if row.planned:
        known["instalment_agreement_in_force"] = True
    known.update(dict.fromkeys(FLAGS.get(row.kind, ()), True))
    if row.kind == HoldKind.hardship:
        known["hardship_until"] = max(row.ends_on or row.review_on, known.get("hardship_until", date.min))


def _use(row: Any, known: dict[str, Any], since: datetime | None) -> None:
    if row.channel == Channel.sms and row.direction == Direction.inbound and (since is None or row.at > since):
        known["sms_consent_or_use_at"] = max(row.at, known["sms_consent_or_use_at"])


def _barred(people: Mapping[int, list[Any]], today: date, found: dict[int, dict[str, Any]]) -> None:
    """A claim that no court would grant any more: nobody may threaten to sue on it."""
    old = limitation.oldest_in_time(today)
    owner = {row.loan_id: who for who, rows in people.items() for row in rows if row.last_due and row.last_due <= old}
    for loan_id in limitation.lapsed(owner, today):
        found[owner[loan_id]]["time_barred"] = True


def _marks(ids: Iterable[int]) -> dict[int, list[Any]]:
    """What is noted of numbers, addresses and third persons."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(_noted(), {"who": list(ids)}):
        found[row.borrower_id].append(row)
    return found


@cache
def _noted() -> Any:
    asked = (
        ("phone", Phone, Phone.status == PointStatus.opted_out),
        ("address", Address, Address.status == PointStatus.opted_out),
        ("refused", ContactPerson, ContactPerson.refused_on.is_not(None)),
        ("asked_callback", ContactPerson, ContactPerson.asked_callback_on.is_not(None)),
    )
    return union_all(
        *(
            select(literal(mark).label("mark"), model.borrower_id, model.id).where(model.borrower_id.in_(WHO), noted)
            for mark, model, noted in asked
        )
    )


def _opt_out(point: str, known: dict[str, Any]) -> None:
    known["opted_out"] = (*known.get("opted_out", ()), point)


MARKS: dict[str, Callable[[int, dict[str, Any]], None]] = {
    "phone": lambda id, known: _opt_out(f"phone {id}", known),
    "address": lambda id, known: _opt_out(f"address {id}", known),
    "refused": lambda id, known: known.update(third_party_refused=True),
    "asked_callback": lambda id, known: known.update(third_party_asked_callback=True),
}
"""What each mark means to the rules. A third party who refused stays locked; one who asked may be called again."""


def _channel(channel: Channel) -> str:
    return CHANNELS.get(channel, str(channel))


def _point(phone_id: int | None, address_id: int | None) -> str | None:
    if phone_id:
        return f"phone {phone_id}"
    return f"address {address_id}" if address_id else None
