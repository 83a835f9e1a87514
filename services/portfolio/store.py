"""Portfolio store: uploaded files wait here, sealed, until they have landed or are thrown away."""

import io
import json
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from models.sealed import ring
from services.portfolio import Source

KEPT = timedelta(days=7)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16}")


class Upload(NamedTuple):
    """Files that one person brought: names, encodings a person named, where they go, and since when they wait.

    `lines` are the lines on which a person says that the headers stand, empty where they are found.
    """

    token: str
    names: list[str]
    encodings: list[str]
    lender: str
    lender_id: int
    portfolio: str
    as_of: str
    at: str
    lines: Sequence[str] = ()

    @property
    def day(self) -> date | None:
        """The day of the balances, where the person named one."""
        return date.fromisoformat(self.as_of) if self.as_of else None


def keep(folder: Path, files: Sequence[tuple[str, bytes]], at: datetime, **given: Any) -> Upload:
    """Seal files into the store; `given` are the lender, the portfolio and the day."""
    upload = Upload(
        secrets.token_urlsafe(12), [name for name, _ in files], [""] * len(files), at=at.isoformat(), **given
    )
    place = folder / upload.token
    place.mkdir(parents=True, mode=0o700)
    for position, (_, data) in enumerate(files):
        (place / str(position)).write_bytes(ring.lock(data))
    write(folder, upload)
    return upload


def write(folder: Path, upload: Upload) -> None:
    """Keep what is known of an upload."""
    note(folder, upload.token, "upload", upload._asdict())


def find(folder: Path, token: str) -> Upload | None:
    """The upload of this token; None where there is none, or none any more."""
    known = told(folder, token, "upload") if _TOKEN.fullmatch(token) else None
    return Upload(**known) if known else None


def sources(folder: Path, upload: Upload) -> list[Source]:
    """The files of an upload, opened."""
    files = ((folder / upload.token / str(position)).read_bytes() for position in range(len(upload.names)))
    lines = [*upload.lines, *[""] * (len(upload.names) - len(upload.lines))]
    named = zip(files, upload.names, upload.encodings, lines, strict=True)
    return [
        Source(io.BytesIO(ring.unlock(data)), name, encoding or None, int(line) if line else None)
        for data, name, encoding, line in named
    ]


def note(folder: Path, token: str, name: str, value: Any) -> None:
    """Keep a sealed note beside the files of an upload; a reader sees the old one or the new one, whole."""
    path = folder / token / name
    fresh = path.with_suffix(".new")
    fresh.write_bytes(ring.seal(json.dumps(value, ensure_ascii=False)))
    fresh.replace(path)


def told(folder: Path, token: str, name: str) -> Any:
    """A note beside the files of an upload; None where there is none."""
    path = folder / token / name
    return json.loads(ring.open(path.read_bytes())) if path.is_file() else None


def waiting(folder: Path) -> Iterator[Upload]:
    """The uploads that wait, the latest first."""
    found = [find(folder, path.name) for path in (folder.iterdir() if folder.is_dir() else ())]
    return iter(sorted((upload for upload in found if upload), key=lambda upload: upload.at, reverse=True))


def drop(folder: Path, token: str) -> None:
    """Throw the files of an upload away."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(folder / token, ignore_errors=True)


def sweep(folder: Path, now: datetime) -> None:
    """Throw away what has waited too long."""
    for upload in list(waiting(folder)):
        if datetime.fromisoformat(upload.at) + KEPT < now:
            drop(folder, upload.token)
