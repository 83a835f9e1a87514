"""Reminders at the gate: asked when they are queued and again when they are claimed, many at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import or_, select, update
from sqlalchemy.orm import aliased

from models import db
from models.borrower import UNUSABLE, Address, Phone
from models.case import Case, CaseState
from models.decision import Decision, DecisionKind, Verdict
from models.demand import Demand
from models.loan import Loan
from models.payment import Payment, PaymentKind
from models.portfolio import Portfolio
from models.promise import Promise, PromiseStatus
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.set_off import SetOff, SetOffStatus
from models.stage import Channel, Stage
from rules import message, money
from rules.contact import service as service_rule
from rules.sentence import Sentence
from services import bulk, limitation, overdue, team
from services.contact import decision, gate
from services.reminder import facts, promise, quiet

GOOD_FOR = timedelta(days=3)
LATE = Sentence("It waited too long; its words are out of date.")
BLIND = Sentence("The last payment file is too old to say who still owes.")
BARRED = Sentence("The claim is time-barred; words about legal steps must not be sent.")
NOTICE = {"purpose": "set_off_notice", "legally_required": True}
"""What a notice of a set-off is to the law: it asks for nothing, and a set-off holds by it alone (Civil Code 568)."""
TAKEN_BACK = Sentence("The set-off it tells of was taken back.")
CHANGED = Sentence("What is owed has changed since it was written.")
NO_LETTER = Sentence("It says that a letter was sent, and none was posted.")
LETTER_DAYS = timedelta(days=30)
"""A letter that was posted so long ago is still on its way, or just there."""
Status = ReminderStatus


class Answer(NamedTuple):
    """Whether a reminder may go out now; what stops it, and whether it only has to wait."""

    problem: str = ""
    wait: bool = False


def ask_many(rows: Sequence[dict[str, Any]], now: datetime, **more: Any) -> list[dict[str, Any]]:
    """Decide on reminders about to be queued; those that would not be allowed in time become suppressed.

    Returns the decisions as rows to insert; one that only has to wait for its hour is queued. `more` is said of the
    action.
    """
    known = gate.load([row["borrower_id"] for row in rows], now)
    found = []
    for row in rows:
        asked = _asked(known[row["borrower_id"]], row, DecisionKind.queue, now, **more)
        if asked["verdict"] == Verdict.blocked and not _in_time(asked, now):
            row |= {"status": Status.suppressed, "problem": Sentence("Not allowed: %(rules)s", rules=asked["rules"])}
        found.append(asked)
    return found


def claim_many(ids: Sequence[int], now: datetime) -> dict[int, Answer]:
    """Take queued reminders that may go out now, at most one a borrower; the rest waits, or is suppressed with why.

    What is not in the answer is with somebody else. The caller's transaction is a writer, and ends before sending.
    """
    queued = [row for row in rows_of(ids) if row.status == Status.queued]
    decision.lock([row.borrower_id for row in queued])
    queued = [row for row in rows_of(ids) if row.status == Status.queued]
    first = {row.borrower_id: row for row in reversed(queued)}
    found = check_many([row for row in queued if first[row.borrower_id] is row], now)
    _write(found, now)
    return found


def check_many(rows: Sequence[Any], now: datetime) -> dict[int, Answer]:
    """Whether reminders may go out at this instant: still true, still owed, not held, and the gate is open."""
    today = team.today(now)
    stale, known = _outdated(rows, today), gate.load([row.borrower_id for row in rows], now)
    notices, services = facts.set_offs([row.id for row in rows]), facts.service_messages([row.id for row in rows])
    found, asked = {}, []
    for row in rows:
        if problem := stale.get(row.id):
            found[row.id] = Answer(problem)
            continue
        more = NOTICE if row.id in notices else {}
        if row.id in services:
            more = {"purpose": service_rule.purpose(services[row.id].kind)}
        values = _asked(known[row.borrower_id], row._asdict(), DecisionKind.send, now, **more) | {"reminder_id": row.id}
        asked.append(values)
        found[row.id] = _answer(values)
    bulk.insert(Decision, asked)
    return found


def let_pass(ids: Sequence[int], now: datetime) -> set[int]:
    """Ask ledger and gate about letters that were set; those that must not go are stopped. Gives those that may."""
    found = check_many(rows_of(ids), now)
    stop({id: answer.problem for id, answer in found.items() if answer.problem and not answer.wait})
    return {id for id, answer in found.items() if not answer.problem}


def stop(why: Mapping[int, str]) -> None:
    """Keep that reminders are not sent, each with its reason; one that no channel took in time has failed."""
    late = [id for id, said in why.items() if said == LATE]
    query = select(Reminder.id).where(Reminder.id.in_(late), Reminder.refused_at.is_not(None))
    refused = set(db.session.scalars(query)) if late else set()
    status = {id: Status.failed if id in refused else Status.suppressed for id in why}
    bulk.change(Reminder, [{"id": id, "status": status[id], "problem": said} for id, said in why.items()])
    bulk.forget(Reminder, why)


def outdated(ids: Sequence[int], today: date) -> dict[int, str]:
    """Why reminders must not go out any more, by id; nothing is asked of the gate."""
    return _outdated(rows_of(ids), today)


def still(stopped: Iterable[Any], today: date) -> set[int]:
    """Of these suppressed reminders, those that the day would stop again: no newer payment file, still time-barred."""
    days: dict[date, list[int]] = defaultdict(list)
    barred = []
    for row in stopped:
        if row.problem == BLIND:
            days[row.queued_on].append(row.id)
        elif row.problem == BARRED:
            barred.append(row.id)
    return {id for day, ids in days.items() for id in _blind(ids, day)} | set(_time_barred(barred, today))


def _answer(asked: dict[str, Any]) -> Answer:
    if asked["verdict"] == Verdict.allowed:
        return Answer()
    return Answer(
        Sentence("Not allowed now: %(rules)s", rules=asked["rules"]), wait=asked["next_allowed_at"] is not None
    )


def _is_back(row: SetOff) -> bool:
    return row.status != SetOffStatus.made


def _asked(known: gate.Known, row: dict[str, Any], kind: DecisionKind, now: datetime, **more: Any) -> dict[str, Any]:
    action = gate.action_of(row["channel"], row["phone_id"], row["address_id"], **more)
    names = ("borrower_id", "channel", "phone_id", "address_id")
    return decision.row_of(known, action, now) | {name: row[name] for name in names} | {"kind": kind}


def _in_time(asked: dict[str, Any], now: datetime) -> bool:
    opens = asked["next_allowed_at"]
    return opens is not None and opens <= now + GOOD_FOR


def rows_of(ids: Sequence[int]) -> list[Any]:
    """The reminders as they stand, with their points, in the order in which they wait."""
    columns = (Reminder.id, Reminder.borrower_id, Reminder.status, Reminder.channel, Reminder.phone_id)
    query = select(*columns, Reminder.address_id, Reminder.queued_on, Phone.status.label("phone_status"))
    query = query.add_columns(Address.status.label("address_status"))
    query = query.outerjoin(Phone, Reminder.phone_id == Phone.id).outerjoin(Address, Reminder.address_id == Address.id)
    return list(db.session.execute(query.where(Reminder.id.in_(ids)).order_by(Reminder.queued_on, Reminder.id)))


def _outdated(rows: Sequence[Any], today: date) -> dict[int, str]:
    """Why reminders must not go out any more, by id.

    A notice of a set-off asks for nothing: money, rest or a closed case do not stop it, only that it was taken back.
    """
    ids = [row.id for row in rows]
    notices, services = facts.set_offs(ids), facts.service_messages(ids)
    found = _untrue([id for id in ids if id not in notices and id not in services], today)
    found |= dict.fromkeys(_blind(list(services), today), BLIND) | quiet.untrue(list(services), today)
    found |= {id: TAKEN_BACK for id, each in notices.items() if id == each.reminder_id and _is_back(each)}
    for row in rows:
        if (row.phone_status or row.address_status) in (None, *UNUSABLE):
            found[row.id] = Sentence("The number or address is not to be used any more.")
        if row.queued_on + GOOD_FOR < today:
            found[row.id] = LATE
    return found


def _untrue(ids: Sequence[int], today: date) -> dict[int, str]:
    """Which of these reminders ask for what is not asked for any more, and why."""
    found: dict[int, str] = dict.fromkeys(_changed(ids, today), CHANGED)
    found |= dict.fromkeys(_after_money(ids), Sentence("Money came in since it was written."))
    found |= dict.fromkeys(_without_letter(ids, today), NO_LETTER)
    found |= dict.fromkeys(_blind(ids, today), BLIND)
    found |= dict.fromkeys(_resting(ids, today), Sentence("A case it speaks of rests or is with a legal partner."))
    found |= dict.fromkeys(_of_settled_promises(ids), Sentence("The promise it speaks of is settled."))
    found |= dict.fromkeys(_time_barred(ids, today), BARRED)
    return found | dict.fromkeys(_of_closed_cases(ids), Sentence("A case it speaks of is not open any more."))


def _cases(ids: Sequence[int]) -> Any:
    return (
        select(ReminderCase.reminder_id)
        .join(Case, ReminderCase.case_id == Case.id)
        .where(ReminderCase.reminder_id.in_(ids))
    )


def _of_closed_cases(ids: Sequence[int]) -> Iterable[int]:
    return db.session.scalars(_cases(ids).where(Case.state != CaseState.open))


def _of_settled_promises(ids: Sequence[int]) -> Iterable[int]:
    query = select(Promise.reminder_id).where(Promise.reminder_id.in_(ids), Promise.status != PromiseStatus.open)
    return [each for each in db.session.scalars(query) if each]


def _resting(ids: Sequence[int], today: date) -> list[int]:
    """Reminders of cases that rest; the word before a promise does not mind that promise's own hold."""
    promised = {row.reminder_id: row for row in db.session.scalars(select(Promise).where(Promise.reminder_id.in_(ids)))}
    query = select(ReminderCase.reminder_id, ReminderCase.case_id).where(ReminderCase.reminder_id.in_(ids))
    pairs = db.session.execute(query).all()
    rest = facts.resting([pair.case_id for pair in pairs if pair.reminder_id not in promised], today)
    sent = facts.with_partner([row.case_id for row in promised.values()])
    mine = [
        each for each, row in promised.items() if each and (row.case_id in sent or promise.rests_otherwise(row, today))
    ]
    return [pair.reminder_id for pair in pairs if pair.case_id in rest and pair.reminder_id not in promised] + mine


