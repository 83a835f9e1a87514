"""The guard: no page, step or command asks more of the database than bench/counts.json says: `make counts`.

Every page that the address map has, as everyone who may open it, every step of the timetable and every command that
reads are seen in two books made of the same lives, one twenty times the other. Held are the statements, the steps of
SQLite's machine, and what grows, by the place in the code: tables walked from end to end, more statements, more rows
passed. What grows needs a reason in the list. PostgreSQL is counted, its plans hang on its statistics.

`make counts write=1` writes the list anew: reasons stay with what still grows, new ones wait for their words. A reason
covers all that begins with its key.
"""

import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import select

from bench import book
from bench.book.life import LAST_DAY
from bench.kit import books, desk, watch
from jobs import pace, timetable, weekly
from models.base import Record, db
from models.case import Case
from rules.access import Role

LIST = book.ROOT / "bench" / "counts.json"
SIZES = (500, 10_000)
NOT_ASKED = frozenset({"static", "security", "first_run"})
"""Files, the ways in, and the page that is there before there is a book."""
FRAME = "/no-such-page/"
SOUGHT = "q=C-0&query=C-0"
"""What a search or a look-up is asked for, where a page is one."""
WAYS_OF = (Role.manager, Role.collector)
"""Who sorts, narrows and searches here: one with all rows in reach, one with their own."""
MORE, MANY, FEW = 2, 2, 3_000
"""What counts as growing: so many statements more; so many times the steps, and so many of them more."""
SLACK = 1.25
"""So much may the steps exceed those of the list: SQLite's releases differ a little."""
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "ageing": ("--as-of", LAST_DAY.isoformat()),
    "doctor": (),
    "metrics": ("--week", f"{LAST_DAY - timedelta(days=7):%G-W%V}"),
    "rollrates": ("--portfolio", "Consumer loans"),
}
OTHER_COMMANDS = frozenset(
    "audit backup check-production config contacts db demo examples hooks import import-history job keys outbox packet "
    "receipts restore roles routes run shell start users".split()
)  # They write, take a file, ask the book nothing, or are Flask's own.
HOURS = {"nightly": -7, "daytime": 4, "weekly": 4}

Sight = dict[str, watch.Seen]


class Counted(NamedTuple):
    """What stands in the list: statements, steps, and what grows."""

    statements: int
    steps: int
    grows: list[str]


def main(write: bool) -> None:
    """See both books, and hold or write the list; rows share a transaction by their number, not by the clock."""
    pace.LONGEST = math.inf
    small, large = (sight(count) for count in SIZES)
    found, known = counted(small, large), read()
    if write:
        save(found, reasons_for(found, known["reasons"]))
        print(f"{len(found)} counts in {LIST.name}; what grows without a reason has an empty one.")
        return
    wrong = sorted(complaints(found, known, exact=not books.SERVER))
    print("\n".join(wrong) or f"{len(found)} pages, steps and commands ask no more than {LIST.name} says.")
    if wrong:
        raise SystemExit(f"{len(wrong)} complaints: mend the cause, or `make counts write=1` and give the reason.")


def sight(count: int) -> Sight:
    """Everything in one book, on a copy, because steps change it."""
    plans: dict[str, set[str]] = {}
    with books.opened(count, scratch=True) as opened:
        works = [*screens(opened.app), *commands(opened.app), *steps(opened.app)]
        return {name: seen for name, work in works if (seen := answered(work, plans)) is not None}


class RefusedError(Exception):
    """A page is not for this person, or has nothing to show."""


def answered(work: Callable[[], Any], plans: dict[str, set[str]]) -> watch.Seen | None:
    """What was seen of a work; None where it was refused."""
    try:
        return watch.see(work, plans)
    except RefusedError:
        return None


