"""Two borrowers become one: everything moves, the strictest of both wins, a second person decides, all is undoable."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select, update

from models import db
from models.borrower import Address, Borrower, Phone
from models.case import Case
from models.contact import Contact, Direction
from models.contact_person import ContactPerson, JointDebtor
from models.data_request import Erasure
from models.decision import Override, OverrideStatus
from models.duplicate import Duplicate, DuplicateState
from models.loan import Loan
from models.referral import Referral
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.stage import Channel
from models.user import User
from models.wish import Wish, WishKind
from rules import access
from rules import duplicate as rule
from rules.access import Level
from rules.errors import RuleError
from rules.sentence import Sentence
from services import team
from services.contact import decision, gate, wish
from services.duplicate import move

State = DuplicateState
ON_ITS_WAY = (ReminderStatus.claimed, ReminderStatus.sending, ReminderStatus.unknown, ReminderStatus.printed)
UNSENT = (ReminderStatus.queued, ReminderStatus.typeset)
ALLOWING = (WishKind.consent, WishKind.agreed_hours)
"""Wishes that allow more; every other one asks for less."""
STOPPED = Sentence("The borrower is another one, who has a message that day.")
OPEN = (OverrideStatus.requested, OverrideStatus.approved)
LAPSED = ("override", "contact_person")
"""What was allowed once, for one of them as they stood then: no undoing allows it again."""


def ask_first(row: Duplicate, reason: str, today: date, now: datetime, user: User) -> None:
    """Ask to merge a pair into its first borrower; see `ask`."""
    ask(row, row.first, reason, today, now, user)


def ask_second(row: Duplicate, reason: str, today: date, now: datetime, user: User) -> None:
    """Ask to merge a pair into its second borrower; see `ask`."""
    ask(row, row.second, reason, today, now, user)


def ask(row: Duplicate, kept: Borrower, reason: str, today: date, now: datetime, user: User) -> None:
    """Ask a second person to merge a pair into one of the two. Raises RuleError where they must not become one."""
    if row.state not in (State.found, State.asked):
        raise RuleError("This pair is decided already.")
    if not reason.strip():
        raise RuleError("Say how you know that they are one person.")
    row.kept = kept
    check(row, now)
    row.state, row.said, row.asked_on, row.asked_by = State.asked, reason, today, user


def check(row: Duplicate, now: datetime) -> None:
    """Raise RuleError where two borrowers must not become one."""
    kept, lost = _both(row)
    _check_erased(kept, lost)
    rule.check(_side(kept, now), _side(lost, now))


def deciders(row: Duplicate) -> list[User]:
    """Who may merge a pair that was asked for; none: the request waits for somebody."""
    may = [role for role in access.Role if access.may(role, "act", "duplicate")]
    asker = row.asked_by.id if row.asked_by else 0
    here = select(User).where(User.active.is_(True), User.returns_on.is_(None), User.role.in_(may))
    here = here.where(User.level.in_(access.from_level(Level.manager)), User.id != asker)
    return list(db.session.scalars(here.order_by(User.name)))


def approve(row: Duplicate, today: date, now: datetime, user: User) -> None:
    """Merge a pair as it was asked for. Raises RuleError for one's own request, or below the level of a manager."""
    if row.state != State.asked:
        raise RuleError("Nobody asked for these two to be merged.")
    if row.asked_by == user:
        raise RuleError("Nobody decides on their own request; it waits for a second person.")
    if user.level not in access.from_level(Level.manager):
        raise RuleError("This goes beyond your authority; it takes a %(level)s.", level=Level.manager)
    kept, lost = _both(row)
    decision.lock([kept.id, lost.id])
    check(row, now)
    row.moved = _merge(kept, lost, today, now)
    row.state, row.merged_at, row.decided_on, row.decided_by = State.merged, now, today, user


