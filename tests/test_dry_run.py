"""The dry run: what a draft would do on a day, told by the night's own services, and true of the next night."""

import hashlib
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from jobs import timetable
from models import db
from models.case import Case, CaseState
from models.decision import Decision, DecisionKind
from models.hold import HoldKind
from models.rehearsal import rehearsal
from models.reminder import Reminder, ReminderStatus
from models.stage import Channel, Stage, StageCondition
from models.template import Template
from models.transaction import begin_writing
from rules.access import Role
from rules.errors import RuleError
from rules.stage import Asks, Knows
from services import hold, strategy
from services.strategy import dry_run
from tests import desk, makers

FIRST = desk.DUE + timedelta(days=1)
DAYS = 7


def lived(app, clock, day):
    clock.now = desk.at(day)
    timetable.run_job(app, "nightly", day)


@pytest.fixture
def book(app, clock):
    """A book of ten loans that fell due on different days, lived for some days: some were written to, one rests."""
    lender = desk.start()
    for number in range(10):
        desk.lend(lender, [desk.DUE - timedelta(days=number * 3)])
    db.session.commit()
    for number in range(DAYS):
        lived(app, clock, FIRST + timedelta(days=number))
        timetable.run_job(app, "daytime", FIRST + timedelta(days=number))
    rows = db.session.scalars(select(Case).order_by(Case.id)).all()
    day = FIRST + timedelta(days=DAYS - 1)
    hold.open(rows[3], HoldKind.other, day, "Rests", day + timedelta(days=9))
    makers.make_contact(borrower=rows[0].borrower, case=rows[0])
    db.session.commit()
    return day


def digest():
    """The whole database, row by row."""
    found = hashlib.sha256()
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(select(table).order_by(*table.primary_key.columns)):
            found.update(repr(tuple(row)).encode())
    return found.hexdigest()


def stage(key):
    return db.session.scalars(select(Stage).filter_by(key=key)).one()


def sooner():
    stage("mild").days, stage("firm").days = 4, 20
    stage("mild").task_minutes = 25


def by_letter_and_often():
    row = stage("mild")
    row.channel, row.fallback_channel, row.remind_every_days = Channel.email, None, 1
    stage("initial").remind_every_days = 1
    for each in db.session.scalars(select(Template).filter_by(stage_id=row.id, channel=Channel.email)):
        each.subject = "Another subject"


def only_who_broke_a_promise():
    for key in ("mild", "firm"):
        stage(key).days = 3
    row = StageCondition(step=stage("mild"), knows=Knows.broken_promises, how=Asks.at_least, times=1)
    db.session.add(row)


POLICIES = (sooner, by_letter_and_often, only_who_broke_a_promise)


def drafted(change, day):
    db.session.rollback()
    user = makers.make_user(role=Role.manager)

    def work():
        change()
        db.session.flush()

    strategy.written(work, day, user)
    db.session.commit()
    return strategy.draft(), user


def tried(row, day, share=None):
    """The dry run as the screen makes it: on a copy, and taken back."""
    today, id = day - timedelta(days=1), row.id
    with rehearsal():
        db.session.rollback()
        begin_writing()
        found = dry_run.make(db.session.get_one(type(row), id), day, today, desk.at(day), share)
        db.session.rollback()
    return found


@pytest.mark.parametrize("change", POLICIES)
def test_a_dry_run_is_what_the_next_night_does_case_by_case(app, clock, book, change):
    day = book + timedelta(days=1)
    row, user = drafted(change, book)
    before = digest()

    found = tried(row, day)

    assert digest() == before
    assert told(found["draft"]) != told(found["today"])
    dry_run.keep(row, day, row.digest, found, desk.at(book), user)
    strategy.ask(row, day, "Why", book, user)
    strategy.publish(row, book, makers.make_user(role=Role.manager))
    last, stood = db.session.scalar(select(db.func.max(Reminder.id))) or 0, standing()
    db.session.commit()
    lived(app, clock, day)
    assert told(found["draft"]) == real(stood, last)


@pytest.mark.parametrize("change", POLICIES)
def test_the_other_side_is_what_the_night_does_without_the_draft(app, clock, book, change):
    day = book + timedelta(days=1)
    row, _ = drafted(change, book)
    found = tried(row, day)
    last, stood = db.session.scalar(select(db.func.max(Reminder.id))) or 0, standing()
    db.session.commit()

    lived(app, clock, day)

    assert told(found["today"]) == real(stood, last)


def standing():
    query = select(Case.id, Case.stage_id).where(Case.state == CaseState.open)
    return dict(db.session.execute(query).all())


def told(side):
    """Where the cases go and what is written, by case, as a dry run says it."""
    moves = {id: move.split(">")[1] for move, ids in side["moves"].items() for id in ids}
    queued = {id: channel for channel, ids in side["queued"].items() for id in ids}
    blocked = {(id, rule) for rule, ids in side["blocked"].items() for id in ids}
    stopped = {id: str(each["why"]) for each in side["stopped"] for id in each["cases"]}
    return moves, queued, blocked, stopped


def real(stood, last):
    """The same of the book after the night."""
    now = standing()
    moves = {id: str(now.get(id) or 0) for id in {*stood, *now} if id in now and now.get(id) != stood.get(id)}
    rows = db.session.scalars(select(Reminder).where(Reminder.id > last)).all()
    of = {row.id: min(each.case_id for each in row.cases) for row in rows}
    queued = {of[row.id]: str(row.channel) for row in rows if row.status != ReminderStatus.suppressed}
    stopped = {of[row.id]: str(row.problem) for row in rows if row.status == ReminderStatus.suppressed}
    blocked = set()
    for row in rows:
        if row.id in of and of[row.id] in stopped and "Not allowed" in stopped[of[row.id]]:
            asked = select(Decision).filter_by(borrower_id=row.borrower_id, kind=DecisionKind.queue)
            last_one = db.session.scalars(asked.order_by(Decision.id.desc()).limit(1)).one()
            blocked |= {(of[row.id], rule) for rule in last_one.rules.split(", ")}
    return moves, queued, blocked, {id: why for id, why in stopped.items() if id not in {one for one, _ in blocked}}


def test_a_dry_run_says_who_stands_elsewhere_and_how_much_work_it_makes(app, book):
    row, _ = drafted(sooner, book)

    found = tried(row, book + timedelta(days=1))

    assert found["differ"]
    moved = Counter({move: len(ids) for move, ids in found["draft"]["moves"].items()})
    assert moved.total() > Counter({move: len(ids) for move, ids in found["today"]["moves"].items()}).total()
    assert found["draft"]["minutes"] >= 25 > 0
    assert found["draft"]["asked"]


def test_no_dry_run_is_made_of_a_day_that_has_passed(app, book):
    row, _ = drafted(sooner, book)

    with pytest.raises(RuleError, match="a day to come"):
        dry_run.make(row, book - timedelta(days=2), book, desk.at(book))


def test_what_a_dry_run_found_is_not_kept_of_another_draft(app, book):
    row, user = drafted(sooner, book)
    found = tried(row, book + timedelta(days=1))

    with pytest.raises(RuleError, match="again"):
        dry_run.keep(row, book, "another", found, desk.at(book), user)
