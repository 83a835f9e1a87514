"""The legal partner's portal: files, items, lists and the calendar; strangers and stale links find nothing."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from sqlalchemy import select, update

from admin.base import scope
from admin.paper import packet
from jobs import nightly
from models import db
from models.audit import AuditAction, AuditEntry
from models.base import Language
from models.portfolio import Portfolio
from models.referral import Referral, ReferralEvent, ReferralStatus
from models.referral_work import CalendarLink, ItemRequest, PaymentNotice, Reconciliation
from models.team import Team
from rules.access import Role
from services import payment, referral, team
from services.referral import hearing_feed, reconciliation, work
from tests import desk, makers, plans
from tests.makers import NOW, TODAY

NAME = "欧阳明月"


@pytest.fixture
def firm(app, sign_in):
    """A firm's person with one referral in hand, its packet frozen."""
    case = desk.notify(desk.lend(desk.start()), date(2026, 2, 20))
    case.borrower.name, case.state = NAME, "open"
    client, person = sign_in(Role.legal_partner)
    with app.test_request_context():
        packet.build(case)
    row = referral.open(case, person.partner, TODAY, NOW)
    referral.advance(row, ReferralStatus.sent, "", None, TODAY, NOW, anyway="papers follow")
    db.session.commit()
    return client, person, row


def fresh(row):
    db.session.rollback()
    return db.session.get_one(type(row), row.id)


def test_the_packet_leaves_with_a_line_on_every_page_and_each_look_is_written_down(firm):
    client, person, row = firm

    made = client.submit(f"/partner/packet/?id={row.id}")
    whole = client.submit(f"/partner/packet/?id={row.id}", whole="1")

    pages = PdfReader(io.BytesIO(made.data)).pages
    assert all(person.partner.name in page.extract_text() and row.reference in page.extract_text() for page in pages)
    assert whole.data[:2] == b"PK"
    looks = db.session.scalars(db.select(AuditEntry).filter_by(action=AuditAction.exported)).all()
    assert [(each.record, each.record_id, each.user_id) for each in looks] == [("referral", row.id, person.id)] * 2


def test_a_missing_item_is_asked_for_once_answered_and_opened_with_a_line(firm, sign_in):
    client, person, row = firm
    for _ in range(2):
        client.submit(f"/partner/item/?id={row.id}", item="Original contract")
    asked = db.session.scalars(db.select(ItemRequest)).one()
    manager, _ = sign_in(Role.manager)
    db.session.commit()

    manager.submit(f"/cases/referral/answer/?id={row.case_id}", row=asked.id)
    assert fresh(asked).answered_at is None
    given = {"row": asked.id, "words": "Here it is", "file": (io.BytesIO(desk.picture("PNG")), "contract.png")}
    answered = manager.submit(f"/cases/referral/answer/?id={row.case_id}", **given)

    assert answered.status_code == 302
    asked = fresh(asked)
    page = client.get(f"/partner/referral/?id={row.id}").text
    assert "Here it is" in page
    made = client.submit(f"/partner/file/?id={row.id}", row=asked.document_id)
    assert person.partner.name in PdfReader(io.BytesIO(made.data)).pages[0].extract_text()
    assert client.submit(f"/partner/file/?id={row.id}", row=row.case.demands[0].document_id).status_code == 404


def test_a_second_firm_a_former_employee_and_a_recalled_referral_find_nothing(firm, sign_in, as_user):
    client, person, row = firm
    stranger, _ = sign_in(Role.legal_partner)
    nobody = client.application.test_client()
    db.session.commit()

    def tried(browser):
        paths = ("referral/", "status/", "item/", "packet/", "file/", "certificate/")
        found = [browser.submit(f"/partner/{path}?id={row.id}", item="x", status="received") for path in paths[1:]]
        return {each.status_code for each in (browser.get(f"/partner/referral/?id={row.id}"), *found)}

    assert tried(stranger) == {404}
    assert tried(nobody) <= {302, 400, 401}
    assert row.reference not in stranger.get("/partner/").text
    referral.recall(row, "settled", None, TODAY, NOW)
    db.session.commit()
    assert client.get(f"/partner/referral/?id={row.id}").status_code == 404
    assert client.submit(f"/partner/packet/?id={row.id}").status_code == 404
    person.active = False
    db.session.commit()
    assert client.get("/partner/").status_code in (302, 401)


