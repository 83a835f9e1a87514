"""The first day of a team: itself, its lender, and the rows that the lender's licence starts with."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from models.base import Language, db
from models.lender import Lender, Licence, country_of, currency_of
from models.loan import Loan
from models.outcome import OutcomeCode
from models.reason import OverdueReason
from models.stage import Channel, Policy, Stage, Trigger
from models.team import Team
from models.template import Template
from rules import region
from rules.errors import RuleError
from services import authority, automation, defaults, outlook, prime_rate, rest_days

MESSAGES = Path(__file__).parent.parent / "templates" / "messages"
SIGNED = "\n\n{{ collector }}\n{{ lender }}"
"""Who signs an e-mail or a letter; what the law of a licence wants said stands above it."""
BLANK = re.compile(r"\n{3,}")
GAP = re.compile(r"(?m)^ +| +$")

ZONES = {"us": "America/New_York", "uk": "Europe/London", "tw": "Asia/Taipei", "hk": "Asia/Hong_Kong"}


class Start(NamedTuple):
    """The answers that a first run asks for."""

    team: str
    lender: str
    licence: Licence
    language: Language
    time_zone: str
    is_demo: bool = False


def is_empty() -> bool:
    """Whether this book was never started."""
    return db.session.scalar(select(Team.id)) is None


def start(answers: Start, today: date) -> Lender:
    """Make the team and its first lender with stages, templates, outcome codes and reasons.

    Raises RuleError when the book was started before: a demo and a real book never share a database.
    """
    if not is_empty():
        raise RuleError("This book was started before; its settings are under Set-up.")
    db.session.add(
        Team(
            name=answers.team,
            time_zone=answers.time_zone,
            language=answers.language,
            is_demo=answers.is_demo,
            currency=currency_of(answers.licence),
        )
    )
    lender = Lender(name=answers.lender, licence=answers.licence)
    db.session.add(lender)
    load_codes()
    authority.load(currency_of(answers.licence))
    prime_rate.load()
    outlook.load()
    db.session.flush()
    rest_days.load(today)
    load_policy(answers.licence, today)
    automation.load()
    db.session.flush()
    return lender


def time_zone_of(licence: Licence) -> str:
    """The zone proposed for a licence; mainland China where nothing else is known."""
    return ZONES.get(licence.split("_")[0], "Asia/Shanghai")


NEWER = 200
"""So many loans tell what money a house lends in."""


def money() -> str:
    """The currency proposed for new limits and fees: that of most newer loans, else of the first lender's country."""
    newer = select(Loan.currency).order_by(Loan.id.desc()).limit(NEWER).subquery()
    most = select(newer.c.currency).group_by(newer.c.currency).order_by(func.count().desc(), newer.c.currency).limit(1)
    licence = select(Lender.licence).order_by(Lender.id).limit(1)
    return db.session.scalar(most) or currency_of(db.session.scalar(licence) or "")


def load_codes() -> None:
    """Add the outcome codes and overdue reasons that are not there yet."""
    known = set(db.session.scalars(select(OutcomeCode.code)))
    for position, row in enumerate(defaults.OUTCOMES):
        if row.code not in known:
            db.session.add(outcome_code(row, position))
    known = set(db.session.scalars(select(OverdueReason.code)))
    for position, (code, *names) in enumerate(defaults.REASONS):
        if code not in known:
            db.session.add(OverdueReason(code=code, position=position, **named(tuple(names))))


def outcome_code(row: defaults.OutcomeRow, position: int) -> OutcomeCode:
    """The record of a default outcome."""
    return OutcomeCode(
        code=row.code,
        position=position,
        channel=row.channel,
        is_attempt="A" in row.flags,
        is_reached="C" in row.flags,
        is_right_party="R" in row.flags,
        needs=row.needs,
        effect=row.effect,
        next_task=row.next_task,
        next_task_days=row.next_task_days,
        **named(row.names),
    )


def named(names: tuple[str, ...]) -> dict[str, str]:
    """A name in English, Simplified and Traditional Chinese as columns."""
    return dict(zip(("name", "name_zh_hans", "name_zh_hant"), names, strict=True))


def load_policy(licence: Licence, today: date) -> Policy:
    """The default policy of a licence with its stages and templates; the one that is there is kept as it is."""
    name = f"Standard {licence.split('_')[0].upper()}"
    policy = db.session.scalar(select(Policy).where(Policy.name == name))
    if policy is None:
        policy = Policy(name=name, starts_on=today, currency=currency_of(licence))
        db.session.add(policy)
        for position, row in enumerate(defaults.STAGES):
            stage = stage_of(policy, row, position, written=licence in defaults.WRITTEN_FIRST)
            db.session.add_all([stage, *in_words_of(licence, templates_of(stage))])
    return policy


def stage_of(policy: Policy, row: defaults.StageRow, position: int, written: bool) -> Stage:
    """A default stage; `written` replaces texts by e-mail, then letter."""
    channel, fallback = (Channel.email, Channel.letter) if written else (row.channel, row.fallback)
    return Stage(
        policy=policy,
        position=position,
        key=row.key,
        trigger=Trigger.days_past_due,
        days=row.days,
        channel=channel,
        fallback_channel=fallback,
        remind_every_days=row.remind_every_days,
        next_task=row.next_task,
        next_task_days=row.next_task_days,
        offers_plan=row.offers_plan,
        proposes_referral=row.proposes_referral,
        **named(row.names),
    )


def templates_of(stage: Stage) -> list[Template]:
    """The default texts of a stage, from the files in templates/messages."""
    return [template_of(stage, path) for path in sorted(MESSAGES.glob(f"{stage.key}.*.txt"))]


def in_words_of(licence: Licence, rows: list[Template]) -> list[Template]:
    """Templates in the words of the licence's country, and as its law wants them."""
    for row in rows:
        row.body = by_law(licence, row)
        row.subject, row.body = (
            region.spoken(text, str(row.language), country_of(licence)) for text in (row.subject, row.body)
        )
    return rows


def by_law(licence: Licence, row: Template) -> str:
    """The body of a template without what a licence must not say; e-mails and letters name the reader's rights."""
    body = row.body
    for sentence in _of_licence("left_out", licence, row).splitlines():
        body = body.replace(sentence, "")
    rights = _of_licence("rights", licence, row)
    if rights and row.channel in (Channel.email, Channel.letter):
        body = body.replace(SIGNED, f"\n\n{rights}{SIGNED}")
    return BLANK.sub("\n\n", GAP.sub("", body)).strip()


def _of_licence(name: str, licence: Licence, row: Template) -> str:
    """What a file of a licence says in the language of a template; empty where it has none."""
    path = MESSAGES / f"{name}.{licence}.{row.language}.txt"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def template_of(stage: Stage, path: Path) -> Template:
    """A template from a file named stage.channel.language.txt; a first line with a colon names the subject."""
    _, channel, language, _ = path.name.split(".")
    text = path.read_text(encoding="utf-8").strip()
    subject, body = "", text
    if channel in (Channel.email, Channel.letter):
        first, _, body = text.partition("\n")
        subject = first.replace("：", ":").partition(":")[2].strip()
    return Template(stage=stage, channel=Channel(channel), language=Language(language), subject=subject, body=body)
