"""What the page of a dry run or a landing shows."""

from collections.abc import Iterable
from typing import Any

from admin import upload_state, upload_wrong
from admin.base import labels
from admin.upload_words import COUNTS, told
from services.portfolio_store import Upload


def shown(upload: Upload) -> dict[str, Any] | None:
    """The state of the work with what came of it; None where nothing was begun."""
    dry, landed = (upload_state.state(upload, phase) for phase in (upload_state.DRY, upload_state.LAND))
    state = landed or dry
    if state is None:
        return None
    wrong = upload_wrong.found(upload) if state["status"] == "done" else []
    return {
        "upload": upload,
        "state": state,
        "landed": bool(landed),
        "total": dry["rows"] if dry else 0,
        "counts": COUNTS,
        "told": told,
        "changes": differences(state["changes"]),
        "doubts": upload_wrong.reasons(state.get("doubts", [])),
        "reasons": upload_wrong.reasons(wrong),
        "wrong_files": upload_wrong.files(wrong),
    }


def differences(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What rows change, with the labels of records and columns."""
    return [
        {
            "row_no": each["row_no"],
            "record": labels.record(each["record"]),
            "values": [(labels.column(name), each["before"].get(name), value) for name, value in each["after"].items()],
        }
        for each in changes
    ]
