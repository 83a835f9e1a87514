"""Sentences: kept with their values, said in the reader's language, and no service keeps a plain one."""

import ast
import enum
import functools
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask_babel import force_locale
from sqlalchemy import text

from admin.base import format
from models import db, sentence
from models.hold import Hold
from models.stage import Channel
from models.task import Task
from rules.errors import RuleError
from rules.sentence import Amount, Field, Row, Sentence, listed
from tests import makers

ROOT = Path(__file__).parent.parent
DAY, NOON = date(2026, 3, 2), datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
KINDS = {
    "day": DAY,
    "moment": NOON,
    "number": Decimal("12.50"),
    "amount": Amount(Decimal("200.00"), "CNY"),
    "member": Channel.sms,
    "field": Field("callback_number", "lender"),
    "row": Row("stage", 3, "firm"),
    "count": 7,
    "text": "EMS",
    "sentence": Sentence("load %(load)s of %(capacity)s", load=1, capacity=2),
    "list": [Channel.sms, DAY],
}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_value_comes_back_as_it_was(name):
    kept = sentence.read(sentence.written(Sentence("%(value)s", value=KINDS[name])))

    assert isinstance(kept, Sentence)
    assert (kept.values, type(kept.values["value"])) == ({"value": KINDS[name]}, type(KINDS[name]))


def test_a_member_of_an_enumeration_that_is_gone_stands_by_its_name():
    class Gone(enum.StrEnum):
        word = enum.auto()

    assert sentence.read(sentence.written(Sentence("%(what)s", what=Gone.word))) == "word"


def test_a_refusal_becomes_a_sentence_without_loss():
    refused = RuleError("There is no template for %(channel)s in %(language)s.", channel=Channel.sms, language="en")

    assert refused.sentence.message == "There is no template for %(channel)s in %(language)s."
    assert refused.sentence.values == {"channel": Channel.sms, "language": "en"}
    assert str(refused) == refused.sentence == "There is no template for sms in en."
    assert RuleError(refused.sentence).sentence is refused.sentence


def test_a_row_keeps_a_sentence_and_a_persons_words_side_by_side(app):
    said = makers.make_hold(reason=Sentence("The limitation ends on %(day)s.", day=DAY))
    typed = makers.make_hold(reason="She asked for a week.")
    sly = makers.make_hold(reason='{"message": "Text: %(words)s", "values": {"words": "x"}}')
    db.session.commit()
    db.session.expire_all()

    assert said.reason == "The limitation ends on 2026-03-02."
    assert isinstance(said.reason, Sentence)
    assert (type(typed.reason), typed.reason) == (str, "She asked for a week.")
    assert sly.reason == '{"message": "Text: %(words)s", "values": {"words": "x"}}'


def test_an_old_row_in_plain_english_still_shows(app):
    row = makers.make_hold(reason="x")
    db.session.commit()
    db.session.execute(text("UPDATE hold SET reason = 'A reason of the first days.'"))
    db.session.commit()

    assert format.said(db.session.get_one(Hold, row.id).reason) == "A reason of the first days."


def test_a_sentence_is_said_in_the_language_of_who_reads(app):
    stage = makers.make_stage(key="firm", name="Firm", name_zh_hans="强催", name_zh_hant="強催")
    db.session.flush()
    told = Sentence(
        "Less than %(minimum)s is owed, too little for %(next)s.",
        minimum=Amount(Decimal("200.00"), "CNY"),
        next=Row("stage", stage.id, "firm"),
    )
    found = []
    for language in ("en", "zh_Hans", "zh_Hant"):
        with app.test_request_context(), force_locale(language):
            found.append(format.said(told))

    assert found[0] == "Less than CN¥200.00 is owed, too little for Firm."
    assert ("强催" in found[1], "¥200.00" in found[1]) == (True, True)
    assert "強催" in found[2]


def test_a_row_that_is_gone_stands_by_the_name_it_had(app):
    with app.test_request_context():
        assert format.said(Sentence("%(next)s", next=Row("stage", 999, "firm"))) == "firm"
        assert format.said(listed(Sentence("a"), Sentence("b"))) == "a, b"


def test_a_form_that_leaves_a_sentence_as_it_reads_keeps_it(app, sign_in):
    from rules.access import Role

    browser, _ = sign_in(Role.manager, language="zh_Hans")
    row = makers.make_task(note=Sentence("The promise was not kept."))
    page = browser.get(f"/tasks/edit/?id={row.id}").get_data(as_text=True)
    assert "The promise was not kept." not in page
    note = re.search(r'name="note"[^>]*value="([^"]*)"', page) or re.search(r'value="([^"]*)"[^>]*name="note"', page)
    browser.submit(f"/tasks/edit/?id={row.id}", kind="call", due_on="2026-03-09", note=note[1], version=row.version)

    db.session.expire_all()
    kept = db.session.get_one(Task, row.id)
    assert (kept.due_on, isinstance(kept.note, Sentence)) == (date(2026, 3, 9), True)