def _after_money(ids: Sequence[int]) -> Iterable[int]:
    paid = select(Payment.id).where(
        Payment.loan_id == Case.loan_id,
        Payment.kind != PaymentKind.history,
        Payment.component.is_(None),
        Payment.posted_on >= Reminder.queued_on,
    )
    query = _cases(ids).join(Reminder, ReminderCase.reminder_id == Reminder.id)
    return db.session.scalars(query.where(paid.exists()))


def _changed(ids: Sequence[int], today: date) -> set[int]:
    """Reminders whose figures are not those of the ledger any more.

    The interest that each day adds overtakes no letter, for it names its day.
    """
    columns = (ReminderCase.reminder_id, ReminderCase.overdue, ReminderCase.interest, Case.loan_id, Reminder.channel)
    query = select(*columns).join(Case, ReminderCase.case_id == Case.id)
    query = query.join(Reminder, ReminderCase.reminder_id == Reminder.id).where(Reminder.id.in_(ids))
    rows = db.session.execute(query.where(ReminderCase.overdue.is_not(None))).all()
    parts = overdue.of([row.loan_id for row in rows], today)
    return {row.reminder_id for row in rows if _differs(row, parts.get(row.loan_id, ()))}


def _differs(row: Any, parts: Sequence[overdue.Part]) -> bool:
    now = overdue.total(parts)
    if row.channel != Channel.letter:
        return bool(now != row.overdue)
    return bool(now - overdue.interest(parts) != row.overdue - (row.interest or money.ZERO))