def screens(app: Flask) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every address that needs no more than an id, as everyone; the lists also sorted, narrowed and searched."""
    found = list(addresses(app))
    for role in Role:
        client = desk.browser(app, role)
        client.get("/")
        yield f"{role} frame", partial(client.get, FRAME)
        for path, name in found if role in WAYS_OF else (each for each in found if look(each[1]) == ""):
            yield f"{role} {name}", partial(_fetched, client, path)


def _fetched(client: desk.Browser, path: str) -> None:
    if client.get(path).status_code != 200:
        raise RefusedError


def addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """The pages with the names they have in the list, in which no id stands."""
    views = {getattr(view, "endpoint", ""): view for view in app.extensions["admin"][0]._views}
    rich = rich_case()
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        owner, _, name = rule.endpoint.rpartition(".")
        if "GET" not in (rule.methods or ()) or rule.arguments or {owner, rule.endpoint} & NOT_ASKED:
            continue
        view = views.get(owner)
        model = getattr(view, "model", None)
        if name == "index_view" and model is not None:
            yield from ((f"{rule.rule}{asked}", f"{rule.rule}{asked}") for asked in ways(view))
        else:
            row = row_of(model, rich) if model is not None else rich.id
            yield f"{rule.rule}?id={row}&{SOUGHT}", rule.rule


def ways(view: Any) -> Iterator[str]:
    """A list as it is, searched, sorted by each of its columns, and narrowed by each of its filters."""
    yield ""
    if view.column_searchable_list:
        yield "?search=nobody"
    for name in view.listed():
        if view.sorts(name):
            yield f"?sort={name}&desc=1"
    for column in view.shown(view.column_filters or ()):
        yield narrowed(column)


def narrowed(column: Any) -> str:
    """One filter with a value that fits the kind of its column."""
    kind = str(column.kind.name)
    if kind in ("money", "rate", "number"):
        return f"?{column.name}_from=1000000"
    if kind in ("date", "instant"):
        return f"?{column.name}_from={LAST_DAY}"
    if kind == "choice":
        return f"?{column.name}={next(iter(column.target)).name}"
    return f"?{column.name}={ {'flag': 'yes', 'relation': '1'}.get(kind, 'nobody') }"


def rich_case() -> Case:
    """The case of the first copy, which both books have, on which most has happened."""
    few = select(Case).order_by(Case.id).limit(SIZES[0])
    return max(db.session.scalars(few), key=lambda row: (len(row.plans) * 10 + len(row.promises), -row.id))


def row_of(model: type[Record], rich: Case) -> int:
    """A row of a record: the rich case's own where there is one, else the first."""
    own = {Case: rich.id}.get(model) if model is Case else None
    for name, id in (("case_id", rich.id), ("loan_id", rich.loan_id), ("borrower_id", rich.borrower_id)):
        if own is None and name in model.__table__.columns:
            own = db.session.scalar(select(model.id).where(model.__table__.columns[name] == id).order_by(model.id))
    own = own or {"Loan": rich.loan_id, "Borrower": rich.borrower_id}.get(model.__name__)
    return own or db.session.scalar(select(model.id).order_by(model.id).limit(1)) or 0


def commands(app: Flask) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The commands that read. One that nobody has placed stops the guard."""
    unknown = set(app.cli.commands) - set(COMMANDS) - OTHER_COMMANDS
    if unknown:
        raise SystemExit(f"bench/counts.py does not know whether these commands read: {', '.join(sorted(unknown))}")
    for name, given in COMMANDS.items():
        yield f"flask {name}", partial(_told, app, name, given)


def _told(app: Flask, name: str, given: tuple[str, ...]) -> None:
    answer = app.test_cli_runner().invoke(args=[name, *given])
    if answer.exit_code:
        raise SystemExit(answer.output)


def steps(app: Flask) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every step of the timetable, on the day after the last of the book."""
    for job, found in timetable.JOBS.items():
        for step in found:
            yield f"{job} {step.__name__}", partial(_done, app, job, step)


def _done(app: Flask, job: str, step: Any) -> None:
    day: date = LAST_DAY + timedelta(days=7 if job == "weekly" else 1)
    day = weekly.monday(day) if job == "weekly" else day
    now = book.noon(day) + timedelta(hours=HOURS[job] - 4)
    app.config["CLOCK"] = lambda: now
    db.session.remove()
    tally = step(day, now)
    if tally.problems:
        raise SystemExit(f"{step.__name__}: {tally.problems[:3]}")


def counted(small: Sight, large: Sight) -> dict[str, Counted]:
    """The counts of the large book and what grows from the small one; what every page of a person pays stands once."""
    grown = {name: grown_of(name, small.get(name, watch.Seen()), seen) for name, seen in large.items()}
    found = {}
    for name, seen in large.items():
        paid = [
            grown.get(other, set()) for other in (f"{name.split()[0]} frame", name.partition("?")[0]) if other != name
        ]
        own = grown[name].difference(*paid)
        found[name] = Counted(seen.statements, seen.steps.total(), sorted(f"{look(name)}{each}" for each in own))
    return found


