"""No English on a Chinese page: what the house wrote into rows by itself, on every page that shows it."""

import html
import io
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from admin.base import labels
from jobs import nightly, timetable
from models import db
from models.base import Record
from models.borrower import PointStatus
from models.case import Case, CaseState
from models.complaint import ComplaintCategory
from models.dispute import DisputeCategory
from models.lender import Lender
from models.payment import Component
from models.referral import Referral
from models.reminder import Reminder, ReminderStatus
from models.sentence import DetailsType, SaidType
from models.stage import Channel, Stage
from rules.access import Level, Role, may
from rules.errors import RuleError
from rules.sentence import Sentence
from services import charge, dispute, hardship, limitation, offer, payment, plan, promise, reminder
from services.channel import Refused
from services.contact import complaint, elsewhere
from services.loan import reschedule
from services.portfolio import undo
from services.receipt import file as bank_file
from tests import desk, makers, test_portfolio_undo
from tests import portfolio_files as files

CHINESE = ("zh_Hans", "zh_Hant")
DAY = desk.DUE + timedelta(days=5)
NOW = desk.at(DAY)
BOOK = [
    ("合同编号", "姓名", "手机号", "币种", "贷款本金", "放款日", "应还日期", "剩余本金", "停催"),
    ("HT-1", "王芳", "14000000001", "CNY", "1000.00", "2025-12-25", "2026-02-25", "1000.00", "或许"),
    ("HT-2", "李强", "14000000002", "CNY", "many", "2025-12-26", "2026-02-26", "1200.00", ""),
]

MONEY = [("合同编号", "还款日期", "还款金额", "流水号"), ("HT-1", "2026-02-01", "10.00", "M-1")]


class Deaf:
    """A channel that takes nothing."""

    def send(self, message):
        return Refused(Sentence("The text gateway refused the message: %(said)s.", said="500"), final=True)


def lend(book, *, count=1):
    """A case that is open since a few days."""
    row = desk.lend(book, (desk.DUE,) * count)
    db.session.flush()
    row.state, row.opened_on = CaseState.open, DAY
    return row


@pytest.fixture
def book(app, clock):
    """A book in which every service has said something into a row."""
    clock.now = NOW
    found = desk.start()
    db.session.flush()
    for tell in (money, care, letters, law, lists):
        tell(found)
        db.session.commit()
    return found


def money(book):
    """What is promised, planned, waived, charged, taken back and laid anew."""
    row = lend(book)
    promise.make(row, Decimal("50.00"), DAY, DAY, NOW)
    promise.follow(row.promises[0], DAY + timedelta(days=9), desk.at(DAY + timedelta(days=9)))
    row = lend(book)
    made = plan.propose(row, Decimal("100.00"), 2, DAY, DAY)
    plan.agree(made, "Recorded call", DAY, NOW)
    plan.follow(made, DAY + timedelta(days=60), desk.at(DAY + timedelta(days=60)))
    row = lend(book, count=2)
    charge.post(row.loan.instalments[0], Component.cost, Decimal("5.00"), DAY, DAY, "post office")
    offer.make(row, Decimal("50.00"), DAY, {Component.principal: Decimal("40.00")}, DAY)
    paid = payment.record(row.loan, Decimal("50.00"), DAY, DAY, "B-1")
    payment.reverse(paid, DAY, "it bounced")
    payment.waive_by(row, Component.principal, Decimal("1.00"), DAY, user=None, note="kindness")
    reschedule.reage(lend(book, count=2), 3, DAY + timedelta(days=30), DAY, reason="agreed", user=None)


def care(book):
    """What rests, and why."""
    row = lend(book)
    dispute.open(row, DisputeCategory.amount, "not mine", DAY)
    complaint.open(row, ComplaintCategory.tone, "too loud", DAY)
    hardship.report(lend(book).borrower, DAY)
    log = "borrower_reference,at,channel\n" + f"{row.borrower.reference},2026-02-01 03:00,call\n"
    assert elsewhere.land(log.encode(), book.lender, DAY, NOW).wrong == []


def letters(book):
    """Reminders that did not go out."""
    lender = db.session.scalars(select(Lender)).one()
    lender.callback_number = ""
    reminder.queue([staged(lend(book)).borrower_id], DAY, NOW)
    lender.callback_number = "021-1"
    blind = staged(lend(book))
    for point in (*blind.borrower.phones, *blind.borrower.addresses):
        point.status = PointStatus.bad
    reminder.queue([staged(blind).borrower_id], DAY, NOW)
    reminder.queue([staged(lend(book)).borrower_id], DAY, NOW)
    db.session.expire_all()
    for row in db.session.scalars(select(Reminder).filter_by(status=ReminderStatus.queued)):
        reminder.send(row, {channel: Deaf() for channel in Channel}, NOW)


def staged(row):
    """The same case in the first stage of its policy."""
    row.stage = row.loan.portfolio.policy.stages[0]
    db.session.flush()
    return row


