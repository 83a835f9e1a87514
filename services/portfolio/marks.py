"""Landing of marks: the dead, the represented and who said stop rest before the first message."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from models import db
from models.batch import RowOutcome
from models.case import Case
from models.hold import Hold, HoldKind
from models.wish import Wish, WishKind
from rules import portfolio as rule
from rules.errors import RuleError
from services import bulk
from services.portfolio import landing
from services.portfolio import loans as landing_loan
from services.portfolio.landing import Chunk, FileRow, Values

REVIEW_DAYS = 30
COMPLAINT_DAYS = 15


class Means(NamedTuple):
    """What a mark means: the wish that stays with the borrower, and the hold on every case of theirs."""

    wish: WishKind
    hold: HoldKind


class Said(NamedTuple):
    """What was said of a borrower or rests on a case, in which words, and whether it still holds."""

    kind: Any
    words: str
    runs: bool = True


MEANS = {
    "stopped": Means(WishKind.cease, HoldKind.stop),
    "may_contact": Means(WishKind.cease, HoldKind.stop),
    "deceased": Means(WishKind.deceased, HoldKind.deceased),
    "represented": Means(WishKind.represented, HoldKind.represented),
    "insolvent": Means(WishKind.insolvent, HoldKind.insolvency),
    "complained": Means(WishKind.complained, HoldKind.complaint),
    "defrauded": Means(WishKind.defrauded, HoldKind.fraud),
    "vulnerable": Means(WishKind.vulnerable, HoldKind.hardship),
}
UNCLEAR = Means(WishKind.unclear, HoldKind.unclear)
HOLDS = {each.wish: each.hold for each in (*MEANS.values(), UNCLEAR)}
APART = (WishKind.unclear, HoldKind.unclear)
"""Two words that nobody understands are two questions."""
NOBODY = RuleError("The row tells of a borrower or loan that is not there.")

Owned = tuple[FileRow, int]
"""A marked row, and the id of its borrower."""


def land(chunk: Chunk) -> None:
    """Let everybody rest whom a row marks, and every new case of one who was marked before.

    Again changes nothing; a mark that is gone lifts nothing, and what a person took back is not set again.
    """
    marked = [line for line in chunk.lines if line.named and line.named.marks]
    opened = new_loans(chunk)
    if marked or opened:
        landing.flush()
        owned = owners(chunk, marked)
        keep_wishes(chunk, owned)
        rest(chunk, {owner: line for line, owner in owned}, opened)


def new_loans(chunk: Chunk) -> dict[int, FileRow]:
    """The loans that this chunk made, each with its row."""
    lines = {line.place: line for line in chunk.lines}
    made = (each for each in chunk.changes if each.record == "loan" and each.outcome is RowOutcome.created)
    return {each.record_id: lines[each[:2]] for each in made}


def owners(chunk: Chunk, marked: Sequence[FileRow]) -> list[Owned]:
    """The marked rows with their borrowers; a row whose borrower nobody knows is refused by name."""
    named = {line.place: line.named.values for line in marked if line.named}
    people = landing_loan.borrowers(chunk, {landing.reference_of(values) for values in named.values()})
    loans = landing_loan.on_file(chunk, {values["contract_no"] for values in named.values() if "contract_no" in values})
    found = []
    for line in marked:
        loan = loans.get(named[line.place].get("contract_no", ""))
        owner = loan.borrower_id if loan else people.get(landing.reference_of(named[line.place]))
        if owner:
            found.append((line, owner))
        elif line.place not in chunk.refused:
            chunk.refuse(line, "borrower_reference", NOBODY)
    return found


def keep_wishes(chunk: Chunk, owned: Sequence[Owned]) -> None:
    """Write down what rows say of borrowers, unless it stands already, or a person took just that back."""
    known = wishes_of({owner for _, owner in owned})
    new: list[tuple[FileRow, Values]] = []
    for line, owner in owned:
        for mark in line.named.marks if line.named else ():
            said = Said(means(mark).wish, said_of(mark))
            if not mark.is_sure:
                chunk.doubt(line, mark.header, doubt(mark))
            if not stands(said, known[owner]):
                known[owner].append(said)
                new.append((line, wish_of(chunk, owner, said)))
    ids = bulk.add(Wish, [values for _, values in new])
    for (line, values), id in zip(new, ids, strict=True):
        chunk.created(line, Wish, id, {name: values[name] for name in ("kind", "said", "ended_at")})


def means(mark: rule.Mark) -> Means:
    """What a mark means; one that nobody understands stops too."""
    return MEANS[mark.field] if mark.is_sure else UNCLEAR


def doubt(mark: rule.Mark) -> RuleError:
    """The sentence about a word that nobody understands, or that stands where nobody looked for one."""
    if not mark.field:
        return RuleError(
            "'%(value)s' may say that nobody is to be written to; the case rests until a person has looked.",
            value=mark.word,
        )
    return RuleError("'%(value)s' is neither yes nor no; the case rests until a person has looked.", value=mark.word)


def said_of(mark: rule.Mark) -> str:
    """The lender's own words: the column, and the cell where it is not plainly yes."""
    return mark.header if mark.is_sure else f"{mark.header}: {mark.word}"


