"""Which stages cannot be written to: a channel, words or the sender's data are missing for borrowers they concern."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select, true

from models import db
from models.base import Language
from models.borrower import Borrower
from models.case import Case, CaseState
from models.lender import Lender
from models.loan import Loan
from models.portfolio import Portfolio
from models.stage import Channel, Stage
from models.template import Template
from rules import message
from rules.errors import RuleError
from rules.sentence import Field, Row, Sentence
from services.reminder import text as reminder_text

WRITTEN = (Channel.sms, Channel.email, Channel.letter)
OF_LENDER = ("callback_number", "complaints_number", "pay_to")


class Gap(NamedTuple):
    """What a stage lacks, in words; `lender_id` where a lender's page mends it, `template` where words are missing."""

    stage_id: int
    said: Sentence
    lender_id: int | None = None
    template: tuple[Channel, Language] | None = None


class Readers(NamedTuple):
    """The borrowers of a lender whom a stage concerns and who read a language."""

    stage_id: int
    language: Language
    lender_id: int


def gaps() -> list[Gap]:
    """What the stages lack for the borrowers of the portfolios that follow their policy."""
    found = {(policy_id, each, lender_id) for each in Language for policy_id, lender_id in _policies(each)}
    stages = db.session.scalars(select(Stage)).all()
    return _gaps({Readers(stage.id, *row[1:]) for row in found for stage in stages if stage.policy_id == row[0]})


def gaps_now() -> list[Gap]:
    """What the stages of the cases that are open now lack."""
    query = select(Case.stage_id, Borrower.language, Borrower.lender_id).join(Borrower, Case.borrower_id == Borrower.id)
    here = (Case.state == CaseState.open, Case.stage_id.is_not(None), Case.archived_on.is_(None))
    rows = db.session.execute(query.where(*here, Borrower.archived_on.is_(None)).distinct())
    return _gaps({Readers(stage_id, language, lender_id) for stage_id, language, lender_id in rows if stage_id})


def of_stage(stage: Stage) -> list[Gap]:
    """What one stage lacks, as it stands in this transaction."""
    db.session.flush()
    return [each for each in gaps() if each.stage_id == stage.id]


def check_removal(row: Template) -> None:
    """Raise RuleError for words that a stage still writes with."""
    if row.channel not in channels(row.stage):
        return
    before = {each.template for each in of_stage(row.stage)}
    query = select(Borrower.id).join(Loan, Loan.borrower_id == Borrower.id).join(Portfolio)
    here = (Portfolio.policy_id == row.stage.policy_id, Borrower.language == row.language)
    if (row.channel, row.language) not in before and db.session.scalars(query.where(*here).limit(1)).first():
        raise RuleError("%(stage)s writes to borrowers in these words; change them instead.", stage=_named(row.stage))


def channels(stage: Stage) -> tuple[Channel, ...]:
    """How a stage writes; empty where it only calls."""
    named = tuple(each for each in (stage.channel, stage.fallback_channel) if each in WRITTEN)
    if named or (stage.channel == Channel.call and stage.fallback_channel is None):
        return named
    return (Channel.email, Channel.letter)


def _policies(language: Language) -> Iterable[Any]:
    """The policies with the lenders of which somebody who borrowed under them reads a language: one is looked for."""
    query = select(Portfolio.policy_id, Lender.id).join(Lender, true()).where(Portfolio.archived_on.is_(None))
    theirs = select(Borrower.id).join(Loan, Loan.borrower_id == Borrower.id)
    theirs = theirs.where(Borrower.lender_id == Lender.id, Borrower.language == language)
    theirs = theirs.where(Loan.portfolio_id == Portfolio.id, Loan.archived_on.is_(None), Borrower.archived_on.is_(None))
    return db.session.execute(query.where(theirs.correlate(Portfolio, Lender).exists()))


def _gaps(readers: set[Readers]) -> list[Gap]:
    stages = {row.id: row for row in db.session.scalars(select(Stage))}
    lenders = {row.id: row for row in db.session.scalars(select(Lender))}
    known = reminder_text.templates()
    found = (
        gap for each in sorted(readers) for gap in _of(stages[each.stage_id], each, lenders[each.lender_id], known)
    )
    return list(dict.fromkeys(found))


def _of(stage: Stage, each: Readers, lender: Lender, known: reminder_text.Templates) -> Iterator[Gap]:
    ways: Sequence[Channel] = channels(stage)
    if not ways:
        said = Sentence("%(stage)s writes to nobody: it has no channel but the telephone.", stage=_named(stage))
        yield Gap(stage.id, said)
    for channel in ways:
        template = known.get((stage.id, channel, each.language))
        if template is None or not template.body.strip():
            told = {"stage": _named(stage), "channel": channel, "language": each.language}
            said = Sentence("%(stage)s has no words for %(channel)s in %(language)s.", **told)
            yield Gap(stage.id, said, template=(channel, each.language))
        else:
            yield from _unsaid(stage, template, lender)


def _unsaid(stage: Stage, template: Template, lender: Lender) -> Iterator[Gap]:
    """What the words ask of the lender and nobody has filled in."""
    asked = message.PLACE.findall(f"{template.subject} {template.body}")
    for name in OF_LENDER:
        if name in asked and not getattr(lender, name):
            told = {"stage": _named(stage), "lender": Row("lender", lender.id, lender.name)}
            said = Sentence("%(stage)s: %(lender)s has no %(name)s.", **told, name=Field(name, "lender"))
            yield Gap(stage.id, said, lender.id)


def _named(stage: Stage) -> Row:
    return Row("stage", stage.id, stage.key)
