"""What a work asks of its database: statements, the rows they pass, and the tables they walk from end to end."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from sqlite3 import ProgrammingError
from typing import Any

from sqlalchemy import event

from models.base import db

ROOT = Path(__file__).resolve().parent.parent.parent
STEPS = 100
"""SQLite tells its work every so many steps of its machine; a row that is passed takes three or more."""
SETTLED = frozenset(
    "app_user authority_limit automation backup bank_account bank_layout bank_word calendar_link call_hour "
    "cash_target circuit configuration contact_rule dry_run history_file import_mapping legal_partner lender "
    "notice_code notice_read notice_text outcome_code outlook_count outlook_group outlook_prior overdue_reason policy "
    "portfolio prime_rate proposal rest_day retention_order saved_view stage stage_condition strategy_trial "
    "strategy_version team template unit_price worked_hours".split()
)
"""Tables of the house, small however many cases there are; every other one grows."""
READS = ("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")
SCAN = re.compile(r"(?:SCAN|SEARCH(?= \w+ USING AUTOMATIC)) (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
"""An automatic index is made anew for the statement, from the whole table."""
ALIAS = re.compile(r"(?<![.\w])(\w+) AS (\w+)")


class Seen:
    """What was seen of a work, by the place in the code that asked: how often, how many steps, which tables walked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.steps: Counter[str] = Counter()
        self.scans: set[tuple[str, str]] = set()
        self.place = ""

    @property
    def statements(self) -> int:
        """How many statements reached the database."""
        return self.asked.total()

    def tick(self) -> int:
        """Take note of some steps; 0 lets the database go on."""
        self.steps[self.place] += STEPS
        return 0


@contextmanager
def watched(plans: dict[str, set[str]]) -> Iterator[Seen]:
    """See what the database is asked; plans are kept by statement. PostgreSQL is only counted."""
    seen, used = Seen(), set[Any]()

    def note(connection: Any, cursor: Any, statement: str, given: Any, context: Any, many: bool) -> None:
        if statement.startswith("BEGIN"):
            return  # Only SQLite is told by a statement.
        seen.place = place()
        seen.asked[seen.place] += 1
        if connection.dialect.name == "sqlite":
            plain = cursor.connection
            plain.set_progress_handler(None, STEPS)
            if statement not in plans:
                plans[statement] = set(walked(plain, statement, one_of(given)))
            seen.scans |= {(seen.place, table) for table in plans[statement]}
            plain.set_progress_handler(seen.tick, STEPS)
            used.add(plain)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
        for plain in used:
            with suppress(ProgrammingError):  # It may be closed.
                plain.set_progress_handler(None, STEPS)


def one_of(given: Any) -> Any:
    """The values of one row, where a statement gets those of several: in one go, or one after the other."""
    return given[0] if isinstance(given, list) and given and isinstance(given[0], tuple | dict) else given


def see(work: Callable[[], Any], plans: dict[str, set[str]] | None = None) -> Seen:
    """Do a work once and tell what was seen of it."""
    with watched({} if plans is None else plans) as seen:
        work()
    return seen


def walked(connection: Any, statement: str, given: Any) -> Iterator[str]:
    """The growing tables that a statement walks from end to end, by the plan; not one that stops after a page."""
    if not statement.lstrip().upper().startswith(READS):
        return
    told = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)]
    aliases: dict[str, str] = {alias: name for name, alias in ALIAS.findall(statement.replace('"', ""))}
    scans = [found[1] for line in told if (found := SCAN.match(line)) and found[2] not in waiting()]
    if len(scans) == 1 and stops(statement, told):
        return
    for scan in scans:
        name = aliases.get(scan, scan)
        if name in db.metadata.tables and name not in SETTLED:
            yield name


@cache
def waiting() -> frozenset[str]:
    """The indexes over what waits: few rows, however large the table; what is passed of them is counted in steps."""
    found = (index for table in db.metadata.tables.values() for index in table.indexes)
    where = ((str(index.name), index.dialect_options["sqlite"]["where"]) for index in found)
    return frozenset(name for name, text in where if text is not None and not str(text).endswith("IS NOT NULL"))


def stops(statement: str, told: list[str]) -> bool:
    """Whether a statement goes along an index in order and ends after some rows; what it passes is counted in steps."""
    tail = statement.rsplit("FROM", 1)[-1]
    return "LIMIT" in tail and not any("TEMP B-TREE" in line for line in told)


def place() -> str:
    """The function of the house that asks, by its file."""
    frame: Any = sys._getframe(2)
    while frame is not None:
        if file := ours(frame.f_code.co_filename):
            return f"{file} {frame.f_code.co_name}"
        frame = frame.f_back
    return "elsewhere"


@cache
def ours(file: str) -> str:
    """The path of a file inside the house; empty for a library's."""
    path = Path(file)
    inside = path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / ".venv")
    return str(path.relative_to(ROOT)) if inside else ""
