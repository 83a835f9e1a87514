"""Landing of joint debtors: further people of one contract, in rows or columns; named, never written to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select

from models import db
from models.batch import ImportRow, RowOutcome
from models.borrower import Borrower, Phone, PointSource
from models.contact_person import JointDebtor
from models.loan import Loan
from rules import portfolio as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services import bulk
from services.portfolio import borrowers, landing
from services.portfolio.landing import Chunk, FileRow, Values

OWNER = "borrower_reference"
NAMELESS = RuleError("A joint debtor needs a name and the contract, and is left out.")
NAMED = Sentence(
    "Contract %(contract)s has a debtor already; this person is a joint debtor, named and never written to."
)

Told = tuple[FileRow, Values]


class Further(NamedTuple):
    """A row that names a further debtor of a contract."""

    line: FileRow
    contract: str
    borrower_id: int


def part(
    chunk: Chunk, said: Sequence[Told], people: Mapping[str, int], known: Mapping[str, Loan]
) -> tuple[list[Told], list[Further]]:
    """The rows of loans without those that name a further debtor, and these.

    Such a row says nothing else of the contract than the row of its debtor does. One that stands alone is such a row
    only where the person is a joint debtor already, or where this batch made the loan: else it contradicts the book.
    """
    by_contract: dict[str, list[tuple[FileRow, Values, int]]] = defaultdict(list)
    for line, values in said:
        if owner := people.get(landing.reference_of(values)):
            by_contract[values["contract_no"]].append((line, values, owner))
    others = {
        row.id: contract
        for contract, rows in by_contract.items()
        if (row := known.get(contract)) and any(owner != row.borrower_id for *_, owner in rows)
    }
    standing = _standing(others) | _made(chunk, others, by_contract)
    found = [
        each
        for contract, rows in by_contract.items()
        if len({owner for *_, owner in rows}) > 1 or known.get(contract) is not None
        for each in _further(contract, rows, known.get(contract), standing)
    ]
    places = {each.line.place for each in found}
    for each in found:
        each.line.kinds.pop(rule.Kind.payments, None)
    return [(line, values) for line, values in said if line.place not in places], found


def _further(
    contract: str,
    rows: Sequence[tuple[FileRow, Values, int]],
    loan: Loan | None,
    standing: set[tuple[int, int]],
) -> Iterable[Further]:
    """The rows of a contract that name a further debtor beside the first one, or beside the one on file."""
    first_owner = loan.borrower_id if loan else rows[0][2]
    first = next((values for _, values, owner in rows if owner == first_owner), None)
    for line, values, owner in rows:
        if owner == first_owner:
            continue
        if (loan and (loan.id, owner) in standing) or (first and _agree(values, first)):
            yield Further(line, contract, owner)


def _agree(values: Values, first: Values) -> bool:
    return all(first.get(name) == value for name, value in values.items() if name != OWNER)


def _standing(loans: Mapping[int, str]) -> set[tuple[int, int]]:
    """The joint debtors of loans, as pairs of loan and borrower."""
    query = select(JointDebtor.loan_id, JointDebtor.borrower_id).where(JointDebtor.loan_id.in_(list(loans)))
    return {(row[0], row[1]) for row in db.session.execute(query)} if loans else set()


def _made(
    chunk: Chunk, loans: Mapping[int, str], rows: Mapping[str, Sequence[tuple[FileRow, Values, int]]]
) -> set[tuple[int, int]]:
    """The same for loans that an earlier step of this batch made: the rows of a contract may stand in two steps."""
    if not loans:
        return set()
    query = select(ImportRow.record_id).filter_by(batch_id=chunk.batch.id, record="loan", outcome=RowOutcome.created)
    made = db.session.scalars(query.where(ImportRow.record_id.in_(list(loans))))
    return {(id, owner) for id in made if id for *_, owner in rows[loans[id]]}


def link(chunk: Chunk, found: Sequence[Further]) -> None:
    """Keep the further debtors of rows, each once for the loan."""
    _write(chunk, [(each.line, each.contract, each.borrower_id) for each in found])


def land(chunk: Chunk) -> None:
    """Keep the joint debtors whom columns tell of and a person took over: people of their own, with their phones."""
    told = [
        (line, person, line.named.values.get("contract_no", ""))
        for line in chunk.lines
        if line.named and line.place not in chunk.refused
        for person in line.named.people
        if person.kind == "joint"
    ]
    for line, person, contract in told:
        if not contract or not person.values.get("name"):
            chunk.doubt(line, person.header, NAMELESS)
    whole = [each for each in told if each[2] and each[1].values.get("name")]
    ids = _people(chunk, whole)
    _write(chunk, [(line, contract, id) for (line, _, contract), id in zip(whole, ids, strict=True)])


def _people(chunk: Chunk, told: Sequence[tuple[FileRow, rule.Person, str]]) -> list[int]:
    """The ids of these people as borrowers of the lender, made where they are not there."""
    orders: dict[str, int] = defaultdict(int)
    wanted: dict[str, tuple[FileRow, rule.Person]] = {}
    names = []
    for line, person, contract in told:
        orders[contract] += 1
        values = {"id_number": person.values.get("id_number"), "phones": person.values.get("phone", ())}
        names.append(landing.reference_of(values) or f"{contract}/{orders[contract] + 1}")
        wanted.setdefault(names[-1], (line, person))
    one = func.coalesce(Borrower.merged_into_id, Borrower.id)
    query = select(Borrower.reference, one).where(Borrower.lender_id == chunk.lender_id)
    known = {row[0]: row[1] for row in db.session.execute(query.where(Borrower.reference.in_(wanted)))}
    new = {name: each for name, each in wanted.items() if name not in known}
    rows = [borrowers.birth(chunk, {**person.values, "reference": name}) for name, (_, person) in new.items()]
    for row, (line, person), id in zip(rows, new.values(), bulk.add(Borrower, rows), strict=True):
        known[row["reference"]] = id
        chunk.created(line, Borrower, id, {name: row[name] for name in (*borrowers.NAMES, "id_number")})
        points = [{"borrower_id": id, "number": number} for number in person.values.get("phone", ())]
        bulk.add(Phone, [{**point, "source": PointSource.lender_file} for point in points])
    return [known[name] for name in names]


def _write(chunk: Chunk, found: Sequence[tuple[FileRow, str, int]]) -> None:
    if not found:
        return
    query = select(Loan.contract_no, Loan.id, Loan.borrower_id).where(Loan.portfolio_id == chunk.portfolio_id)
    loans = {row[0]: row for row in db.session.execute(query.where(Loan.contract_no.in_({each[1] for each in found})))}
    known = _standing({row.id: row.contract_no for row in loans.values()})
    new: list[tuple[FileRow, Any]] = []
    for line, contract, borrower_id in found:
        loan = loans.get(contract)
        if loan is None or loan.borrower_id == borrower_id or (loan.id, borrower_id) in known:
            continue
        known.add((loan.id, borrower_id))
        chunk.doubt(line, line.headers.get("name", ""), RuleError(NAMED.message, contract=contract))
        new.append((line, {"loan_id": loan.id, "borrower_id": borrower_id}))
    ids = bulk.add(JointDebtor, [values for _, values in new])
    for (line, values), id in zip(new, ids, strict=True):
        chunk.created(line, JointDebtor, id, {name: values[name] for name in ("loan_id", "borrower_id")})
