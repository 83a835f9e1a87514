"""The guard: no page and no step of a job asks more of the database than stands in guard.json.

New pages and steps enter by themselves. After a change that is meant, `CONCORD_GUARD=write` writes the list anew.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jobs import timetable
from models import db
from rules.access import PAGES, TABLE, Role
from tests import database, makers, plans

LIST = Path(__file__).with_name("guard.json")
WRITES = os.environ.get("CONCORD_GUARD") == "write"
LOOKERS = (Role.manager, Role.collector, Role.legal_partner)
pytestmark = pytest.mark.skipif(bool(database.SERVER), reason="the plans are SQLite's")


@pytest.fixture(autouse=True)
def without_statistics(app):
    """What other tests let the database know of its tables is forgotten."""
    plans.forget()


def known() -> dict[str, dict[str, Any]]:
    """What each page and step may ask."""
    found: dict[str, dict[str, Any]] = json.loads(LIST.read_text()) if LIST.exists() else {}
    return found


def hold(part: str, found: dict[str, plans.Seen]) -> None:
    """Compare with the list, or write its part anew."""
    if WRITES:
        others = {name: row for name, row in known().items() if not name.startswith(f"{part} ")}
        mine = {f"{part} {name}": row._asdict() for name, row in found.items()}
        LIST.write_text(json.dumps(dict(sorted((others | mine).items())), indent=1) + "\n")
    there = known()
    assert [told for name, row in found.items() for told in too_much(f"{part} {name}", row, there)] == []


def too_much(name: str, row: plans.Seen, there: dict[str, dict[str, Any]]) -> Iterator[str]:
    """What a page or step asks beyond the list; one that is new may walk through nothing."""
    may = there.get(name, {"statements": row.statements, "walked": []})
    if row.statements > may["statements"]:
        yield f"{name}: {row.statements} statements instead of {may['statements']}"
    for table in sorted(set(row.walked) - set(may["walked"])):
        yield f"{name}: walks through {table}"


def pages(app: Any, rows: dict[str, int]) -> Iterator[str]:
    """The addresses of every list, row, form and page; those nobody listed too."""
    for view in app.extensions["admin"][0]._views:
        if getattr(view, "noun", "") in TABLE:
            yield from (f"{view.url}/", f"{view.url}/new/", f"{view.url}/export/csv/", f"{view.url}/ajax/lookup/")
            yield from (f"{view.url}/{path}/?id={rows[view.noun]}" for path in ("details", "edit"))
    for rule in app.url_map.iter_rules():
        if rule.endpoint.rpartition(".")[0] in PAGES and "GET" in rule.methods and not rule.arguments:
            yield rule.rule
    yield from ("/search/?q=C-0", "/nothing-here/")


def counted(path: str) -> str:
    """An address without the number of its row."""
    return path.partition("?")[0]


@pytest.mark.parametrize("role", LOOKERS, ids=lambda role: role.name)
def test_no_page_asks_more_than_it_may(role, sign_in, app):
    makers.make_team()
    browser, person = sign_in(role)
    nouns = [noun for noun in TABLE if noun in makers.MAKERS and noun != "team"]
    rows = {noun: makers.own(noun, person).id for noun in nouns} | {"team": 1}
    db.session.commit()
    browser.get("/nothing-here/")

    found = {}
    for path in dict.fromkeys(pages(app, rows)):
        with plans.watched() as asked:
            answer = browser.get(path)
        if answer.status_code == 200 or path == "/nothing-here/":
            found[counted(path)] = plans.seen(asked)

    hold(role.name, found)


def test_no_step_of_a_job_asks_more_than_it_may(app, clock):
    makers.make_team()
    for noun in TABLE:
        if noun in makers.MAKERS and noun != "team":
            makers.MAKERS[noun]()
    db.session.commit()

    found = {}
    for job, steps in timetable.JOBS.items():
        for step in steps:
            with plans.watched() as asked:
                step(clock.now.date(), clock.now)
            db.session.remove()
            found[f"{job} {step.__name__}"] = plans.seen(asked)

    hold("job", found)


def test_a_page_that_walks_through_a_table_is_told(app):
    with plans.watched() as asked:
        db.session.execute(db.select(makers.Case.id).where(makers.Case.balance + 0 > 1)).all()

    assert list(too_much("manager /new-page/", plans.seen(asked), {})) == [
        "manager /new-page/: walks through case_file"
    ]
