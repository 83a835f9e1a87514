"""The words of a row through the versions: what each said otherwise than the one before."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import undefer

from models import db
from models.strategy import StrategyVersion
from rules.strategy import wording as rule
from rules.strategy.wording import Piece
from services import strategy

FIELDS = ("subject", "body", "gateway_code", "gateway_variables")
MOST = 40


class Worded(NamedTuple):
    """A version that changed the words of a row, field by field; `is_first` where no earlier one had them."""

    version: StrategyVersion
    fields: dict[str, list[Piece]]
    is_first: bool


def of(table: str, id: int) -> list[Worded]:
    """The versions that changed the words of a row, the draft first, then the latest; of the last forty that stood."""
    found: list[Worded] = []
    before: Mapping[str, Any] = {}
    for version in _versions():
        now = next((row for row in version.content.get(table, ()) if row["id"] == id), None)
        if now is None:
            continue
        changed = [name for name in FIELDS if (before.get(name) or "") != (now.get(name) or "")]
        if changed or not before:
            pieces = {name: rule.pieces(before.get(name) or "", now.get(name) or "") for name in changed}
            found.append(Worded(version, pieces, not before))
        before = now
    return found[::-1]


def _versions() -> list[StrategyVersion]:
    """The versions that stood or are written, in their order, with what they hold."""
    wanted = StrategyVersion.status.in_((*strategy.STOOD, *strategy.OPEN))
    query = select(StrategyVersion).where(wanted).options(undefer(StrategyVersion.content))
    return list(db.session.scalars(query.order_by(StrategyVersion.number.desc()).limit(MOST)))[::-1]