def law(book):
    """Referrals that the night proposes, and clocks that ring."""
    db.session.execute(db.update(Stage).values(proposes_referral=True))
    row = staged(lend(book))
    makers.make_address(borrower=row.borrower, kind="postal", value="上海市浦东新区示范路1号")
    makers.make_legal_partner(jurisdictions="浦东", capacity=60)
    db.session.commit()
    nightly.propose_referrals(DAY, NOW)
    assert db.session.scalars(select(Referral)).first()
    row = lend(book)
    limitation.ring(row.loan, "limitation", DAY, DAY, NOW, Sentence("The limitation ends on %(day)s.", day=DAY))


def lists(book):
    """Files with wrong rows, one of them taken back, and a night in which something fails."""
    files.land([files.text("book.csv", BOOK)], book.id)
    files.land([files.text("money.csv", MONEY)], book.id)
    db.session.commit()
    for name in ("money.csv", "book.csv"):
        undo.undo(test_portfolio_undo.batch(name), DAY)
        db.session.commit()
    lines = "Value date,Amount,Bank reference,Payer\n2026-02-03,none,BK-1,Wang\n"
    source = files.Source(io.BytesIO(lines.encode()), "bank.csv")
    list(bank_file.place(source, book.lender, DAY, NOW))
    makers.make_job_run(
        job="nightly",
        business_date=date(2026, 1, 1),
        counts={"follow_plans": {"broken": 1}},
        problems=[
            {"step": "stage_cases", "record": "case", "id": 1, "problem": "ValueError"},
            {
                "step": "follow_plans",
                "record": "",
                "id": None,
                "problem": RuleError("The plan has ended already.").sentence,
            },
        ],
    )


def sentences(value):
    """Every sentence in a stored value, those inside others too."""
    if isinstance(value, Sentence):
        yield value
        value = list(value.values.values())
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from sentences(each)


def said_columns():
    """Every column that may hold a sentence."""
    for mapper in Record.registry.mappers:
        for attribute in mapper.column_attrs:
            if isinstance(attribute.columns[0].type, SaidType | DetailsType):
                yield mapper.class_, attribute.key


def stored():
    """Every sentence of the book, in English, that has English words of its own."""
    found = set()
    for model, name in said_columns():
        for value in db.session.scalars(select(getattr(model, name))):
            found |= set(sentences(value))
    return {each for each in found if re.search(r"[A-Za-z]{2,}", re.sub(r"%\(\w+\)s", "", each.message))}


def pages(app, browser):
    """The list, the file, the pages and the history of every record that holds sentences, and the pages of cases."""
    models = {model for model, _ in said_columns()} | {Case, Referral}
    for model in sorted(models, key=lambda each: each.__name__):
        noun = labels.named(model)
        url = next((view.url for view in app.extensions["admin"][0]._views if view.endpoint == noun), None)
        if url is None:
            continue
        addresses = [f"{url}/"] + ([f"{url}/export/csv/"] if may(Role.administrator, "export", noun) else [])
        for row_id in db.session.scalars(select(model.id).order_by(model.id).limit(25)):
            addresses += [f"{url}/details/?id={row_id}", f"{url}/details/?id={row_id}&tab=history"]
        for address in addresses:
            answer = browser.get(address)
            assert answer.status_code in (200, 302), (
                address,
                re.sub(r"<[^>]+>|\s+", " ", answer.get_data(as_text=True))[-900:],
            )
            yield address, html.unescape(answer.get_data(as_text=True))


@pytest.mark.slow
@pytest.mark.parametrize("language", CHINESE)
def test_no_page_shows_a_stored_sentence_in_english(app, book, sign_in, language, monkeypatch):
    for limit in ("MONEY", "CONTACT"):  # Every list leaves at one person's word: its sentences are read here.
        monkeypatch.setattr(f"rules.export.{limit}", 10**6)
    run = timetable.run_job(app, "nightly")
    assert run.status == "done"
    browser, _ = sign_in(Role.administrator, level=Level.director, language=language)
    english = stored()

    seen = list(pages(app, browser))
    found = [(address, str(each)) for address, text in seen for each in english if str(each) in text]
    dicts = [address for address, text in seen if re.search(r"\{'\w+'", text)]

    assert len({each.message for each in english}) > 19
    assert found == []
    assert dicts == []


def test_what_the_house_wrote_by_itself_is_a_sentence_in_every_row(app, book):
    timetable.run_job(app, "nightly")
    words = {"she said", "post office", "it bounced", "kindness", "agreed", "not mine", "too loud", "停催: 或许"}
    plain = set()
    for model, name in said_columns():
        if isinstance(getattr(model, name).type, SaidType):
            found = db.session.scalars(select(getattr(model, name)))
            plain |= {each for each in found if not isinstance(each, Sentence) and " " in each}

    assert {each for each in plain if re.search("[A-Za-z]{2,} [A-Za-z]{2,}", each)} - words == set()
