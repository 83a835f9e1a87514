"""What the screens and jobs of a whole book cost: `python -m bench.pages [COUNT ...] [--write]`.

Lists, sorts, filters, searches, the page and the form of a case, My day, Today, the export, the import, the night, the
day and the week, in books of the given sizes. Each figure is the middle of nine runs, in turn (of three for files and
jobs): processor time, the database server's included where CONCORD_TEST_DATABASE_URL names one. The floor of a page is
one that asks nothing; of the export, the same columns by one statement; of an upload, the command line landing as many
rows. What was measured is kept in var/bench/, part by part; with --write the tables of docs/scaling.md are written from
all that is kept.
"""

import csv
import io
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from bench import book
from bench.book import people
from bench.book.life import LAST_DAY
from bench.kit import books, desk, tables
from bench.kit.measure import Figure, Meter, medians, middle
from jobs import daytime, nightly, weekly
from jobs.runner import Step, once
from models.base import db
from models.borrower import Borrower, Phone
from models.case import Case, CaseState
from models.export_request import ExportKind, ExportRequest, ExportStatus
from models.loan import Loan
from models.metric import Week, WeeklyMetric
from models.user import User
from rules.access import Role

SIZES = (1_000, 10_000)
ROUNDS, FEWER = 9, 3
"""Pages are asked for nine times; files and jobs, which take minutes in a large book, three times."""
ROWS = 300
FLOOR = "/healthz"
SORTS = "reference borrower days_past_due balance stage state assignee next_action_on"
LISTS = (
    "borrowers loans instalments payments tasks contacts reminders promises plans holds referrals charges offers "
    "audit-trail decisions-of-the-gate job-runs"
)


class Page(NamedTuple):
    """A page by its address, and who looks at it."""

    name: str
    path: str
    role: Role = Role.manager


PAGES = (
    Page("Today", "/"),
    Page("My day, collector", "/my-day/", Role.collector),
    Page("My day, manager", "/my-day/"),
    Page("cases, first page", "/cases/"),
    Page("cases, first page, collector", "/cases/", Role.collector),
    Page("cases, page 20", "/cases/?page=20"),
    Page("cases, open ones", "/cases/?state=open"),
    Page("cases, 30 to 60 days late", "/cases/?days_past_due_from=30&days_past_due_to=60"),
    Page("cases, balance from 20,000", "/cases/?balance_from=20000"),
    Page("cases, search by reference", "/cases/?search={reference}"),
    Page("cases, search by surname", "/cases/?search={surname}"),
    Page("cases, search for nobody", "/cases/?search=nobody-at-all"),
    Page("search box, reference", "/search/?q={half}"),
    Page("search box, name", "/search/?q={name}"),
    Page("search box, last four of a phone", "/search/?q={tail}"),
    Page("page of a case", "/cases/details/?id={case}"),
    Page("page of a case, collector", "/cases/details/?id={case}", Role.collector),
    Page("form of a case", "/cases/edit/?id={case}"),
    Page("page of a borrower", "/borrowers/details/?id={borrower}"),
    Page("page of a loan", "/loans/details/?id={loan}"),
    Page("weekly page", "/weekly/"),
    Page("league of partners", "/league/"),
    Page("month ends", "/months/"),
    Page("the work in figures", "/practice/"),
)


def main(sizes: Iterable[int], write: bool) -> None:
    """Measure book after book, print what came of it, and write the tables if asked."""
    for count in sizes:
        found: dict[str, tables.Row] = {}
        for part in measured(count):
            found |= part
            tables.keep(books.kind(), count, found)
        tables.show(books.kind(), count, found)
    if write:
        tables.write()


def measured(count: int) -> Iterator[dict[str, tables.Row]]:
    """All of one book, part by part, on a copy: the jobs change it, and the uploads, which come last, most of all."""
    with books.opened(count, scratch=True) as opened:
        meter = Meter(opened.server)
        yield dict(screens(opened, meter))
        yield exported(opened, meter)
        yield worked(opened, meter)
        yield landed(opened, meter)


