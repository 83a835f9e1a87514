"""A whole book of any size: a pattern of a few hundred cases lived through the services, then copied in bulk.

What services store is thereby exactly what stands in it, in the shares of a lived book; only ids, names, numbers and
addresses differ from copy to copy. The same size and seed make the same book, but for the nonces of sealed values.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time
from pathlib import Path

from flask import Flask
from flask_migrate import stamp

import config
from app import create_app
from bench.book import copies, life
from models import database, db

ROOT = Path(__file__).resolve().parent.parent.parent
PLACE = ROOT / "var" / "bench"
KEYS = hashlib.sha256(b"concord bench, synthetic people only").hexdigest()
"""Opens nothing but made-up people."""
CODE = ("models", "rules", "services", "jobs", "demo", "bench/book/life.py", "bench/book/people.py")
"""What a pattern depends on."""
SMALL, NORMAL = life.Size(loans=100, days=60), life.Size()


def environment(folder: Path, url: str = "") -> dict[str, str]:
    """What the environment says of a book in a folder, or on a server."""
    return {"CONCORD_DATA_DIR": str(folder), "CONCORD_KEYS": KEYS, "CONCORD_SCHEDULER": "off", "DATABASE_URL": url}


def noon(day: date) -> datetime:
    """Noon in Shanghai."""
    return datetime.combine(day, time(4), UTC)


@contextmanager
def opened(folder: Path, url: str = "", day: date = life.LAST_DAY) -> Iterator[Flask]:
    """The application on a book, inside its context; its clock stands still at noon of a day."""
    app = create_app(config.from_environment(environment(folder, url)), lambda: noon(day))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def pattern_of(count: int) -> life.Size:
    """The pattern that a book of `count` cases is made of: a quick one where a few cases do."""
    return NORMAL if count >= NORMAL.loans else SMALL


def make(count: int, folder: Path, url: str = "") -> None:
    """Make a book of `count` cases, or a few more, in an empty folder or on an empty database."""
    pattern, papers = lived(pattern_of(count))
    with opened(folder, url):
        database.create()
        stamp()
        copies.write(pattern, -(-count // pattern.cases), db.engine)
    if papers.exists():
        shutil.copytree(papers, folder / "documents", dirs_exist_ok=True)


def lived(size: life.Size) -> tuple[copies.Pattern, Path]:
    """The pattern of a size and the folder of its papers; lived once for the present code, then kept in var/bench/."""
    home = PLACE / f"pattern-{size.loans}-{size.days}-{size.seed}-{_digest()}"
    if not home.exists():
        _live(size, home)
    with opened(home), db.engine.connect() as connection:
        return copies.read(connection), home / "documents"


def version() -> str:
    """What a book depends on: the code that lives the pattern, and the code that copies it."""
    found = hashlib.sha256(_digest().encode())
    for path in sorted((ROOT / "bench" / "book").glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def _live(size: life.Size, home: Path) -> None:
    half = home.with_name(f"half-{os.getpid()}-{home.name}")
    half.mkdir(parents=True)
    with opened(half) as app:
        database.create()
        life.live(app, size)
    with suppress(OSError):
        half.rename(home)  # Somebody else may have been faster.
    shutil.rmtree(half, ignore_errors=True)


def _digest() -> str:
    found = hashlib.sha256()
    for name in CODE:
        for path in sorted((ROOT / name).rglob("*.py")) or [ROOT / name]:
            found.update(path.read_bytes())
    return found.hexdigest()[:12]
