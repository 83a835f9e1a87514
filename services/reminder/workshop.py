"""The template workshop: what words become in each language, what is wrong with them, and a test to oneself."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select

from models import db
from models.base import Language
from models.borrower import Borrower
from models.case import Case
from models.dispute import DisputeStatus
from models.lender import Lender, country_of, currency_of
from models.stage import Channel
from models.template import Notice, NoticeText, Template
from models.user import User
from models.user_mail import MailKind, UserMail
from rules import content, message, sms
from rules.errors import RuleError
from rules.sentence import Sentence
from services import credit, overdue, strategy, written
from services.credit import Held
from services.overdue import Part
from services.paper import letterhead
from services.reminder import facts, identity, notice, service
from services.reminder import text as reminder_text
from services.reminder.text import Owed
from services.user import mail

TESTS_AN_HOUR = 20
SAMPLE = {"en": "Sample", "zh_Hans": "样本", "zh_Hant": "樣本"}
"""Whom a message is written to where no case is chosen: nobody."""
SAMPLE_NO, SAMPLE_AMOUNT, SAMPLE_DAYS = "SAMPLE-1", Decimal("1200.00"), 12
NO_SENDER = Sentence("The text does not say first who sends it.")
NO_WAY_OUT = Sentence("The text does not say how to stop such texts.")
CREDIT = "credit"


class Typed(NamedTuple):
    """Words as they stand in a form, saved or not: of a stage (`stage_id`) or of another moment (`notice`)."""

    stage_id: int | None
    notice: Notice | None
    channel: Channel
    language: Language
    subject: str
    body: str
    gateway_code: str = ""
    gateway_variables: str = ""


class Mark(NamedTuple):
    """What is wrong at a place of a text, [start, end)."""

    start: int
    end: int
    said: Sentence


class Shown(NamedTuple):
    """What words become in a language: as they would leave, in how many parts, by which approved text.

    `problem` says why they would not leave, `lacks` what a text should say and does not. `is_typed`: they stand in the
    form, and not in a row.
    """

    language: Language
    subject: str = ""
    body: str = ""
    counted: sms.Counted | None = None
    code: str = ""
    filled: Mapping[str, str] = {}
    problem: str = ""
    lacks: Sequence[Sentence] = ()
    is_typed: bool = False


class Reader(NamedTuple):
    """Who a message is addressed to, in a language."""

    name: str
    language: Language


class Example(NamedTuple):
    """What a message is tried on; without a `case` it is a sample that speaks of nobody."""

    lender: Lender
    signer: str
    owed: Sequence[Owed]
    credits: Sequence[Held] = ()
    case: Case | None = None

    def reader(self, language: Language) -> Reader:
        """Who reads it."""
        return Reader(self.case.borrower.name if self.case else SAMPLE[language], language)


def places(typed: Typed) -> Collection[str]:
    """What these words may leave open."""
    return notice.FILLED[typed.notice] if typed.notice else message.VARIABLES.keys()


def marks(text: str, language: Language, names: Collection[str]) -> list[Mark]:
    """Collect what is wrong with a text, in its order: places that nothing fills, and what must not be sent."""
    found = [Mark(each.start, each.end, message.said(each, names)) for each in message.faults(text, names)]
    forbidden = content.check(text, str(language).replace("_", "-"), "borrower")
    found += [Mark(each.start, each.end, reminder_text.said(each)) for each in forbidden]
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def shown(typed: Typed, case: Case | None, signer: str, today: date) -> list[Shown]:
    """What the words become in each language, for a case or for the sample; the typed ones first.

    Raises RuleError where no lender is there to write in whose name.
    """
    example = example_of(case, signer, today, bool(typed.notice))
    languages = sorted(Language, key=lambda each: each != typed.language)
    known = _known_texts(typed) if typed.notice else _known_templates(typed)
    return [_one(typed, known, each, example, today) for each in languages]


def example_of(case: Case | None, signer: str, today: date, is_notice: bool = False) -> Example:
    """What a message is tried on. Raises RuleError without a lender, or for a case of which nothing is overdue."""
    if case is None:
        lender = db.session.scalars(select(Lender).where(Lender.archived_on.is_(None)).order_by(Lender.id)).first()
        if lender is None:
            raise RuleError("Set up a lender first: words are written in its name.")
        part = Part(today - timedelta(days=SAMPLE_DAYS), SAMPLE_AMOUNT)
        return Example(lender, signer, [Owed(SAMPLE_NO, currency_of(lender.licence), [part])])
    who = case.borrower_id
    name = case.assignee.name if case.assignee else ""
    owed = _owed(case, today)
    if not owed and not is_notice:
        raise RuleError("Nothing of %(case)s is overdue on this day; choose another case.", case=case.reference)
    return Example(case.borrower.lender, name, owed, credit.of_borrowers([who]).get(who, ()), case)


def test(person: User, said: Shown, now: datetime) -> UserMail:
    """Send words to oneself, through the outbox of those who sign in. They name nobody: only the sample is written to.

    Raises RuleError for words that would not leave, and for more than twenty tests an hour.
    """
    if said.problem:
        raise RuleError(said.problem)
    since = now - timedelta(hours=1)
    count = select(func.count(UserMail.id)).where(UserMail.user_id == person.id, UserMail.kind == MailKind.words_test)
    if (db.session.scalar(count.where(UserMail.queued_at > since)) or 0) >= TESTS_AN_HOUR:
        raise RuleError("That were %(most)s tests within an hour; wait a little.", most=TESTS_AN_HOUR)
    return mail.queue(person, MailKind.words_test, said.subject, said.body, now)


def _owed(case: Case, today: date) -> list[Owed]:
    """What a message about the case would ask for: all of the borrower's cases that ask, or else the case alone."""
    found = facts.load([case.borrower_id], today)
    if found and any(each.id == case.id for each in found[0].cases):
        return [each.owed for each in found[0].cases]
    parts = overdue.of([case.loan_id], today).get(case.loan_id)
    return [Owed(case.loan.contract_no, case.loan.currency, parts)] if parts else []


