"""How fast a portfolio lands, new and again, and how much memory it takes. Run: python -m bench.portfolio [ROWS].

The middle of nine portfolios, each landed twice; the floor is the same files read row by row, and nothing done.
"""

import csv
import random
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app import create_app
from bench.kit import measure
from config import from_environment
from models import database, db
from models.base import Language
from models.lender import Licence
from models.portfolio import Portfolio
from models.transaction import stepwise
from rules.portfolio.identity import check_sign
from services import portfolio, setup

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = NOW.date()
HEADERS = {
    "borrowers": ("borrower_id", "name", "phone", "id_number"),
    "loans": ("contract_no", "borrower_id", "principal", "opened_on", "due_on", "maturity_on", "instalment"),
    "payments": ("contract_no", "paid_on", "amount"),
}


def borrowers(count: int, mark: str) -> Iterator[tuple[object, ...]]:
    """People with synthetic phones and ID numbers."""
    for no in range(count):
        digits = f"999999198001{no % 28 + 1:02}{no % 1000:03}"
        yield f"B{mark}{no:06}", f"借款人{no}", f"140{no:08}", digits + check_sign(digits)


def loans(count: int, people: int, mark: str) -> Iterator[tuple[object, ...]]:
    """Loans of six months, opened over a year."""
    for no in range(count):
        opened_on = date(2025, 1, 1) + timedelta(days=no % 365)
        due_on, ends_on = opened_on + timedelta(days=30), opened_on + timedelta(days=183)
        yield f"L{mark}{no:06}", f"B{mark}{no % people:06}", "6000.00", opened_on, due_on, ends_on, "1000.00"


def payments(count: int, contracts: int, mark: str) -> Iterator[tuple[object, ...]]:
    """Instalments paid, more or less, in the order of their days."""
    draw = random.Random(7)
    for no in range(count):
        contract = draw.randrange(contracts)
        opened_on = date(2025, 1, 1) + timedelta(days=contract % 365)
        paid_on = min(opened_on + timedelta(days=25 + 30 * (no * 3 // count)), TODAY)
        yield f"L{mark}{contract:06}", paid_on, draw.choice(("1000.00", "400.00", "1700.00"))


def write(folder: Path, name: str, rows: Iterable[tuple[object, ...]]) -> portfolio.Source:
    """One file of the portfolio."""
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS[name])
        writer.writerows(rows)
    return portfolio.Source(path, path.name)


def land(sources: list[portfolio.Source], portfolio_id: int) -> None:
    """Land the files."""

    def steps() -> Iterator[portfolio.Progress]:
        yield from portfolio.place(sources, db.session.get_one(Portfolio, portfolio_id), None, TODAY, NOW)

    for _ in stepwise(steps()):
        pass


def read(sources: list[portfolio.Source]) -> None:
    """The floor: every row of the files."""
    for source in sources:
        with Path(str(source.file)).open(encoding="utf-8", newline="") as file:
            for _ in csv.DictReader(file):
                pass


def made(folder: Path, total: int, mark: str) -> list[portfolio.Source]:
    """The three files of one portfolio."""
    people, contracts = total // 5, total * 3 // 10
    rows: dict[str, Iterable[tuple[object, ...]]] = {
        "borrowers": borrowers(people, mark),
        "loans": loans(contracts, people, mark),
        "payments": payments(total - people - contracts, contracts, mark),
    }
    place = folder / mark
    place.mkdir()
    return [write(place, kind, found) for kind, found in rows.items()]


def main() -> None:
    """Make the files, land them, and land them again."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {"CONCORD_ENV": "test", "CONCORD_DATA_DIR": name, "CONCORD_SCHEDULER": "off"}
        app = create_app(from_environment(env))
        with app.app_context():
            database.create()
            setup.start(setup.Start("T", "L", Licence.cn_micro_lender, Language.en, "Asia/Shanghai"), TODAY)
            portfolio_id = portfolio.named("P").id
            db.session.commit()
            found = measure.medians(works(folder, total, portfolio_id))
            for which in ("new", "again"):
                rate = f"{total / found[which].spent:,.0f} rows/s"
                print(measure.beside(f"{total:,} rows, {which}", found[which], found["floor"], rate))
            db.engine.dispose()
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def works(folder: Path, total: int, portfolio_id: int) -> dict[str, Callable[[], None]]:
    """A new portfolio each time, read, landed and landed again."""
    files = [made(folder, total, chr(ord("A") + no)) for no in range(measure.ROUNDS + 1)]
    turns = {name: iter(files) for name in ("floor", "new", "again")}
    return {
        "floor": lambda: read(next(turns["floor"])),
        "new": lambda: land(next(turns["new"]), portfolio_id),
        "again": lambda: land(next(turns["again"]), portfolio_id),
    }


if __name__ == "__main__":
    main()