def test_a_recalled_referral_asks_for_the_certificate_by_reference_alone(firm):
    client, _, row = firm
    referral.recall(row, "settled", None, TODAY, NOW)
    db.session.commit()

    page = client.get("/partner/").text
    bad = client.submit(f"/partner/certificate/?id={row.id}", certificate=(io.BytesIO(b"no scan"), "x.pdf"))
    done = client.submit(f"/partner/certificate/?id={row.id}", certificate=(io.BytesIO(desk.pdf("deleted")), "d.pdf"))

    assert row.reference in page
    assert NAME not in page
    assert NAME[0] not in page
    assert (bad.status_code, done.status_code) == (302, 302)
    assert fresh(row).deletion.name == "d.pdf"
    assert client.submit(f"/partner/certificate/?id={row.id}").status_code == 404


def taken(client):
    text = client.get("/partner/statuses.csv").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text))), text


def handed(client, rows):
    out = io.StringIO()
    sheet = csv.DictWriter(out, fieldnames=list({name: 0 for each in rows for name in each}))
    sheet.writeheader()
    sheet.writerows(rows)
    return client.submit("/partner/statuses/", file=(io.BytesIO(out.getvalue().encode("gb18030")), "s.csv")).text


def test_statuses_go_out_and_in_as_csv_with_a_word_on_each_bad_row(firm):
    client, _, row = firm
    other = makers.make_referral()
    db.session.commit()
    rows, text = taken(client)
    assert NAME not in text
    assert [each["reference"] for each in rows] == [row.reference]

    page = handed(
        client,
        [
            {"reference": row.reference, "status": "received", "partner_file_no": "所内1号", "note": "无冲突"},
            {"reference": other.reference, "status": "received", "partner_file_no": "X"},
            {"reference": "R-999999", "status": "received"},
            {"reference": row.reference, "status": "judgment"},
            {"reference": row.reference, "status": "flying"},
            {"reference": row.reference, "status": "filed", "filed_amount": "much"},
            {"reference": row.reference, "status": "filed", "filed_amount": "NaN"},
            {"reference": row.reference, "status": "filed", "filed_amount": "1e99"},
        ],
    )

    assert "1 moved on, 0 unchanged, 7 not taken." in page
    assert f"There is no referral {other.reference}." in page
    assert "There is no referral R-999999." in page
    assert "cannot become Judgment" in page
    assert "There is no status flying" in page
    assert "cannot be read: much" in page
    assert (fresh(row).status, row.partner_file_no) == (ReferralStatus.received, "所内1号")
    assert fresh(other).status == ReferralStatus.sent
    again, _ = taken(client)
    assert "0 moved on, 1 unchanged, 0 not taken." in handed(client, again)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"name,age\n1,2\n", b"reference,status\n" + b"R-1,sent\n" * 2001]
)
def test_a_file_that_is_no_list_of_statuses_is_refused_with_a_sentence(firm, data):
    client, _, _ = firm

    page = client.submit("/partner/statuses/", file=(io.BytesIO(data), "s.csv")).text

    assert any(said in page for said in ("The first line must name the columns", "split it", "holds NUL bytes"))


def test_a_calendar_has_a_secret_address_that_ends(firm, as_user):
    client, person, row = firm
    row.next_on, row.court = TODAY + timedelta(3), "Pudong"
    db.session.commit()
    page = client.submit("/partner/calendar/")
    address = page.text.partition("/feeds/")[2].partition(".ics")[0]
    nobody = client.application.test_client()

    feed = nobody.get(f"/feeds/{address}.ics")

    events = Calendar.from_ical(feed.data).walk("VEVENT")
    assert [(str(each["summary"]), each.decoded("dtstart")) for each in events] == [
        (f"{row.reference} · Sent", TODAY + timedelta(3))
    ]
    row.next_time, row.court_room, person.language = "9:30", "Room 4", Language.zh_Hant
    db.session.commit()
    told = Calendar.from_ical(nobody.get(f"/feeds/{address}.ics").data)
    (event,) = told.walk("VEVENT")
    assert told["x-wr-calname"] == "開庭日曆"
    assert event["summary"] == f"{row.reference} · 已移交"
    assert event["location"] == "Pudong, Room 4"
    assert event.decoded("dtstart") == team.start_of(TODAY + timedelta(3)) + timedelta(hours=9, minutes=30)
    assert [each.decoded("trigger") for each in event.walk("VALARM")] == [timedelta(days=-1), timedelta(hours=-2)]
    first = event["uid"]
    row.next_on = TODAY + timedelta(9)
    db.session.commit()
    assert Calendar.from_ical(nobody.get(f"/feeds/{address}.ics").data).walk("VEVENT")[0]["uid"] != first
    assert NAME not in feed.text
    assert address.partition("/")[2] not in str(db.session.scalars(db.select(CalendarLink.digest)).all())
    client.submit("/partner/calendar/")
    assert nobody.get(f"/feeds/{address}.ics").status_code == 404
    newer = hearing_feed.make(person, NOW)
    db.session.commit()
    assert nobody.get(f"/feeds/hearings/{newer}.ics").status_code == 200
    person.active = False
    db.session.commit()
    assert nobody.get(f"/feeds/hearings/{newer}.ics").status_code == 404
    person.active = True
    client.submit("/partner/calendar/", end="1")
    assert nobody.get(f"/feeds/hearings/{newer}.ics").status_code == 404
    assert nobody.get("/feeds/hearings/guess.ics").status_code == 404


