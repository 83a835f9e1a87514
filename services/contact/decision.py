"""The ledger of the gate: asked under a lock of the borrower, written with its facts, never changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import event, select

from models import db
from models.borrower import Borrower
from models.decision import Decision, DecisionKind, Override, OverrideStatus, Verdict
from models.stage import Channel
from rules.contact import policy as contact_rule
from rules.contact.facts import Action, Flags
from rules.errors import RuleError
from rules.law import pack as law
from rules.law.pack import Pack
from services import team
from services.contact import gate, policy

NO_FLAGS = Flags()


def ask(borrower: Borrower, kind: DecisionKind, channel: Channel, now: datetime, **more: Any) -> Decision:
    """Decide on a contact at this instant and write the answer down; what follows must be in the same transaction.

    `more`: `phone_id`, `address_id`, `case_id`, `user_id`, `reminder_id`. On SQLite the transaction has begun as a
    writer; on PostgreSQL the borrower's row is locked here. An approved override of today is used up.
    """
    db.session.flush()
    lock([borrower.id])
    known = gate.load([borrower.id], now)[borrower.id]
    action = gate.action_of(channel, more.get("phone_id"), more.get("address_id"))
    values = row_of(known, action, now) | {"borrower_id": borrower.id, "kind": kind, "channel": channel, **more}
    found = usable(borrower, channel, team.today(now)) if values["verdict"] == Verdict.blocked else None
    if found and contact_rule.may_set_aside(gate.facts_of(known, action, now), values["rules"].split(", ")):
        values |= {"verdict": Verdict.allowed, "override_id": found.id}
        found.status = OverrideStatus.used
    row = Decision(**values)
    db.session.add(row)
    db.session.flush()
    return row


def lock(borrower_ids: list[int]) -> None:
    """Hold the borrowers until the transaction ends, in one order for everybody."""
    ids = sorted(borrower_ids)
    db.session.execute(select(Borrower.id).where(Borrower.id.in_(ids)).order_by(Borrower.id).with_for_update())


def row_of(known: gate.Known, action: Action, now: datetime) -> dict[str, Any]:
    """The answer to an action with what it rests on, as columns."""
    found = gate.judge(known, action, now)
    return {
        "at": now,
        "verdict": Verdict(found.verdict),
        "rules": ", ".join(found.rules),
        "warnings": ", ".join(found.warnings),
        "next_allowed_at": found.next_allowed_at,
        "must_end_by": found.must_end_by,
        "facts": told(known, action),
        "law_version": law.VERSION,
        "policy_version": policy.version(known.pack) if isinstance(known.pack, Pack) else "unreadable",
    }


def told(known: gate.Known, action: Action) -> dict[str, Any]:
    """What a decision rests on, as far as it is set: enough to ask the same question again."""
    flags = {name: _plain(value) for name, value in known.flags._asdict().items() if value != getattr(NO_FLAGS, name)}
    asked = {name: _plain(value) for name, value in action._asdict().items() if value}
    return {"action": asked, "flags": flags, "zones": [*known.zones], "contacts": [*known.contacts]}


def usable(borrower: Borrower, channel: Channel, today: date) -> Override | None:
    """The approved override of today for a borrower and channel."""
    here = select(Override).filter_by(borrower_id=borrower.id, channel=channel, status=OverrideStatus.approved)
    return db.session.scalars(here.where(Override.asked_on == today)).first()


def _plain(value: Any) -> Any:
    """A fact as JSON keeps it."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, bool | int | str) or value is None else str(value)


@event.listens_for(Decision, "before_update")
@event.listens_for(Decision, "before_delete")
def _refuse_change(mapper: Any, connection: Any, row: Decision) -> None:
    """The ledger is proof: nobody changes it, whatever asks for it."""
    raise RuleError("A decision of the gate is never changed.")