def grown_of(name: str, small: watch.Seen, large: watch.Seen) -> set[str]:
    """What grows of a page, or of a step or a command."""
    is_page = "/" in name or name.endswith(" frame")
    return set(grows(small, large) if is_page else works(name, small, large))


def look(name: str) -> str:
    """What a reader asked of a list, before what grows with it."""
    asked = name.partition("?")[2].partition("=")[0]
    return {"": "", "sort": "sorted list: ", "search": "searched list: "}.get(asked, "narrowed list: ")


def grows(small: watch.Seen, large: watch.Seen) -> Iterator[str]:
    """What makes a page dearer in a larger book, by the place that asks."""
    walked = large.scans | small.scans
    yield from (f"{place} walks {table}" for place, table in walked)
    for place, times in large.asked.items():
        if times > small.asked[place] + MORE:
            yield f"{place} asks more often"
    for place in large.steps.keys() - dict(walked).keys():
        if large.steps[place] > MANY * small.steps[place] + FEW:
            yield f"{place} passes more rows"


def works(name: str, small: watch.Seen, large: watch.Seen) -> Iterator[str]:
    """What makes a step or a command dearer: it may pass the rows it works on, not whole tables nor one by one."""
    yield from (f"{place} walks {table}" for place, table in large.scans | small.scans)
    if large.statements > MANY * small.statements + MORE:
        yield f"{name} asks more often"


def reason(each: str, reasons: Mapping[str, str]) -> str:
    """The reason that covers what grows: the longest key that it begins with."""
    fitting = [key for key in reasons if each.startswith(key) and reasons[key]]
    return reasons[max(fitting, key=len)] if fitting else ""


def reasons_for(found: Mapping[str, Counted], known: Mapping[str, str]) -> dict[str, str]:
    """The reasons that still cover something, and empty ones for what none covers."""
    grown = {each for row in found.values() for each in row.grows}
    kept = {key: text for key, text in known.items() if text and any(each.startswith(key) for each in grown)}
    return kept | {each: "" for each in grown if not reason(each, kept)}


def complaints(found: Mapping[str, Counted], known: Mapping[str, Any], exact: bool = True) -> Iterator[str]:
    """Where a work asks more than the list says; without `exact` only the statements are held."""
    listed = {name: Counted(*row) for name, row in known["counts"].items()}
    yield from (f"{name}: is not in the list" for name in found.keys() - listed.keys())
    yield from (f"{name}: is in the list and is not there" for name in listed.keys() - found.keys())
    for name in found.keys() & listed.keys():
        yield from (f"{name}: {said}" for said in dearer(found[name], listed[name], exact))
        yield from (f"{name}: {each}" for each in found[name].grows if exact and each not in listed[name].grows)
    for each in sorted({each for row in found.values() for each in row.grows} if exact else ()):
        if not reason(each, known["reasons"]):
            yield f"{each}: no reason in the list"


def dearer(found: Counted, listed: Counted, exact: bool) -> Iterator[str]:
    """How a work exceeds its counts."""
    if found.statements > listed.statements:
        yield f"{found.statements} statements instead of {listed.statements}"
    if exact and found.steps > SLACK * listed.steps + FEW:
        yield f"{found.steps} steps instead of {listed.steps}"


def read() -> dict[str, Any]:
    """The list as it stands."""
    if not LIST.exists():
        return {"reasons": {}, "counts": {}}
    return dict(json.loads(LIST.read_text()))


def save(found: Mapping[str, Counted], reasons: Mapping[str, str]) -> None:
    """Write the list, a line each, so that a change reads well."""
    lines = [f"  {json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}" for name, row in sorted(found.items())]
    told = json.dumps(dict(sorted(reasons.items())), ensure_ascii=False, indent=1).replace("\n", "\n ")
    body = ",\n".join(lines)
    LIST.write_text(f'{{\n "reasons": {told},\n "counts": {{\n{body}\n }}\n}}\n')


if __name__ == "__main__":
    main("--write" in sys.argv)
