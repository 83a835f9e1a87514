"""Disputes: opened with a time limit, rested on, decided; their evidence is kept by its content."""

import io
from datetime import timedelta

import pytest

from jobs import nightly
from models import db
from models.dispute import DisputeCategory, DisputeStatus
from models.document import DocumentKind
from models.hold import HoldKind
from models.stage import TaskKind
from rules.access import Role
from rules.errors import RuleError
from services import case, dispute, document, hold, task
from tests import desk, makers

PDF = desk.pdf("hello")


def past(days):
    return desk.DUE + timedelta(days=days)


@pytest.fixture
def opened(app):
    row = desk.lend(desk.start())
    case.restage(row, past(1))
    return row


def contest(row, category=DisputeCategory.amount, **given):
    return dispute.open(row, category, "The amount is wrong.", past(5), **given)


def test_an_open_dispute_rests_the_case_and_marks_the_loan(opened):
    owner = makers.make_user()

    row = contest(opened, owner=owner)

    assert (row.due_on, row.owner, opened.loan.disputed) == (past(20), owner, True)
    assert [(each.kind, each.owner, each.review_on) for each in hold.running(opened, past(5))] == [
        (HoldKind.dispute, owner, past(20))
    ]
    assert contest(opened) is row


def test_the_time_limit_is_a_row_of_the_policy(opened):
    opened.loan.portfolio.policy.dispute_days = 30

    assert contest(opened).due_on == past(35)
    assert contest(opened, DisputeCategory.fees, due_on=past(7)).due_on == past(7)


def test_a_decision_lets_the_case_go_on_once_nothing_else_is_open(opened):
    first, second = contest(opened), contest(opened, DisputeCategory.fees)
    user = makers.make_user()

    dispute.decide(first, DisputeStatus.upheld, "We were wrong.", past(6), user)
    assert (first.decided_on, first.decided_by, opened.loan.disputed) == (past(6), user, True)
    dispute.decide(second, DisputeStatus.rejected, "The contract says so.", past(7), user)

    assert not opened.loan.disputed
    assert hold.running(opened, past(7)) == []
    assert dispute.overturned([first, second]) == (1, 2)
    with pytest.raises(RuleError, match="was decided on"):
        dispute.decide(first, DisputeStatus.rejected, "No.", past(8))


def test_what_makes_no_dispute_or_decision_is_refused(opened):
    with pytest.raises(RuleError, match="what the borrower says"):
        dispute.open(opened, DisputeCategory.paid, " ", past(5))
    with pytest.raises(RuleError, match="is past"):
        contest(opened, due_on=past(4))
    row = contest(opened)
    with pytest.raises(RuleError, match="what came of"):
        dispute.decide(row, DisputeStatus.open, "?", past(6))
    with pytest.raises(RuleError, match="found and why"):
        dispute.decide(row, DisputeStatus.upheld, "", past(6))


def test_the_night_asks_the_owner_when_the_time_limit_comes(opened):
    contest(opened)

    db.session.commit()
    nightly.review_holds(past(19), desk.at(past(19)))
    assert (before := task.open_of(opened)) is None or before.kind != TaskKind.review_hold
    db.session.commit()
    nightly.review_holds(past(20), desk.at(past(20)))
    db.session.commit()
    nightly.review_holds(past(20), desk.at(past(20)))

    assert (task.open_of(opened).kind, task.open_of(opened).due_on) == (TaskKind.review_hold, past(23))


@pytest.mark.parametrize(
    ("data", "kind"),
    [(PDF, "pdf"), (desk.picture("PNG"), "png"), (desk.picture("JPEG"), "jpeg")],
)
def test_evidence_is_kept_by_what_it_is_not_by_its_name(opened, data, kind):
    row = contest(opened)

    kept = dispute.attach(row, io.BytesIO(data), "../../etc/receipt.txt", past(5))
    again = dispute.attach(row, io.BytesIO(data), "other.pdf", past(6))

    assert again is kept
    assert (kept.document.kind, kept.document.name) == (DocumentKind(kind), "receipt.txt")
    assert document.read(kept.document) == data
    assert data not in (document.folder() / kept.document.digest).read_bytes()


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "is empty"), (b"MZ\x90", "no PDF"), (b"<svg/>", "no PDF"), (PDF + b"0" * document.MOST_BYTES, "10 MB")],
)
def test_what_is_no_evidence_is_refused_and_not_kept(opened, data, said):
    before = sorted(document.folder().iterdir())

    with pytest.raises(RuleError, match=said):
        document.keep(io.BytesIO(data), "file.pdf")

    assert sorted(document.folder().iterdir()) == before


def test_a_file_that_was_changed_or_is_gone_is_not_handed_out(opened):
    row = document.keep(io.BytesIO(PDF + b"1"), "one.pdf")
    path = document.folder() / row.digest
    path.write_bytes(document.ring.lock(b"%PDF-other"))
    with pytest.raises(RuleError, match="not what was kept"):
        document.read(row)
    path.unlink()
    with pytest.raises(RuleError, match="is missing"):
        document.read(row)


def test_a_dispute_goes_its_way_on_the_case_page(sign_in):
    browser, person = sign_in(Role.collector)
    makers.make_team()
    row = makers.make_case(assignee=person)
    file = (io.BytesIO(PDF), "receipt.pdf")

    answer = browser.submit(f"/cases/dispute/?id={row.id}", category="amount", said="Paid in May", file=file)
    assert answer.status_code == 302
    db.session.expire_all()
    found = row.disputes[0]
    page = browser.get(f"/cases/details/?id={row.id}").text
    assert "Paid in May" in page
    assert "receipt.pdf" in page
    evidence = found.evidence[0].id
    got = browser.submit(f"/cases/dispute/file/?id={row.id}", row=found.id, file=evidence)
    assert (got.data, got.mimetype) == (PDF, "application/pdf")
    other = makers.make_case(assignee=person)
    assert browser.submit(f"/cases/dispute/file/?id={other.id}", row=found.id, file=evidence).status_code == 404
    done = browser.submit(f"/cases/dispute/decide/?id={row.id}", row=found.id, status="rejected", outcome="Not found")
    assert done.status_code == 302
    assert "Not found" in browser.get(f"/cases/details/?id={row.id}").text