# What is no sentence for a screen, by the file it stands in.
APART = {
    "services/defaults.py": "names of the first set-up, each in all three languages",
    "services/audit/": "names of records, and how a moment is written",
    "services/backup/dump.py": "SQL",
    "services/channel/letter.py": "the heads of a letter, in the language of the letter",
    "services/demand/__init__.py": "the words of a letter, in the language of the letter",
    "services/demand/arrears.py": "the words of a notice, in the language of the letter",
    "services/loan/joint.py": "the words of a letter, in the language of the letter",
    "services/metric/report.py": "the words of an e-mail, in the language of its reader",
    "services/loan/acceleration.py": "the words of a notice, in the language of the letter",
    "services/referral/partner.py": "the words of an e-mail, in the language of its reader",
    "services/user/digest.py": "an e-mail in the language of who reads it",
    "services/inbound.py": "words that borrowers send",
    "services/paper/__init__.py": "names of fonts",
    "services/channel/tencent.py": "what the gateway signs",
    "services/automation/shipped.py": "names of rules, each in all three languages",
    "services/duplicate/move.py": "reasons for the reader of the code, which nobody keeps",
    "services/privacy/parts.py": "reasons for the reader of the code, which nobody keeps",
    "services/examples/": "reports of a command, in English as every command",
    "jobs/lock.py": "SQL",
}
NO_SENTENCE = {"caught up", "phone \0", "address \0", "picture.\0", "the container", "a paper is one file", "Basic \0"}
NO_SENTENCE |= {"account \0"}  # What a digest is made of.
NO_SENTENCE |= {"line \0: \0"}  # What a reader of YAML says.
NO_SENTENCE |= {"Standard \0"}  # The name of a policy, which its administrator changes.
CITED = ("Civil Code", "Civil Procedure Law")
SAYING = re.compile(r"(Sentence|\w*Error|Unclear|log\.\w+|_l|gettext|ngettext|SystemExit|select|text)$")
ENGLISH = re.compile(r"[A-Za-z]{2,}['’]?[ ,.:;]+(\0|[A-Za-z])|\0[ ,.:;]+[A-Za-z]{2,}")
SPACED = re.compile(r"\S \S")


def literal(node: ast.AST) -> str | None:
    """The text of a literal, places of an f-string as NUL; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
    return None


def plain(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The English phrases below a node that stand in no Sentence, refusal, log line, docstring or annotation."""
    if isinstance(node, ast.Call) and SAYING.search(ast.unparse(node.func)):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    found = literal(node)
    if found is not None:
        if SPACED.search(found) and ENGLISH.search(found) and found not in NO_SENTENCE and not found.startswith(CITED):
            yield node.lineno, found.replace("\0", "{}")
        return
    skipped = {"annotation", "returns"}
    for name, value in ast.iter_fields(node):
        below = [] if name in skipped else value if isinstance(value, list) else [value]
        for each in below:
            if isinstance(each, ast.AST):
                yield from plain(each)


def test_no_service_and_no_job_keeps_a_plain_sentence():
    found = []
    for file in sorted([*(ROOT / "services").rglob("*.py"), *(ROOT / "jobs").rglob("*.py")]):
        name = file.relative_to(ROOT).as_posix()
        if not name.startswith(tuple(APART)):
            found += [f"{name}:{line}: {words}" for line, words in plain(ast.parse(file.read_text("utf-8")))]

    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'row.note = "The plan was broken."',
        'row.note = f"paid {amount}"',
        'task.set_next(case, note=f"{case}: nothing came")',
        'REASON = "It waited too long."',
        '{"problem": "No way to the borrower."}',
        'return Refused("The number is wrong.", final=True)',
    ],
)
def test_a_plain_sentence_is_found_wherever_it_is_kept(code):
    assert list(plain(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ['row.note = Sentence("The plan was broken.")', 'raise RuleError("No such plan.")', 'x = f"{a}: {b} {c}"'],
)
def test_what_is_said_the_one_way_is_let_pass(code):
    assert list(plain(ast.parse(code))) == []


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_every_sentence_is_collected_and_translated(language):
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file)

    assert len(messages()) > 60
    assert [message for message in messages() if message not in catalogue or not catalogue[message].string] == []


@functools.cache
def messages() -> list[str]:
    """The message of every Sentence in the program."""
    files = [file for layer in ("rules", "services", "jobs", "admin") for file in (ROOT / layer).rglob("*.py")]
    texts = [text for file in files if "Sentence(" in (text := file.read_text("utf-8"))]
    return [message for text in texts for node in ast.walk(ast.parse(text)) for message in message_of(node)]


def message_of(node: ast.AST) -> Iterator[str]:
    """The message of a node that makes a Sentence of one."""
    match node:
        case ast.Call(func=ast.Name(id="Sentence"), args=[ast.Constant(value=message), *_]):
            yield str(message)