def pages() -> Iterator[Page]:
    """What people look at all day."""
    row = _late_case()
    name = db.session.get_one(Borrower, row.borrower_id).name
    known = {"case": row.id, "borrower": row.borrower_id, "loan": row.loan_id, "reference": row.reference}
    known |= {"half": row.reference[:6], "name": name, "surname": name[0], "tail": _tail(row)}
    for each in PAGES:
        yield each._replace(path=each.path.format(**known))
    for column in SORTS.split():
        yield Page(f"cases, sorted by {column.replace('_', ' ')}", f"/cases/?sort={column}&desc=1")
    for noun in LISTS.split():
        yield Page(f"list of {noun.replace('-', ' ')}", f"/{noun}/")


def _late_case() -> Case:
    """A case of the first collector that has been open for long."""
    worker = select(User.id).where(User.role == Role.collector).order_by(User.id).limit(1).scalar_subquery()
    here = select(Case).where(Case.state == CaseState.open, Case.assignee_id == worker)
    found = db.session.scalars(here.order_by(Case.overdue_since, Case.id)).first()
    if found is None:
        raise SystemExit("The first collector of this book has no open case.")
    return found


def _tail(row: Case) -> str:
    phone = db.session.scalars(select(Phone).where(Phone.borrower_id == row.borrower_id)).first()
    return phone.number[-4:] if phone else "0000"


def screens(opened: books.Opened, meter: Meter) -> Iterator[tuple[str, tables.Row]]:
    """The pages in turn, with the page that asks nothing among them."""
    browsers = {role: desk.browser(opened.app, role) for role in (Role.manager, Role.collector)}
    asked = [each for each in pages() if desk.served(opened.app, each.path)]
    works = {each.name: _fetch(browsers[each.role], each.path) for each in asked}
    counts = {name: _counted(work) for name, work in works.items()}
    found = medians({"": _fetch(browsers[Role.manager], FLOOR), **works}, ROUNDS, meter)
    for each in asked:
        yield each.name, tables.Row("pages", found[each.name], found[""], counts[each.name])


def _fetch(client: desk.Browser, path: str) -> Callable[[], Any]:
    return lambda: client.fetch(path)


def _counted(work: Callable[[], Any]) -> int:
    with desk.statements() as found:
        work()
    return found["statements"]


def exported(opened: books.Opened, meter: Meter) -> dict[str, tables.Row]:
    """All cases as CSV, beside one statement whose rows are written as they come."""
    client = desk.browser(opened.app, Role.manager)
    works = {"ours": _fetch(client, f"/cases/export/csv/?approved={_approved()}"), "floor": _plain}
    found = medians(works, FEWER, meter)
    return {"cases as CSV": tables.Row("files", found["ours"], found["floor"], _counted(works["ours"]))}


def _approved() -> int:
    """Let the manager take all cases out, as a second person does."""
    person = db.session.scalars(select(User).filter_by(role=Role.manager).order_by(User.id)).first()
    now = datetime.now(UTC)
    told = {"record": "case", "kind": ExportKind.csv, "narrowing": "", "reason": "measured", "row_count": 10**9}
    row = ExportRequest(
        asked_by=person, asked_at=now, status=ExportStatus.approved, until=now + timedelta(days=99), **told
    )
    db.session.add(row)
    db.session.commit()
    return row.id


def _plain() -> None:
    columns = (Case.reference, Borrower.name, Case.overdue_since, Case.balance, Case.state, Case.next_action_on)
    rows = db.session.execute(select(*columns).join(Borrower, Case.borrower_id == Borrower.id))
    csv.writer(io.StringIO()).writerows(rows)
    db.session.rollback()


def landed(opened: books.Opened, meter: Meter) -> dict[str, tables.Row]:
    """A file of new loans through the pages, and as many by the command line, in turn."""
    client, ways = desk.browser(opened.app, Role.manager), (_upload, _command)
    found: tuple[list[Figure], list[Figure]] = [], []
    counts = 0
    for no in range(FEWER + 1):
        for way, figures in zip(ways, found, strict=True):
            files = dict(_files(f"{no}{way.__name__[1]}"))
            with desk.statements() as counted:
                figure = meter.run(lambda way=way, files=files: way(opened, client, files))
            counts = counted["statements"] if way is _upload else counts
            figures += [figure] if no else []
    name = f"upload of {ROWS} loans"
    return {name: tables.Row("files", middle(found[0]), middle(found[1]), counts)}


