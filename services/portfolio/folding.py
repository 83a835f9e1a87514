"""Portfolio folding: the rows of a table whose rows are instalments, gathered by contract."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rules import portfolio as rule
from rules.errors import RuleError
from rules.portfolio import folding, values
from rules.portfolio.values import Cell
from services.portfolio.landing import FileRow


def folded(lines: Iterable[tuple[str, FileRow]]) -> Iterator[FileRow]:
    """The rows of each contract one after the other: the first of them holds the whole loan, the others nothing of it.

    Each row comes with what its cell of the contract says. Where one of them is wrong, none lands.
    """
    contracts: dict[str, list[FileRow]] = {}
    for cell, line in lines:
        number = line.kinds.get(rule.Kind.loans, {}).get("contract_no") or cell or f"\0{line.row_no}"
        contracts.setdefault(number, []).append(line)
    for rows in contracts.values():
        yield from one_loan(rows)


def contract_of(mapping: rule.Mapping) -> Callable[[Sequence[Cell]], str]:
    """Build what reads the contract of a row as it stands there, whether the row is right or wrong."""
    at = next((match.position for match in mapping.columns if match.field == "contract_no"), None)

    def read(cells: Sequence[Cell]) -> str:
        return values.words(cells[at]) if at is not None and at < len(cells) else ""

    return read


def one_loan(rows: Sequence[FileRow]) -> Iterator[FileRow]:
    """The rows of one contract as one loan; a single one that gives only balances is the loan already."""
    if len(rows) == 1 and folding.DUE[0] not in rows[0].kinds.get(rule.Kind.loans, {}):
        yield from rows
        return
    if wrong := next((line for line in rows if rule.Kind.loans not in line.kinds), None):
        error = RuleError(
            "Row %(row)s of the same contract is wrong, so that none of its rows lands.", row=wrong.row_no
        )
        yield from (line if rule.Kind.loans not in line.kinds else _refused(line, error) for line in rows)
        return
    try:
        loan = folding.fold([line.kinds[rule.Kind.loans] for line in rows])
    except RuleError as error:
        yield from (_refused(line, error) for line in rows)
        return
    yield rows[0]._replace(kinds={**rows[0].kinds, rule.Kind.loans: loan})
    for line in rows[1:]:
        yield line._replace(kinds={kind: said for kind, said in line.kinds.items() if kind is not rule.Kind.loans})


def _refused(line: FileRow, error: RuleError) -> FileRow:
    problem = rule.Problem(line.headers["contract_no"], "contract_no", error.message, error.values)
    return line._replace(kinds={}, problems=(problem,))