def stands(said: Said, known: Iterable[Said]) -> bool:
    """Whether the same was said before; what a person took back counts only in the same words."""
    return any(
        each.kind == said.kind
        and (f"{each.words} · ".startswith(f"{said.words} · ") or (each.runs and said.kind not in APART))
        for each in known
    )


def wishes_of(borrower_ids: Iterable[int]) -> dict[int, list[Said]]:
    """What was ever said of these borrowers that lets their cases rest."""
    found: dict[int, list[Said]] = defaultdict(list)
    for piece in bulk.chunks(sorted(borrower_ids)):
        query = select(Wish.borrower_id, Wish.kind, Wish.said, Wish.ended_at)
        for row in db.session.execute(query.where(Wish.borrower_id.in_(piece), Wish.kind.in_(HOLDS)).order_by(Wish.id)):
            found[row.borrower_id].append(Said(row.kind, row.said, row.ended_at is None))
    return found


def wish_of(chunk: Chunk, borrower_id: int, said: Said) -> Values:
    """The columns of a wish that a file tells of."""
    told = {"kind": said.kind, "said": said.words, "ended_at": None}
    return {"borrower_id": borrower_id, "received_at": chunk.batch.started_at, "user_id": chunk.batch.user_id, **told}


def rest(chunk: Chunk, marked: Mapping[int, FileRow], opened: Mapping[int, FileRow]) -> None:
    """Hold every case of the marked borrowers, and each new case of those who were marked before."""
    files = cases_of(marked, opened)
    said = wishes_of({file.borrower_id for file in files})
    files = [file for file in files if file.borrower_id in said]
    held = holds_of([file.id for file in files])
    new: list[tuple[FileRow, Values]] = []
    for file in files:
        line = marked.get(file.borrower_id) or opened[file.loan_id]
        for each in said[file.borrower_id]:
            asked = Said(HOLDS[each.kind], each.words)
            if each.runs and not stands(asked, held[file.id]):
                held[file.id].append(asked)
                new.append((line, hold_of(chunk, file, asked)))
    hold(chunk, new)


def hold(chunk: Chunk, new: Sequence[tuple[FileRow, Values]]) -> None:
    """Write new holds, note them, and ask the night to look at their cases."""
    ids = bulk.add(Hold, [values for _, values in new])
    for (line, values), id in zip(new, ids, strict=True):
        chunk.created(line, Hold, id, {name: value for name, value in values.items() if name != "case_id"})
    bulk.change(Case, [{"id": id, "touched": True} for id in sorted({values["case_id"] for _, values in new})])


def cases_of(marked: Iterable[int], opened: Iterable[int]) -> list[Any]:
    """The cases of these borrowers, and of these loans."""
    found: dict[int, Any] = {}
    query = select(Case.id, Case.borrower_id, Case.loan_id, Case.assignee_id).where(Case.archived_on.is_(None))
    for column, ids in ((Case.borrower_id, marked), (Case.loan_id, opened)):
        for piece in bulk.chunks(sorted(ids)):
            found |= {row.id: row for row in db.session.execute(query.where(column.in_(piece)))}
    return [found[id] for id in sorted(found)]


def holds_of(case_ids: Sequence[int]) -> dict[int, list[Said]]:
    """The holds that ever lay on these cases, and which of them have no end yet."""
    found: dict[int, list[Said]] = defaultdict(list)
    for piece in bulk.chunks(case_ids):
        query = select(Hold.case_id, Hold.kind, Hold.reason, Hold.released_on, Hold.ends_on)
        for row in db.session.execute(query.where(Hold.case_id.in_(piece))):
            found[row.case_id].append(Said(row.kind, row.reason, row.released_on is None and row.ends_on is None))
    return found


def hold_of(chunk: Chunk, file: Any, said: Said) -> Values:
    """The columns of a hold that a mark sets, owned by who works the case, else by who brought the file."""
    days = COMPLAINT_DAYS if said.kind == HoldKind.complaint else REVIEW_DAYS
    asked = {"starts_on": chunk.today, "ends_on": None, "review_on": chunk.today + timedelta(days=days)}
    owner = {"owner_id": file.assignee_id or chunk.batch.user_id, "released_on": None}
    return {"case_id": file.id, "kind": said.kind, "reason": said.words, **asked, **owner}
