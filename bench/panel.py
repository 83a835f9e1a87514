"""How long the call panel takes for a borrower with 1,000 contacts: `python -m bench.panel`; 30 ms is the bar.

The floor beside it is the same panel for a borrower without any.
"""

import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import select

import config
from app import create_app
from bench.kit import measure
from bench.night import build
from models import database, db
from models.borrower import Phone
from models.case import Case, CaseState
from models.contact import Contact, Direction
from models.outcome import OutcomeCode
from models.stage import Channel, Stage
from services import bulk
from services.contact import gate, wish

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
CONTACTS, ROUNDS = 1000, 40


def main() -> None:
    """Build two borrowers, one with a long history, and open their panels."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"CONCORD_DATA_DIR": folder, "CONCORD_SCHEDULER": "off"}
        app = create_app(config.from_environment(env), lambda: NOON)
        with app.app_context():
            database.create()
            build(10)
            stage = db.session.scalars(select(Stage)).first()
            first, second = db.session.scalars(select(Case).order_by(Case.id).limit(2)).all()
            for row in (first, second):
                row.state, row.stage, row.opened_on = CaseState.open, stage, NOON.date()
            fill(first.borrower_id)
            db.session.commit()
            works = {"none": partial(opened, second.id), "many": partial(opened, first.id)}
            found = measure.medians(works, ROUNDS)
            none, many = (found[name].spent * 1000 for name in works)
            print(f"floor, no contact: {none:.1f} ms; {CONTACTS:,} contacts: {many:.1f} ms (bar 30)")
            db.engine.dispose()


def fill(borrower_id: int) -> None:
    """A thousand calls and texts in the last 55 days."""
    code = db.session.scalars(select(OutcomeCode).where(OutcomeCode.code == "NA")).one()
    rows = [
        {
            "borrower_id": borrower_id,
            "at": NOON - timedelta(days=3, minutes=75 * n),
            "channel": Channel.call if n % 3 else Channel.sms,
            "direction": Direction.outbound,
            "outcome_id": code.id if n % 3 else None,
            "note": "",
        }
        for n in range(CONTACTS)
    ]
    bulk.add(Contact, rows)


def opened(case_id: int) -> None:
    """What the panel asks for: the light, the numbers, the wishes."""
    db.session.remove()
    row = db.session.get_one(Case, case_id)
    phone = db.session.scalars(select(Phone).filter_by(borrower_id=row.borrower_id)).first()
    gate.decide(row.borrower, Channel.call, NOON, phone_id=phone.id if phone else None)
    wish.running([row.borrower_id], NOON, NOON.date())


if __name__ == "__main__":
    main()