def test_a_calendar_ends_for_good_with_the_work_it_was_made_for(firm):
    client, person, row = firm
    address = f"/feeds/hearings/{hearing_feed.make(person, NOW)}.ics"
    db.session.commit()
    nobody = client.application.test_client()
    assert nobody.get(address).status_code == 200
    assert nightly.end_feeds(TODAY, NOW).counts == {}

    row.closed_on = TODAY
    db.session.commit()
    assert nobody.get(address).status_code == 404
    assert nightly.end_feeds(TODAY, NOW).counts == {"ended": 1}

    row.closed_on = None
    db.session.commit()
    assert nobody.get(address).status_code == 404


def test_the_month_is_agreed_or_differs(firm):
    client, person, row = firm
    row.referred_on = date(2026, 2, 10)
    work.cost(row, "court_fee", date(2026, 2, 12), Decimal("50.00"), "lender", TODAY, note="", user=None)
    db.session.commit()

    page = client.get("/partner/month/?month=2026-02").text
    client.submit("/partner/month/?month=2026-02", difference="One is missing")
    early = client.submit("/partner/month/?month=2026-03", agrees="1", follow=True)

    assert row.reference in page
    assert "50.00" in page
    assert early.status_code == 302
    word = db.session.scalars(db.select(Reconciliation)).one()
    assert (word.partner_id, word.agrees, word.difference) == (person.partner_id, False, "One is missing")
    client.submit("/partner/month/?month=2026-02", agrees="1")
    assert fresh(word).agrees


def test_the_list_of_a_month_has_the_status_of_its_end_totals_and_is_frozen_once_agreed(firm):
    client, _, row = firm
    row.referred_on = date(2026, 2, 10)
    work.cost(row, "court_fee", date(2026, 2, 12), Decimal("50.00"), "lender", TODAY, note="", user=None)
    for status, at in ((ReferralStatus.received, datetime(2026, 2, 20, tzinfo=UTC)), (ReferralStatus.filed, NOW)):
        makers.kept(ReferralEvent(referral=row, at=at, status=status))
    row.status = ReferralStatus.filed
    db.session.commit()

    [line] = reconciliation.of(row.partner, date(2026, 2, 1))
    assert line.status == ReferralStatus.received
    assert reconciliation.totals([line, line])["CNY"] == (2, 0, 0, 0, 0, Decimal("100.00"))
    assert client.get("/partner/month/file/?month=2026-02&kind=pdf").status_code == 404

    client.submit("/partner/month/?month=2026-02", agrees="1")
    work.cost(row, "court_fee", date(2026, 2, 13), Decimal("7.00"), "lender", TODAY, note="", user=None)
    db.session.commit()
    kept = [client.get(f"/partner/month/file/?month=2026-02&kind={kind}") for kind in ("pdf", "csv")]

    assert kept[0].data.startswith(b"%PDF-")
    table = kept[1].data.decode("utf-8-sig").splitlines()
    assert table[1].split(",")[:2] == [row.reference, "Received"]
    assert (table[2].split(",")[3], table[2].split(",")[-1]) == ("CNY", "50.00")
    assert "As it was agreed" in client.get("/partner/month/?month=2026-02").text
    assert client.get("/partner/month/file/?month=2026-02&kind=exe").status_code == 404


def test_the_month_leaves_out_what_was_taken_back_and_asks_as_often_for_many_payments(firm):
    client, _, row = firm
    row.referred_on = date(2026, 2, 10)
    told(row, "30.00")
    payment.reverse(told(row, "70.00").payment, date(2026, 2, 20), "bounced")
    db.session.commit()
    with plans.watched() as few:
        page = client.get("/partner/month/?month=2026-02").text
    told(row, "5.00")
    db.session.commit()
    with plans.watched() as many:
        client.get("/partner/month/?month=2026-02")

    assert ("30.00" in page, "100.00" in page) == (True, False)
    assert len(few) == len(many)