def _without_letter(ids: Sequence[int], today: date) -> Iterable[int]:
    """Reminders that say a letter was sent to a borrower to whom none was posted lately."""
    letter, demand = aliased(Reminder), select(Demand.id).join(Case, Demand.case_id == Case.id)
    posted = select(letter.id).where(
        letter.borrower_id == Reminder.borrower_id, letter.posted_on >= today - LETTER_DAYS
    )
    sent = demand.where(Case.borrower_id == Reminder.borrower_id, Demand.dispatched_on >= today - LETTER_DAYS)
    says = or_(*(Reminder.body.like(words) for words in message.OF_A_LETTER))
    query = select(Reminder.id).where(Reminder.id.in_(ids), Reminder.channel != Channel.letter, says)
    return db.session.scalars(query.where(~posted.exists(), ~sent.exists()))


def _blind(ids: Sequence[int], today: date) -> Iterable[int]:
    """Reminders about portfolios whose payments were last imported longer ago than their setting says."""
    columns = (ReminderCase.reminder_id, Portfolio.payments_as_of, Portfolio.payments_good_for_days)
    query = select(*columns).join(Case, ReminderCase.case_id == Case.id).join(Loan, Case.loan_id == Loan.id)
    query = query.join(Portfolio, Loan.portfolio_id == Portfolio.id).where(
        ReminderCase.reminder_id.in_(ids), Portfolio.payments_as_of.is_not(None)
    )
    rows = db.session.execute(query.where(Portfolio.payments_good_for_days.is_not(None)))
    return [id for id, as_of, days in rows if as_of and days is not None and as_of + timedelta(days=days) < today]


def _time_barred(ids: Sequence[int], today: date) -> list[int]:
    """Reminders of a stage that speaks of legal steps, about a claim that no court would grant any more."""
    query = _cases(ids).join(Stage, ReminderCase.stage_id == Stage.id).where(Stage.proposes_referral)
    rows = db.session.execute(query.add_columns(Case.loan_id)).all()
    barred = limitation.lapsed([loan_id for _, loan_id in rows], today) if rows else set()
    return [id for id, loan_id in rows if loan_id in barred]


def _write(found: dict[int, Answer], now: datetime) -> None:
    """Keep the answers; `claimed_at` says until when a claim counts."""
    taken = [id for id, answer in found.items() if not answer.problem]
    table: Any = Reminder.__table__
    claimed = {"status": Status.claimed, "claimed_at": now}
    here = update(table).where(table.c.id.in_(taken), table.c.status == Status.queued)
    db.session.execute(here.values(version=table.c.version + 1, **claimed))
    stop({id: answer.problem for id, answer in found.items() if answer.problem and not answer.wait})
    bulk.forget(Reminder, found)
