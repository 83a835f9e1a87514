"""Landing of contradictions: a row whose figures do not agree says so, and its case rests where it matters."""

from rules import portfolio as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services.portfolio import loans, marks
from services.portfolio.landing import Chunk, FileRow


def land(chunk: Chunk) -> None:
    """Tell what does not agree in the rows that landed, and let cases rest until a person has looked.

    Again changes nothing; what a person released is not set again by the same words.
    """
    said = [(line, values) for line, values in chunk.saying(rule.Kind.loans) if rule.CONTRADICTIONS in values]
    open_: dict[str, tuple[FileRow, Sentence]] = {}
    for line, values in said:
        for each in values[rule.CONTRADICTIONS]:
            chunk.contradict(line, each.field, RuleError(each.reason.message, **each.reason.values))
            if each.rests:
                open_.setdefault(values["contract_no"], (line, each.reason))
    if open_:
        rest(chunk, open_)


def rest(chunk: Chunk, open_: dict[str, tuple[FileRow, Sentence]]) -> None:
    """Hold the cases of these contracts, each for its reason."""
    rows = loans.on_file(chunk, open_)
    files = marks.cases_of((), [row.id for row in rows.values()])
    numbers = {row.id: number for number, row in rows.items()}
    held = marks.holds_of([file.id for file in files])
    asked = []
    for file in files:
        line, reason = open_[numbers[file.loan_id]]
        hold = marks.Said(marks.UNCLEAR.hold, Sentence("The lender's file contradicts itself: %(said)s", said=reason))
        if not marks.stands(hold, held[file.id]):
            asked.append((line, marks.hold_of(chunk, file, hold)))
    marks.hold(chunk, asked)
