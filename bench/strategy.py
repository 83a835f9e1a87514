"""How long a dry run takes over 100,000 cases of a desk at work: `python -m bench.strategy [count]`.

The book is that of bench.night after its first night, each case in the stage of its days; the draft lets two stages
begin some days earlier. The dry run is the middle of three, beside every case with its loan read once, and beside the
copy it works on.
"""

import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

import config
from app import create_app
from bench import night
from bench.kit import measure
from jobs import runner
from models import database, db
from models.database import begin_writing
from models.rehearsal import rehearsal
from models.reminder import Reminder, ReminderStatus
from models.stage import Policy, Stage
from models.strategy import StrategyVersion
from services import strategy
from services.strategy import dry_run

DAY = night.DAY


def main(count: int) -> None:
    """Build a book of `count` cases at work, then try a draft on it."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"CONCORD_DATA_DIR": folder, "CONCORD_SCHEDULER": "off"}
        now = [datetime(2026, 3, 1, 18, tzinfo=UTC)]
        app = create_app(config.from_environment(env), lambda: now[0])
        with app.app_context():
            database.create()
            night.timed(f"a book of {count:,} loans", lambda: night.build(count))
            db.session.scalars(select(Policy)).one().requires_sent = False
            runner.save()
            night.timed("the first night", lambda: night.night(app, DAY))
            sent()
            now[0] += timedelta(days=1)
            row = drafted()
            works = {"a dry run": lambda: tried(row, now[0]), "the copy alone": copied}
            found = measure.medians({"": night.look, **works}, 3)
            for name in works:
                print(measure.beside(name, found[name], found[""]))
            told(tried(row, now[0]))
            db.engine.dispose()


def sent() -> None:
    """Let every message of the first night have left, as a desk at work has it."""
    db.session.rollback()
    begin_writing()
    at = datetime(2026, 3, 2, 2, tzinfo=UTC)
    db.session.execute(update(Reminder).values(status=ReminderStatus.sent, sent_at=at, provider_reference="bench"))
    runner.save()


def drafted() -> int:
    """A draft in which cases rise sooner and are written to oftener; its id."""
    db.session.rollback()
    begin_writing()

    def change() -> None:
        for stage in db.session.scalars(select(Stage)):
            stage.days = {"initial": 1, "mild": 8, "firm": 40}[stage.key]
        db.session.flush()

    strategy.written(change, DAY, None)
    found = strategy.draft()
    assert found is not None
    id = found.id
    runner.save()
    return id


def tried(id: int, now: datetime) -> dict[str, Any]:
    """The dry run, as the screen makes it."""
    with rehearsal():
        db.session.rollback()
        begin_writing()
        try:
            row = db.session.get_one(StrategyVersion, id)
            return dry_run.make(row, DAY + timedelta(days=1), DAY + timedelta(days=1), now)
        finally:
            db.session.rollback()


def copied() -> None:
    """The copy that a dry run works on."""
    with rehearsal():
        db.session.rollback()


def told(found: dict[str, Any]) -> None:
    """How much came of it."""
    for side in ("today", "draft"):
        counts = {name: sum(map(len, found[side][name].values())) for name in ("moves", "queued", "blocked", "asked")}
        print(side, counts)
    print("differ", Counter({move: len(ids) for move, ids in found["differ"].items()}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
