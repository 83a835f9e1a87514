"""Portfolio folding: the rows of a table whose rows are instalments, gathered by contract."""

from collections.abc import Iterable, Iterator, Sequence

from rules import portfolio as rule
from rules.errors import RuleError
from rules.portfolio import folding
from services.portfolio.landing import FileRow


def folded(lines: Iterable[FileRow]) -> Iterator[FileRow]:
    """The rows of each contract one after the other: the first of them holds the whole loan, the others nothing of it.

    Where one of them is wrong, none lands.
    """
    contracts: dict[str, list[FileRow]] = {}
    for line in lines:
        number = line.kinds.get(rule.Kind.loans, {}).get("contract_no") or f"\0{line.row_no}"
        contracts.setdefault(number, []).append(line)
    for rows in contracts.values():
        yield from one_loan(rows)


def one_loan(rows: Sequence[FileRow]) -> Iterator[FileRow]:
    """The rows of one contract as one loan; a single one that gives only balances is the loan already."""
    if len(rows) == 1 and folding.DUE[0] not in rows[0].kinds.get(rule.Kind.loans, {}):
        yield from rows
        return
    if any(rule.Kind.loans not in line.kinds for line in rows):
        yield from rows
        return
    try:
        loan = folding.fold([line.kinds[rule.Kind.loans] for line in rows])
    except RuleError as error:
        problem = rule.Problem(rows[0].headers["contract_no"], "contract_no", error.message, error.values)
        yield from (line._replace(kinds={}, problems=(problem,)) for line in rows)
        return
    yield rows[0]._replace(kinds={**rows[0].kinds, rule.Kind.loans: loan})
    for line in rows[1:]:
        yield line._replace(kinds={kind: said for kind, said in line.kinds.items() if kind is not rule.Kind.loans})
