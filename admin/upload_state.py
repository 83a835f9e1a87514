"""How far the work of an upload is, as its page tells it."""

import logging
from collections import Counter
from threading import Thread
from typing import Any

from admin.upload_target import store
from models.batch import RowOutcome
from rules.errors import RuleError
from services import portfolio_store
from services.portfolio import Progress
from services.portfolio_store import Upload

DRY, LAND = "dry", "land"
MOST_CHANGES = 20
MOST = 100
RUNNING: dict[str, Thread] = {}
"""The work that this process does now, by the token of its upload."""
log = logging.getLogger("concord.upload")


def state(upload: Upload, phase: str) -> dict[str, Any] | None:
    """How far the work is; one that should run but does not was cut off. None where it was never begun."""
    is_running = upload.token in RUNNING
    found: dict[str, Any] | None = portfolio_store.told(store(), upload.token, phase)
    if found and found["status"] == "running" and not is_running:
        found["status"] = "cut off"
    return found


def blank() -> dict[str, Any]:
    """What is told of the work before its first step."""
    return {"status": "running", "rows": 0, "counts": {}, "files": {}, "changes": [], "doubts": [], "problem": None}


def add(told: dict[str, Any], wrong: list[dict[str, Any]], step: Progress) -> None:
    """Add a step to what is told."""
    error = {"message": step.error.message, "values": step.error.values} if step.error else None
    columns = {"left_out": step.told.left_out, "others": step.told.others}
    told["files"][step.file] = {"rows": step.rows_done, "batch": step.batch_id, "error": error, **columns}
    told["rows"] = sum(file["rows"] for file in told["files"].values())
    told["counts"] = dict(Counter(told["counts"]) + step.counts)
    revised = [each for each in step.changes if each.outcome is RowOutcome.revised]
    told["changes"] += [each._asdict() for each in revised[: MOST_CHANGES - len(told["changes"])]]
    told["doubts"] += [{"file": step.file, **each._asdict()} for each in step.doubts][: MOST - len(told["doubts"])]
    wrong += [{"file": step.file, **each._asdict()} for each in step.wrong]


def problem(error: Exception) -> dict[str, Any]:
    """Why the work stopped: a rule's own sentence, else only that it broke."""
    if isinstance(error, RuleError):
        return {"message": error.message, "values": {name: str(value) for name, value in error.values.items()}}
    log.error("an import failed", exc_info=error)
    return {"message": "", "values": {}}