def told(row, amount):
    """A direct payment that the firm was told of."""
    paid = makers.make_payment(loan=row.case.loan, amount=Decimal(amount), paid_on=date(2026, 2, 15))
    return makers.kept(PaymentNotice(referral=row, payment=paid, told_on=date(2026, 2, 16)))


def test_the_league_sums_what_was_claimed_collected_and_paid_by_currency(firm):
    _, person, row = firm
    work.cost(row, "court_fee", TODAY, Decimal("50.00"), "lender", TODAY, note="", user=None)
    db.session.commit()

    found = reconciliation.league()

    assert [(each.partner.id, each.n, each.ended) for each in found] == [(person.partner_id, 1, 0)]
    assert (found[0].claimed, found[0].costs) == ({"CNY": row.claim_amount}, {"CNY": Decimal("50.00")})
    assert (found[0].recovered, found[0].fees) == ({}, {})
    assert [status for status, _ in found[0].days] == [each.status for each in row.events[:-1]]


def test_the_league_is_open_to_managers(firm, sign_in):
    _, person, _ = firm
    manager, _ = sign_in(Role.manager)
    collector, _ = sign_in(Role.collector)
    db.session.commit()

    assert person.partner.name in manager.get("/league/").text
    assert collector.get("/league/").status_code == 403
    for path in (f"/league/month/?id={person.partner_id}&month=2026-03", f"/league/month/?id={person.partner_id}"):
        assert manager.get(path).status_code == 200
    assert manager.get("/league/month/?id=999").status_code == 404
    assert collector.get(f"/league/month/?id={person.partner_id}").status_code == 403


def test_the_list_says_how_ready_how_long_and_what_was_paid(firm):
    client, _, row = firm
    paid = makers.make_payment(loan=row.case.loan)
    work.tell(paid, TODAY)
    db.session.commit()

    page = client.get("/partner/").text

    assert "/12" in page
    assert NAME not in page
    one = db.session.get_one(Referral, row.id)
    assert len(one.payment_notices) == 1


def test_no_way_of_the_portal_takes_a_step_while_the_lender_lets_it_rest(firm, clock):
    client, _, row = firm
    clock.now = NOW
    makers.make_hold(case=row.case, kind="hardship", reason="in hospital")
    db.session.commit()

    page = client.get(f"/partner/referral/?id={row.id}").text
    step = client.submit(f"/partner/status/?id={row.id}", status="received", partner_file_no="F-1").text
    file = handed(client, [{"reference": row.reference, "status": "received", "partner_file_no": "F-1"}])

    for each in (page, step, file):
        assert f"The lender lets {row.reference} rest" in each
        assert "ospital" not in each
        assert "Hardship" not in each
    assert fresh(row).status == ReferralStatus.sent


def test_the_desk_reads_what_rests_and_sees_what_was_done_all_the_same(firm, sign_in, clock):
    _, _, row = firm
    clock.now = NOW
    manager, _ = sign_in(Role.manager)
    row.status = ReferralStatus.received
    makers.make_dispute(case=row.case)
    db.session.commit()
    filed = {"status": "filed", "court": "Pudong", "docket_no": "1", "filed_amount": "100"}
    ask = f"/cases/referral/?id={row.case_id}"

    page = manager.get(f"/cases/details/?id={row.case_id}").text
    refused = manager.submit(ask, row=row.id, **filed)
    told = manager.submit(ask, row=row.id, **filed, filed_on="2026-03-02", note="It was at the court already.")

    assert "is disputed since Mar 2, 2026" in page
    assert "is disputed since Mar 2, 2026" in refused.text
    assert told.status_code == 302
    assert "A dispute was open" in manager.get(f"/cases/details/?id={row.case_id}").text
    assert fresh(row).status == ReferralStatus.filed


def in_hand(person, **given):
    """Another referral that the firm has in hand, with something overdue."""
    lent = desk.lend(db.session.scalars(select(Portfolio)).first())
    return makers.make_referral(case=lent, partner=person.partner, **given)


