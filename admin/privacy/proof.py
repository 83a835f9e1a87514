"""The proof of an erasure: what went, what the law keeps until when, who decided; no value of a person is in it."""

from datetime import date
from typing import Any

from flask_babel import format_date, gettext

from admin.base import format, labels
from models.data_request import Erasure
from rules import access
from rules.law.retention import Part
from services import paper
from services.audit import seal


def name(row: Erasure) -> str:
    """What the file is called."""
    return f"{gettext('proof of erasure')} {row.id} {row.erased_on:%Y-%m-%d}.pdf"


def pdf(row: Erasure) -> bytes:
    """The proof as PDF, in the reader's language. Raises RuleError where a font is missing."""
    words = {
        "title": gettext("Proof of erasure"),
        "lender": row.borrower.lender.name,
        "facts": facts(row),
        "note": gettext(
            "The rows themselves stay without these values: sums and decisions rest on them. The audit trail keeps who "
            "did what; its values about these rows were taken away, and its chain still verifies. A list outside the "
            "book names this erasure, so that a backup which is restored is erased again."
        ),
        "sections": [[gettext("Erased"), [erased(row)]], [gettext("Kept by law"), [kept(row)]]],
    }
    words["sections"] = [[title, [lines for lines in rows if lines]] for title, rows in words["sections"]]
    words["sections"] = [each for each in words["sections"] if each[1]]
    return paper.pdf("copy", words, [], format.language())


def facts(row: Erasure) -> list[list[str]]:
    """Which erasure it is, who asked and who decided, and how far the trail is sealed."""
    told = [[gettext("Erasure"), row.mark], [gettext("Day"), format_date(row.erased_on)]]
    if row.request:
        told.append([gettext("Asked for on"), format_date(row.request.asked_on)])
        told += [[labels.column(f"data_request.{name}"), value] for name, value in people(row.request)]
    told.append([gettext("Entries of the audit trail without their values"), format.number(row.entry_count)])
    if row.unsealed:
        told.append([gettext("Audit trail"), gettext("Its last entries are emptied by tonight's run.")])
    return [*told, [gettext("Last link of the audit trail"), seal.state().head or "–"]]


def people(request: Any) -> list[tuple[str, str]]:
    """Who took part, and how it was made sure who asks."""
    names = {name: getattr(request, name) for name in ("taken_by", "identity_by", "decided_by")}
    told = [(name, person.name) for name, person in names.items() if person]
    return [*told, *([("identity", labels.member(request.identity))] if request.identity else [])]


def erased(row: Erasure) -> list[list[str]]:
    """How many rows of each record were emptied."""
    return [[called(noun), format.number(count)] for noun, count in sorted(row.counts.items())]


def called(noun: str) -> str:
    """The rows of a record in words; those without a screen have no word for many."""
    return labels.records(noun) if noun in access.TABLE else labels.record(noun)


def kept(row: Erasure) -> list[list[str]]:
    """What stays, until when and by what law."""
    return [[labels.member(Part(part)), until(told)] for part, told in row.kept.items()]


def until(told: dict[str, Any]) -> str:
    """The last day, where it is known, and the law."""
    day = format_date(date.fromisoformat(told["until"])) if told["until"] else gettext("as long as the debt is open")
    return f"{day} · {told['source']}"
