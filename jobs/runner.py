"""The runner: who runs a job for a business date, one transaction for each row, and what came of it."""

import logging
import os
import secrets
import socket
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from jobs.pace import Pace
from models import db
from models.base import Record, snake
from models.database import begin_writing, is_busy
from models.run import JobRun, RunStatus
from models.transaction import reading, writing
from rules.errors import RuleError
from rules.sentence import Sentence
from services import bulk

Row = TypeVar("Row", bound=Record)
T = TypeVar("T")
Step = Callable[[date, datetime], "Tally"]
UNDER_WAY: set[int] = set()
"""The runs that this process is at: another one that names it as holder was left by it."""
TOMORROW = timedelta(days=1)
"""A date may be run a day ahead, by hand."""
MOST_PROBLEMS = 200
TOGETHER = 100
"""So many rows share a transaction: long enough to spare statements, short enough for a person's save."""
CUT_OFF = timedelta(hours=6)
START = secrets.token_hex(4)
"""Tells this start of the program from an earlier one."""
WAITS = (1, 5, 30)
"""Seconds to wait before work that found the database busy is done once more; the last time its error counts."""
CUT = Sentence("It was cut off, and ended by a later run.")
log = logging.getLogger("concord.jobs")


class Tally(NamedTuple):
    """What a step did: how often each outcome, and what failed and is left for the next run."""

    counts: Counter[str]
    problems: list[dict[str, Any]]


class Report(NamedTuple):
    """What came of a run; `ran` is false when it had been done before or runs elsewhere."""

    job: str
    day: date
    ran: bool
    status: str
    counts: Mapping[str, Any]
    problems: Sequence[Any]


def run(
    job: str, day: date, steps: Sequence[Step], clock: Callable[[], datetime], slot: str = "", again: bool = False
) -> Report:
    """Run the steps of a job for a business date, once; a run that was cut off or failed is taken over.

    `again` runs a date that is done once more, which finds only what is new, and adds what it did to the counts; since
    a person waits for it, the counts of its steps can be read as they come.
    Raises RuleError for a day before the last one done: the past is not run again.
    """
    row_id = patiently(lambda: _take(job, day, slot, clock(), again))
    if row_id is None:
        return _report(_find(job, day, slot), ran=False)
    try:
        before = _counted(row_id) if again else {}
        done: dict[str, Tally] = {}
        for step in steps:
            done[step.__name__] = _try(step, day, clock())
            if again:
                _count(row_id, done, before)
        patiently(lambda: _end(row_id, _sums(done, before), done, clock()))
    finally:
        UNDER_WAY.discard(row_id)
    return _report(_find(job, day, slot), ran=True)


def end_cut_off(job: str, now: datetime) -> None:
    """End the runs of a job that were cut off, so that none is shown as running for ever."""
    with writing():
        _end_cut_off(job, now)


def set_aside(today: date, reason: str, now: datetime) -> int:
    """Undo the mark of runs for dates that have not come, of a clock that ran ahead: those dates run when they come.

    What such a run did to the book stays; the reason is kept with it. Returns how many there were.
    """
    with writing():
        query = select(JobRun).where(JobRun.business_date > today, JobRun.status != RunStatus.failed)
        rows = db.session.scalars(query.order_by(JobRun.id)).all()
        for row in rows:
            _fail(row, Sentence("Set aside by hand: %(reason)s", reason=reason), now)
        return len(rows)


def is_ahead(today: date) -> bool:
    """Whether a run was done for a date beyond tomorrow: then none before it is run any more."""
    query = select(JobRun.id).where(JobRun.business_date > today + TOMORROW, JobRun.status == RunStatus.done)
    ahead = db.session.scalars(query.limit(1)).first() is not None
    db.session.rollback()
    return ahead


def patiently(work: Callable[[], T]) -> T:
    """Do what may be done twice once more where the database is busy, after growing waits."""
    for seconds in WAITS:
        try:
            return work()
        except OperationalError as error:
            if not is_busy(error.orig):
                raise
            db.session.rollback()
            time.sleep(seconds)
    return work()


