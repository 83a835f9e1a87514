"""What was measured, kept from run to run, and the tables of docs/scaling.md made of it."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from bench import book
from bench.kit.measure import Figure, exponent

PAGE = book.ROOT / "docs" / "scaling.md"
HEADINGS = {"pages": "Pages", "files": "Files", "jobs": "Jobs"}
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
INTRODUCTION = """# How the desk grows with its book

What pages, files and jobs cost in books of several sizes, measured by `make bench one=pages`; the numbers between the
two marks below are written by `python -m bench.pages COUNT ... --write`, and by nothing else.

- A book is made by `python -m bench.book COUNT`: 500 cases of 250 borrowers live four months through the services and
  jobs, and are copied in bulk under other ids, names, numbers and addresses. Amounts and days repeat from copy to copy.
- Milliseconds are processor time, the database server's included, the middle of nine runs taken in turn, of three for
  files and jobs.
- The floor of a page is one that asks nothing of the database; of the export, one statement whose rows are written as
  they come; of the upload, the command line landing as many rows; of a job, every open case read once.
- The exponent says how a figure grows between the two largest books: 0 not at all, 1 in step with the book.
"""


class Row(NamedTuple):
    """A figure of a part of the bench beside its floor, and the statements it needs."""

    part: str
    found: Figure
    floor: Figure
    statements: int


Rows = Mapping[str, Row]


def keep(kind: str, count: int, rows: Rows) -> None:
    """Keep what was measured of a book; the same book again replaces it."""
    plain = {name: [row.part, *row.found, *row.floor, row.statements] for name, row in rows.items()}
    told = {"kind": kind, "count": count, "on": f"{datetime.now(UTC):%Y-%m-%d}", "rows": plain}
    book.PLACE.mkdir(parents=True, exist_ok=True)
    _file(kind, count).write_text(json.dumps(told, ensure_ascii=False, indent=1))


def show(kind: str, count: int, rows: Rows) -> None:
    """Print a book's figures as a person reads them."""
    print(f"{kind}, {count:,} cases")
    for name, row in rows.items():
        times = row.found.spent / row.floor.spent if row.floor.spent else 0
        print(f"  {name:36} {row.found.spent * 1000:9.1f} ms  {times:7.1f} × floor  {row.statements:6} statements")


def write() -> None:
    """Write the tables of all that is kept into docs/scaling.md; the words around them stay."""
    kinds: dict[str, dict[int, dict[str, Any]]] = {}
    for path in sorted(book.PLACE.glob("pages-*.json")):
        told = json.loads(path.read_text())
        kinds.setdefault(told["kind"], {})[told["count"]] = told
    body = "\n".join(line for kind, found in sorted(kinds.items()) for line in _section(kind, found))
    before = PAGE.read_text().partition(BEGIN)[0] if PAGE.exists() else f"{INTRODUCTION}\n"
    after = PAGE.read_text().partition(END)[2] if PAGE.exists() else "\n"
    PAGE.write_text(f"{before}{BEGIN}\n\n{body}\n{END}{after}")


def _section(kind: str, found: dict[int, dict[str, Any]]) -> Iterator[str]:
    """The tables of one database."""
    counts = sorted(found)
    days = ", ".join(f"{count:,} cases on {found[count]['on']}" for count in counts)
    yield f"## {kind}\n\nMeasured: {days}.\n"
    rows = {name: row for count in counts for name, row in found[count]["rows"].items()}
    for part, heading in HEADINGS.items():
        names = [name for name, row in rows.items() if row[0] == part]
        if names:
            yield f"### {heading}, on {kind}\n"
            yield from _table(found, counts, names)
            yield ""


def _table(found: dict[int, dict[str, Any]], counts: list[int], names: list[str]) -> Iterator[str]:
    sizes = [f"{count:,}: ms | × floor | statements" for count in counts]
    yield f"| | {' | '.join(sizes)} | exponent |"
    yield f"|---|{'---:|' * (3 * len(counts))}---:|"
    for name in names:
        cells = [cell for count in counts for cell in _cells(found[count]["rows"].get(name))]
        yield f"| {name} | {' | '.join(cells)} | {_growth(found, counts, name)} |"


def _cells(row: list[Any] | None) -> tuple[str, str, str]:
    if row is None:
        return "", "", ""
    _, spent, _, floor, _, statements = row
    return f"{spent * 1000:,.1f}", f"{spent / floor:,.1f}" if floor else "", f"{statements:,}"


def _growth(found: dict[int, dict[str, Any]], counts: list[int], name: str) -> str:
    rows = [found[count]["rows"].get(name) for count in counts[-2:]]
    if len(rows) < 2 or None in rows:
        return ""
    grown = exponent(rows[0][1], rows[1][1], counts[-1] / counts[-2])
    return "" if grown is None else f"{grown:.2f}"


def _file(kind: str, count: int) -> Path:
    return book.PLACE / f"pages-{kind}-{count:09}.json"
