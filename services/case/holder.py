"""Who held a case on which day: rows from and to, written by the session whenever a case changes hands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from models import db
from models.case import Case, CaseHolder
from services import team
from services.case import span


def listen() -> None:
    """Keep who holds a case at every flush of the session; harmless twice."""
    if not event.contains(db.session, "after_flush", keep):
        event.listen(db.session, "after_flush", keep)


def keep(session: Session, context: Any) -> None:
    """Write down which cases of this flush changed hands, on the business day of the clock."""
    rows = [row for row in (*session.new, *session.dirty) if isinstance(row, Case)]
    changed = [row for row in rows if inspect(row).attrs["assignee_id"].history.has_changes()]
    moved = {row.id: row.assignee_id for row in sorted(changed, key=lambda row: row.id)}
    if moved:
        now = session.info.get("now") or current_app.config["CLOCK"]()
        note(moved, team.today(now))


def note(moved: Mapping[int, int | None], day: date) -> None:
    """From this day on these people hold these cases, or nobody; a day belongs to who held the case at its end."""
    held = [{"case_id": case_id, "user_id": user_id} for case_id, user_id in moved.items() if user_id]
    span.move(CaseHolder, moved, day, held)