def test_the_list_is_found_narrowed_and_sorted_as_the_partner_asks(firm):
    client, person, row = firm
    early = in_hand(person, reference="R-EARLY", partner_file_no="F 77", next_on=date(2026, 3, 5))
    late = in_hand(person, reference="R-LATE", status=ReferralStatus.filed, next_on=date(2026, 4, 5))

    up = client.get("/partner/?sort=next_on").get_data(as_text=True)
    down = client.get("/partner/?sort=next_on&desc=1").get_data(as_text=True)
    filed = client.get("/partner/?status=filed").get_data(as_text=True)
    found = client.get("/partner/?search=f-77").get_data(as_text=True)
    soon = client.get("/partner/?next_on_to=2026-03-31").get_data(as_text=True)

    assert up.index("R-EARLY") < up.index("R-LATE") < up.index(row.reference)
    assert down.index("R-LATE") < down.index("R-EARLY")
    assert [each in filed for each in ("R-EARLY", "R-LATE")] == [False, True]
    assert [each in found for each in (early.reference, late.reference)] == [True, False]
    assert [each in soon for each in ("R-EARLY", "R-LATE")] == [True, False]
    assert 'aria-sort="descending"' in down
    for wild in ("sort=borrower", "sort=%00", "status=x", "page=-1", "search=%25", "next_on_to=9999-99-99"):
        assert client.get(f"/partner/?{wild}").status_code == 200
    assert NAME not in client.get("/partner/?search=欧阳").get_data(as_text=True)


def test_a_step_on_several_referrals_asks_for_what_it_requires_and_lands_row_by_row(firm):
    client, person, row = firm
    other, foreign = in_hand(person, reference="R-OTHER"), makers.make_referral()
    ids = [row.id, other.id, foreign.id]

    page = client.submit("/partner/several/", rowid=ids, status="received").get_data(as_text=True)
    assert f'name="partner_file_no-{row.id}"' in page
    assert f'name="partner_file_no-{foreign.id}"' not in page
    assert "required" in page

    given = {f"partner_file_no-{row.id}": "F-1", f"partner_file_no-{other.id}": ""}
    again = client.submit("/partner/several/", rowid=ids, status="received", save="1", **given).get_data(as_text=True)

    assert (fresh(row).status, fresh(row).partner_file_no) == (ReferralStatus.received, "F-1")
    assert fresh(other).status == ReferralStatus.sent
    assert "needs this" in again
    assert f'name="rowid" value="{row.id}"' not in again
    client.submit(
        "/partner/several/", rowid=[other.id], status="received", save="1", **{f"partner_file_no-{other.id}": "F-2"}
    )
    assert fresh(other).partner_file_no == "F-2"
    assert fresh(foreign).status == ReferralStatus.sent

    shared = {"demand_on": "2026-03-01", "demand_delivery": "by courier", "note": "all at once"}
    client.submit("/partner/several/", rowid=[row.id, other.id], status="demand", save="1", **shared)
    assert [(fresh(each).status, fresh(each).demand_delivery) for each in (row, other)] == [
        (ReferralStatus.demand, "by courier")
    ] * 2


def test_no_step_on_several_is_taken_while_one_of_them_rests(firm, clock):
    client, person, row = firm
    other = in_hand(person, reference="R-OTHER")
    makers.make_hold(case=row.case)
    db.session.commit()

    given = {f"partner_file_no-{each.id}": "F-1" for each in (row, other)}
    page = client.submit("/partner/several/", rowid=[row.id, other.id], status="received", save="1", **given)

    assert fresh(row).status == ReferralStatus.sent
    assert fresh(other).status == ReferralStatus.received
    assert row.reference in page.get_data(as_text=True)


def test_nobody_but_the_partner_takes_a_step_on_several(firm, sign_in):
    _, _, row = firm
    for role in set(Role) - {Role.legal_partner}:
        client, _ = sign_in(role)
        assert client.submit("/partner/several/", rowid=[row.id], status="received", save="1").status_code == 403
    assert fresh(row).status == ReferralStatus.sent


def test_the_step_says_what_each_status_requires(firm):
    client, _, row = firm

    page = client.get(f"/partner/referral/?id={row.id}").get_data(as_text=True)

    assert 'data-musts="partner_file_no"' in page
    assert "What each step requires" in page


def test_a_look_is_written_down_though_somebody_else_wrote_since_the_page_was_begun(firm, monkeypatch):
    client, person, row = firm
    found = scope.one

    def later(model, id):
        found_row = found(model, id)
        with db.engine.connect().execution_options(writes=True) as other:
            other.execute(update(Team).values(version=Team.version + 1))
            other.commit()
        return found_row

    monkeypatch.setattr(scope, "one", later)

    assert client.get(f"/partner/referral/?id={row.id}").status_code == 200
    looks = select(AuditEntry).where(AuditEntry.action == AuditAction.viewed, AuditEntry.record_id == row.id)
    assert db.session.scalars(looks).one().user_id == person.id