def _files(mark: str) -> Iterator[tuple[str, str]]:
    """Borrowers and loans that nobody has yet."""
    numbers = range(ROWS)
    people_rows = [f"N{mark}-{n},新{n},{people.phone(90_000_000 + n)}" for n in numbers]
    loans = [f"N{mark}-{n},N{mark}-{n},6000.00,2026-01-01,2026-02-01" for n in numbers]
    yield "borrowers.csv", "\n".join(["borrower_id,name,phone", *people_rows])
    yield "loans.csv", "\n".join(["contract_no,borrower_id,principal,opened_on,due_on", *loans])


def _upload(opened: books.Opened, client: desk.Browser, files: dict[str, str]) -> None:
    """Files, columns, dry run, landing: what a person does."""
    sent = [(io.BytesIO(text.encode()), name) for name, text in files.items()]
    target = {"portfolio": "1", "lender": "1"}
    columns = client.submit("/upload/", files=sent, **target).location
    run = client.submit(columns, **_proposed(client.fetch(columns).text)).location
    _wait(client, run)
    client.submit(f"{run}land/")
    _wait(client, run)


def _proposed(page: str) -> dict[str, str]:
    """The columns that the page proposes."""
    fields = {}
    for part in page.split("<select ")[1:]:
        name = part.split('name="')[1].split('"')[0]
        options = part.split("</select>")[0].split("<option ")
        chosen = next((each for each in options if " selected" in each), 'value=""')
        fields[name] = chosen.split('value="')[1].split('"')[0]
    return fields


def _wait(client: desk.Browser, path: str) -> None:
    """The page asks to be looked at again until the work is done."""
    while "http-equiv" in client.fetch(path).text:
        time.sleep(0.2)


def _command(opened: books.Opened, client: desk.Browser, files: dict[str, str]) -> None:
    folder = opened.folder / "files"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    answer = opened.app.test_cli_runner().invoke(args=["import", str(folder), "--portfolio", "Consumer loans"])
    if answer.exit_code:
        raise SystemExit(answer.output)


def worked(opened: books.Opened, meter: Meter) -> dict[str, tables.Row]:
    """Nights and days, one after the other, and weeks measured anew; beside a look at every open case."""
    found: dict[str, list[Figure]] = {"night": [], "day": [], "week": [], "": []}
    counts: dict[str, int] = {}
    for no in range(FEWER):
        for name, work in _jobs(opened, no).items():
            with desk.statements() as counted:
                found[name].append(meter.run(work))
            counts[name] = max(counts.get(name, 0), counted["statements"])
    floor = middle(found.pop(""))
    return {name: tables.Row("jobs", middle(figures), floor, counts[name]) for name, figures in found.items()}


def _jobs(opened: books.Opened, no: int) -> dict[str, Callable[[], Any]]:
    night, week = LAST_DAY + timedelta(days=no + 1), weekly.monday(LAST_DAY) - timedelta(days=7 * (ROUNDS - 1 - no))
    return {
        "night": lambda: _steps(opened, nightly.STEPS, night, 17),
        "day": lambda: _steps(opened, daytime.STEPS, night, 4),
        "week": lambda: _steps(opened, (_again, *weekly.STEPS), week, 4),
        "": _look,
    }


def _steps(opened: books.Opened, steps: Iterable[Step], day: date, hour: int) -> None:
    """Run steps as the timetable does, but for its own row."""
    clock: datetime = book.noon(day).replace(hour=hour) - timedelta(days=hour > 16)
    opened.app.config["CLOCK"] = lambda: clock
    db.session.remove()
    for step in steps:
        tally = step(day, clock)
        if tally.problems:
            raise SystemExit(f"{step.__name__}: {tally.problems[:3]}")


def _again(day: date, now: datetime) -> Any:
    """Forget the figures of the week and of those after it, so that they are measured anew and chain."""

    def forget() -> dict[str, int]:
        for model in (WeeklyMetric, Week):
            db.session.execute(delete(model).where(model.week_on >= day - timedelta(days=7)))
        return {}

    return once(forget)


def _look() -> None:
    """Every open case with its loan, read once."""
    columns = (Case.id, Case.balance, Case.overdue_since, Loan.principal)
    db.session.execute(select(*columns).join(Loan, Case.loan_id == Loan.id).where(Case.state == CaseState.open)).all()
    db.session.rollback()


if __name__ == "__main__":
    given = [text for text in sys.argv[1:] if not text.startswith("-")]
    main([int(text) for text in given] or SIZES, "--write" in sys.argv)
