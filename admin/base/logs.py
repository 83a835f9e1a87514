"""The log in production: one JSON object a line, with where something broke and never with what."""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.logging import default_handler

TOKEN = re.compile(r"/[\w.~=-]{20,}")
"""A part of a path so long that it is a secret: the link of an invitation, of a new password, of a calendar."""
FRAMES = 12
"""So many places of a traceback are told, the last ones."""


class Line(logging.Formatter):
    """What happened, when, who says so; of an error its kind and its places, for its words may repeat a value."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = TOKEN.sub("/…", record.getMessage())
        told: dict[str, Any] = {"at": at, "level": record.levelname, "from": record.name, "said": said}
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None:
            frames = traceback.extract_tb(trace)[-FRAMES:]
            places = [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames]
            told |= {"error": kind.__name__, "where": places}
        return json.dumps(told, ensure_ascii=False)


def begin(app: Flask) -> None:
    """Write every log of this process so; what the scheduler does each minute is not told."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    logging.getLogger().handlers[:] = [handler]
    logging.getLogger().setLevel(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    app.logger.removeHandler(default_handler)