def undo(row: Duplicate, reason: str, today: date, now: datetime, user: User) -> None:
    """Take a merge back: they are two people. What happened since goes with the case it was about.

    What either asked for since, as one person, stands for both, as does the stricter status of a number that both
    gave. Raises RuleError without a reason, or where the kept one was merged into a third since.
    """
    if row.state != State.merged:
        raise RuleError("These two are not merged.")
    if not reason.strip():
        raise RuleError("Say how you know that they are two people.")
    kept, lost = _both(row)
    if kept.archived_on or lost.merged_into_id != kept.id:
        raise RuleError("Borrower %(name)s was merged or archived since; undo that first.", name=kept.reference)
    _check_erased(kept, lost)
    decision.lock([kept.id, lost.id])
    _part(row.moved, kept, lost, now)
    row.state, row.said, row.decided_on, row.decided_by = State.two_people, reason, today, user
    row.kept = None


def _check_erased(*people: Borrower) -> None:
    """Raise RuleError where data of one were erased: nobody can tell any more what belonged to whom."""
    known = {each.id: each for each in people}
    found = db.session.scalar(select(Erasure.borrower_id).where(Erasure.borrower_id.in_(known)).limit(1))
    if found is not None:
        raise RuleError("Data of borrower %(name)s were erased.", name=known[found].reference)


def _both(row: Duplicate) -> tuple[Borrower, Borrower]:
    """Who stays and who goes."""
    if row.kept is None or row.lost is None:
        raise RuleError("Say first which of the two stays.")
    return row.kept, row.lost


def _side(person: Borrower, now: datetime) -> rule.Side:
    mine = Case.borrower_id == person.id
    partners = select(Referral.partner_id).join(Case, Referral.case_id == Case.id)
    leaving = select(Reminder.id).where(Reminder.borrower_id == person.id, Reminder.status.in_(ON_ITS_WAY))
    leaving = leaving.where(or_(Reminder.claimed_at.is_(None), Reminder.claimed_at > now - gate.LOOK_BACK))
    own = select(Loan.id).where(Loan.borrower_id == person.id)
    joint = select(JointDebtor.loan_id).where(JointDebtor.borrower_id == person.id)
    return rule.Side(
        name=person.reference,
        lender=person.lender_id,
        id_number=bytes(person.id_number_index) if person.id_number_index else None,
        is_archived=person.archived_on is not None,
        partners=frozenset(db.session.scalars(partners.where(mine, Referral.closed_on.is_(None)))),
        loans=frozenset([*db.session.scalars(own), *db.session.scalars(joint)]),
        zones=gate.zones(person.time_zone),
        is_busy=db.session.scalar(leaving.limit(1)) is not None,
    )


def _merge(kept: Borrower, lost: Borrower, today: date, now: datetime) -> dict[str, Any]:
    """Move everything, the strictest first; what came of it, enough to take it back."""
    db.session.flush()
    values = [*_points(Phone, ("number_index",), kept, lost), *_points(Address, ("kind", "value_index"), kept, lost)]
    values += [*_allowed(kept, lost, now), *_unsent(kept, lost), *_overrides(kept, lost), *_callbacks(kept, lost)]
    cases = list(db.session.scalars(select(Case.id).where(Case.borrower_id == lost.id)))
    last_wish = db.session.scalar(select(func.max(Wish.id))) or 0
    last_reminder = db.session.scalar(select(func.max(Reminder.id))) or 0
    rows = [
        *_repointed(Phone, ("number_index",), kept, lost),
        *_repointed(Address, ("kind", "value_index"), kept, lost),
    ]
    rows += move.all_of(_table(Borrower), lost.id, kept.id)
    db.session.expire_all()
    before = {
        "time_zone": kept.time_zone,
        "allows_from": move.plain(kept.allows_from),
        "id_number": kept.id_number is None,
    }
    kept.time_zone = ", ".join(rule.zones(gate.zones(kept.time_zone), gate.zones(lost.time_zone)))
    kept.id_number = kept.id_number or lost.id_number
    if _wrote(kept):
        kept.allows_from = now
    lost.archived_on, lost.merged_into = today, kept
    _touch([kept.id, lost.id])
    after = {"time_zone": kept.time_zone, "allows_from": move.plain(kept.allows_from)}
    told = {"rows": rows, "values": values, "cases": cases, "before": before, "after": after}
    return {**told, "last_wish": last_wish, "last_reminder": last_reminder}


