"""How fast a portfolio of 100,000 rows lands, and how much memory it takes. Run: python -m bench.portfolio [ROWS]."""

import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from admin.base import transaction
from app import create_app
from config import from_environment
from models import db
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


def borrowers(count: int) -> Iterator[tuple[object, ...]]:
    """People with synthetic phones and ID numbers."""
    for no in range(count):
        digits = f"999999198001{no % 28 + 1:02}{no % 1000:03}"
        yield f"B{no:06}", f"借款人{no}", f"140{no:08}", digits + check_sign(digits)


def loans(count: int, people: int) -> Iterator[tuple[object, ...]]:
    """Loans of six months, opened over a year."""
    for no in range(count):
        opened_on = date(2025, 1, 1) + timedelta(days=no % 365)
        due_on, ends_on = opened_on + timedelta(days=30), opened_on + timedelta(days=183)
        yield f"L{no:06}", f"B{no % people:06}", "6000.00", opened_on, due_on, ends_on, "1000.00"


def payments(count: int, contracts: int) -> Iterator[tuple[object, ...]]:
    """Instalments paid, more or less, in the order of their days."""
    draw = random.Random(7)
    for no in range(count):
        contract = draw.randrange(contracts)
        opened_on = date(2025, 1, 1) + timedelta(days=contract % 365)
        paid_on = min(opened_on + timedelta(days=25 + 30 * (no * 3 // count)), TODAY)
        yield f"L{contract:06}", paid_on, draw.choice(("1000.00", "400.00", "1700.00"))


def write(folder: Path, name: str, rows: Iterable[tuple[object, ...]]) -> portfolio.Source:
    """One file of the portfolio."""
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS[name])
        writer.writerows(rows)
    return portfolio.Source(path, path.name)


def land(sources: list[portfolio.Source], portfolio_id: int) -> dict[str, float]:
    """Land the files; gives the seconds that each took."""
    took: dict[str, float] = {}
    began = time.perf_counter()

    def steps() -> Iterator[portfolio.Progress]:
        yield from portfolio.place(sources, db.session.get_one(Portfolio, portfolio_id), None, TODAY, NOW)

    for step in stepwise(steps()):
        if step.finished:
            took[step.file], began = time.perf_counter() - began, time.perf_counter()
    return took


def main() -> None:
    """Make the files, land them, and land them again."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    people, contracts = total // 5, total * 3 // 10
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {"CONCORD_ENV": "test", "CONCORD_DATA_DIR": name, "CONCORD_SCHEDULER": "off"}
        rows = {"borrowers": borrowers(people), "loans": loans(contracts, people)}
        rows["payments"] = payments(total - people - contracts, contracts)
        sources = [write(folder, kind, found) for kind, found in rows.items()]
        app = create_app(from_environment(env))
        with app.app_context():
            db.create_all()
            setup.start(setup.Start("T", "L", Licence.cn_micro_lender, Language.en, "Asia/Shanghai"), TODAY)
            portfolio_id = portfolio.named("P").id
            transaction.note()
            for which in ("new", "again"):
                tell(which, total, land(sources, portfolio_id))
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def tell(which: str, total: int, took: dict[str, float]) -> None:
    """Print rows per second of a run, and the seconds of each file."""
    seconds = sum(took.values())
    parts = ", ".join(f"{name} {each:.1f} s" for name, each in took.items())
    print(f"{which}: {total} rows in {seconds:.1f} s, {total / seconds:.0f} rows/s ({parts})")


if __name__ == "__main__":
    main()
