"""Landing: readable rows of a lender's file become borrowers, loans and payments, or are refused with a reason."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from models import db, sentence
from models.base import Record, snake
from models.batch import ImportBatch, ImportRow, RowOutcome
from models.sealed import ring
from rules import mask
from rules import portfolio as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services import bulk, prime_rate

SEALED = ("id_number", "number", "value", "lender_note")
"""Sealed columns: an import row keeps their mask, never the value."""

Values = dict[str, Any]
Place = tuple[str, int]
"""Sheet and row number."""


class FileRow(NamedTuple):
    """One row of a file: where it stands, what it says by kind, what is wrong with it, and its header by field.

    `named` are the marks of a row, and whom they speak of, where it has any.
    """

    sheet: str
    row_no: int
    kinds: dict[rule.Kind, Values]
    problems: Sequence[rule.Problem]
    headers: dict[str, str]
    named: rule.Named | None = None

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return self.sheet, self.row_no


class Wrong(NamedTuple):
    """Why a row did not land: an English sentence, and the values that fill it, as JSON keeps them."""

    sheet: str
    row_no: int
    column: str
    message: str
    values: dict[str, Any]

    @property
    def reason(self) -> Sentence:
        """The sentence itself."""
        return Sentence(self.message, **sentence.filling(self.values))


def wrong(sheet: str, row_no: int, column: str, reason: Sentence) -> Wrong:
    """A row that did not land."""
    return Wrong(sheet, row_no, column, **sentence.packed(reason))


class Change(NamedTuple):
    """What a row made or changed, sealed values only as masks."""

    sheet: str
    row_no: int
    outcome: RowOutcome
    record: str
    record_id: int
    before: Values
    after: Values


@dataclass
class Chunk:
    """Some rows on their way into the book, and what became of them."""

    batch: ImportBatch
    portfolio_id: int
    lender_id: int
    licence: str
    currency: str
    today: date
    lines: Sequence[FileRow]
    wrong: list[Wrong] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refused: set[Place] = field(default_factory=set)
    doubts: list[Wrong] = field(default_factory=list)
    contradictions: list[Wrong] = field(default_factory=list)

    @cached_property
    def prime_rates(self) -> list[tuple[date, Decimal]]:
        """The published rates, read once for all its rows."""
        return prime_rate.table()

    def saying(self, kind: rule.Kind) -> Iterator[tuple[FileRow, Values]]:
        """The rows that tell of this kind and were not refused so far."""
        return (
            (line, line.kinds[kind]) for line in self.lines if kind in line.kinds and line.place not in self.refused
        )

    def refuse(self, line: FileRow, name: str, error: RuleError) -> None:
        """Note that a row may not land, and in which field the reason lies."""
        self.note_wrong(line, line.headers.get(name, ""), error.sentence)

    def note_wrong(self, line: FileRow, column: str, reason: Sentence) -> None:
        """Note what is wrong with a row."""
        self.wrong.append(wrong(line.sheet, line.row_no, column, reason))
        self.refused.add(line.place)

    def doubt(self, line: FileRow, column: str, error: RuleError) -> None:
        """Note what a row says that nobody understands, though it lands."""
        self.doubts.append(wrong(line.sheet, line.row_no, column, error.sentence))

    def contradict(self, line: FileRow, name: str, error: RuleError) -> None:
        """Note what in a row does not agree, though it lands."""
        self.contradictions.append(wrong(line.sheet, line.row_no, line.headers.get(name, ""), error.sentence))

    def created(self, line: FileRow, model: type[Record], id: int, values: Values) -> None:
        """Note a new record, with the values that it was made of."""
        self.note(line, RowOutcome.created, snake(model.__name__), id, {}, plain_values(values))

    def revised(self, line: FileRow, row: Record, before: Values, after: Values) -> None:
        """Note changed values of a record that was there."""
        noun = snake(type(row).__name__)
        self.note(line, RowOutcome.revised, noun, row.id, plain_values(before), plain_values(after))

    def note(self, line: FileRow, outcome: RowOutcome, noun: str, id: int, before: Values, after: Values) -> None:
        """Note what a row did."""
        self.changes.append(Change(line.sheet, line.row_no, outcome, noun, id, before, after))


def revise(chunk: Chunk, line: FileRow, row: Any, wanted: Values) -> None:
    """Give a record the values that differ, and note what they were."""
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if changed:
        before = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        chunk.revised(line, row, before, changed)


def write_notes(chunk: Chunk) -> None:
    """Store what became of each row that did anything."""
    common = {"batch_id": chunk.batch.id, "column": "", "problem": {}, "before": {}, "after": {}, "record": ""}
    rows: list[Values] = [{**common, "record_id": None, **change._asdict()} for change in chunk.changes]
    for each in chunk.wrong:
        told = {"sheet": each.sheet, "row_no": each.row_no, "column": each.column, "problem": each.reason}
        rows.append({**common, "record_id": None, "outcome": RowOutcome.rejected, **told})
    bulk.insert(ImportRow, rows)


def tally(chunk: Chunk) -> Counter[str]:
    """Count rows by what became of them (new, changed, unchanged, wrong), and records made and revised."""
    made = {change[:2] for change in chunk.changes if change.outcome is RowOutcome.created}
    revised = {change[:2] for change in chunk.changes if change.outcome is RowOutcome.revised}
    wrong, new, changed = len(chunk.refused), len(made - chunk.refused), len(revised - made - chunk.refused)
    counts = Counter(f"{change.record}_{change.outcome}" for change in chunk.changes)
    rows = {"rows": len(chunk.lines), "new": new, "changed": changed, "wrong": wrong}
    counts.update(rows)
    counts["unchanged"] = len(chunk.lines) - wrong - new - changed
    return counts


def plain_values(values: Values) -> Values:
    """Values as JSON holds them; sealed ones only as a mask, empty ones left out."""
    return {name: plain(name, value) for name, value in values.items()}


def plain(name: str, value: Any) -> Any:
    """A value as JSON holds it; a sealed one only as a mask."""
    if name == "lender_note" and value:
        return "…"
    if name in SEALED and value:
        return mask.masked(name, value)
    if isinstance(value, list | tuple):
        return [plain("", item) for item in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, bool | int) else str(value)


def reference_of(values: Values) -> str:
    """A borrower's number, or a stable one made of the blind index of the ID number or first phone."""
    if reference := values.get("borrower_reference"):
        return str(reference)
    told = values.get("id_number") or next(iter(values.get("phones", ())), "")
    return f"B-{ring.blind(told).hex()[:12]}" if told else ""


def flush() -> None:
    """Send what the session holds, so that set-wise statements see it."""
    db.session.flush()