def each(model: type[Row], ids: Sequence[int], service: Callable[[Row], str]) -> Tally:
    """Give every row its own transaction; count outcomes, note failures and go on."""
    tally, pace = Tally(Counter(), []), Pace(1)
    for row_id in ids:
        pace.rest()
        try:
            for outcome in patiently(partial(_one, model, row_id, service)):
                tally.counts[outcome] += 1
        except Exception as error:  # noqa: BLE001 - one failing row never stops the rest
            tally.problems.append(_problem(snake(model.__name__), row_id, error))
    return tally


def each_chunk(
    model: type[Record],
    ids: Sequence[int],
    service: Callable[[Sequence[int]], Mapping[str, int]],
    size: int = bulk.SIZE,
) -> Tally:
    """Give every chunk of rows, of `size` at most, one transaction; one that fails is halved until one row is left."""
    tally, pace, taken = Tally(Counter(), []), Pace(size), 0
    halves: list[Sequence[int]] = []
    while halves or taken < len(ids):
        pace.rest()
        if halves:
            chunk = halves.pop()
        else:
            chunk, taken = ids[taken : taken + pace.size], taken + pace.size
        try:
            tally.counts.update(patiently(partial(_some, partial(pace.work, service), chunk)))
        except Exception as error:  # noqa: BLE001 - one failing row never stops the rest
            if len(chunk) > 1:
                halves += [chunk[len(chunk) // 2 :], chunk[: len(chunk) // 2]]
            else:
                tally.problems.append(_problem(snake(model.__name__), chunk[0], error))
    return tally


def _one(model: type[Row], row_id: int, service: Callable[[Row], str]) -> list[str]:
    """The outcome of a service for a row in a transaction of its own; none where the row is gone."""
    with writing():
        row = db.session.get(model, row_id)
        return [service(row)] if row is not None else []


def _some(service: Callable[[Sequence[int]], Mapping[str, int]], chunk: Sequence[int]) -> Mapping[str, int]:
    with writing():
        return service(chunk)


def each_together(
    model: type[Row], ids: Sequence[int], service: Callable[[Row], str], with_it: Sequence[Any] = ()
) -> Tally:
    """Give every row to a service that changes the book alone, many in one transaction; a failing one stands alone.

    `with_it` are the loader options for what the service reads of each row.
    """

    def some(chunk: Sequence[int]) -> Counter[str]:
        query = select(model).where(model.id.in_(chunk)).order_by(model.id).options(*with_it)
        return Counter(service(row) for row in db.session.scalars(query).unique().all())

    return each_chunk(model, ids, some, TOGETHER)


def once(service: Callable[[], Mapping[str, int]]) -> Tally:
    """Run a set-based service in one transaction."""
    with writing():
        return Tally(Counter(service()), [])


def once_read(read: Callable[[], T], service: Callable[[T], Mapping[str, int]]) -> Tally:
    """Read at length while others write, then run a set-based service on what was found, in one short transaction."""
    with reading():
        found = read()
    return once(partial(service, found))


def save() -> None:
    """End the transaction here and begin the next one: what was done must be seen before the world is told."""
    db.session.commit()
    begin_writing()


def last_done(job: str) -> date | None:
    """The last business date for which a job was done."""
    query = select(JobRun.business_date).filter_by(job=job, status=RunStatus.done)
    found = db.session.scalars(query.order_by(JobRun.business_date.desc()).limit(1)).first()
    db.session.rollback()
    return found


def _counted(row_id: int) -> dict[str, dict[str, int]]:
    counts = dict(db.session.get_one(JobRun, row_id).counts)
    db.session.rollback()
    return counts


def _count(row_id: int, done: Mapping[str, Tally], before: Mapping[str, dict[str, int]]) -> None:
    with writing():
        db.session.get_one(JobRun, row_id).counts = _sums(done, before)


def _sums(done: Mapping[str, Tally], before: Mapping[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """What each step did, with what it had done before."""
    return {name: dict(Counter(before.get(name, {})) + tally.counts) for name, tally in done.items()}


def _take(job: str, day: date, slot: str, now: datetime, again: bool) -> int | None:
    """Take the run: make its row, or take over one that may be run. None where it is somebody else's."""
    last = last_done(job)
    if last and day < last:
        raise RuleError("%(job)s was done for %(last)s already; %(day)s is past.", job=job, last=last, day=day)
    try:
        with writing():
            row = _find(job, day, slot)
            if row is None:
                row = JobRun(job=job, business_date=day, slot=slot, started_at=now)
                db.session.add(row)
            elif not (_is_free(row, now) or (again and row.status == RunStatus.done)):
                return None
            row.status, row.started_at, row.finished_at, row.holder = RunStatus.running, now, None, holder()
            db.session.flush()
            _end_cut_off(job, now, but=row.id)
            UNDER_WAY.add(row.id)
            return int(row.id)
    except IntegrityError:
        return None


def _end(row_id: int, counts: Mapping[str, Any], done: Mapping[str, Tally], now: datetime) -> None:
    """Keep what came of a run."""
    with writing():
        row = db.session.get_one(JobRun, row_id)
        row.counts = counts
        problems = [{"step": name, **each} for name, tally in done.items() for each in tally.problems]
        row.problems = problems[:MOST_PROBLEMS]
        row.status = RunStatus.failed if any(each.get("whole") for each in problems) else RunStatus.done
        row.failures += row.status == RunStatus.failed
        row.finished_at = now


def _end_cut_off(job: str, now: datetime, but: int | None = None) -> None:
    for row in db.session.scalars(select(JobRun).filter_by(job=job, status=RunStatus.running)):
        if row.id != but and _is_free(row, now):
            _fail(row, CUT, now)


def _fail(row: JobRun, why: Sentence, now: datetime) -> None:
    row.status, row.finished_at = RunStatus.failed, row.finished_at or now
    row.problems = [*row.problems, {"step": "", "record": "", "id": None, "problem": why, "whole": True}]


def _find(job: str, day: date, slot: str) -> Any:
    return db.session.scalars(select(JobRun).filter_by(job=job, business_date=day, slot=slot).with_for_update()).first()


def _is_free(row: JobRun, now: datetime) -> bool:
    if row.status == RunStatus.running:
        left = row.holder == holder() and row.id not in UNDER_WAY
        return left or row.started_at + CUT_OFF < now or _is_dead(row.holder)
    return row.status in (RunStatus.failed, RunStatus.skipped)


def holder() -> str:
    """Who runs: the machine, the start and the process; in a container every start has the same number."""
    return f"{socket.gethostname()}/{START}:{os.getpid()}"


def _is_dead(name: str) -> bool:
    """Whether a holder on this machine is a process that is no more."""
    host, _, pid = name.rpartition(":")
    if host.partition("/")[0] != socket.gethostname() or not pid.isdigit():
        return False
    if int(pid) == os.getpid():
        return name != holder()
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _try(step: Step, day: date, now: datetime) -> Tally:
    try:
        return patiently(partial(step, day, now))
    except Exception as error:  # noqa: BLE001 - a failing step never stops the rest
        return Tally(Counter(), [_problem("", None, error) | {"whole": True}])


def _problem(record: str, row_id: int | None, error: Exception) -> dict[str, Any]:
    """What failed, without values that might be personal: a rule's own sentence, else only what kind of error."""
    log.error("%s %s failed", record or "step", row_id, exc_info=error)
    said = error.sentence if isinstance(error, RuleError) else type(error).__name__
    return {"record": record, "id": row_id, "problem": said}


def _report(row: JobRun, ran: bool) -> Report:
    report = Report(row.job, row.business_date, ran, str(row.status), dict(row.counts), list(row.problems))
    db.session.rollback()
    return report
