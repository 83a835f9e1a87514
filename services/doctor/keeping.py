"""What must hold of what is kept: nothing sealed lies in clear, every file is there and whole, and none is nobody's."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from sqlalchemy import LargeBinary, select, type_coerce

from models import db
from models.base import Record, snake
from models.document import Document
from models.packet import Packet
from models.run import JobRun, RunStatus
from models.sealed import Sealed, ring
from rules.errors import RuleError
from rules.sentence import Field, Sentence
from services import document, team
from services.doctor.invariant import Found, Look, Reach, holds

CHUNK = 5000
AHEAD = timedelta(days=1)
FRESH = timedelta(hours=1)
"""A file that is younger may be of a row that is being written."""
HEAD = 4 + 12 + 16
"""A sealed value has a key id, a nonce and a tag at least."""


class Column(NamedTuple):
    """A sealed column: its record and name, and its blind indexes with how many last characters each has."""

    model: Any
    name: str
    indexes: dict[str, int | None]


@holds(Sentence("No job was done for a date that has not come."), ("edit", "team"))
def no_run_lies_ahead(look: Look) -> Iterator[Found]:
    """Runs beyond tomorrow: until their date no night before it is run."""
    query = select(JobRun).where(JobRun.business_date > look.today + AHEAD, JobRun.status == RunStatus.done)
    for run in db.session.scalars(query.order_by(JobRun.id)):
        said = Sentence("It was done for %(day)s. Set the clock right, then `flask job repair`.", day=run.business_date)
        yield Found("job_run", run.id, said)


@holds(Sentence("A sealed value is never kept in clear, and its index is its own."), ("edit", "team"), Reach.full)
def sealed_value_is_sealed(look: Look) -> Iterator[Found]:
    """Rows with a sealed column that no key of the ring opens, or that is found under another value."""
    for column in sealed_columns():
        for row in _raw(column):
            if not _is_sealed(column, row):
                name = Field(column.name, snake(column.model.__name__))
                yield Found(snake(column.model.__name__), row.id, Sentence("%(name)s is not sealed.", name=name))


def sealed_columns() -> Iterator[Column]:
    """Every sealed column of the house."""
    for mapper in sorted(Record.registry.mappers, key=lambda each: each.class_.__name__):
        for column in mapper.columns:
            if isinstance(column.type, Sealed):
                indexes = [each for each in mapper.columns if each.info.get("blind_of") == column.key]
                yield Column(mapper.class_, column.key, {each.key: each.info["last"] for each in indexes})


def _raw(column: Column) -> Iterator[Any]:
    """The values as they lie in the database."""
    value = getattr(column.model, column.name)
    indexes = (getattr(column.model, name) for name in column.indexes)
    query = select(column.model.id, type_coerce(value, LargeBinary).label("raw"), *indexes).where(value.is_not(None))
    yield from db.session.execute(query.order_by(column.model.id).execution_options(yield_per=CHUNK))


def _is_sealed(column: Column, row: Any) -> bool:
    raw = row.raw if isinstance(row.raw, bytes | memoryview) else str(row.raw).encode()
    if len(raw) < HEAD:
        return False
    try:
        value = ring.open(bytes(raw))
    except (KeyError, InvalidTag, UnicodeDecodeError):
        return False
    given = {name: ring.blind(value, last) if value else None for name, last in column.indexes.items()}
    return all(getattr(row, name) == index for name, index in given.items())


@holds(Sentence("Every file that a row names is there, whole and as it was kept."), ("edit", "team"), Reach.full)
def file_is_there(look: Look) -> Iterator[Found]:
    """Documents and packets whose file is gone or holds something else; an erased one names none."""
    named = ((Document, "document", Document.name), (Packet, "packet", Packet.number))
    for model, noun, name in named:
        query = select(model.id, model.digest, name.label("name")).where(model.digest != "")  # type: ignore[attr-defined]
        for row in db.session.execute(query.order_by(model.id)):  # type: ignore[attr-defined]
            try:
                document.load(row.digest, str(row.name))
            except RuleError as refused:
                yield Found(noun, row.id, refused.sentence)


@holds(Sentence("Every kept file belongs to a row."), ("edit", "team"), Reach.full)
def file_is_somebodys(look: Look) -> Iterator[Found]:
    """The house, where files lie in its folder that no document or packet names."""
    known = {*db.session.scalars(select(Document.digest)), *db.session.scalars(select(Packet.digest))}
    left = sorted(path.name for path in _files(look.now - FRESH) if path.name not in known)
    house = team.the()
    if left and house:
        told = {"count": len(left), "first": left[0]}
        yield Found("team", house.id, Sentence("%(count)s files belong to nothing; the first is %(first)s.", **told))


def _files(before: datetime) -> list[Path]:
    """The kept files that were there before an instant."""
    files = (path for path in document.folder().iterdir() if path.is_file())
    return [path for path in files if path.stat().st_mtime < before.timestamp()]


@holds(Sentence("No run of a job has failed and been left."), ("edit", "team"))
def run_is_finished(look: Look) -> Iterator[Found]:
    """The last run of each job, where it failed; one that was set aside for a date to come runs on that date."""
    for job in db.session.scalars(select(JobRun.job).distinct().order_by(JobRun.job)):
        ended = select(JobRun.id, JobRun.status).where(JobRun.job == job, JobRun.status != RunStatus.running)
        newest = (
            ended.where(JobRun.business_date <= look.today)
            .order_by(JobRun.business_date.desc(), JobRun.slot.desc())
            .limit(1)
        )
        row = db.session.execute(newest).first()
        if row and row.status == RunStatus.failed:
            yield Found("job_run", row.id, Sentence("It failed, and nothing ran after it."))
