"""Live some days from a seed. Run: python -m bench.life [SEED] [DAYS]; by default seed 1 and 92 days.

Ends with 1, day, seed and the log of events at the first day on which the doctor, the server or the night finds fault,
or a figure of the weeks at the end is not what the raw tables say.
"""

import shutil
import sys
import traceback
from datetime import datetime, time, timedelta
from pathlib import Path
from time import monotonic

from sqlalchemy import select

from bench.life import (
    acts,
    administrator,
    auditor,
    borrower,
    collector,
    digest,
    lender,
    letters,
    manager,
    partner,
    week_sql,
)
from bench.life.browser import BreachError, MissingError
from bench.life.life import FIRST, ZONE, Life, Person
from bench.life.server import world
from demo import script
from jobs import timetable
from models import db, transaction
from models.metric import Week
from rules.access import Role
from services import doctor, metric

LOANS, NEW_LOANS = 60, 12
DAYS = 92
LOG, BOOKS = Path("test-results"), Path("var")


def main() -> int:
    """Live; print what came of it."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    days = int(sys.argv[2]) if len(sys.argv) > 2 else DAYS
    folder = BOOKS / f"life-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with world(folder, seed, datetime.combine(FIRST, time(7), ZONE)) as made:
        return lived(Life(made, seed), days)


def lived(life: Life, days: int) -> int:
    """Live the days; gives the exit status."""
    begun = monotonic()
    try:
        for number in range(days):
            live(life, number, last=number == days - 1)
    except Exception:  # noqa: BLE001 - whatever it is ends the life, and is told with the way to see it again
        return told(life, days, "\n".join([*life.world.faults, traceback.format_exc()]))
    with life.world.app.app_context(), transaction.reading():
        marks, number_of_all = list(digest.tables()), digest.digest()
    keep(life, "\n".join(f"{name} {mark}" for name, mark in marks))
    counts = ", ".join(f"{count} {name}" for name, count in sorted(life.counts.items()))
    print(f"seed {life.seed}, {days} days in {monotonic() - begun:.0f} s: {counts}")
    print(f"digest {number_of_all}")
    return 0


def told(life: Life, days: int, trouble: str) -> int:
    """Say what broke, where it is written down, and how to see it again."""
    path = keep(life, trouble)
    print(*life.log[-12:], trouble, sep="\n")
    print(f"Broken on {life.day}, seed {life.seed}. All events: {path}. The book: {BOOKS}/life-{life.seed}.")
    print(f"Again: make life seed={life.seed} days={days}")
    return 1


def keep(life: Life, more: str) -> Path:
    """Write the log of events down."""
    LOG.mkdir(exist_ok=True)
    path = LOG / f"life-{life.seed}.log"
    path.write_text("\n".join([*life.log, more, ""]), encoding="utf-8")
    return path


def live(life: Life, number: int, last: bool) -> None:
    """One day: the night, the morning's files, people at work, texts out and answered, and the doctor."""
    life.day = FIRST + timedelta(days=number)
    if number == 0:
        life.at(7)
        administrator.begin(life)
    night(life)
    life.at(8, 30)
    if life.day.weekday() < 5:
        work(life, number)
    life.at(18)
    run(life, "daytime")
    borrower.answer(life)
    see_doctor(life, whole=last or life.day.weekday() == 6)
    if last:
        see_weeks(life)


def night(life: Life) -> None:
    """The jobs of the early morning."""
    life.at(1, 30)
    run(life, "nightly")
    if life.day.weekday() == 0:
        life.at(3, 30)
        run(life, "weekly")


def run(life: Life, job: str) -> None:
    """Run a job of the timetable; what failed in it is trouble."""
    with life.world.app.app_context():
        report = timetable.run_job(life.world.app, job)
    if report.problems:
        raise BreachError(f"{job}: {report.problems}")
    life.tell("timetable", job, " ".join(f"{name} {dict(counts)}" for name, counts in report.counts.items() if counts))


def see_doctor(life: Life, whole: bool) -> None:
    """Ask the doctor; what does not hold is trouble."""
    app, now = life.world.app, life.world.clock()
    with app.app_context(), transaction.reading():
        look = (doctor.full if whole else doctor.quick)(life.day, now)
        broken = [
            f"{each.invariant.name}: {[str(row) for row in each.found[:3]]}"
            for each in doctor.examine(look)
            if each.found
        ]
    if broken:
        raise BreachError("the doctor: " + "; ".join(broken))


def see_weeks(life: Life) -> None:
    """Hold the figures of every week against the raw tables; one that differs is trouble.

    A provisional week knows what was entered when it was measured, so it is measured anew before.
    """
    now = life.world.clock()
    with life.world.app.app_context(), transaction.writing():
        for week_on in db.session.scalars(select(Week.week_on).where(Week.closed_at.is_(None)).order_by(Week.week_on)):
            metric.measure(week_on, now)
    with life.world.app.app_context(), transaction.reading():
        found = week_sql.differences(db.session.connection())
    if found:
        raise BreachError(f"{len(found)} figures of the weeks differ: {found[:3]}")


def work(life: Life, number: int) -> None:
    """A working day of the whole desk."""
    files(life, number)
    staff(life, number)
    for person in life.of(Role.collector):
        collector.work(life, person)
        life.tick()
    life.at(14)
    run(life, "daytime")
    borrower.answer(life)
    for each in script.happenings(life.day, life.seed):
        life.tick()
        happen(life, each)
    for act in (manager.receipts, manager.refer, manager.decide, manager.share):
        attempt(life, life.one(Role.manager), act.__name__, act)
    attempt(life, life.one(Role.manager), "letters", letters.work)
    for person in (*life.of(Role.legal_partner), *life.of(Role.auditor)):
        (partner if person.role is Role.legal_partner else auditor).work(life, person)


def files(life: Life, number: int) -> None:
    """The lender's file on some days, the bank's on each."""
    person = life.one(Role.manager)
    if number % 14 == 0:
        found = lender.lend(life, LOANS if number == 0 else NEW_LOANS)
        rows = [*map(lender.row, found), lender.wrong(found[0])]
        life.tell(person.name, "upload", manager.upload(life, person, rows))
    attempt(life, person, "bank", manager.bank)


def staff(life: Life, number: int) -> None:
    """Who falls ill and who leaves."""
    desk = [each for each in life.people if each.role is Role.collector and each.back_on is not None]
    if number in script.ABSENT:
        which, days = script.ABSENT[number]
        life.tell(desk[which].name, "absence", administrator.send_home(life, desk[which], days))
    if number in script.LEAVES:
        person = desk[script.LEAVES[number] % len(desk)]
        life.tell(person.name, "leaves", administrator.let_go(life, person))


def happen(life: Life, each: script.Happening) -> None:
    """Let something happen to somebody of the role that enters it."""
    attempt(life, life.one(script.ODDS[each][0]), str(each), acts.ACTS[each])


def attempt(life: Life, person: Person, name: str, act: acts.Act) -> None:
    """Do something; that there is nothing to do it on is no trouble."""
    try:
        came = act(life, person)
    except MissingError as missing:
        came = f"nothing: {missing}"
    life.tell(person.name, name, came)


if __name__ == "__main__":
    raise SystemExit(main())
