"""What the law of a licence wants each message to say: it stands there before the message leaves."""

from datetime import timedelta

import pytest

from models import db
from models.base import Language
from models.borrower import AddressKind, PointStatus
from models.contact import Contact
from models.demand import DemandKind
from models.lender import Licence
from models.reminder import Reminder
from models.stage import Channel
from rules import content
from rules.law import pack, words
from services import case, demand, reminder
from services.channel import Sent
from tests import desk, makers

DAY = desk.DUE + timedelta(days=1)
FIRST, LATER = words.COLLECTOR.first["en"], words.COLLECTOR.later["en"]


class Taker:
    """A channel that takes everything."""

    def __init__(self):
        self.messages = []

    def send(self, message):
        self.messages.append(message)
        return Sent("1")


def opened(licence, clock):
    row = desk.lend(desk.start(licence=licence))
    for phone in row.borrower.phones:
        phone.status = PointStatus.bad
    makers.make_address(borrower=row.borrower, kind=AddressKind.postal, value="1 High Street\nTown")
    case.restage(row, DAY)
    clock.now = desk.at(DAY, 10)
    return row


def sent(row, clock):
    """Send one e-mail through the day's claim, and give its words."""
    made = makers.make_reminder(
        borrower=row.borrower,
        channel=Channel.email,
        address=row.borrower.addresses[0],
        body="Could you pay?",
        queued_on=DAY + timedelta(days=db.session.query(Reminder).count()),
    )
    taker = Taker()
    reminder.begin(made)
    reminder.send(made, {Channel.email: taker}, clock.now)
    db.session.flush()
    assert taker.messages[0].body == made.body
    return made.body


def test_a_third_party_collector_says_who_it_is_first_in_full_and_then_in_short(app, clock):
    row = opened(Licence.us_third_party, clock)
    letter = demand.draft(row, DemandKind.demand_letter, Language.en, makers.make_user(), DAY)
    assert letter.status == "drafted"
    assert FIRST in demand.write(row, DemandKind.demand_letter, Language.en, "A B", "", DAY)[1]
    first, second = sent(row, clock), sent(row, clock)
    assert (FIRST in first, LATER in first) == (True, False)
    assert (FIRST in second, LATER in second) == (False, True)
    assert db.session.query(Contact).count() == 2
    assert LATER in demand.write(row, DemandKind.demand_letter, Language.en, "A B", "", DAY)[1]


def test_a_message_that_is_tried_again_says_it_once(app, clock):
    row = opened(Licence.us_third_party, clock)
    made = makers.make_reminder(borrower=row.borrower, channel=Channel.email, body="Hello")
    reminder.begin(made)
    reminder.begin(made)
    assert made.body.count(FIRST) == 1


def test_a_british_firm_names_free_advice_in_letters_and_e_mails(app, clock):
    row = opened(Licence.uk_firm, clock)
    assert words.ADVICE_WORDS["en"] in sent(row, clock)
    text = makers.make_reminder(
        borrower=row.borrower, channel=Channel.sms, body="Hello", queued_on=DAY + timedelta(days=9)
    )
    reminder.begin(text)
    assert text.body == "Hello"


@pytest.mark.parametrize("licence", [Licence.cn_micro_lender, Licence.us_first_party, Licence.hk_lender])
def test_who_need_not_say_it_says_nothing(app, clock, licence):
    assert sent(opened(licence, clock), clock) == "Could you pay?"


def test_what_must_be_said_stands_under_a_rule_and_passes_the_check_of_words():
    known = {rule.id for licence in words.REQUIRED for rule in pack.of(licence).rules}
    for licence, rows in words.REQUIRED.items():
        for each in rows:
            assert each.rule in known, licence
            for language in Language:
                for text in (each.first[language], each.later[language]):
                    assert content.check(text, language.replace("_", "-"), "borrower") == []