def _part(moved: dict[str, Any], kept: Borrower, lost: Borrower, now: datetime) -> None:
    db.session.flush()
    move.back(moved["rows"])
    move.restored([each for each in moved["values"] if each[0] not in LAPSED])
    _follow(moved, kept.id, lost.id)
    _stricter(Phone, ("number_index",), kept, lost)
    _stricter(Address, ("kind", "value_index"), kept, lost)
    db.session.expire_all()
    before, after = moved["before"], moved["after"]
    if kept.time_zone == after["time_zone"]:
        kept.time_zone = before["time_zone"]
    if move.plain(kept.allows_from) == after["allows_from"]:
        kept.allows_from = datetime.fromisoformat(before["allows_from"]) if before["allows_from"] else None
    if before["id_number"] and kept.id_number_index == lost.id_number_index:
        kept.id_number = None
    lost.archived_on, lost.merged_into = None, None
    _share_wishes(moved, kept, lost, now)
    _touch([kept.id, lost.id])


def _points(model: Any, keys: tuple[str, ...], kept: Borrower, lost: Borrower) -> move.Told:
    """A number or address that both gave is known as strictly as the stricter of the two."""
    told: move.Told = []
    for mine, twin in move.twins(_table(model), "borrower_id", keys, lost.id, kept.id).items():
        here, there = (db.session.get_one(model, id).status for id in (twin, mine))
        status = type(here)(rule.strictest(here, there))
        told += move.changed(_table(model), twin, {"status": status})
    return told


def _stricter(model: Any, keys: tuple[str, ...], kept: Borrower, lost: Borrower) -> None:
    """Nobody knows who of the two shut a number that both gave while they were one: it stands for both."""
    for mine, twin in move.twins(_table(model), "borrower_id", keys, lost.id, kept.id).items():
        here, there = (db.session.get_one(model, id, populate_existing=True).status for id in (twin, mine))
        for id in (twin, mine):
            move.changed(_table(model), id, {"status": type(here)(rule.strictest(here, there))})


def _repointed(model: Any, keys: tuple[str, ...], kept: Borrower, lost: Borrower) -> move.Told:
    """What was said of the lost one's number is said of the kept one's, where it is the same number."""
    found = move.twins(_table(model), "borrower_id", keys, lost.id, kept.id)
    return [each for mine, twin in found.items() for each in move.all_of(_table(model), mine, twin)]


def _allowed(kept: Borrower, lost: Borrower, now: datetime) -> move.Told:
    """What only one of them allowed ends; of what both allowed, what allows least stays."""
    sides: dict[int, dict[Any, list[Wish]]] = {kept.id: defaultdict(list), lost.id: defaultdict(list)}
    for row in wish.running(sides, now, team.today(now)):
        if row.kind in ALLOWING:
            sides[row.borrower_id][row.kind, row.channel, row.weekdays, row.from_time, row.to_time].append(row)
    told: move.Told = []
    for key in {*sides[kept.id], *sides[lost.id]}:
        rows = [*sides[kept.id][key], *sides[lost.id][key]]
        both = bool(sides[kept.id][key]) and bool(sides[lost.id][key])
        least = min(rows, key=lambda row: (row.ends_on or date.max, row.received_at, row.id))
        for row in rows:
            if not both or row is not least:
                told += move.changed(_table(Wish), row.id, {"ended_at": now})
    return told


