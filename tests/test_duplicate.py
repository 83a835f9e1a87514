"""Duplicates: two borrowers of one lender who are one person, found, merged, and parted again."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from jobs import nightly
from models import db
from models.batch import ImportBatch
from models.borrower import Borrower, PointStatus
from models.contact import Contact, Direction
from models.decision import OverrideStatus
from models.duplicate import Duplicate, DuplicateState
from models.hardship import CareNote
from models.hold import HoldKind
from models.lender import Licence
from models.outlook import Means
from models.reminder import ReminderCase, ReminderStatus
from models.stage import Channel
from models.wish import WishKind
from rules import contact as contact_rule
from rules import duplicate as rule
from rules.access import Level, Role
from rules.errors import RuleError
from services import case, doctor, duplicate, hold
from services.contact import elsewhere, gate, wish
from services.doctor import contact as contact_doctor
from services.doctor.invariant import Look
from services.duplicate import merge, move
from services.portfolio import undo
from tests import desk, makers, portfolio_files

pytestmark = pytest.mark.usefixtures("app")
DAY = desk.DUE + timedelta(days=5)
BEFORE, NOON = DAY - timedelta(days=1), desk.at(DAY)
WHY = "The same card, seen by us."
State = DuplicateState


@pytest.fixture
def portfolio(app):
    return desk.start()


@pytest.fixture
def pair(portfolio):
    """Two borrowers of one lender with a case each, and the pair of them."""
    cases = [opened(desk.lend(portfolio)) for _ in range(2)]
    first, second = (each.borrower for each in cases)
    row = makers.make_duplicate(lender=portfolio.lender, first=first, second=second)
    db.session.commit()
    return row


@pytest.fixture
def boss(app):
    return makers.make_user(role=Role.manager, level=Level.manager)


@pytest.fixture
def other(app):
    return makers.make_user(role=Role.manager, level=Level.manager)


def opened(row):
    case.restage(row, DAY)
    return row


def merged(row, boss, other, now=NOON):
    merge.ask_first(row, WHY, DAY, now, boss)
    merge.approve(row, DAY, now, other)
    db.session.commit()
    return row


def looked(day=DAY):
    return duplicate.keep(duplicate.look(), day)


def test_pairs_are_found_within_one_lender_and_never_across(portfolio):
    mine = [desk.borrow(portfolio.lender, name=name, id_number=None) for name in ("李雷", "韩梅梅", "李 雷")]
    elsewhere_ = desk.borrow(makers.make_lender(), name="李雷", id_number=None)
    makers.make_phone(borrower=mine[1], number="13900000001")
    makers.make_phone(borrower=mine[2], number="139-0000-0001")
    makers.make_phone(borrower=elsewhere_, number="13900000001")
    db.session.commit()

    assert nightly.find_duplicates(DAY, NOON).counts == Counter(pairs=2)
    assert nightly.find_duplicates(DAY, NOON).counts == Counter()

    found = {(row.first, row.second): row for row in db.session.scalars(select(Duplicate))}
    assert {pair: (row.same_name, row.same_phone) for pair, row in found.items()} == {
        (mine[0], mine[2]): (True, False),
        (mine[1], mine[2]): (False, True),
    }
    assert {row.lender for row in found.values()} == {portfolio.lender}


def test_a_name_that_many_bear_says_nothing(portfolio):
    for _ in range(rule.MOST["name"] + 1):
        desk.borrow(portfolio.lender, name="王伟", id_number=None)

    assert looked() == Counter()


def test_two_people_are_remembered_until_the_same_id_number_turns_up(portfolio, boss):
    first, second = (desk.borrow(portfolio.lender, name="李雷", id_number=None) for _ in range(2))
    looked()
    [row] = db.session.scalars(select(Duplicate))
    with pytest.raises(RuleError, match="how you know"):
        duplicate.two_people(row, " ", DAY, boss)
    duplicate.two_people(row, "Father and son.", DAY, boss)

    assert (looked(), row.state) == (Counter(), State.two_people)

    first.id_number = second.id_number = "110101199001011234"
    db.session.flush()
    assert (looked(), row.state) == (Counter(again=1), State.found)


def test_a_pair_without_a_sign_any_more_is_gone(portfolio):
    first, _ = (desk.borrow(portfolio.lender, name="李雷", id_number=None) for _ in range(2))
    looked()
    first.name = "韩梅梅"
    db.session.flush()

    assert looked() == Counter(gone=1)


def test_every_column_that_points_at_a_borrower_goes_along_or_says_why_it_stays():
    """A new record that hangs on a borrower moves by itself; whoever lets it stay says so here too."""
    table: Any = Borrower.__table__
    pointing = {
        (other.name, column.name)
        for other in db.metadata.tables.values()
        for column in other.columns
        if any(key.column.table is table for key in column.foreign_keys)
    }

    moving = {(column.table.name, column.name) for column in move.columns_at(table)}
    assert moving | move.STAYS.keys() == pointing
    assert moving & move.STAYS.keys() == set()
    assert {name for name, _ in move.STAYS} == {"borrower_word", "case_arm", "duplicate", "erasure"}
    assert len(moving) >= 17
    assert all("id" in db.metadata.tables[name].columns for name, _ in moving)


def hang_everything_on(row: Borrower, file: Any) -> None:
    """A row of every table that points at a borrower."""
    makers.make_wish(borrower=row, kind=WishKind.vulnerable)
    makers.make_contact(borrower=row, case=file, at=NOON)
    makers.make_contact_person(borrower=row)
    makers.make_joint_debtor(borrower=row)
    makers.make_reminder(borrower=row)
    makers.make_decision(borrower=row, case=file)
    makers.make_override(borrower=row, case=file)
    makers.make_hardship(borrower=row)
    makers.make_data_request(borrower=row)
    makers.make_receipt(lender=row.lender, borrower=row)
    makers.make_bank_line(lender=row.lender, borrower=row)
    db.session.add(CareNote(borrower=row, noted_on=DAY, expires_on=DAY))
    db.session.add(
        Means(borrower=row, currency="CNY", income=Decimal(1), outgoings=Decimal(1), stated_on=DAY, expires_on=DAY)
    )
    makers.make_borrower(lender=row.lender, archived_on=DAY, merged_into=row)
    db.session.flush()


def everything() -> dict[str, list[str]]:
    """Every row of every table that a merge may touch, without its version, and without what tells of the merge."""
    told = {}
    for name, table in db.metadata.tables.items():
        if name in ("audit_entry", "audit_seal", "duplicate"):
            continue
        columns = [column for column in table.columns if column.name not in ("version", "touched")]
        told[name] = sorted(map(repr, db.session.execute(select(*columns))))
    return told


def test_everything_moves_and_goes_back_exactly(pair, boss, other):
    first, second = pair.first, pair.second
    file = db.session.scalars(select(makers.Case).filter_by(borrower_id=second.id)).one()
    makers.make_phone(borrower=second, number=first.phones[0].number, status=PointStatus.opted_out)
    hang_everything_on(second, file)
    db.session.commit()
    before = everything()

    merged(pair, boss, other)

    for column in move.columns_at(Borrower.__table__):
        left = db.session.scalars(select(column.table.c.id).where(column == second.id)).all()
        here = db.session.scalars(select(column.table.c.id).where(column == first.id)).all()
        assert here, column
        assert len(left) == (1 if column.table.name == "phone" else 0), column
    assert (second.archived_on, second.merged_into, first.phones[0].status) == (DAY, first, PointStatus.opted_out)

    merge.undo(pair, "Twins, says the register.", DAY, NOON, boss)
    db.session.commit()
    after = everything()
    stricter = ("phone", "override", "contact_person")
    assert {name: rows for name, rows in after.items() if name not in stricter} == {
        name: rows for name, rows in before.items() if name not in stricter
    }
    same = [each for each in (*first.phones, *second.phones) if each.number == first.phones[0].number]
    assert [each.status for each in same] == [PointStatus.opted_out] * 2
    assert pair.state == State.two_people


def said(kind: WishKind, days: int = 2, **more: Any) -> Any:
    return lambda who: wish.record(who, kind, NOON - timedelta(days=days), "A letter.", NOON, **more)


def text_from(who: Borrower) -> None:
    told = {"channel": Channel.sms, "direction": Direction.inbound, "phone": who.phones[0]}
    makers.make_contact(borrower=who, at=NOON - timedelta(days=1), **told)


def called(who: Borrower, times: int = 3) -> None:
    for count in range(times):
        at = NOON - timedelta(hours=3, minutes=20 * count)
        makers.make_contact(borrower=who, at=at, channel=Channel.call, phone=who.phones[0])


def talked(who: Borrower) -> None:
    found = {"channel": Channel.call, "outcome": desk.outcome("RPC-INFO"), "phone": who.phones[0]}
    makers.make_contact(borrower=who, at=NOON - timedelta(hours=20), **found)


def resting(kind: HoldKind) -> Any:
    return lambda who: hold.open(who.cases[0], kind, DAY, "Said so.", DAY + timedelta(days=9))


CONSENT = {"channel": Channel.sms}
FACTS: dict[str, Any] = {
    "nothing": lambda who: None,
    "calls": called,
    "a conversation": talked,
    "no e-mail": said(WishKind.opt_out, channel=Channel.email),
    "no calls to the number": lambda who: said(WishKind.opt_out, phone=who.phones[0])(who),
    "cease": said(WishKind.cease),
    "consent to texts": said(WishKind.consent, **CONSENT),
    "a text": text_from,
    "other hours": said(WishKind.agreed_hours, from_time="05:00", to_time="23:30", ends_on=DAY + timedelta(days=9)),
    "not in the morning": said(WishKind.inconvenient_time, from_time="11:00", to_time="13:00"),
    "another zone": lambda who: setattr(who, "time_zone", "America/Los_Angeles"),
    "vulnerable": said(WishKind.vulnerable),
    "a dispute": resting(HoldKind.dispute),
    "a lawyer": resting(HoldKind.represented),
}

ALLOWED = ("consent to texts", "a text", "other hours")


@pytest.mark.parametrize("licence", [Licence.cn_micro_lender, Licence.us_third_party, Licence.uk_firm])
def test_a_merge_frees_no_contact(app, boss, other, licence):
    """Whatever one of the two forbids, on any channel to any number of either, is forbidden of both afterwards."""
    portfolio = desk.start(licence=licence)
    cases = [opened(desk.lend(portfolio)) for _ in range(2)]
    first, second = (each.borrower for each in cases)
    db.session.commit()
    seen: Counter[Any] = Counter()
    for mine, others in [*((name, "nothing") for name in FACTS), *(("consent to texts", name) for name in ALLOWED)]:
        with db.session.begin_nested() as point:
            FACTS[mine](second)
            FACTS[others](first)
            seen += Counter(compared(first, second, boss, other))
            point.rollback()
        db.session.expire_all()

    assert [key for key in seen if key[0] == "blocked" and key[1] == "allowed"] == []
    assert {("allowed", "allowed"), ("blocked", "blocked")} <= seen.keys()


def compared(first: Borrower, second: Borrower, boss: Any, other: Any) -> list[tuple[str, str]]:
    """What the gate says of every contact: the stricter answer of the two alone, and that of the one they became."""
    phones = [phone.id for phone in (*first.phones, *second.phones)]
    kinds: list[Any] = [*((Channel.call, id) for id in phones), *((Channel.sms, id) for id in phones)]
    kinds += [(Channel.email, None), (Channel.letter, None)]
    asked = [(*kind, NOON + timedelta(hours=hours)) for kind in kinds for hours in (0, 11, 26)]
    alone = [{verdict(who, each) for who in (first, second)} for each in asked]
    row = makers.make_duplicate(lender=first.lender, first=first, second=second)
    merge.ask_first(row, WHY, DAY, NOON, boss)
    merge.approve(row, DAY, NOON, other)
    return [(max(was), verdict(first, each)) for each, was in zip(asked, alone, strict=True)]


def verdict(who: Borrower, asked: Any) -> str:
    channel, phone_id, at = asked
    return str(gate.decide(who, channel, at, phone_id=phone_id).verdict)


def test_calls_to_both_count_as_calls_to_one(pair, boss, other):
    """Each may be called once more at the number that both gave; the two of them together may not."""
    shared = makers.make_phone(borrower=pair.second, number=pair.first.phones[0].number)
    mine = {"channel": Channel.call, "phone_id": pair.first.phones[0].id}
    most = next(n for n in range(1, 20) if blocked_after(pair.first, n))
    called(pair.first, most - 1)
    makers.make_contact(borrower=pair.second, at=NOON - timedelta(hours=4), channel=Channel.call, phone=shared)
    db.session.commit()
    assert gate.decide(pair.first, now=NOON, **mine).verdict == contact_rule.ALLOWED

    merged(pair, boss, other)

    assert gate.decide(pair.first, now=NOON, **mine).verdict == contact_rule.BLOCKED


def blocked_after(who: Borrower, count: int) -> bool:
    with db.session.begin_nested() as point:
        called(who, count)
        found = gate.decide(who, Channel.call, NOON, phone_id=who.phones[0].id).verdict
        point.rollback()
    return found == contact_rule.BLOCKED


def test_what_both_allowed_stays_as_the_one_who_allowed_less_said_it(pair, boss, other):
    for who, days in ((pair.first, 9), (pair.second, 2)):
        wish.record(who, WishKind.consent, NOON - timedelta(days=days), "Form.", NOON, channel=Channel.sms)
    wish.record(pair.second, WishKind.consent, NOON - timedelta(days=1), "Form.", NOON, channel=Channel.email)

    merged(pair, boss, other)

    [left] = wish.running([pair.first.id], NOON, DAY)
    assert (left.channel, left.received_at) == (Channel.sms, NOON - timedelta(days=9))


def test_one_message_a_day_and_no_override_of_before(pair, boss, other):
    both = (pair.first, pair.second)
    kept, lost = (makers.make_reminder(borrower=who, queued_on=DAY) for who in both)
    sent = [makers.make_reminder(borrower=who, queued_on=BEFORE, status=ReminderStatus.sent) for who in both]
    db.session.add(ReminderCase(reminder=sent[1], case=pair.second.cases[0], stage=sent[1].stage))
    asked = makers.make_override(borrower=pair.second, status=OverrideStatus.approved, asked_on=DAY)

    merged(pair, boss, other)

    assert (kept.status, lost.status, asked.status) == (
        ReminderStatus.queued,
        ReminderStatus.suppressed,
        OverrideStatus.lapsed,
    )
    assert [row.borrower for row in sent] == list(both)
    assert list(contact_doctor.message_is_its_readers(Look(DAY, NOON))) == []


def test_a_second_person_of_the_level_decides(pair, boss):
    merge.ask_first(pair, WHY, DAY, NOON, boss)
    assert merge.deciders(pair) == []
    with pytest.raises(RuleError, match="second person"):
        merge.approve(pair, DAY, NOON, boss)
    low = makers.make_user(role=Role.manager, level=Level.supervisor)
    with pytest.raises(RuleError, match="beyond your authority"):
        merge.approve(pair, DAY, NOON, low)
    assert pair.second.archived_on is None


def busy(pair):
    makers.make_reminder(borrower=pair.second, status=ReminderStatus.sending, claimed_at=NOON)


def partners(pair):
    for who in (pair.first, pair.second):
        makers.make_referral(case=who.cases[0], partner=makers.make_legal_partner())


def spread(pair):
    pair.first.time_zone = "Asia/Shanghai, Asia/Urumqi, Asia/Tokyo"
    pair.second.time_zone = "Europe/London, America/New_York"


REFUSED = {
    "two lenders": (lambda pair: setattr(pair.second, "lender", makers.make_lender()), "two lenders"),
    "two ID numbers": (lambda pair: setattr(pair.second, "id_number", "110101199001019999"), "different ID numbers"),
    "one archived": (lambda pair: setattr(pair.second, "archived_on", DAY), "is archived"),
    "on one contract": (
        lambda pair: makers.make_joint_debtor(loan=pair.first.cases[0].loan, borrower=pair.second),
        "on one contract",
    ),
    "two partners": (partners, "different legal partners"),
    "a message on its way": (busy, "on its way"),
    "one erased": (lambda pair: makers.make_erasure(borrower=pair.second), "were erased"),
    "too many zones": (
        spread,
        "time zones",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence_where_it_must_not_be(pair, boss, name):
    spoil, said = REFUSED[name]
    spoil(pair)
    db.session.flush()
    with pytest.raises(RuleError, match=said):
        merge.ask_first(pair, WHY, DAY, NOON, boss)


def test_what_spoils_it_after_it_was_asked_for_is_seen_when_it_is_decided(pair, boss, other):
    merge.ask_first(pair, WHY, DAY, NOON, boss)
    partners(pair)
    with pytest.raises(RuleError, match="different legal partners"):
        merge.approve(pair, DAY, NOON, other)


def test_what_was_asked_for_as_one_stands_for_both_when_they_are_parted(pair, boss, other):
    file = pair.second.cases[0]
    merged(pair, boss, other)
    kept, lost = pair.first, pair.second
    wish.record(kept, WishKind.cease, NOON, "A letter.", NOON)
    wish.record(kept, WishKind.consent, NOON, "A form.", NOON, channel=Channel.sms)
    since = makers.make_contact(borrower=kept, case=file, at=NOON)
    db.session.commit()

    merge.undo(pair, "Two cards.", DAY, NOON, boss)

    assert since.borrower == lost
    assert [row.kind for row in wish.running([lost.id], NOON, DAY)] == [WishKind.cease]
    assert [row.kind for row in wish.running([kept.id], NOON, DAY)] == [WishKind.cease, WishKind.consent]


def test_a_number_that_was_shut_while_they_were_one_stays_shut_for_both(pair, boss, other):
    points = [makers.make_phone(borrower=each, number="13911112222") for each in (pair.first, pair.second)]
    db.session.commit()
    merged(pair, boss, other)
    points[0].status = PointStatus.opted_out
    merge.undo(pair, "Father and son.", DAY, NOON, other)
    db.session.commit()
    assert {(each.borrower_id, each.status) for each in points} == {
        (pair.first_id, PointStatus.opted_out),
        (pair.second_id, PointStatus.opted_out),
    }


def test_what_lapsed_by_a_merge_stays_lapsed(pair, boss, other):
    override = makers.make_override(borrower=pair.second, case=pair.second.cases[0], status=OverrideStatus.approved)
    beside = makers.make_contact_person(borrower=pair.second, asked_callback_on=DAY)
    db.session.commit()
    merged(pair, boss, other)
    merge.undo(pair, "Father and son.", DAY, NOON, other)
    db.session.commit()
    assert (override.status, beside.asked_callback_on) == (OverrideStatus.lapsed, None)


def test_what_was_erased_of_the_one_is_not_given_back_to_two(pair, boss, other):
    row = merged(pair, boss, other)
    makers.make_erasure(borrower=row.kept)
    with pytest.raises(RuleError, match="were erased"):
        merge.undo(row, "two people after all", DAY, NOON, boss)


def test_a_third_who_was_merged_before_follows_and_is_undone_last(pair, boss, other):
    merged(pair, boss, other)
    third = desk.borrow(pair.lender)
    later = makers.make_duplicate(lender=pair.lender, first=pair.first, second=third)
    merge.ask_second(later, WHY, DAY, NOON, boss)
    merge.approve(later, DAY, NOON, other)
    db.session.commit()
    assert (pair.second.merged_into, pair.first.merged_into) == (third, third)

    with pytest.raises(RuleError, match="undo that first"):
        merge.undo(pair, WHY, DAY, NOON, boss)
    merge.undo(later, WHY, DAY, NOON, boss)
    merge.undo(pair, WHY, DAY, NOON, boss)
    assert (pair.second.merged_into, pair.first.archived_on) == (None, None)


def test_a_file_that_names_the_old_number_lands_on_who_has_everything(pair, boss, other):
    merged(pair, boss, other)
    name = pair.first.name
    head = "borrower_reference name phone contract_no principal opened_on due_on amount_due".split()
    line = [pair.second.reference, "Zhang W", "13811112222", "NEW-1", "100.00", "2026-01-01", "2026-03-01", "100.00"]
    into = pair.first.cases[0].loan.portfolio_id
    portfolio_files.land([portfolio_files.text("new.csv", [head, line])], into)

    row = db.session.scalars(select(makers.Loan).filter_by(contract_no="NEW-1")).one()
    assert (row.borrower, pair.first.name) == (pair.first, name)
    assert [each.id for each in pair.second.phones] == []

    told = f"borrower_reference,at,channel\n{pair.second.reference},2026-02-05 10:00,call\n"
    elsewhere.land(told.encode(), pair.lender, DAY, NOON)
    assert db.session.scalars(select(Contact)).one().borrower == pair.first


def test_an_import_is_undone_though_the_night_found_a_pair(app):
    into = portfolio_files.start()
    head = "borrower_reference name phone contract_no principal opened_on due_on amount_due".split()
    lines = [
        [f"N-{n}", f"Ann {n}", "13811112222", f"C-{n}", "100.00", "2026-01-01", "2026-03-01", "100.00"]
        for n in range(2)
    ]
    portfolio_files.land([portfolio_files.text("two.csv", [head, *lines])], into)
    db.session.commit()
    assert looked() == Counter(pairs=1)
    [batch] = db.session.scalars(select(ImportBatch))

    done = undo.undo(batch, DAY)

    assert (done.kept, db.session.query(Borrower).count(), db.session.query(Duplicate).count()) == ([], 0, 0)


def test_the_doctor_finds_nothing_wrong_after_a_merge_and_after_its_undoing(pair, boss, other):
    def broken():
        look = doctor.full(DAY, NOON)
        return {each.invariant.name: len(each.found) for each in doctor.examine(look) if each.found}

    before = broken()
    merged(pair, boss, other)
    assert broken() == before
    merge.undo(pair, WHY, DAY, NOON, boss)
    assert broken() == before


def test_a_number_that_two_gave_is_shown_with_both(as_user, pair):
    second = makers.make_phone(borrower=pair.second, number=pair.first.phones[0].number)
    db.session.commit()
    client = as_user(makers.make_user(role=Role.manager))

    for who, other in ((pair.first, pair.second), (pair.second, pair.first)):
        page = client.get(f"/borrowers/details/?id={who.id}").text
        assert "was given by others too" in page
        assert f">{other.reference}</a>" in page
    assert second.borrower == pair.second


def test_a_manager_asks_and_another_one_merges_on_the_screen(as_user, pair):
    asker = as_user(makers.make_user(role=Role.manager, level=Level.manager))
    db.session.commit()
    action = {"rowid": str(pair.id), "confirmed": "1"}
    asker.submit("/duplicates/action/", **action, action="keep_first", reason=WHY)
    assert pair.state == State.asked
    page = asker.get(f"/duplicates/details/?id={pair.id}").text
    assert "waits for a second person" in page
    assert "Merges to decide" in asker.get("/duplicates/").text
    asker.submit("/duplicates/action/", **action, action="approve")
    assert pair.state == State.asked

    decider = as_user(makers.make_user(role=Role.administrator, level=Level.director))
    decider.submit("/duplicates/action/", **action, action="approve")
    assert (pair.state, pair.second.merged_into) == (State.merged, pair.first)
    page = asker.get(f"/borrowers/details/?id={pair.second.id}").text
    assert "who has everything now" in page
