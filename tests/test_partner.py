"""The legal partner's page: their own sent referrals, one action, and nothing else in the house."""

from datetime import date
from decimal import Decimal

import pytest

from models import db
from models.audit import AuditAction, AuditEntry
from models.referral import Referral, ReferralStatus
from rules.access import Role
from tests import makers


@pytest.fixture
def firm(app, sign_in):
    """A person of a law firm with one referral, just sent."""
    makers.make_team()
    client, person = sign_in(Role.legal_partner)
    makers.make_instalment(loan=(case := makers.make_case()).loan, principal=Decimal("321.00"))
    makers.make_contact(case=case, note="Internal: afraid of his brother")
    rested = {"starts_on": date(2026, 2, 1), "released_on": date(2026, 3, 1)}
    makers.make_hold(case=case, reason="Internal hold reason", **rested)
    referral = makers.make_referral(case=case, partner=person.partner, status=ReferralStatus.sent)
    return client, person, referral


def status(id):
    db.session.rollback()
    return db.session.get_one(Referral, id).status


def test_the_list_shows_only_own_sent_referrals_and_masks_the_borrower(firm):
    client, person, mine = firm
    proposed = makers.make_referral(partner=person.partner, status=ReferralStatus.proposed, referred_on=None)
    other = makers.make_referral()

    text = client.get("/partner/").text

    assert mine.reference in text
    assert "张*" in text
    assert "张伟" not in text
    assert proposed.reference not in text
    assert other.reference not in text


def test_opening_a_referral_shows_what_the_firm_may_see_and_is_written_down(firm):
    client, person, mine = firm

    text = client.get(f"/partner/referral/?id={mine.id}").text

    assert "张伟" in text
    assert "321.00" in text
    assert "Internal" not in text
    entry = db.session.scalars(db.select(AuditEntry).filter_by(action=AuditAction.viewed)).one()
    assert (entry.record, entry.record_id, entry.user_id) == ("referral", mine.id, person.id)


@pytest.mark.parametrize("path", ["/partner/referral/", "/partner/status/"])
def test_the_referral_of_another_firm_or_one_not_sent_is_not_there(firm, path):
    client, person, _ = firm
    other = makers.make_referral()
    proposed = makers.make_referral(partner=person.partner, status=ReferralStatus.proposed, referred_on=None)

    for id in (other.id, proposed.id, "", "abc", "1,2", "9" * 30, "%00"):
        answer = (
            client.get(f"{path}?id={id}") if "referral" in path else client.submit(f"{path}?id={id}", status="received")
        )
        assert answer.status_code == 404


def test_a_step_needs_what_its_status_needs(firm):
    client, _, mine = firm

    refused = client.submit(f"/partner/status/?id={mine.id}", status="received", note="No conflict.")
    taken = client.submit(
        f"/partner/status/?id={mine.id}", status="received", note="No conflict.", partner_file_no="F-1"
    )

    assert "Received needs this." in refused.text
    assert "No conflict." in refused.text
    assert taken.status_code == 302
    assert status(mine.id) == ReferralStatus.received
    referral = db.session.get_one(Referral, mine.id)
    assert referral.partner_file_no == "F-1"
    assert referral.events[-1].note == "No conflict."


def test_a_filed_claim_names_its_court(firm):
    client, _, mine = firm
    client.submit(f"/partner/status/?id={mine.id}", status="received", partner_file_no="F-1")

    given = {
        "status": "filed",
        "court": "District Court",
        "docket_no": "(2026) 12",
        "next_on": "2026-04-01",
        "filed_amount": "321.00",
    }
    client.submit(f"/partner/status/?id={mine.id}", **given)

    assert status(mine.id) == ReferralStatus.filed
    assert db.session.get_one(Referral, mine.id).next_on == date(2026, 4, 1)


@pytest.mark.parametrize("step", ["sent", "withdrawn", "closed", "judgment", "nonsense", ""])
def test_a_partner_takes_no_step_that_is_not_theirs(firm, step):
    client, _, mine = firm

    answer = client.submit(f"/partner/status/?id={mine.id}", status=step, note="x")

    assert answer.status_code == 200
    assert status(mine.id) == ReferralStatus.sent


def test_nothing_else_in_the_house_is_open(firm):
    client, _, mine = firm

    assert client.get("/").location == "/partner/"
    menu = client.get("/partner/").text.partition("<nav")[2].partition("</nav>")[0]
    assert menu.count("<a ") == 1
    for path in (
        "/cases/",
        f"/cases/details/?id={mine.case_id}",
        "/referrals/",
        f"/referrals/details/?id={mine.id}",
        "/borrowers/",
        "/weekly/",
        "/my-day/",
        "/search/?q=a",
    ):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role != Role.legal_partner])
def test_the_page_is_for_partners_only(app, sign_in, role):
    makers.make_team()
    client, _ = sign_in(role)
    referral = makers.make_referral()

    assert client.get("/partner/").status_code == 403
    assert client.submit(f"/partner/status/?id={referral.id}", status="received").status_code == 403
