"""A file of the set-up: brought and checked, shown with what it changes, landed as one, taken back as one."""

import hashlib
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from models import db
from models.configuration import Configuration, ConfigurationState
from models.strategy import StrategyStatus
from models.user import User
from rules import configuration as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services import strategy, team
from services.configuration import Document, apply, flat, read, text
from services.strategy import document

State = ConfigurationState
READY = Path(__file__).parent / "ready"
"""Configurations to begin with, each a file."""
DROPPABLE = (StrategyStatus.draft, StrategyStatus.asked, StrategyStatus.published)


def export() -> str:
    """The set-up as a file: the same rows give the same bytes."""
    return text.write(read())


def ready(name: str) -> str | None:
    """One of the configurations to begin with; None for a name that is none of them."""
    found = {path.name: path for path in READY.glob("*.yaml")}.get(name)
    return found.read_text(encoding="utf-8") if found else None


def decoded(data: bytes) -> str:
    """The text of a file. Raises RuleError for what is no UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError("The file is not in UTF-8.") from error


def bring(name: str, said: str, now: datetime, user: User | None, *, wanted: Document | None = None) -> Configuration:
    """Check all of a file and keep it with what it would add, change and take out; nothing else changes.

    `wanted`: what it says, where it was read before. Raises RuleError, or SeveralError with all that is wrong.
    """
    found = _tried(text.read(said) if wanted is None else wanted, now)
    count = Counter(map(kind_of, found))
    row = Configuration(file_name=name[:200], brought_at=now, brought_by=user, **count)
    row.content = {"text": said, "changes": [_packed(each) for each in found]}
    db.session.add(row)
    db.session.flush()
    return row


def kind_of(change: rule.Change) -> str:
    """What a change does to its row."""
    if change.before is None:
        return "added"
    return "taken_out" if change.after is None else "changed"


def changes(row: Configuration) -> list[rule.Change]:
    """What a file adds, changes and takes out, as it was when it was brought."""
    return [rule.Change(noun, tuple(key), before, after) for noun, key, before, after in row.content["changes"]]


def land(row: Configuration, now: datetime, user: User | None) -> None:
    """Let a file be the set-up, as one batch; where the house is in use, what lives in versions goes into a draft.

    Raises RuleError for a file that landed or was put away, while another draft is open, or for what is wrong by now.
    """
    if row.state != State.checked:
        raise RuleError("This file is not waiting any more.")
    wanted, today, before = text.read(row.content["text"]), team.today(now), export()
    versioned, others = apply.split()
    content = {**row.content, "before": before}
    if not strategy.leads_to_draft():
        apply.lay(wanted, flat(), today)
        strategy.recaptured(today)
    else:
        found = _tried(wanted, now)
        if any(each.noun in {kind.noun for kind in versioned} for each in found):
            content["draft"] = _draft(row, wanted, now, user)
        apply.lay(wanted, others, today)
    row.content = {**content, "left": _digest(export())}
    row.state, row.landed_at, row.landed_by = State.landed, now, user


def undo(row: Configuration, now: datetime, user: User | None) -> None:
    """Take a file back as one: the set-up is as it was before. Raises RuleError where somebody built on it since."""
    if row.state != State.landed:
        raise RuleError("This file did not land.")
    if _digest(export()) != row.content["left"]:
        raise RuleError("The set-up was changed since; bring a file of how it should be.")
    before, today = text.read(row.content["before"]), team.today(now)
    if (version := row.strategy_version) is not None:
        if version.status not in DROPPABLE or version.digest != row.content["draft"]:
            raise RuleError("Version %(number)s was changed or put away since.", number=version.number)
        strategy.drop(version, today, user)
    in_use = strategy.leads_to_draft()
    apply.lay(before, apply.split()[1] if in_use else flat(), today, taking_back=True)
    strategy.recaptured(today)
    row.state, row.undone_at, row.undone_by = State.undone, now, user


def drop(row: Configuration) -> None:
    """Put a file away that did not land. Raises RuleError for any other."""
    if row.state != State.checked:
        raise RuleError("This file is not waiting any more.")
    row.state = State.dropped


def _draft(row: Configuration, wanted: Document, now: datetime, user: User | None) -> str:
    """Write what lives in versions into a draft of its own; its digest."""
    if found := strategy.draft():
        raise RuleError("A draft is open already: number %(number)s.", number=found)
    versioned, today = apply.split()[0], team.today(now)
    strategy.written(lambda: apply.lay(wanted, versioned, today, drafting=True), today, user)
    for version in filter(None, [strategy.draft()]):
        version.why = Sentence("From the configuration %(name)s.", name=row.file_name)
        row.strategy_version = version
    return row.strategy_version.digest if row.strategy_version else ""


def _tried(wanted: Document, now: datetime) -> list[rule.Change]:
    """What a file would change, laid upon the rows and taken off again."""
    in_use = strategy.leads_to_draft()
    try:
        with db.session.begin_nested() as point:
            if in_use and (found := strategy.waiting()):
                document.lay(found.content, found.version)
            changed = apply.lay(wanted, flat(), team.today(now), drafting=in_use)
            point.rollback()
    finally:
        db.session.expire_all()
    return changed


def _packed(change: rule.Change) -> list[Any]:
    return [change.noun, list(change.key), *(each and dict(each) for each in (change.before, change.after))]


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()
