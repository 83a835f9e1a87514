"""Files of lenders for tests: made ones, and the real data where it is there."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook

from models import db
from models.base import Language
from models.lender import Licence
from models.portfolio import Portfolio
from models.transaction import stepwise
from rules.portfolio.identity import check_sign
from services import portfolio, setup
from services.portfolio import Progress, Source
from tests import database, real_data

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def start(name: str = "P") -> int:
    """A started book with one portfolio; gives its id."""
    setup.start(setup.Start("Team", "Lender", Licence.cn_micro_lender, Language.en, "Asia/Shanghai"), TODAY)
    made = portfolio.named(name)
    db.session.commit()
    return made.id


def sources(*paths: Path) -> list[Source]:
    """Files as sources; a folder stands for its tables."""
    files = [file for path in paths for file in (sorted(path.glob("*.csv")) if path.is_dir() else [path])]
    return [Source(file, file.name) for file in files]


def text(name: str, rows: Sequence[Sequence[Any]], encoding: str = "utf-8") -> Source:
    """A CSV file in memory."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return Source(io.BytesIO(buffer.getvalue().encode(encoding)), name)


def workbook(name: str, rows: Sequence[Sequence[Any]]) -> Source:
    """An xlsx file in memory."""
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(file)
    return Source(file, name)


def steps(found: Sequence[Source], portfolio_id: int, **given: Any) -> Iterable[Progress]:
    """The steps of an import, not committed."""
    row = db.session.get_one(Portfolio, portfolio_id)
    yield from portfolio.place(found, row, given.pop("as_of", None), given.pop("today", TODAY), NOW, **given)


def land(found: Sequence[Source], portfolio_id: int, keep: bool = True, **given: Any) -> list[Progress]:
    """Import files as an edge does."""
    return list(stepwise(steps(found, portfolio_id, **given), keep=keep))


class Landed(NamedTuple):
    """An import of real files: its portfolio, its files, and what its steps told."""

    portfolio_id: int
    sources: list[Source]
    steps: list[Progress]


def landed(name: str, *files: str) -> Landed:
    """A started book with a folder of the real data in it, or some of its files, as imported once."""
    folder = real_data.path(name)
    found = sources(*(folder / file for file in files)) if files else sources(folder)

    def once() -> Landed:
        portfolio_id = start()
        return Landed(portfolio_id, found, land(found, portfolio_id))

    return database.once(" ".join((name, *files)), once)


def total(done: Sequence[Progress], name: str) -> int:
    """One count over all steps."""
    return sum(step.counts[name] for step in done)


def id_number(no: int) -> str:
    """A synthetic ID number with a right check digit."""
    digits = f"999999198401{no % 28 + 1:02}{no % 1000:03}"
    return digits + check_sign(digits)


def bring(app, folder: Path, name: str, data: bytes, *more: str, as_of: date = date(2026, 11, 26)) -> dict[str, Any]:
    """Import a file by the command; gives what it says of it."""
    (folder / name).write_bytes(data)
    words = ["import", str(folder / name), "--portfolio", "P", "--as-of", as_of.isoformat(), "--json", *more]
    db.session.commit()
    done = app.test_cli_runner().invoke(args=words)
    assert done.exit_code == 0, done.output
    db.session.expire_all()
    return json.loads(done.stdout)["files"][0]