def _unsent(kept: Borrower, lost: Borrower) -> move.Told:
    """One message a day: what waits for the lost one on a day on which the kept one has a message is not sent."""
    days = select(Reminder.queued_on).where(Reminder.borrower_id == kept.id)
    taken = days.where(Reminder.status != ReminderStatus.suppressed)
    waits = select(Reminder.id).where(Reminder.borrower_id == lost.id, Reminder.status.in_(UNSENT))
    ids = db.session.scalars(waits.where(Reminder.queued_on.in_(taken))).all()
    stopped = {"status": ReminderStatus.suppressed, "problem": STOPPED}
    return [each for id in ids for each in move.changed(_table(Reminder), id, stopped)]


def _overrides(kept: Borrower, lost: Borrower) -> move.Told:
    """What was set aside for one of them is set aside for neither."""
    here = select(Override.id).where(Override.borrower_id.in_([kept.id, lost.id]), Override.status.in_(OPEN))
    lapsed = {"status": OverrideStatus.lapsed}
    return [each for id in db.session.scalars(here).all() for each in move.changed(_table(Override), id, lapsed)]


def _callbacks(kept: Borrower, lost: Borrower) -> move.Told:
    """Who stands beside one of them and asked for a call has not asked for one about the other."""
    here = select(ContactPerson.id).where(ContactPerson.borrower_id.in_([kept.id, lost.id]))
    ids = db.session.scalars(here.where(ContactPerson.asked_callback_on.is_not(None))).all()
    nothing = {"asked_callback_on": None}
    return [each for id in ids for each in move.changed(_table(ContactPerson), id, nothing)]


def _wrote(person: Borrower) -> bool:
    """Whether a text came from one of the two: it was a use of one's number, not of the other's."""
    here = select(Contact.id).where(Contact.borrower_id == person.id, Contact.direction == Direction.inbound)
    return db.session.scalar(here.where(Contact.channel == Channel.sms).limit(1)) is not None


def _follow(moved: dict[str, Any], kept_id: int, lost_id: int) -> None:
    """What happened since, and was about a case that goes back, goes with it."""
    cases = moved["cases"]
    for column in move.columns_at(_table(Borrower)):
        of_case = next((each for each in column.table.columns if _is_case(each)), None)
        if of_case is not None:
            here = (column == kept_id) & of_case.in_(cases)
            db.session.execute(update(column.table).where(here).values({column.name: lost_id}))
    reminders: Any = _table(Reminder)
    theirs = select(ReminderCase.reminder_id).where(ReminderCase.case_id.in_(cases))
    others = select(ReminderCase.reminder_id).where(ReminderCase.case_id.not_in(cases))
    since = (reminders.c.borrower_id == kept_id) & (reminders.c.id > moved["last_reminder"])
    here = since & reminders.c.id.in_(theirs) & reminders.c.id.not_in(others)
    db.session.execute(reminders.update().where(here).values(borrower_id=lost_id))


def _is_case(column: Any) -> bool:
    return any(key.column.table is _table(Case) for key in column.foreign_keys)


def _share_wishes(moved: dict[str, Any], kept: Borrower, lost: Borrower, now: datetime) -> None:
    """Nobody knows which of the two asked for less while they were one: it stands for both."""
    for row in wish.running([kept.id], now, team.today(now)):
        if row.id <= moved["last_wish"] or row.kind in ALLOWING:
            continue
        if any(point is not None and point.borrower_id == lost.id for point in (row.phone, row.address)):
            row.borrower = lost
        elif row.kind != WishKind.opt_out or row.channel:
            names = ("kind", "channel", "place", "weekdays", "from_time", "to_time", "received_at", "ends_on", "said")
            db.session.add(Wish(borrower=lost, user_id=row.user_id, **{name: getattr(row, name) for name in names}))


def _touch(borrower_ids: Iterable[int]) -> None:
    """Ask the night to look at their cases again."""
    db.session.flush()
    cases: Any = _table(Case)
    db.session.execute(update(cases).where(cases.c.borrower_id.in_(list(borrower_ids))).values(touched=True))
    db.session.expire_all()


def _table(model: Any) -> Any:
    return model.__table__
