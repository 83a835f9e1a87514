"""Queued reminders gated and claimed, with its memory: `python -m bench.reminders [count]`; 0.6 ms each is the bar.

The floor beside it is the same claim without asking anybody: one update by id in the same chunks. Middles of nine, in
turn; after each claim everything is queued again, which counts for it.
"""

import resource
import sys
import tempfile
from datetime import UTC, datetime

from sqlalchemy import select, update

import config
from app import create_app
from bench.kit import measure
from bench.night import build
from jobs import claim, runner
from models import database, db
from models.borrower import Phone
from models.case import Case, CaseState
from models.database import begin_writing
from models.loan import Loan
from models.reminder import Reminder, ReminderCase, ReminderStatus
from models.stage import Channel, Stage
from services import bulk, reminder

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
TOGETHER = 1000
BAR = 0.6


def main(count: int) -> None:
    """Build a book with a queued reminder for every borrower; claim all of them, a thousand at a time."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"CONCORD_DATA_DIR": folder, "CONCORD_SCHEDULER": "off"}
        app = create_app(config.from_environment(env), lambda: NOON)
        with app.app_context():
            database.create()
            build(count)
            queue(count)
            ids = [row.id for row in reminder.ready(NOON)]
            before = peak()
            found = measure.medians({"floor": lambda: floor(ids), "claimed": lambda: claimed(ids)})
            what, bar = f"{len(ids):,} reminders gated and claimed", f"bar {BAR * len(ids):,.0f} ms"
            print(measure.beside(what, found["claimed"], found["floor"], bar))
            print(f"memory at its peak: {before:,.0f} MB before, {peak():,.0f} MB after")
            db.engine.dispose()


def queue(count: int) -> None:
    """A text for each borrower, as the night would have queued it."""
    begin_writing()
    stage = db.session.scalars(select(Stage.id).order_by(Stage.position)).first()
    db.session.execute(update(Case).values(state=CaseState.open, stage_id=stage, opened_on=NOON.date()))
    phones = dict(db.session.execute(select(Phone.borrower_id, Phone.id)).all())
    cases = db.session.execute(select(Case.borrower_id, Case.id).join(Loan)).all()
    same = {"stage_id": stage, "channel": Channel.sms, "language": "en", "body": "Hello", "queued_on": NOON.date()}
    rows = [{**same, "borrower_id": who, "phone_id": phones[who]} for who, _ in cases[:count]]
    ids = bulk.add(Reminder, [{**row, "gateway_values": {}} for row in rows])
    pairs = zip(ids, cases, strict=True)
    links = [{"reminder_id": id, "case_id": case_id, "stage_id": stage} for id, (_, case_id) in pairs]
    bulk.insert(ReminderCase, links)
    db.session.commit()


def floor(ids: list[int]) -> None:
    """Write the same rows, and take it back."""
    table = Reminder.__table__
    db.session.rollback()
    begin_writing()
    for piece in bulk.chunks(ids, TOGETHER):
        db.session.execute(update(table).where(table.c.id.in_(piece)).values(attempts=1))
    db.session.rollback()


def claimed(ids: list[int]) -> None:
    """Claim all; every one of them may go out."""
    found = 0
    for piece in bulk.chunks(ids, TOGETHER):
        db.session.rollback()
        begin_writing()
        found += len(claim.take(piece, NOON)[0])
        runner.save()
        db.session.rollback()
        db.session.remove()
    count = db.session.query(Reminder).filter_by(status=ReminderStatus.claimed).count()
    if not found == count == len(ids):
        raise SystemExit(f"{found} claimed, {count} stored, {len(ids)} asked for")
    db.session.execute(update(Reminder).values(status=ReminderStatus.queued, claimed_at=None))
    db.session.commit()


def peak() -> float:
    """The most memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