def _known_templates(typed: Typed) -> reminder_text.Templates:
    """The words of the other languages, as the draft has them or as they are in force; the typed ones in theirs."""
    found = dict(reminder_text.templates())
    found |= {(each.stage_id, each.channel, each.language): each for each in _drafted(Template)}
    mine = Template(stage_id=typed.stage_id, channel=typed.channel, language=typed.language)
    mine.subject, mine.body = typed.subject, typed.body
    mine.gateway_code, mine.gateway_variables = typed.gateway_code, typed.gateway_variables
    return found | {(typed.stage_id or 0, typed.channel, typed.language): mine}


def _known_texts(typed: Typed) -> notice.Known:
    found, drafted = notice.known(), strategy.draft()
    texts = {} if drafted else dict(found.texts)
    texts |= {(each.notice, each.channel, each.language): each for each in _drafted(NoticeText)}
    if typed.notice:
        mine = NoticeText(notice=typed.notice, channel=typed.channel, language=typed.language)
        mine.subject, mine.body = typed.subject, typed.body
        texts[typed.notice, typed.channel, typed.language] = mine
    return found._replace(texts=texts)


def _drafted(model: Any) -> Iterator[Any]:
    """The rows of the draft, none of which the session knows."""
    row = strategy.draft()
    kinds = {"channel": Channel, "language": Language, "notice": Notice}
    for each in row.content.get(model.__tablename__, ()) if row else ():
        yield model(**{name: kinds[name](value) if name in kinds else value for name, value in each.items()})


def _one(typed: Typed, known: Any, language: Language, example: Example, today: date) -> Shown:
    """What the words become in one language; why not, where they would not leave."""
    is_typed = language == typed.language
    try:
        made = _notice if typed.notice else _template
        return made(typed, known, language, example, today)._replace(is_typed=is_typed)
    except RuleError as error:
        return Shown(language, problem=error.sentence, is_typed=is_typed)


def _template(typed: Typed, known: reminder_text.Templates, language: Language, example: Example, today: date) -> Shown:
    key = (typed.stage_id or 0, typed.channel, language)
    who, lender = example.reader(language), example.lender
    if (row := known.get(key)) is not None:
        reminder_text.check_content(row.subject or "", str(language))
    found = reminder_text.write(known, key, who, lender, example.signer, example.owed, today)
    found = reminder_text.name_credit(found, example.credits, str(language), lender)
    return _counted(Shown(language, found.subject, found.body, code=found.code, filled=found.filled), typed, example)


def _notice(typed: Typed, known: notice.Known, language: Language, example: Example, today: date) -> Shown:
    kind = typed.notice or Notice.promise
    said = notice.words(known.texts, (kind, typed.channel, language), example.lender)
    given = _given(example, language, typed.channel, today)
    found = notice.fill(said, language, given)
    code = notice.coded(known, kind, language, typed.channel, given)
    one = Shown(language, found["subject"], found["body"], code=code["gateway_code"], filled=code["gateway_values"])
    return _counted(one, typed, example)


def _counted(one: Shown, typed: Typed, example: Example) -> Shown:
    """With what the law asks for, in how many parts it travels, and what it lacks."""
    borrower: Borrower | None = example.case.borrower if example.case else None
    body = identity.said(borrower, typed.channel, str(one.language), one.body) if borrower else one.body
    if typed.channel != Channel.sms:
        return one._replace(body=body)
    lacks = [NO_SENDER] * sms.lacks_sender(body) + [NO_WAY_OUT] * sms.lacks_way_out(body)
    country = country_of(example.lender.licence)
    return one._replace(body=body, counted=sms.counted(body, country), lacks=lacks)


def _given(example: Example, language: Language, channel: Channel, today: date) -> dict[str, str]:
    """What fills the places of another moment: the case's own names and money, today as its day."""
    lender, who = example.lender, example.reader(language)
    reader, named = letterhead.locale(lender, language), letterhead.name(lender, language)
    loan = example.case.loan if example.case else None
    currency = loan.currency if loan else currency_of(lender.licence)
    number = loan.contract_no if loan else SAMPLE_NO
    amount = written.amount(_amount(example), currency, reader)
    greet = message.greeted if channel == Channel.sms else message.addressed
    return {
        "addressed": greet(who.name, str(language)),
        "name": who.name,
        "lender": named,
        "collector": example.signer or named,
        "callback_number": lender.callback_number,
        "complaints_number": lender.complaints_number,
        "pay_to": letterhead.pay_to(lender, language),
        "amount": amount,
        "left": amount,
        "contract": number,
        "contracts": number,
        "onto": number,
        "day": reminder_text.day(today, reader),
        "promised_on": reminder_text.day(today, reader),
        "outcome": service.outcome(DisputeStatus.upheld, lender, str(language)),
        CREDIT: service.on_credit(lender, str(language)),
    }


def _amount(example: Example) -> Decimal:
    """An amount to speak of: what is overdue, or the next part of the loan, or that of the sample."""
    parts: Iterable[Decimal] = (each.overdue for each in example.owed)
    loan = example.case.loan if example.case else None
    unpaid = (each.unpaid for each in loan.instalments if each.unpaid > 0) if loan else iter(())
    return next(iter(parts), None) or next(unpaid, SAMPLE_AMOUNT)
